import type { JoinedText, Range } from '../../src/nodes.ts';

/** Takes `\` + line end out of a text, as Docker's parser does. */
export function joined(file: string): JoinedText {
  const starts: number[] = [];
  const offsets: number[] = [];
  let text = '';
  let offset = 0;
  for (const piece of file.split('\\\n')) {
    starts.push(text.length);
    offsets.push(offset);
    text += piece;
    offset += piece.length + 2;
  }
  return { text, starts, offsets, end: file.length };
}

/** What stands at a range, continuations removed. */
export const at = (file: string, [start, end]: Range): string => file.slice(start, end).replaceAll('\\\n', '');
