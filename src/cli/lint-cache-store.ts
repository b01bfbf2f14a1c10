import { lstatSync, mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe } from './errors.ts';
import { attempt, cacheFolder, isPrivateFolder, makeCacheFolder, readChecked, replaceChecked } from './private-folder.ts';

/** Entries by path, in one file that is read once and written once. */
export interface Store<E> {
  get(path: string): E | undefined;
  put(path: string, entry: E): void;
  /** Writes where something is new, without entries whose path is gone; gives why it cannot. */
  finish(exists: (path: string) => boolean): string | undefined;
}

interface StoreOptions {
  readonly location: string | undefined;
  readonly env: NodeJS.ProcessEnv;
  readonly cwd: string;
  /** Of the file. */
  readonly name: string;
  /** What was kept under another one counts for nothing. */
  readonly key: string;
}

const magic = 0x504c4c43;

/** Opens the store in a folder that is the user's own, or says why it cannot be used. What is damaged is empty. */
export function openStore<E>({ location, env, cwd, name, key }: StoreOptions): Store<E> | string {
  const folder = location === undefined ? cacheFolder(env, cwd) : resolve(cwd, location);
  if (folder === undefined) return 'there is no cache folder outside of this one; name one with --cache-location';
  const fault = prepare(folder, location !== undefined);
  if (fault !== undefined) return fault;
  const file = join(folder, `lint-${name}.bin`);
  const before = readEntries<E>(file, key);
  const own = new Map<string, E>();
  const used = new Set<string>();
  return {
    get(path) {
      used.add(path);
      return own.get(path) ?? before.get(path);
    },
    put: (path, entry) => void own.set(path, entry),
    finish(exists) {
      if (own.size === 0) return undefined;
      // Other runs may have come first: what they know is kept.
      const others = [...readEntries<E>(file, key)].filter(([path]) => !own.has(path) && (used.has(path) || exists(path)));
      try {
        replaceChecked(file, magic, Buffer.from(JSON.stringify({ key, entries: [...others, ...own] })));
        return undefined;
      } catch (error) {
        return `cannot be written: ${describe(error)}`;
      }
    },
  };
}

function prepare(folder: string, isNamed: boolean): string | undefined {
  try {
    if (!isNamed) makeCacheFolder(folder);
    else if (!lstatSync(folder, { throwIfNoEntry: false })) mkdirSync(folder, { recursive: true, mode: 0o700 });
    return isPrivateFolder(folder) ? undefined : `${folder} is not a folder of your own that is closed to others (chmod 700)`;
  } catch (error) {
    return `${folder}: ${describe(error)}`;
  }
}

function readEntries<E>(file: string, key: string): ReadonlyMap<string, E> {
  const read = attempt(() => {
    const content = readChecked(file, magic);
    return content && (JSON.parse(content.toString('utf8')) as { readonly key: string; readonly entries: readonly [string, E][] });
  });
  return new Map(read?.key === key ? read.entries : []);
}
