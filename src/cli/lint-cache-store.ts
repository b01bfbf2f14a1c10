import { lstatSync, mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe } from './errors.ts';
import type { Entry } from './lint-cache.ts';
import { pack, unpack, type Packed } from './lint-cache-packing.ts';
import { attempt, cacheFolder, isPrivateFolder, makeCacheFolder, readChecked, replaceChecked } from './private-folder.ts';

/** Entries by path, in one file that is read once and written once. */
export interface Store {
  get(path: string): Entry | undefined;
  put(path: string, entry: Entry): void;
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

const magic = 0x504c4c44;

/** Opens the store in a folder that is the user's own, or says why it cannot be used. What is damaged is empty. */
export function openStore({ location, env, cwd, name, key }: StoreOptions): Store | string {
  const folder = location === undefined ? cacheFolder(env, cwd) : resolve(cwd, location);
  if (folder === undefined) return 'there is no cache folder outside of this one; name one with --cache-location';
  const fault = prepare(folder, location !== undefined);
  if (fault !== undefined) return fault;
  const file = join(folder, `lint-${name}.bin`);
  const before = readEntries(file, key);
  const own = new Map<string, Entry>();
  const used = new Set<string>();
  return {
    get(path) {
      used.add(path);
      return own.get(path) ?? before.get(path)?.();
    },
    put: (path, entry) => void own.set(path, entry),
    finish(exists) {
      if (own.size === 0) return undefined;
      // Other runs may have come first: what they know is kept.
      const others = [...readEntries(file, key)].filter(([path]) => !own.has(path) && (used.has(path) || exists(path)));
      const entries = [...others.map(([path, entryOf]) => [path, entryOf()] as const), ...own];
      try {
        replaceChecked(file, magic, Buffer.from(JSON.stringify({ key, ...pack(entries) })));
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

function readEntries(file: string, key: string): ReturnType<typeof unpack> {
  const read = attempt(() => {
    const content = readChecked(file, magic);
    return content && (JSON.parse(content.toString('utf8')) as Packed & { readonly key: string });
  });
  return read?.key === key ? unpack(read) : new Map();
}
