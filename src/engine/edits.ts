import type { Range } from '../nodes.ts';
import type { Edit, Editor, FileEdit, Fix, TextEdit } from '../rule.ts';

/** Makes the edits of a fix for a text; `undefined` where the fix turns out to be none. */
export function makeEdits(
  fix: Fix,
  text: string,
): { readonly edits: readonly TextEdit[]; readonly files: readonly FileEdit[] } | undefined {
  const made = fix(editorOf(text));
  if (made === null) return undefined;
  const list: readonly Edit[] = isList(made) ? made : [made];
  if (list.length === 0) return undefined;
  const edits: TextEdit[] = [];
  const files: FileEdit[] = [];
  for (const edit of list)
    if ('range' in edit) edits.push(edit);
    else files.push(edit);
  // Most fixes are a single edit.
  if (edits.length > 1) checkOrder(edits.sort((a, b) => a.range[0] - b.range[0] || a.range[1] - b.range[1]));
  return { edits, files };
}

function checkOrder(edits: readonly TextEdit[]): void {
  for (const [i, edit] of edits.entries()) {
    const before = edits[i - 1];
    if (before && overlaps(before.range, edit.range)) throw new Error(`a fix has overlapping edits at ${String(edit.range[0])}`);
  }
}

/** Whether two edits cannot both be made: they share characters, or insert at one place. */
export const overlaps = (a: Range, b: Range): boolean =>
  (a[0] < b[1] && b[0] < a[1]) || (a[0] === b[0] && (a[0] === a[1] || b[0] === b[1]));

/** The text after edits that do not overlap, in any order. */
export function applyEdits(text: string, edits: readonly TextEdit[]): string {
  let result = '';
  let at = 0;
  for (const { range, text: put } of [...edits].sort((a, b) => a.range[0] - b.range[0] || a.range[1] - b.range[1])) {
    result += text.slice(at, range[0]) + put;
    at = range[1];
  }
  return result + text.slice(at);
}

const isList = (made: Edit | readonly Edit[]): made is readonly Edit[] => Array.isArray(made);

const editorOf = (text: string): Editor => ({
  replace,
  insertBefore,
  insertAfter,
  remove,
  removeLines: ({ range }) => {
    const start = text.lastIndexOf('\n', range[0] - 1) + 1;
    const newline = text.indexOf('\n', Math.max(range[0], range[1] - 1));
    if (newline >= 0) return { range: [start, newline + 1], text: '' };
    // The last line, without a line end: then the line before shall have none either.
    const before = text[start - 2] === '\r' ? start - 2 : start - 1;
    return { range: [Math.max(0, before), text.length], text: '' };
  },
  writeFile,
});

// One for all, since there is an editor for each finding.
const replace: Editor['replace'] = ({ range }, put) => ({ range, text: put });
const insertBefore: Editor['insertBefore'] = ({ range }, put) => ({ range: [range[0], range[0]], text: put });
const insertAfter: Editor['insertAfter'] = ({ range }, put) => ({ range: [range[1], range[1]], text: put });
const remove: Editor['remove'] = ({ range }) => ({ range, text: '' });
const writeFile: Editor['writeFile'] = (path, put, was) => ({ path, text: put, ...(was === undefined ? {} : { was }) });
