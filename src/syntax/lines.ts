import type { JoinedText } from '../nodes.ts';
import { isSpace } from './characters.ts';
import { lastNumberUpTo } from './ordered.ts';

/** One physical line: `[start, end)` without its line end, `next` the start of the following one. */
export interface Line {
  readonly start: number;
  /** Trailing `\r` taken off, as BuildKit does. */
  readonly end: number;
  readonly next: number;
}

/** The line that begins at `start`. Lines end at `\n` only. */
export function lineAt(text: string, start: number): Line {
  const newline = text.indexOf('\n', start);
  let end = newline < 0 ? text.length : newline;
  while (end > start && text.charCodeAt(end - 1) === 0x0d) end--;
  return { start, end, next: newline < 0 ? text.length : newline + 1 };
}

/** Where a line's content stops when it goes on on the next line: before the escape character; -1 when it does not. */
export function continuationAt(text: string, start: number, end: number, escape: string): number {
  let at = end;
  while (at > start && isTabOrSpace(text.charCodeAt(at - 1))) at--;
  if (at === start || text[at - 1] !== escape) return -1;
  // Doubled, the escape character stands for itself.
  if (at - 1 > start && text[at - 2] === escape) return -1;
  return at - 1;
}

const isTabOrSpace = (code: number): boolean => code === 0x20 || code === 0x09;

/** Collects the pieces of a joined text. */
export class Joiner {
  readonly #pieces: string[] = [];
  readonly #starts: number[] = [];
  readonly #offsets: number[] = [];
  #length = 0;
  #end = 0;

  add(text: string, start: number, end: number): void {
    this.#end = end;
    if (start === end && this.#pieces.length > 0) return;
    this.#pieces.push(text.slice(start, end));
    this.#starts.push(this.#length);
    this.#offsets.push(start);
    this.#length += end - start;
  }

  finish(): JoinedText {
    const text = this.#pieces.length === 1 ? (this.#pieces[0] as string) : this.#pieces.join('');
    return { text, starts: this.#starts, offsets: this.#offsets, end: this.#end };
  }
}

/** Translates offsets into 1-based lines and columns (UTF-16 units). */
export interface LineTable {
  positionAt(offset: number): { readonly line: number; readonly column: number };
  /** The blanks that the line of `offset` begins with. */
  indentAt(offset: number): string;
}

/** Builds the table of a text when it is first asked. */
export function lineTable(text: string): LineTable {
  let starts: readonly number[] | undefined;
  const lineOf = (offset: number): number => {
    starts ??= lineStarts(text);
    return lastNumberUpTo(starts, offset);
  };
  return {
    positionAt(offset) {
      const line = lineOf(offset);
      return { line: line + 1, column: offset - ((starts as readonly number[])[line] as number) + 1 };
    },
    indentAt(offset) {
      const line = lineOf(offset);
      const start = (starts as readonly number[])[line] as number;
      let end = start;
      while (end < text.length && text[end] !== '\n' && isSpace(text.charCodeAt(end))) end++;
      return text.slice(start, end);
    },
  };
}

function lineStarts(text: string): readonly number[] {
  const starts = [0];
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  return starts;
}
