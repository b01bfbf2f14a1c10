import { basename, join, posix, relative, sep } from 'node:path';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import { lintTree } from '../engine/lint.ts';
import type { Finding, RuleSetting } from '../engine/types.ts';
import { isDockerfileName } from '../files/dockerfile-names.ts';
import { createModel } from '../model/create.ts';
import { parseIgnoreFile } from '../model/dockerignore.ts';
import type { Files } from '../model/model.ts';
import { parse, withoutBom } from '../syntax/parse.ts';
import { pathOf } from './kinds.ts';
import { placesInText, rawRange } from './places.ts';
import { uriOf, type Remark } from './remark.ts';
import type { Surroundings, Workspace } from './workspace.ts';

/** What is to be shown in a `.dockerignore`: patterns that Docker refuses, and what the Dockerfiles that it is for have to say of it. */
export async function checkIgnoreFile(document: TextDocument, around: Surroundings, workspace: Workspace): Promise<readonly Remark[]> {
  if (!around.settings.enable) return [];
  const path = pathOf(document.uri);
  const { files, root } = around;
  const remarks = [...refusedPatterns(document)];
  if (path === undefined || !files || root === undefined) return remarks;
  const own = relative(root, path).replaceAll(sep, '/');
  for (const dockerfile of dockerfilesFor(own, files)) {
    const their = await workspace.of(uriOf(join(root, dockerfile)));
    if (their.files && their.config.excludedBy === undefined)
      remarks.push(...saidBy(their, their.files, their.config.settings, { document, own, root }));
  }
  return remarks;
}

/** A pattern that Docker refuses stops every build. */
function refusedPatterns(document: TextDocument): readonly Remark[] {
  return parseIgnoreFile(document.getText()).flatMap(({ text, range, error }) =>
    error === undefined
      ? []
      : [
          {
            code: 'ignore-pattern',
            severity: 'error',
            message: `Docker refuses the pattern '${text.slice(0, 100)}', and every build with it: ${error}.`,
            range: rawRange(document.getText(), range),
            related: [],
          } satisfies Remark,
        ],
  );
}

interface IgnoreFile {
  readonly document: TextDocument;
  /** As `Files` names it. */
  readonly own: string;
  readonly root: string;
}

/** The findings of one Dockerfile that are about the ignore file, where this is the one in force. */
function saidBy(their: Surroundings, files: Files, settings: readonly RuleSetting[], ignoreFile: IgnoreFile): readonly Remark[] {
  const { document, own, root } = ignoreFile;
  const text = files.read(files.path);
  if (text === undefined) return [];
  const tree = parse(withoutBom(text));
  const { buildContext } = createModel(their.path, tree, files);
  if (buildContext?.ignorePath !== own) return [];
  const about = settings.filter(({ rule }) => rule.category === 'context' && rule.name !== 'require-dockerignore');
  const { findings } = lintTree({ path: their.path, text, files }, tree, about);
  const there = { uri: uriOf(join(root, files.path)), places: placesInText(text) };
  return findings.map(({ rule, severity, message, range, related, fix }) => ({
    ...{ code: rule, severity, message, root },
    range: rawRange(document.getText(), placeIn(document, own, related)),
    related: [{ uri: there.uri, range: there.places.rangeOf(range), message: `What ${basename(files.path)} copies.` }],
    ...(fix?.edits.length === 0 ? { fix } : {}),
  }));
}

/** The pattern that a finding speaks of, else the first line: what is missing stands nowhere. */
function placeIn(document: TextDocument, own: string, related: Finding['related']): Finding['range'] {
  const pattern = related?.find(({ path }) => path === own);
  const end = document.getText().search(/\r?\n|$/);
  return pattern?.range ?? [0, end];
}

/** More Dockerfiles than a folder with one ignore file has. */
const maxDockerfiles = 50;
const maxFolders = 200;

/** The Dockerfiles that an ignore file may be for: its own by name, or those in its folder and some levels below. */
function dockerfilesFor(own: string, files: Files): readonly string[] {
  const name = posix.basename(own);
  const folder = posix.dirname(own) === '.' ? '' : posix.dirname(own);
  if (!name.startsWith('.')) return [own.replace(/\.\w+$/, '')];
  const found: string[] = [];
  let level = [folder];
  let left = maxFolders;
  for (let depth = 0; depth < 3 && level.length > 0; depth++) {
    const next: string[] = [];
    for (const one of level) {
      if (left-- <= 0) break;
      for (const entry of files.list(one) ?? []) {
        const path = one === '' ? entry.name : `${one}/${entry.name}`;
        if (entry.kind === 'directory' && !skipped.has(entry.name)) next.push(path);
        else if (entry.kind === 'file' && isDockerfileName(entry.name)) found.push(path);
      }
    }
    level = next.sort();
  }
  return found.slice(0, maxDockerfiles);
}

const skipped: ReadonlySet<string> = new Set(['.git', 'node_modules', 'vendor', '.hg', '.svn']);
