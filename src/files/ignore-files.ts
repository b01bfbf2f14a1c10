import type { Ignore } from 'ignore';
import { existsSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, sep } from 'node:path';
import { excludeFiles } from './git-config.ts';
import { systemPath } from './names.ts';

/** All patterns in force at some place, those that count more last. */
export interface Patterns {
  /** What paths are relative to; absolute. */
  readonly root: string;
  /** Absent: there are none, and the package that reads them need not load. */
  readonly rules?: Ignore;
}

export function isIgnored(absolute: string, isFolder: boolean, { root, rules }: Patterns): boolean {
  const path = rules ? inside(absolute, root) : '';
  return path !== '' && (rules?.ignores(isFolder ? `${path}/` : path) ?? false);
}

/** The ignore files between a repository's root and a folder below it; none outside a repository. */
export async function patternsAbove(absolute: string): Promise<Patterns> {
  const above = ancestors(absolute);
  const depth = isRepository(absolute) ? 0 : above.findIndex(isRepository) + 1;
  const root = [absolute, ...above][depth] ?? absolute;
  let patterns: Patterns = { root };
  if (depth > 0 || isRepository(absolute))
    for (const file of excludeFiles(root, textOf)) patterns = await withLines(patterns, root, textOf(file));
  for (const folder of above.slice(0, depth).reverse()) patterns = await withFile(patterns, folder);
  return patterns;
}

/** The same and a folder's own ignore file. */
export async function withFile(patterns: Patterns, folder: string): Promise<Patterns> {
  return withLines(patterns, folder, textOf(join(folder, '.gitignore')));
}

async function withLines(patterns: Patterns, folder: string, text: string | undefined): Promise<Patterns> {
  if (!text?.trim()) return patterns;
  const lines = text.replace(/^\ufeff/, '').split(/\r?\n/);
  return withPatterns(patterns, folder === patterns.root ? lines : lines.flatMap((line) => moved(line, inside(folder, patterns.root))));
}

/** The same and more patterns in the syntax of .gitignore, relative to the root. */
export async function withPatterns({ root, rules }: Patterns, added: readonly string[]): Promise<Patterns> {
  const { default: ignore } = await import('ignore');
  const isCaseless = process.platform === 'win32' || process.platform === 'darwin';
  const fresh = ignore({ ignorecase: isCaseless, allowRelativePaths: true });
  return { root, rules: (rules ? fresh.add(rules) : fresh).add(added) };
}

/** A pattern of a folder's own ignore file, as it would stand at the root: only in one list does the last one decide, as in git. */
function moved(line: string, folder: string): readonly string[] {
  if (line.trim() === '' || line.startsWith('#')) return [];
  const [, not = '', pattern = ''] = /^(!?)(.*)$/s.exec(line) ?? [];
  const isAnchored = /\/(?!\s*$)/.test(pattern);
  const start = folder.replaceAll(/[\\*?[ ]/g, '\\$&');
  return [`${not}/${start}/${isAnchored ? pattern.replace(/^\//, '') : `**/${pattern}`}`];
}

const inside = (absolute: string, root: string): string =>
  absolute.slice(root.endsWith(sep) ? root.length : root.length + 1).replaceAll(sep, '/');

const isRepository = (folder: string): boolean => existsSync(systemPath(join(folder, '.git')));

/** From the nearest to the file system's root. */
function ancestors(absolute: string): readonly string[] {
  const above = dirname(absolute);
  return above === absolute ? [] : [above, ...ancestors(above)];
}

function textOf(path: string): string | undefined {
  try {
    // A pipe would keep us waiting.
    return statSync(systemPath(path)).isFile() ? readFileSync(systemPath(path), 'utf8') : undefined;
  } catch {
    return undefined;
  }
}
