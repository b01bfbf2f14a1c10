import type { JoinedText, Range } from '../nodes.ts';
import { lastNumberUpTo } from './ordered.ts';

/** Offset in the file of the character at `offset` of the joined text; behind the last one, the end of the joined text. */
export function sourceOffset(joined: JoinedText, offset: number): number {
  const { starts, offsets } = joined;
  if (starts.length === 1) return (offsets[0] as number) + offset;
  if (offset >= joined.text.length) return joined.end + (offset - joined.text.length);
  const piece = pieceAt(starts, offset);
  return (offsets[piece] as number) + offset - (starts[piece] as number);
}

/** Where `[start, end)` of the joined text stands in the file: from its first character to behind its last. */
export function sourceRange(joined: JoinedText, start: number, end: number): Range {
  const { text, starts, offsets } = joined;
  if (end <= start || start >= text.length) {
    const from = sourceOffset(joined, start);
    return [from, end <= start ? from : sourceOffset(joined, end - 1) + 1];
  }
  const piece = pieceAt(starts, start);
  const shift = (offsets[piece] as number) - (starts[piece] as number);
  // Most things end in the piece that they begin in.
  return [start + shift, end <= (starts[piece + 1] ?? text.length) ? end + shift : sourceOffset(joined, end - 1) + 1];
}

/** A part of a joined text, with the same way back. */
export function sliceJoined(joined: JoinedText, start: number, end: number): JoinedText {
  const { starts, offsets } = joined;
  const text = joined.text.slice(start, end);
  if (starts.length === 1) return { text, starts: [0], offsets: [(offsets[0] as number) + start], end: (offsets[0] as number) + end };
  const from = pieceAt(starts, start);
  const to = Math.max(from, pieceAt(starts, Math.max(start, end - 1)));
  const [, last] = sourceRange(joined, start, end);
  return {
    text,
    starts: starts.slice(from, to + 1).map((at) => Math.max(0, at - start)),
    offsets: offsets.slice(from, to + 1).map((at, i) => at + Math.max(0, start - (starts[from + i] as number))),
    end: last,
  };
}

/** A text that stands in the file unbroken, from `offset` on. */
export const unbroken = (text: string, offset: number): JoinedText => ({ text, starts: [0], offsets: [offset], end: offset + text.length });

/** Index of the piece that holds `offset`: the last one that starts at or before it. */
const pieceAt = (starts: readonly number[], offset: number): number => Math.max(0, lastNumberUpTo(starts, offset));
