import { isUtf8 } from 'node:buffer';
import { existsSync, lstatSync, readdirSync, readFileSync, statSync, type Dirent } from 'node:fs';
import { dirname, join, posix, relative, resolve, sep } from 'node:path';
import type { FileEntry, Files } from '../model/model.ts';
import type { Listings } from './discover.ts';
import { realPath, systemPath } from './names.ts';

/** The trees that the files of a run stand in. Everything is read when a rule first asks, and once. */
export interface Trees {
  /** The tree of a file, whether or not the file exists. */
  of(path: string): Tree;
  /** The tree as the rules see it from a file. */
  files(path: string): Files;
}

export interface Tree {
  /** Absolute. */
  readonly root: string;
  read(path: string): string | undefined;
  list(path: string): readonly FileEntry[] | undefined;
  /** From now on `path` has this text: it was written, or would be. */
  put(path: string, text: string): void;
}

/** What a walk has listed already need not be listed again. A file's root is the nearest folder above it with `.git`; else the current folder if the file is below it; else its own folder. */
export function openTrees(cwd = process.cwd(), listings: Listings = new Map()): Trees {
  const trees = new Map<string, Tree>();
  const repositories = new Map<string, string | undefined>();
  const repositoryOf = (folder: string): string | undefined => {
    if (repositories.has(folder)) return repositories.get(folder);
    const above = dirname(folder);
    const found = hasRepository(folder, listings) ? folder : above === folder ? undefined : repositoryOf(above);
    repositories.set(folder, found);
    return found;
  };
  const of = (path: string): Tree => {
    const folder = dirname(resolve(cwd, path));
    const root = repositoryOf(folder) ?? (isInside(folder, cwd) ? cwd : folder);
    const tree = trees.get(root) ?? openTree(root, listings);
    trees.set(root, tree);
    return tree;
  };
  return {
    of,
    files(path) {
      const { root, read, list } = of(path);
      return { path: relative(root, resolve(cwd, path)).replaceAll(sep, '/'), read, list };
    },
  };
}

/** Whether `path` is `folder` or lies in it; both absolute. */
export function isInside(path: string, folder: string): boolean {
  return path === folder || path.startsWith(folder.endsWith(sep) ? folder : folder + sep);
}

const leadsOut = (path: string): boolean => path.startsWith('../') || path === '..' || path.startsWith('/') || path.includes('\0');

function hasRepository(folder: string, listings: Listings): boolean {
  const entries = listings.get(folder);
  return entries ? entries.some(({ name }) => name === '.git') : existsSync(systemPath(join(folder, '.git')));
}

const maxBytes = 1024 * 1024;

function openTree(root: string, listings: Listings): Tree {
  const realRoot = realpath(root) ?? root;
  const real = new Map<string, string | undefined>();
  const texts = new Map<string, string | undefined>();
  const folders = new Map<string, readonly FileEntry[] | undefined>();
  const followed = (path: string): string | undefined => {
    const target = realpath(path);
    return target !== undefined && isInside(target, realRoot) ? target : undefined;
  };
  const locate = (path: string): string | undefined => {
    if (path === '.') return realRoot;
    if (leadsOut(path)) return undefined;
    const parent = posix.dirname(path);
    const folder = remembered(real, parent, () => followed(join(root, parent)));
    if (folder === undefined) return undefined;
    const absolute = join(folder, posix.basename(path));
    return isLink(absolute) ? followed(absolute) : absolute;
  };
  const list = (path: string): readonly FileEntry[] | undefined => {
    const clean = normalize(path);
    return remembered(folders, clean, () => {
      // No links lead to what a walk has listed.
      const path = join(realRoot, clean);
      const known = leadsOut(clean) ? undefined : listings.get(path);
      return known ? known.map((entry) => entryOf(entry, path, followed)) : readFolder(locate(clean), followed);
    });
  };
  // Where a folder is known, what is not in it need not be asked for; on other systems, letter case does not count. Names that are no
  // text may be in it all the same.
  const isMissing = (clean: string): boolean =>
    process.platform === 'linux' &&
    typeof systemPath(clean) === 'string' &&
    folders.get(posix.dirname(clean))?.every(({ name }) => name !== posix.basename(clean)) === true;
  return {
    root,
    list,
    read(path) {
      const clean = normalize(path);
      return remembered(texts, clean, () => (isMissing(clean) ? undefined : readText(locate(clean))));
    },
    put(path, text) {
      const clean = normalize(path);
      const name = posix.basename(clean);
      const entries = list(posix.dirname(clean)) ?? [];
      texts.set(clean, text);
      if (!entries.some((entry) => entry.name === name)) folders.set(posix.dirname(clean), [...entries, { name, kind: 'file' }]);
    },
  };
}

const normalize = (path: string): string => posix.normalize(path || '.').replace(/(?<=.)\/$/, '');

function remembered<T>(known: Map<string, T>, key: string, find: () => T): T {
  const before = known.get(key);
  if (before !== undefined || known.has(key)) return before as T;
  const found = find();
  known.set(key, found);
  return found;
}

/** Text only: no NUL, valid UTF-8, not too large to be meant for reading. */
function readText(path: string | undefined): string | undefined {
  if (path === undefined) return undefined;
  try {
    const stats = statSync(systemPath(path), { throwIfNoEntry: false });
    if (!stats?.isFile() || stats.size > maxBytes) return undefined;
    const bytes = readFileSync(systemPath(path));
    return bytes.includes(0) || !isUtf8(bytes) ? undefined : bytes.toString('utf8');
  } catch {
    return undefined;
  }
}

type Follow = (path: string) => string | undefined;

function readFolder(path: string | undefined, followed: Follow): readonly FileEntry[] | undefined {
  if (path === undefined) return undefined;
  try {
    return readdirSync(systemPath(path), { withFileTypes: true }).map((entry) => entryOf(entry, path, followed));
  } catch {
    return undefined;
  }
}

const entryOf = (entry: Dirent, folder: string, followed: Follow): FileEntry => ({
  name: entry.name,
  kind: entry.isSymbolicLink() ? kindOf(followed(join(folder, entry.name))) : kindOf(entry),
});

/** A link counts as what it leads to while that is in the tree. */
function kindOf(entry: Dirent | string | undefined): FileEntry['kind'] {
  const stats = typeof entry === 'string' ? statSync(systemPath(entry), { throwIfNoEntry: false }) : entry;
  if (stats?.isFile()) return 'file';
  return stats?.isDirectory() ? 'directory' : 'other';
}

/** What does not exist is no link either. */
function isLink(path: string): boolean {
  try {
    return lstatSync(systemPath(path), { throwIfNoEntry: false })?.isSymbolicLink() ?? false;
  } catch {
    return false;
  }
}

function realpath(path: string): string | undefined {
  try {
    return realPath(path);
  } catch {
    return undefined;
  }
}
