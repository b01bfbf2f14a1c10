import { dirname, join, resolve } from 'node:path';

/** Reads a file as text, or `undefined` where there is none. */
export type ReadText = (path: string) => string | undefined;

/** The folder that holds a repository's data: `.git`, or what a worktree's or submodule's `.git` file leads to. */
function gitFolder(root: string, read: ReadText): string {
  const own = join(root, '.git');
  const link = /^gitdir: (.+?)\r?\n?$/.exec(read(own) ?? '')?.[1];
  const folder = link === undefined ? own : resolve(root, link);
  const shared = read(join(folder, 'commondir'))?.trim();
  return shared ? resolve(folder, shared) : folder;
}

/**
 * The files of patterns that count for a whole repository, those that count more last: the user's own, then the repository's.
 * git is not asked: it would have to be started, and runs what a repository's configuration names.
 */
export function excludeFiles(root: string, read: ReadText, env: NodeJS.ProcessEnv = process.env): readonly string[] {
  const folder = gitFolder(root, read);
  const home = env['HOME'] ?? env['USERPROFILE'];
  const users = env['XDG_CONFIG_HOME'] ? join(env['XDG_CONFIG_HOME'], 'git') : home && join(home, '.config/git');
  const configs = [...systemConfigs(env), ...userConfigs(env, users, home), join(folder, 'config')];
  const named = configs.flatMap((file) => valuesOf(file, { read, home })).at(-1);
  const own = named === undefined ? users && join(users, 'ignore') : named && resolve(root, named);
  return [...(own ? [own] : []), join(folder, 'info/exclude')];
}

function systemConfigs(env: NodeJS.ProcessEnv): readonly string[] {
  if (/^(?:1|true|yes|on)$/i.test(env['GIT_CONFIG_NOSYSTEM'] ?? '')) return [];
  return [env['GIT_CONFIG_SYSTEM'] ?? '/etc/gitconfig'];
}

function userConfigs(env: NodeJS.ProcessEnv, users: string | undefined, home: string | undefined): readonly string[] {
  const named = env['GIT_CONFIG_GLOBAL'];
  if (named !== undefined) return named === '' ? [] : [named];
  return [...(users ? [join(users, 'config')] : []), ...(home ? [join(home, '.gitconfig')] : [])];
}

interface Reading {
  readonly read: ReadText;
  readonly home: string | undefined;
  readonly depth?: number;
}

/** git gives up after as many. */
const maxIncludes = 10;

/** Every value of `core.excludesFile` in a configuration file and those that it includes; conditions (`includeIf`) are not looked at. */
function valuesOf(file: string, { read, home, depth = 0 }: Reading): readonly string[] {
  if (depth > maxIncludes) return [];
  return [...entriesOf(read(file) ?? '')].flatMap(({ key, value }) => {
    const path = value.startsWith('~/') && home !== undefined ? join(home, value.slice(2)) : value;
    if (key === 'core.excludesfile') return [path];
    return key === 'include.path' ? valuesOf(resolve(dirname(file), path), { read, home, depth: depth + 1 }) : [];
  });
}

/** `[section]` and `key = value` as https://git-scm.com/docs/git-config#_syntax has them; sections with a second name are left out. */
function* entriesOf(text: string): Generator<{ readonly key: string; readonly value: string }> {
  let section = '';
  for (const line of text.replaceAll(/\\\r?\n/g, '').split(/\r?\n/)) {
    const [, header, rest = line] = /^\s*\[([^\]]*)\](.*)$/.exec(line) ?? [];
    if (header !== undefined) section = header.trim().toLowerCase();
    const [, key, value = ''] = /^\s*([a-z][a-z0-9-]*)\s*(?:=(.*))?$/i.exec(rest) ?? [];
    if (key !== undefined) yield { key: `${section}.${key.toLowerCase()}`, value: unquoted(value.trimStart()) };
  }
}

/** Without quotes, escapes, and the comment and blanks behind it. */
function unquoted(text: string): string {
  let value = '';
  let kept = 0;
  let isQuoted = false;
  for (const [part] of text.matchAll(/\\[^]|[^]/g)) {
    if (part === '"') isQuoted = !isQuoted;
    else if (!isQuoted && (part === '#' || part === ';')) break;
    else value += part.length === 1 ? part : (escapes[part] ?? part.slice(1));
    if (isQuoted || part === '"' || part.trim() !== '') kept = value.length;
  }
  return value.slice(0, kept);
}

const escapes: Readonly<Record<string, string>> = { '\\n': '\n', '\\t': '\t', '\\b': '\b' };
