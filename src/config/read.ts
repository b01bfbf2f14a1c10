import { readFileSync, statSync } from 'node:fs';
import { basename, dirname, relative } from 'node:path';
import type { AnyRule } from '../rule.ts';
import { readDocument, type Tree } from './document.ts';
import type { Problem } from './errors.ts';
import { hadolintLayer, hadolintSchema } from './hadolint.ts';
import { layerOf, type Layer } from './layer.ts';
import { anyRules, configSchema, type Schema } from './schema.ts';
import { validate } from './validate.ts';

/** A configuration that cannot be used, with every reason as a line of its own. */
export interface Broken {
  readonly problems: readonly Complaint[];
}

/** `where` is a file with line and column, where these are known. */
export interface Complaint {
  readonly where: string;
  readonly message: string;
}

export interface ReadOptions {
  readonly rules: readonly AnyRule[];
  readonly cwd: string;
  /** Where the patterns of the file start; its own folder where absent. */
  readonly folder?: string;
  /** The text of a file that an editor has open; what lies on the disk does not count then. */
  readonly unsaved?: (path: string) => string | undefined;
  /** Rules of plugins are not among `rules`: a name that none of these has is no mistake, and means nothing. */
  readonly lacksSome?: boolean | undefined;
}

/** Reads one file, plimsoll's or hadolint's by its name. Never throws for what stands in it. */
export async function readLayer(path: string, options: ReadOptions): Promise<Layer | Broken> {
  const read = await readTree(path, options);
  if ('problems' in read) return read;
  const { rules, lacksSome = false } = options;
  const source = { name: read.name, folder: options.folder ?? dirname(path), rules, lacksSome };
  return isHadolintName(basename(path)) ? hadolintLayer(read.tree, source) : layerOf(read.tree, source);
}

/** What stands in a file, checked against the schema of its kind. */
export async function readTree(
  path: string,
  { rules, cwd, unsaved, lacksSome = false }: ReadOptions,
): Promise<{ readonly name: string; readonly tree: Tree } | Broken> {
  const name = shownPath(path, cwd);
  const text = unsaved?.(path) ?? textOf(path);
  if (typeof text !== 'string') return { problems: [{ where: name, message: text.reason }] };
  const document = await readDocument(text);
  if ('problems' in document) return { problems: document.problems.map((problem) => complaint(name, problem)) };
  const problems = validate(document.tree, isHadolintName(basename(path)) ? hadolintSchema : schemaOf(rules, lacksSome));
  return problems.length > 0 ? { problems: problems.map((problem) => complaint(name, problem)) } : { name, tree: document.tree };
}

function complaint(name: string, { line, column, path, message }: Problem): Complaint {
  return { where: `${name}:${line}:${column}`, message: path === '' ? message : `${path}: ${message}` };
}

/** Whether a file of that name is hadolint's configuration. */
export const isHadolintName = (name: string): boolean => /^\.?hadolint\.ya?ml$/i.test(name);

/** Relative to the current folder, but for what lies far from it. */
export function shownPath(path: string, cwd: string): string {
  const near = relative(cwd, path).replaceAll('\\', '/');
  return near === '' || near.startsWith('../../../') ? path : near;
}

const schemas = [new WeakMap<readonly AnyRule[], Schema>(), new WeakMap<readonly AnyRule[], Schema>()] as const;

/** Made when a first file is read. */
function schemaOf(rules: readonly AnyRule[], lacksSome: boolean): Schema {
  const known = schemas[lacksSome ? 1 : 0];
  const schema = known.get(rules) ?? configSchema(rules, lacksSome ? anyRules : {});
  known.set(rules, schema);
  return schema;
}

const maxBytes = 1024 * 1024;

/** The text of a file, or why there is none. Opening a pipe would wait for its writer, so the kind of file is looked at first. */
export function textOf(path: string): string | { readonly reason: string } {
  try {
    const stats = statSync(path);
    if (!stats.isFile()) return { reason: stats.isDirectory() ? 'is a folder; expected a configuration file' : 'is not a file' };
    if (stats.size > maxBytes) return { reason: 'is larger than any configuration (1 MB)' };
    const bytes = readFileSync(path);
    return bytes.includes(0) ? { reason: 'is not a text in UTF-8' } : bytes.toString('utf8');
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : '';
    return { reason: reasons[code] ?? `cannot be read (${error instanceof Error ? error.message : String(error)})` };
  }
}

const reasons: Readonly<Record<string, string>> = {
  ENOENT: 'no such file or directory',
  ENOTDIR: 'no such file or directory',
  EACCES: 'permission denied',
  ELOOP: 'too many symbolic links',
};
