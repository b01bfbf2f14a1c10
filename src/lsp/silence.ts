import type { SnippetTextEdit, TextEdit as LspEdit } from 'vscode-languageserver/node';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import { ignoreEdit, type IgnoreScope } from '../engine/add-ignores.ts';
import { applyEdits } from '../engine/edits.ts';
import { keepsStructure } from '../engine/keeps-structure.ts';
import type { Dockerfile } from '../nodes.ts';
import { parse, withoutBom } from '../syntax/parse.ts';
import { toLsp } from './edits.ts';
import { placesIn } from './places.ts';
import type { Remark } from './remark.ts';
import { ruleOf } from './rule-page.ts';

/** A way to silence a rule. */
export interface Silence {
  readonly title: string;
  readonly edit: LspEdit | SnippetTextEdit;
}

/** The comments that would silence what has been found, from the narrowest to the widest, each with a reason to be typed. */
export function silencesOf(document: TextDocument, remark: Remark, takesSnippets: boolean): readonly Silence[] {
  const rule = ruleOf(remark.code);
  if (!rule) return [];
  const name = remark.alias ?? rule.name;
  const tree = parse(withoutBom(document.getText()));
  const at = placesIn(document).offsetOf(remark.range.start);
  // What is found in comments can be silenced only for the whole file.
  const scopes = rule.category === 'suppression' ? (['file'] as const) : (['line', 'instruction', 'stage', 'file'] as const);
  return scopes.flatMap((scope) => {
    const edit = soundEdit(tree, name, at, scope);
    const [made] = edit ? toLsp(document, [edit]) : [];
    return made ? [{ title: `Ignore ${name} for this ${scope}`, edit: withReason(made, takesSnippets) }] : [];
  });
}

/** Stands for the reason until it is known in what form the editor takes it. */
const mark = '\0';

function soundEdit(tree: Dockerfile, rule: string, at: number, scope: IgnoreScope): ReturnType<typeof ignoreEdit> {
  const eol = /\r?\n/.exec(tree.text)?.[0] ?? '\n';
  const edit = ignoreEdit(tree, { rule, range: [at, at] }, scope, eol, ` -- ${mark}`);
  return edit && keepsStructure(tree, parse(applyEdits(tree.text, [edit])), scope === 'line' ? [edit] : []) ? edit : undefined;
}

/** The word to be replaced is selected where the editor knows snippets; else it stands there. */
function withReason({ range, newText }: LspEdit, takesSnippets: boolean): LspEdit | SnippetTextEdit {
  if (!takesSnippets || !newText.includes(mark)) return { range, newText: newText.replace(mark, 'reason') };
  const value = newText.replaceAll(/[\\$}]/g, '\\$&').replace(mark, '${1:reason}');
  return { range, snippet: { kind: 'snippet', value } };
}
