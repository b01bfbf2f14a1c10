import type { JoinedText, Range } from '../nodes.ts';
import { sourceOffset, sourceRange } from '../syntax/joined.ts';
import { lastNumberUpTo } from '../syntax/ordered.ts';

/** The string that the JSON literal at `[start, end)` (quotes included) stands for, with the way back to the file. */
export function decodeJsonString(joined: JoinedText, start: number, end: number): JoinedText {
  const { text } = joined;
  const decoded = new Decoding(joined, start + 1);
  const to = text[end - 1] === '"' && end - 1 > start ? end - 1 : end;
  let at = start + 1;
  while (at < to) {
    const escape = text.indexOf('\\', at);
    if (escape < 0 || escape + 1 >= to) {
      decoded.copy(at, to);
      break;
    }
    decoded.copy(at, escape);
    const letter = text.charAt(escape + 1);
    const code = letter === 'u' ? /^[\da-f]{4}$/i.exec(text.slice(escape + 2, Math.min(to, escape + 6)))?.[0] : undefined;
    at = escape + (code === undefined ? 2 : 6);
    decoded.replace(escape, at, code === undefined ? (jsonEscapes.get(letter) ?? letter) : String.fromCharCode(parseInt(code, 16)));
  }
  const result = decoded.finish();
  return { ...result, text: result.text.replace(loneSurrogate, '\ufffd') };
}

/** What the shell runs for the backticks at `[start, end)` (they are included): `\\`, `\$` and a `\` before a backtick are taken off. */
export function decodeBackticks(joined: JoinedText, start: number, end: number, quoted: boolean): JoinedText {
  const { text } = joined;
  const decoded = new Decoding(joined, start + 1);
  const to = text[end - 1] === '`' && end - 1 > start ? end - 1 : end;
  let from = start + 1;
  for (let at = from; at < to; at++) {
    if (text[at] !== '\\' || at + 1 >= to) continue;
    const next = text.charAt(at + 1);
    if (next === '\\' || next === '$' || next === '`' || (quoted && next === '"')) {
      decoded.copy(from, at);
      decoded.replace(at, at + 2, next);
      from = at + 2;
    }
    at++;
  }
  decoded.copy(from, to);
  return decoded.finish();
}

/**
 * The string that the shell hands on for the word at `[start, end)`, variables in double quotes left as they are written;
 * `undefined` where anything else than such a variable decides it.
 */
export function decodeShellWord(joined: JoinedText, start: number, end: number): JoinedText | undefined {
  const { text } = joined;
  const decoded = new Decoding(joined, start + (text[start] === "'" || text[start] === '"' ? 1 : 0));
  let inDouble = false;
  for (let at = start; at < end; at++) {
    const char = text.charAt(at);
    if (char === '\\') {
      const next = text.charAt(at + 1);
      if (at + 1 >= end) return undefined;
      if (next === '\n') {
        // A continued line: nothing is handed on.
      } else if (!inDouble || '"\\$`'.includes(next)) decoded.replace(at, at + 2, next);
      else decoded.copy(at, at + 2);
      at++;
    } else if (char === '"') {
      inDouble = !inDouble;
    } else if (char === "'" && !inDouble) {
      const close = text.indexOf("'", at + 1);
      if (close < 0 || close >= end) return undefined;
      decoded.copy(at + 1, close);
      at = close;
    } else if (char === '`') {
      return undefined;
    } else if (char === '$') {
      if (inDouble ? text[at + 1] === '(' : /[\w({'"@*#?$!-]/.test(text.charAt(at + 1))) return undefined;
      const stop = text[at + 1] === '{' ? text.indexOf('}', at) : at;
      // A substitution or quotes inside `${…}` are more than a plain variable.
      if (stop < 0 || stop >= end || /[`"'\\]|\$[({]/.test(text.slice(at + 1, stop))) return undefined;
      decoded.copy(at, stop + 1);
      at = stop;
    } else {
      decoded.copy(at, at + 1);
    }
  }
  return inDouble ? undefined : decoded.finish();
}

/** A text whose lines end in `\n` alone: a shell would take the `\r` for a part of the last word, and say so at run time. */
export function withoutCarriageReturns(joined: JoinedText): JoinedText {
  const { text } = joined;
  if (!text.includes('\r')) return joined;
  const decoded = new Decoding(joined, 0);
  let from = 0;
  for (const { index } of text.matchAll(/\r(?=\n|$)/g)) {
    decoded.copy(from, index);
    from = index + 1;
  }
  decoded.copy(from, text.length);
  return decoded.finish();
}

/**
 * Range of `[from, to)` like `sourceRange`, but from the first character of an escape that was decoded: an edit of `\"x` must
 * not leave the backslash behind.
 */
export function spanOf(joined: JoinedText, from: number, to: number): Range {
  // unbash 6.0.4 steps over the end of an unfinished text that ends in a backslash.
  const end = Math.min(to, joined.text.length);
  const start = Math.min(from, end);
  const range = sourceRange(joined, start, end);
  const { starts, offsets } = joined;
  if (starts.length === 1 || start === end) return range;
  const first = firstAt(starts, start);
  return starts[first] === start && starts[first + 1] === start ? [offsets[first] ?? range[0], range[1]] : range;
}

/** Where an offset of the file stands in the joined text: the way forth, for what a range says. */
export function joinedOffset(joined: JoinedText, offset: number): number {
  const { starts, offsets } = joined;
  let piece = firstAt(offsets, offset);
  if (offsets[piece] !== offset) piece = Math.max(0, piece - 1);
  return (starts[piece] ?? 0) + offset - (offsets[piece] ?? 0);
}

const jsonEscapes: ReadonlyMap<string, string> = new Map([
  ['n', '\n'],
  ['t', '\t'],
  ['r', '\r'],
  ['b', '\b'],
  ['f', '\f'],
]);

/** Go puts U+FFFD where a `\u` escape names half a character. */
const loneSurrogate = /[\ud800-\udfff]/gu;

/** Index of the first entry that is not below `value`. */
const firstAt = (ascending: readonly number[], value: number): number => lastNumberUpTo(ascending, value - 1) + 1;

/** Text taken piece by piece from another, with the way back to the file. */
class Decoding {
  private text = '';
  private readonly starts: number[] = [];
  private readonly offsets: number[] = [];
  private readonly from: JoinedText;
  private end: number;
  /** Where the last copy ended, while the next may go on without a piece of its own. */
  private joint = -1;

  constructor(from: JoinedText, start: number) {
    this.from = from;
    this.end = sourceOffset(from, start);
  }

  copy(start: number, end: number): void {
    if (end <= start) return;
    const { starts, offsets } = this.from;
    let i = firstAt(starts, start);
    if (starts[i] !== start && this.joint !== start) this.piece(sourceOffset(this.from, start));
    // The pieces of the text that is copied from stay pieces of the copy.
    for (; i < starts.length && (starts[i] ?? end) < end; i++) this.piece(offsets[i] ?? 0, this.text.length + (starts[i] ?? 0) - start);
    this.text += this.from.text.slice(start, end);
    this.joint = end;
    this.end = sourceOffset(this.from, end - 1) + 1;
  }

  /** One character for an escape: an empty piece holds where the escape begins, its own piece where it ends. */
  replace(start: number, end: number, by: string): void {
    const [from, to] = spanOf(this.from, start, end);
    this.piece(from);
    this.piece(to - 1);
    this.end = to;
    this.text += by;
    this.joint = -1;
  }

  finish(): JoinedText {
    if (this.starts.length === 0) this.piece(this.end);
    return { text: this.text, starts: this.starts, offsets: this.offsets, end: this.end };
  }

  private piece(offset: number, start = this.text.length): void {
    this.starts.push(start);
    this.offsets.push(offset);
  }
}
