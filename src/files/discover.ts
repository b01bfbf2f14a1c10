import { Dirent, lstatSync, readdirSync, statSync } from 'node:fs';
import { join, resolve, sep } from 'node:path';
import { isDockerfileName } from './dockerfile-names.ts';
import { describe } from './describe.ts';
import { isGlob, parseGlob, type Glob } from './globs.ts';
import { isIgnored, patternsAbove, withFile, withPatterns, type Patterns } from './ignore-files.ts';
import { isDoubtful, nameOf, realPath, systemPath } from './names.ts';
import { isInside } from './tree.ts';

export interface Discovery {
  /** As given, or a given folder's path with the way to the file; `-` stays `-`. */
  readonly paths: readonly string[];
  readonly errors: readonly { readonly path: string; readonly message: string }[];
  /** What lies in the folders of files that were found, by absolute path without links: it need not be read again. */
  readonly listings: Listings;
}

export type Listings = ReadonlyMap<string, readonly Dirent[]>;

export interface DiscoverOptions {
  /** What is left out where folders are searched, in the syntax of .gitignore; relative to the current folder. */
  readonly exclude?: readonly string[] | undefined;
  /** Names of files and folders are no patterns. */
  readonly isLiteral?: boolean;
}

/** The files to lint: named ones whatever they are called, and the Dockerfiles below named folders that `.gitignore` leaves. */
export async function discover(given: readonly string[], { exclude = [], isLiteral = false }: DiscoverOptions = {}): Promise<Discovery> {
  const found: Found[] = [];
  const errors: { path: string; message: string }[] = [];
  const listings = new Map<string, readonly Dirent[]>();
  for (const path of given) {
    const glob = isLiteral || !isGlob(path) || exists(path) ? undefined : parseGlob(path);
    const before = found.length;
    if (glob || (path !== '-' && isDirectory(path)))
      await walk(await startOf(glob?.base ?? path, { exclude, errors, glob, listings }), found);
    else found.push({ path, absolute: path === '-' ? path : resolve(path) });
    if (glob && found.length === before) errors.push({ path, message: 'no file matches' });
  }
  return { paths: withoutDuplicates(found), errors, listings };
}

const skippedFolders: ReadonlySet<string> = new Set(['.git', 'node_modules', '.hg', '.svn', '.jj']);

interface Found {
  readonly path: string;
  readonly absolute: string;
  /** Where a link that a walk met leads to. */
  readonly target?: string;
}

type Entry = Pick<Dirent, 'name' | 'isDirectory' | 'isFile' | 'isSymbolicLink'>;

interface Folder {
  readonly path: string;
  readonly absolute: string;
  readonly ignored: Patterns;
  /** What --exclude leaves out; no .gitignore takes it in again. */
  readonly excluded: Patterns;
  /** The root of the walk; links do not lead out of it. */
  readonly root: string;
  /** The pattern that is looked for, and the path to here from its base. */
  readonly glob?: Glob | undefined;
  readonly inside: readonly string[];
  readonly errors: { path: string; message: string }[];
  /** Absent where a link leads to the root: a path here is to be the only one. */
  readonly listings: Map<string, readonly Dirent[]> | undefined;
}

type Start = Pick<Folder, 'errors' | 'glob' | 'listings'> & { readonly exclude: readonly string[] };

async function startOf(path: string, { exclude, errors, glob, listings }: Start): Promise<Folder> {
  const absolute = resolve(path);
  const ignored = await patternsAbove(absolute);
  const from = { root: isInside(absolute, process.cwd()) ? process.cwd() : absolute };
  const excluded = exclude.length > 0 ? await withPatterns(from, exclude) : from;
  const none = { root: absolute };
  return {
    path: path === '.' ? '' : path,
    absolute,
    ignored: isIgnored(absolute, true, ignored) ? none : ignored,
    excluded: isIgnored(absolute, true, excluded) ? none : excluded,
    root: absolute,
    inside: [],
    ...{ glob, errors, listings: realpath(absolute) === absolute ? listings : undefined },
  };
}

/** Depth first in code-unit order. Links to folders are not followed, so there are no loops. */
async function walk(folder: Folder, found: Found[]): Promise<void> {
  const all = entriesOf(folder);
  const hasOwn = all.some((entry) => entry.name === '.gitignore');
  const ignored = hasOwn ? await withFile(folder.ignored, folder.absolute) : folder.ignored;
  const leavesOut = (absolute: string, isFolder: boolean): boolean =>
    isIgnored(absolute, isFolder, folder.excluded) || isIgnored(absolute, isFolder, ignored);
  const start = folder.absolute.endsWith(sep) ? folder.absolute : `${folder.absolute}${sep}`;
  // Most files are none of ours: they are not put in order, and get no path.
  const entries = all.filter((entry) => (entry.isDirectory() ? !skippedFolders.has(entry.name) : isWanted(entry.name, folder)));
  if (entries.length > 1) entries.sort((a, b) => (a.name < b.name ? -1 : 1));
  for (const entry of entries) {
    const absolute = `${start}${entry.name}`;
    const path = join(folder.path, entry.name);
    if (entry.isDirectory()) {
      const inside = [...folder.inside, entry.name];
      const glob = folder.glob?.takes(inside.join('/'), 'folder') ? undefined : folder.glob;
      if ((glob && glob.depth <= inside.length) || leavesOut(absolute, true)) continue;
      await walk({ ...folder, path, absolute, ignored, glob, inside }, found);
    } else if (!leavesOut(absolute, false)) {
      if (entry.isFile()) {
        found.push({ path, absolute });
        remember(all, folder);
      }
      if (entry.isSymbolicLink()) found.push(...followed(path, absolute, folder.root));
    }
  }
}

/** Entries that more is to be asked about: not the hundreds of thousands of a store of data. */
const mostRemembered = 1000;

function remember(all: readonly Entry[], { absolute, listings }: Folder): void {
  if (all.length <= mostRemembered && all.every((entry) => entry instanceof Dirent)) listings?.set(absolute, all as readonly Dirent[]);
}

function isWanted(name: string, { glob, inside }: Folder): boolean {
  if (!glob) return isDockerfileName(name);
  return glob.takes([...inside, name].join('/'), isDockerfileName(name) ? 'Dockerfile' : 'file');
}

function entriesOf({ path, absolute, errors }: Folder): readonly Entry[] {
  try {
    return readEntries(absolute);
  } catch (error) {
    errors.push({ path: path || '.', message: describe(error) });
    return [];
  }
}

/** Bytes are asked for only where text has not been enough. */
function readEntries(path: string): Entry[] {
  const folder = systemPath(path);
  const entries: Entry[] = readdirSync(folder, { withFileTypes: true });
  if (!entries.some(({ name }) => isDoubtful(name))) return entries;
  return readdirSync(folder, { encoding: 'buffer' }).flatMap((bytes) => {
    const name = nameOf(bytes);
    // Not with their types at once: of bytes, Bun gives the names alone.
    const stats = lstatSync(systemPath(join(path, name)), { throwIfNoEntry: false });
    return stats ? [Object.assign(stats, { name })] : [];
  });
}

/** A link to a file below the walk's root; others, and broken ones, are left alone. */
function followed(path: string, absolute: string, root: string): readonly Found[] {
  try {
    const target = realPath(absolute);
    return target.startsWith(realPath(root) + sep) && statSync(systemPath(target)).isFile() ? [{ path, absolute, target }] : [];
  } catch {
    return [];
  }
}

/** First come, first served; a link whose target is linted under its own name is dropped. */
function withoutDuplicates(found: readonly Found[]): readonly string[] {
  const links = found.filter((file) => file.target !== undefined);
  const real =
    links.length > 0 ? new Set(found.filter((file) => file.target === undefined).map((file) => realpath(file.absolute))) : undefined;
  const seen = new Set<string>();
  return found.flatMap(({ path, absolute, target }) => {
    if (seen.has(absolute) || (target !== undefined && (real?.has(target) || seen.has(target)))) return [];
    seen.add(absolute);
    if (target !== undefined) seen.add(target);
    return [path];
  });
}

function isDirectory(path: string): boolean {
  try {
    return statSync(systemPath(path)).isDirectory();
  } catch {
    return false;
  }
}

/** A link that leads nowhere counts. */
function exists(path: string): boolean {
  try {
    return lstatSync(systemPath(path), { throwIfNoEntry: false }) !== undefined;
  } catch {
    return false;
  }
}

function realpath(path: string): string {
  try {
    return realPath(path);
  } catch {
    return path;
  }
}
