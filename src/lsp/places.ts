import type { Position, Range as LspRange } from 'vscode-languageserver/node';
import { TextDocument } from 'vscode-languageserver-textdocument';
import type { Range } from '../nodes.ts';

/** Translates between offsets into a text without its byte order mark, as findings have them, and an editor's lines and characters. */
export interface Places {
  rangeOf(range: Range): LspRange;
  offsetOf(position: Position): number;
}

/** The places of a document. */
export function placesIn(document: TextDocument): Places {
  const shift = document.getText().charCodeAt(0) === 0xfeff ? 1 : 0;
  return {
    rangeOf: ([start, end]) => ({ start: document.positionAt(start + shift), end: document.positionAt(end + shift) }),
    offsetOf: (position) => Math.max(0, document.offsetAt(position) - shift),
  };
}

/** The places of a text that no editor has open. */
export const placesInText = (text: string): Places => placesIn(TextDocument.create('', '', 0, text));

/** The same for offsets that count a byte order mark, as those into ignore files do. */
export function rawRange(text: string, [start, end]: Range): LspRange {
  const document = TextDocument.create('', '', 0, text);
  return { start: document.positionAt(start), end: document.positionAt(end) };
}

/** Whether two ranges share a character, or touch. */
export const touches = (a: Range, b: Range): boolean => a[0] <= b[1] && b[0] <= a[1];
