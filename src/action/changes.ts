import { resolve } from 'node:path';
import { nameOf, splitBytes } from '../files/names.ts';
import type { Git } from './git.ts';

/** What of an event's payload says where the changes begin. */
export interface Event {
  readonly pull_request?: { readonly base?: { readonly sha?: string } };
  readonly merge_group?: { readonly base_sha?: string };
  /** A push: what the branch was before. */
  readonly before?: string;
}

export interface Surroundings {
  readonly event: Event;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly git: Git;
}

/**
 * The absolute paths of the files that a pull request, a merge group or a push changes, deleted ones too.
 * Gives the reason in words where that cannot be found out: then everything is linted.
 */
export function changedFiles({ event, env, git }: Surroundings): ReadonlySet<string> | string {
  const top = text(git('rev-parse', '--show-toplevel'));
  if (top === undefined) return 'this is no git repository: actions/checkout has to run before';
  const named = baseOf(event);
  if (named === undefined) return `a ${env['GITHUB_EVENT_NAME'] ?? 'run'} event has nothing to compare with`;
  const base = mergedInto({ env, git }) ?? fork(named, git);
  if (base === undefined) return `the commit ${named} cannot be fetched`;
  const names = git('diff', '--name-only', '-z', '--no-renames', '--no-ext-diff', '--no-textconv', base, 'HEAD', '--');
  if (names === undefined) return `git diff ${base} HEAD fails`;
  return new Set(splitBytes(names, 0).flatMap((name) => (name.length > 0 ? [resolve(top, nameOf(name))] : [])));
}

function baseOf({ pull_request, merge_group, before }: Event): string | undefined {
  const commit = pull_request?.base?.sha ?? merge_group?.base_sha ?? before;
  return commit !== undefined && isCommit.test(commit) && !/^0+$/.test(commit) ? commit : undefined;
}

const isCommit = /^(?:[0-9a-f]{40}|[0-9a-f]{64})$/;

/**
 * actions/checkout takes the merge of a pull request into its base, without history: what the pull request changes is what differs from the
 * first parent, whose name is known even where it was not fetched. The event's base may be older.
 */
function mergedInto({ env, git }: Pick<Surroundings, 'env' | 'git'>): string | undefined {
  if (!/^refs\/pull\/[^/]+\/merge$/.test(env['GITHUB_REF'] ?? '')) return undefined;
  const commit = text(git('cat-file', 'commit', 'HEAD')) ?? '';
  const header = commit.slice(0, (commit.indexOf('\n\n') + 1 || commit.length + 1) - 1);
  const parents = [...header.matchAll(/^parent ([0-9a-f]+)$/gm)].map(([, parent = '']) => parent);
  const [first] = parents;
  return first !== undefined && parents.length === 2 && isThere(first, git) ? first : undefined;
}

/** Where the changes branched off, or the base itself: then files that only the base has changed count as well. */
function fork(base: string, git: Git): string | undefined {
  if (!isThere(base, git)) return undefined;
  for (const depth of [0, 100, 1000, 10_000]) {
    if (depth > 0) git('fetch', '--quiet', '--no-tags', `--depth=${depth}`, 'origin', base, text(git('rev-parse', 'HEAD')) ?? 'HEAD');
    const found = text(git('merge-base', base, 'HEAD'));
    if (found !== undefined) return found;
    if (!isShallow(git)) break;
  }
  return base;
}

/** Fetches a commit where it is missing; only what is shallow already may stay so. */
function isThere(commit: string, git: Git): boolean {
  const has = (): boolean => git('cat-file', '-e', `${commit}^{commit}`) !== undefined;
  if (has()) return true;
  git('fetch', '--quiet', '--no-tags', ...(isShallow(git) ? ['--depth=1'] : []), 'origin', commit);
  return has();
}

const isShallow = (git: Git): boolean => text(git('rev-parse', '--is-shallow-repository')) === 'true';

/** A name may end in blanks; git ends its line with one line feed. */
const text = (output: Buffer | undefined): string | undefined => output && nameOf(output).replace(/\r?\n$/, '');
