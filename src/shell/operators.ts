import type { JoinedText, Part } from '../nodes.ts';
import { rangeOf } from './words.ts';

/** The operator between two members of a list or pipeline, which the parser keeps no place of; line ends are one too. */
export function operatorBetween(source: JoinedText, from: number, to: number): Part | undefined {
  const { text } = source;
  for (let at = from; at < to; at++) {
    const char = text.charAt(at);
    if (char === ' ' || char === '\t' || char === '\r') continue;
    if (char === '\\' && text[at + 1] === '\n') {
      at++;
      continue;
    }
    if (char === '#') {
      const end = text.indexOf('\n', at);
      if (end < 0) return undefined;
      at = end - 1;
      continue;
    }
    const pair = text.slice(at, at + 2);
    const operator = pair === '&&' || pair === '||' || pair === '|&' ? pair : char;
    if (!operators.has(operator)) return undefined;
    return { text: operator, range: rangeOf(source, at, at + operator.length) };
  }
  return undefined;
}

const operators: ReadonlySet<string> = new Set(['&&', '||', ';', '&', '\n', '|', '|&']);
