import type { JoinedText, Part, Port } from '../nodes.ts';
import { sourceRange } from './joined.ts';
import { makeWord, type Span } from './words.ts';

/** Takes `[ip:]host:container[/protocol]` apart as BuildKit does; colons and slashes inside of variables and brackets do not count. */
export function readPort(joined: JoinedText, [start, end]: Span, escape: string): Port {
  const word = makeWord(joined, start, end, escape);
  const { text } = joined;
  const quote = text[start] === '"' || text[start] === "'" ? text[start] : undefined;
  const from = quote ? start + 1 : start;
  const to = quote && end - 1 > start && text[end - 1] === quote ? end - 1 : end;
  const part = (a: number, b: number): Part => ({ text: text.slice(a, b), range: sourceRange(joined, a, b) });
  let slash = -1;
  let colon = -1;
  let depth = 0;
  for (let at = from; at < to; at++) {
    const char = text[at];
    if (char === '[' || (char === '{' && text[at - 1] === '$')) depth++;
    else if ((char === ']' || char === '}') && depth > 0) depth--;
    else if (depth === 0 && char === '/') slash = at;
    else if (depth === 0 && char === ':' && slash < 0) colon = at;
  }
  const containerEnd = slash < 0 ? to : slash;
  const containerStart = colon < 0 ? from : colon + 1;
  return {
    type: 'Port',
    range: word.range,
    text: word.text,
    variables: word.variables,
    container: part(containerStart, containerEnd),
    ...(colon < 0 ? {} : { host: part(from, colon + 1) }),
    ...(slash < 0 ? {} : { protocol: part(slash + 1, to) }),
  };
}
