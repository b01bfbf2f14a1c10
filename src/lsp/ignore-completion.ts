import { CompletionItemKind, type CompletionItem, type Position } from 'vscode-languageserver/node';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import { rules } from '../../rules/index.ts';

/**
 * Completes comments that silence rules: `# plimsoll`, the word behind it, and the rules' names behind `=`. `undefined` in any other
 * place.
 */
export function ignoreCompletions(document: TextDocument, position: Position): CompletionItem[] | undefined {
  const line = document.getText({ start: { line: position.line, character: 0 }, end: position });
  const list = /^[ \t]*#[ \t]*plimsoll[ \t]+ignore(?:-stage|-file)?[ \t]*=[ \t]*(?:[\w-]+[ \t]*,[ \t]*)*([\w-]*)$/i.exec(line);
  if (list) return rules.map(({ name, summary }) => itemAt(position, list[1] ?? '', name, CompletionItemKind.Value, summary));
  const word = /^[ \t]*#[ \t]*(p?l?i?m?s?o?l?l?(?:(?<=[a-z])[ \t]+[a-z-]*)?)$/i.exec(line);
  if (word) return forms.map(([label, about]) => itemAt(position, word[1] ?? '', label, CompletionItemKind.Keyword, about));
  return undefined;
}

const forms: readonly (readonly [label: string, about: string])[] = [
  ['plimsoll ignore=', 'Silences rules for the instruction or the line below.'],
  ['plimsoll ignore-stage=', 'Silences rules for a stage.'],
  ['plimsoll ignore-file=', 'Silences rules for the whole file.'],
];

function itemAt({ line, character }: Position, typed: string, label: string, kind: CompletionItemKind, detail: string): CompletionItem {
  const range = { start: { line, character: character - typed.length }, end: { line, character } };
  return { label, kind, detail, textEdit: { range, newText: label } };
}
