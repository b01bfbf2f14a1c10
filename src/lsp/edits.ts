import { diffLines } from 'diff';
import { join } from 'node:path';
import {
  CreateFile,
  TextDocumentEdit,
  type SnippetTextEdit,
  type TextEdit as LspEdit,
  type WorkspaceEdit,
} from 'vscode-languageserver/node';
import { TextDocument } from 'vscode-languageserver-textdocument';
import type { FileEdit, TextEdit } from '../rule.ts';
import type { Abilities } from './abilities.ts';
import { placesIn } from './places.ts';
import { uriOf } from './remark.ts';

/** What an action changes: the document that it was asked for, and whole files. */
export interface Change {
  readonly document: TextDocument;
  readonly edits: readonly (LspEdit | SnippetTextEdit)[];
  readonly files?: readonly FileEdit[];
  /** What the paths of `files` are relative to. */
  readonly root?: string | undefined;
}

/** Gives the document of a URI, where one is open. */
export type Open = (uri: string) => TextDocument | undefined;

/** Edits with offsets into the linted text, as an editor has them. */
export function toLsp(document: TextDocument, edits: readonly TextEdit[]): readonly LspEdit[] {
  const places = placesIn(document);
  return edits.map(({ range, text }) => ({ range: places.rangeOf(range), newText: text }));
}

/** A change in the form that the editor takes. With versions where it knows them, so that no edit meets a text that it was not made for. */
export function workspaceEdit({ document, edits, files = [], root = '' }: Change, abilities: Abilities, open: Open): WorkspaceEdit {
  const own = edits.length > 0 ? [{ uri: document.uri, version: document.version, edits, isNew: false }] : [];
  const others = files.map(({ path, text, was }) => {
    const uri = uriOf(join(root, path));
    const there = open(uri);
    const before = there ?? TextDocument.create(uri, '', 0, was ?? '');
    return { uri, version: there?.version ?? null, edits: editsBetween(before, text), isNew: was === undefined && !there };
  });
  const all = [...own, ...others];
  if (!abilities.documentChanges) {
    return { changes: Object.fromEntries(all.map(({ uri, edits: list }) => [uri, [...list] as LspEdit[]])) };
  }
  return {
    documentChanges: all.flatMap(({ uri, version, edits: list, isNew }) => [
      ...(isNew && abilities.createsFiles ? [CreateFile.create(uri, { overwrite: false, ignoreIfExists: true })] : []),
      TextDocumentEdit.create({ uri, version }, [...list]),
    ]),
  };
}

/** The edits, by whole lines but no larger than they need be, that make a document's text another. */
export function editsBetween(document: TextDocument, text: string): readonly LspEdit[] {
  const edits: LspEdit[] = [];
  let at = 0;
  let removed = '';
  let added = '';
  const flush = (): void => {
    if (removed === '' && added === '') return;
    const [start, end] = commonEnds(removed, added);
    const range = { start: document.positionAt(at + start), end: document.positionAt(at + removed.length - end) };
    edits.push({ range, newText: added.slice(start, added.length - end) });
    at += removed.length;
    [removed, added] = ['', ''];
  };
  for (const part of diffLines(document.getText(), text)) {
    if (part.removed) removed += part.value;
    else if (part.added) added += part.value;
    else {
      flush();
      at += part.value.length;
    }
  }
  flush();
  return edits;
}

/** How much of two texts is the same at their beginning and their end; neither a line end nor a character is split. */
function commonEnds(a: string, b: string): readonly [start: number, end: number] {
  const most = Math.min(a.length, b.length);
  let start = 0;
  while (start < most && a[start] === b[start]) start++;
  while (start > 0 && isSplit(a, start)) start--;
  let end = 0;
  while (end < most - start && a[a.length - 1 - end] === b[b.length - 1 - end]) end++;
  while (end > 0 && (isSplit(a, a.length - end) || isSplit(b, b.length - end))) end--;
  return [start, end];
}

const isSplit = (text: string, at: number): boolean =>
  (text[at - 1] === '\r' && text[at] === '\n') ||
  /^[\udc00-\udfff]/.test(text.slice(at, at + 1)) ||
  /^[\ud800-\udbff]/.test(text.slice(at - 1, at));
