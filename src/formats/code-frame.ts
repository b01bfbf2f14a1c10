import type { Finding } from '../engine/types.ts';
import { columnsOf, glyph } from './printable.ts';

export interface FrameStyles {
  /** Of line numbers and their rule. */
  readonly gutter: (text: string) => string;
  readonly marker: (text: string) => string;
}

type Place = Pick<Finding, 'range' | 'line' | 'endLine' | 'endColumn'>;

/** The lines around a finding with `^` under exactly what it is about: one line before it, then up to four of its own. */
export function codeFrame(text: string, finding: Place, { gutter, marker }: FrameStyles): readonly string[] {
  const [start, end] = finding.range;
  const first = start === 0 ? 0 : text.lastIndexOf('\n', start - 1) + 1;
  const { lines, left } = linesOf(text, first, finding);
  const skipped = cropAt(text, first, start);
  const digits = String(finding.line + lines.length - 1).length;
  const row = (label: string, content: string): string => `${gutter(`${label.padStart(digits)} │`)}${content && ` ${content}`}`;
  const frame: string[] = [];
  if (first > 0) {
    const before = first - 1 === 0 ? 0 : text.lastIndexOf('\n', first - 2) + 1;
    const context = draw(text, before, lineEnd(text, before), skipped, unmarked, 0).text.trimEnd();
    frame.push(row(String(finding.line - 1), context));
  }
  lines.forEach((from, index) => {
    const to = lineEnd(text, from);
    const markFrom = index === 0 ? Math.min(start, to) : firstInk(text, from, to);
    const drawn = draw(text, from, to, skipped, markFrom, Math.min(end, to));
    frame.push(row(String(finding.line + index), drawn.text.trimEnd()));
    if (drawn.marks) frame.push(row('', `${' '.repeat(drawn.indent)}${marker('^'.repeat(drawn.marks))}`));
  });
  if (left > 0) frame.push(row('', gutter(`… ${left} more ${left === 1 ? 'line' : 'lines'}`)));
  return frame;
}

const maxLines = 4;
const maxColumns = 116;
const tabStop = 4;

/** The starts of the culprit's lines, and how many more there are. */
function linesOf(
  text: string,
  first: number,
  { line, endLine, endColumn }: Place,
): { readonly lines: readonly number[]; readonly left: number } {
  const total = endLine - line + (endColumn === 1 && endLine > line ? 0 : 1);
  const lines = [first];
  while (lines.length < Math.min(total, total > maxLines ? maxLines - 1 : maxLines)) {
    const newline = text.indexOf('\n', lines.at(-1));
    if (newline === -1) break;
    lines.push(newline + 1);
  }
  return { lines, left: total - lines.length };
}

/** How many characters of every line go, so that a culprit far to the right comes into view with a little of what precedes it. */
function cropAt(text: string, first: number, start: number): number {
  const before = start - first;
  if (before <= maxColumns - 36) return 0;
  const cut = before - 40;
  return isLowSurrogate(text.charCodeAt(first + cut)) ? cut - 1 : cut;
}

interface Drawn {
  readonly text: string;
  /** Columns before the first mark. */
  readonly indent: number;
  readonly marks: number;
}

const unmarked = -1;

/** One line in at most `maxColumns` columns: tabs spread out, what a terminal must not see made visible, marks counted in columns. */
function draw(text: string, from: number, to: number, skipped: number, markFrom: number, markTo: number): Drawn {
  let result = skipped > 0 && to > from ? '…' : '';
  let column = result.length;
  let indent = -1;
  let marks = 0;
  let at = Math.min(from + skipped, to);
  while (at < to && column < maxColumns) {
    const code = text.codePointAt(at) ?? 0;
    const special = code === 9 ? ' '.repeat(tabStop - (column % tabStop)) : glyph(code);
    const width = special === undefined ? columnsOf(code) : special.length;
    if (at >= markFrom && indent < 0) indent = column;
    if (at >= markFrom && at < markTo) marks += width;
    result += special ?? String.fromCodePoint(code);
    column += width;
    at += code > 0xffff ? 2 : 1;
  }
  if (at < to) result += '…';
  return { text: result, indent: indent < 0 ? column : indent, marks: markFrom === unmarked ? 0 : Math.max(marks, 1) };
}

/** The end of a line's own characters; `\r` before `\n` is part of the line end. */
function lineEnd(text: string, from: number): number {
  const newline = text.indexOf('\n', from);
  const end = newline === -1 ? text.length : newline;
  return end > from && newline !== -1 && text[end - 1] === '\r' ? end - 1 : end;
}

function firstInk(text: string, from: number, to: number): number {
  let at = from;
  while (at < to && (text[at] === ' ' || text[at] === '\t')) at++;
  return at < to ? at : unmarked;
}

const isLowSurrogate = (unit: number): boolean => unit >= 0xdc00 && unit <= 0xdfff;
