import type { Heredoc, JoinedText, Range, Variable, Word } from '../nodes.ts';
import { isSpace, skipBlanks, skipWord } from './characters.ts';
import { expand, type Expanded } from './expand.ts';
import { sourceRange, unbroken } from './joined.ts';

/** A half-open span of a joined text. */
export type Span = readonly [start: number, end: number];

const none: readonly Variable[] = [];

/** The word that `[start, end)` of the joined text holds, quotes and variables read as the builder reads them. */
export function makeWord(joined: JoinedText, start: number, end: number, escape: string): Word {
  const text = joined.text.slice(start, end);
  const range = sourceRange(joined, start, end);
  if (!needsReading(text, escape)) return { type: 'Word', range, text, value: text, quoted: false, variables: none };
  return new LazyWord(joined, start, range, text, escape);
}

/** A word that some other syntax, such as JSON, has decoded already: no quotes to take off. */
export function decodedWord(joined: JoinedText, start: number, end: number, value: string, escape: string): Word {
  const text = joined.text.slice(start, end);
  return new LazyWord(joined, start, sourceRange(joined, start, end), text, escape, value);
}

/** Splits at blanks only, as BuildKit does for most instructions. */
export function splitBlanks(text: string, start: number, end: number): readonly Span[] {
  const words: Span[] = [];
  for (let at = skipBlanks(text, start, end); at < end;) {
    const stop = skipWord(text, at, end);
    words.push([at, stop]);
    at = skipBlanks(text, stop, end);
  }
  return words;
}

/** Splits at spaces outside of quotes and escapes, as BuildKit does for ENV, LABEL and ARG (`parseWords`). */
export function splitQuoted(text: string, start: number, end: number, escape: string): readonly Span[] {
  const words: Span[] = [];
  let at = start;
  while (at < end) {
    if (isSpace(text.charCodeAt(at))) {
      at++;
      continue;
    }
    const wordStart = at;
    let quote = '';
    while (at < end) {
      const char = text[at] as string;
      if (quote === '') {
        if (isSpace(text.charCodeAt(at))) break;
        if (char === "'" || char === '"') quote = char;
        else if (char === escape) at++;
      } else if (char === quote) quote = '';
      else if (char === escape && quote !== "'") at++;
      at++;
    }
    at = Math.min(at, end);
    words.push([wordStart, at]);
  }
  return words;
}

const needsReading = (text: string, escape: string): boolean => /['"$]/.test(text) || text.includes(escape);

/** Reads its text only when it is asked: most words never are. */
class LazyWord implements Word {
  readonly type = 'Word';
  readonly range: Range;
  readonly text: string;
  readonly #joined: JoinedText;
  readonly #start: number;
  readonly #escape: string;
  /** Given where some other syntax has taken the quotes off already. */
  readonly #decoded: string | undefined;
  #value: string | undefined;
  #variables: readonly Variable[] | undefined;

  constructor(joined: JoinedText, start: number, range: Range, text: string, escape: string, decoded?: string) {
    this.range = range;
    this.text = text;
    this.#joined = joined;
    this.#start = start;
    this.#escape = escape;
    this.#decoded = decoded;
  }

  get value(): string {
    return (this.#value ??= this.#decoded ?? expand(this.text, { escape: this.#escape }).value);
  }

  get quoted(): boolean {
    return /['"]/.test(this.text);
  }

  get variables(): readonly Variable[] {
    if (!(this.#decoded ?? this.text).includes('$')) return none;
    return (this.#variables ??= nest(this.#joined, this.#start, this.text, this.#escape));
  }
}

/** What the builder puts values in for in the body of a COPY's or ADD's heredoc; its escape character is `\\`, whatever the file says. */
export function heredocVariables({ content, contentRange: [start], expand: isExpanded }: Heredoc): readonly Variable[] {
  if (!isExpanded || !content.includes('$')) return none;
  return nest(unbroken(content, start), 0, content, '\\', true);
}

function nest(joined: JoinedText, start: number, text: string, escape: string, plainQuotes = false): readonly Variable[] {
  const found: Expanded[] = [];
  expand(text, { escape, plainQuotes, onVariable: (variable) => found.push(variable) });
  found.sort((a, b) => a.start - b.start || b.end - a.end);
  let next = 0;
  const level = (end: number): readonly Variable[] => {
    const list: Variable[] = [];
    while (next < found.length && (found[next] as Expanded).start < end) {
      const variable = found[next++] as Expanded;
      list.push(toVariable(variable, level(variable.end)));
    }
    return list.length > 0 ? list : none;
  };
  const toVariable = (at: Expanded, variables: readonly Variable[]): Variable => ({
    type: 'Variable',
    range: sourceRange(joined, start + at.start, start + at.end),
    text: text.slice(at.start, at.end),
    name: at.name,
    nameRange: sourceRange(joined, start + at.nameStart, start + at.nameStart + at.name.length),
    ...(at.operator === undefined ? {} : { operator: at.operator }),
    ...(at.operandStart === undefined || at.operandEnd === undefined
      ? {}
      : {
          operand: {
            text: text.slice(at.operandStart, at.operandEnd),
            range: sourceRange(joined, start + at.operandStart, start + at.operandEnd),
            variables,
          },
        }),
  });
  return level(text.length);
}
