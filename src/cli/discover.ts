import type { Ignore } from 'ignore';
import { existsSync, readdirSync, readFileSync, realpathSync, statSync, type Dirent } from 'node:fs';
import { dirname, join, resolve, sep } from 'node:path';
import { describe } from './errors.ts';

export interface Discovery {
  /** As given, or a given folder's path with the way to the file; `-` stays `-`. */
  readonly paths: readonly string[];
  readonly errors: readonly { readonly path: string; readonly message: string }[];
}

/** The files to lint: named ones whatever they are called, and the Dockerfiles below named folders that `.gitignore` leaves. */
export async function discover(given: readonly string[]): Promise<Discovery> {
  const found: Found[] = [];
  const errors: { path: string; message: string }[] = [];
  for (const path of given) {
    if (path !== '-' && isDirectory(path)) await walk(await startOf(path, errors), found);
    else found.push({ path, absolute: path === '-' ? path : resolve(path) });
  }
  return { paths: withoutDuplicates(found), errors };
}

/** Dockerfile, Dockerfile.*, *.Dockerfile and the same with Containerfile, in any case; no templates, sources, data or left-overs. */
export function isDockerfileName(name: string): boolean {
  const lower = name.toLowerCase();
  if (!/^(?:docker|container)file(?:\.|$)|\.(?:docker|container)file$/.test(lower)) return false;
  return !lower.endsWith('~') && !notDockerfiles.has(lower.slice(lower.lastIndexOf('.') + 1));
}

const words = (text: string): readonly string[] => text.split(' ');

/** What a name may end in behind its last dot without being a Dockerfile. */
const notDockerfiles: ReadonlySet<string> = new Set([
  'dockerignore',
  'containerignore',
  ...words('j2 jinja jinja2 tmpl tpl template erb ejs mustache hbs handlebars liquid gotmpl m4 in dist'),
  ...words('sh bash zsh ps1 psm1 bat cmd py pyc go ts mts cts tsx js mjs cjs jsx rb rs'),
  ...words('json jsonc json5 yml yaml toml xml html css csv ini md mdx rst adoc snap'),
  ...words('bak orig rej swp swo tmp lock log diff patch sig asc sha256'),
]);

const skippedFolders: ReadonlySet<string> = new Set(['.git', 'node_modules', '.hg', '.svn', '.jj']);

interface Found {
  readonly path: string;
  readonly absolute: string;
  /** Where a link that a walk met leads to. */
  readonly target?: string;
}

/** One `.gitignore` in force, with its folder. */
interface Layer {
  readonly folder: string;
  readonly rules: Ignore;
}

interface Folder {
  readonly path: string;
  readonly absolute: string;
  readonly layers: readonly Layer[];
  /** The root of the walk; links do not lead out of it. */
  readonly root: string;
  readonly errors: { path: string; message: string }[];
}

async function startOf(path: string, errors: Folder['errors']): Promise<Folder> {
  const absolute = resolve(path);
  const layers = await layersAbove(absolute);
  return { path: path === '.' ? '' : path, absolute, layers: isIgnored(absolute, true, layers) ? [] : layers, root: absolute, errors };
}

/** Depth first in code-unit order. Links to folders are not followed, so there are no loops. */
async function walk(folder: Folder, found: Found[]): Promise<void> {
  const entries = entriesOf(folder);
  const own = entries.some((entry) => entry.name === '.gitignore') ? await layerOf(folder.absolute, '.gitignore') : undefined;
  const layers = own ? [...folder.layers, own] : folder.layers;
  for (const entry of entries) {
    const absolute = join(folder.absolute, entry.name);
    const path = join(folder.path, entry.name);
    if (entry.isDirectory()) {
      if (skippedFolders.has(entry.name) || isIgnored(absolute, true, layers)) continue;
      await walk({ ...folder, path, absolute, layers }, found);
    } else if (isDockerfileName(entry.name) && !isIgnored(absolute, false, layers)) {
      if (entry.isFile()) found.push({ path, absolute });
      else if (entry.isSymbolicLink()) found.push(...followed(path, absolute, folder.root));
    }
  }
}

function entriesOf({ path, absolute, errors }: Folder): readonly Dirent[] {
  try {
    return readdirSync(absolute, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1));
  } catch (error) {
    errors.push({ path: path || '.', message: describe(error) });
    return [];
  }
}

/** A link to a file below the walk's root; others, and broken ones, are left alone. */
function followed(path: string, absolute: string, root: string): readonly Found[] {
  try {
    const target = realpathSync(absolute);
    return target.startsWith(realpathSync(root) + sep) && statSync(target).isFile() ? [{ path, absolute, target }] : [];
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

/** The deepest `.gitignore` with an opinion decides. */
function isIgnored(absolute: string, isFolder: boolean, layers: readonly Layer[]): boolean {
  for (const { folder, rules } of layers.toReversed()) {
    const inside = absolute.slice(folder.endsWith(sep) ? folder.length : folder.length + 1).replaceAll(sep, '/');
    if (inside === '') continue;
    const { ignored, unignored } = rules.test(isFolder ? `${inside}/` : inside);
    if (ignored || unignored) return ignored;
  }
  return false;
}

/** The ignore files between a repository's root and a folder below it; none outside a repository. */
async function layersAbove(absolute: string): Promise<readonly Layer[]> {
  const above = ancestors(absolute);
  const depth = above.findIndex((folder) => existsSync(join(folder, '.git')));
  if (existsSync(join(absolute, '.git'))) return compact([await layerOf(absolute, '.git/info/exclude')]);
  if (depth === -1) return [];
  const folders = above.slice(0, depth + 1).reverse();
  const layers = [await layerOf(folders[0] ?? absolute, '.git/info/exclude')];
  for (const folder of folders) layers.push(await layerOf(folder, '.gitignore'));
  return compact(layers);
}

async function layerOf(folder: string, name: string): Promise<Layer | undefined> {
  const text = textOf(join(folder, name));
  if (!text?.trim()) return undefined;
  const { default: ignore } = await import('ignore');
  const isCaseless = process.platform === 'win32' || process.platform === 'darwin';
  return { folder, rules: ignore({ ignorecase: isCaseless, allowRelativePaths: true }).add(text.replace(/^\ufeff/, '')) };
}

/** From the nearest to the file system's root. */
function ancestors(absolute: string): readonly string[] {
  const above = dirname(absolute);
  return above === absolute ? [] : [above, ...ancestors(above)];
}

const compact = <T>(values: readonly (T | undefined)[]): readonly T[] => values.filter((value) => value !== undefined);

function textOf(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
}

function isDirectory(path: string): boolean {
  try {
    return statSync(path).isDirectory();
  } catch {
    return false;
  }
}

function realpath(path: string): string {
  try {
    return realpathSync(path);
  } catch {
    return path;
  }
}
