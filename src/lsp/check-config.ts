import { dirname, resolve } from 'node:path';
import type { Range as LspRange } from 'vscode-languageserver/node';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import { rules } from '../../rules/index.ts';
import { loadLayers } from '../config/load.ts';
import { pluginsNamedBy } from '../config/plugin-files.ts';
import { shownPath, type Complaint } from '../config/read.ts';
import { shellcheckRule } from '../shellcheck/rule.ts';
import { pathOf } from './kinds.ts';
import { uriOf, type RelatedRemark, type Remark } from './remark.ts';

/** What is wrong with a configuration file as it stands in the editor, in the words and at the places of the command. */
export async function checkConfig(document: TextDocument, openText: (absolute: string) => string | undefined): Promise<readonly Remark[]> {
  const path = pathOf(document.uri);
  if (path === undefined) return [];
  // Relative to its own folder, every name of a file in a message is short.
  const cwd = dirname(path);
  const unsaved = (file: string): string | undefined => (file === path ? document.getText() : openText(file));
  const plugins = await pluginsNamedBy(path, cwd, unsaved);
  const layers = await loadLayers(path, { rules: knownRules, cwd, unsaved, lacksSome: plugins.length > 0 });
  const problems = 'problems' in layers ? layers.problems : [];
  return [
    ...problems.map((problem) => remarkOf(problem, document, cwd)),
    ...plugins.flatMap(({ value, origin }) => leftOutRemark(value, readPlace(origin), document, shownPath(path, cwd))),
  ];
}

/** ShellCheck's codes mean something everywhere. */
const knownRules = [...rules, shellcheckRule()];

/** What an editor's user would look for in vain. */
function leftOutRemark(plugin: string, place: NamedPlace | undefined, document: TextDocument, own: string): readonly Remark[] {
  if (place?.name !== own) return [];
  const message = `Editors run no plugins: what the rules of '${plugin}' find is shown by the command alone.`;
  return [{ code: configCode, severity: 'info', message, range: wordAt(document, place), related: [] }];
}

const configCode = 'configuration';

function remarkOf({ where, message }: Complaint, document: TextDocument, cwd: string): Remark {
  const name = shownPath(pathOf(document.uri) ?? '', cwd);
  const own = readPlace(where);
  const remark = { code: configCode, severity: 'error', message } as const;
  if (own?.name === name) return { ...remark, range: wordAt(document, own), related: [] };
  // What is wrong with a file that this one extends is shown where it does so.
  const extended = readPlace(/\(extended at (.+)\)$/.exec(message)?.[1] ?? '');
  const range = wordAt(document, extended?.name === name ? extended : { line: 1, column: 1 });
  return { ...remark, message: `${where}: ${message}`, range, related: relatedTo({ where, message }, cwd) };
}

function relatedTo({ where, message }: Complaint, cwd: string): readonly RelatedRemark[] {
  const place = readPlace(where);
  if (!place) return [];
  const start = { line: place.line - 1, character: place.column - 1 };
  return [{ uri: uriOf(resolve(cwd, place.name)), range: { start, end: start }, message }];
}

interface NamedPlace {
  readonly name: string;
  readonly line: number;
  readonly column: number;
}

/** `plimsoll.yaml:4:3`. */
function readPlace(where: string): NamedPlace | undefined {
  const [, name, line, column] = /^(.+):(\d+):(\d+)$/.exec(where) ?? [];
  return name === undefined ? undefined : { name, line: Number(line), column: Number(column) };
}

/** From a place to the end of the word there: messages know only where it begins. */
function wordAt(document: TextDocument, { line, column }: Omit<NamedPlace, 'name'>): LspRange {
  const start = { line: line - 1, character: column - 1 };
  const rest = document.getText({ start, end: lineEnd(document, line - 1) });
  const length = /^(?:"(?:[^"\\]|\\.)*"|'[^']*'|[^\s,:[\]{}#]+)/.exec(rest)?.[0].length ?? 1;
  return { start, end: { line: start.line, character: start.character + Math.min(length, Math.max(rest.length, 0)) } };
}

function lineEnd(document: TextDocument, line: number): LspRange['end'] {
  const end = document.offsetAt({ line: line + 1, character: 0 });
  const [text = ''] = document.getText({ start: { line, character: 0 }, end: document.positionAt(end) }).split(/\r?\n/);
  return { line, character: text.length };
}
