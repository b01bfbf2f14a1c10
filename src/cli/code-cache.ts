import { lstatSync, readdirSync, unlinkSync } from 'node:fs';
import { join } from 'node:path';
import { attempt, cacheFolder, isPrivateFolder, makeCacheFolder, readChecked, replaceChecked } from './private-folder.ts';

/** Where V8's compiled form of the command is kept between runs; whoever could write it could run code in our name. */
export interface CodeCache {
  /** What was kept; `undefined` where there is nothing, or nothing that can be trusted. */
  read(): Buffer | undefined;
  /** Keeps it for later runs; silent where that is not possible. */
  write(code: Buffer): void;
  /** Whether what is kept is an hour old: other files have wanted other functions since, and it can hold those as well. */
  isOld(): boolean;
}

/** V8 itself does not look, and runs into damaged code. */
const magic = 0x504c434b;

/**
 * The cache for a bundle, named by its `key`; `undefined` where PLIMSOLL_NO_CODE_CACHE is set, and where no folder is the user's own.
 * The folder is `plimsoll` in XDG_CACHE_HOME or ~/.cache, and counts only while nobody else can look into it.
 */
export function openCodeCache(key: string, env: NodeJS.ProcessEnv = process.env, cwd = process.cwd()): CodeCache | undefined {
  const folder = cacheFolder(env, cwd);
  if (process.getuid === undefined || folder === undefined || env['PLIMSOLL_NO_CODE_CACHE']) return undefined;
  const file = join(folder, `code-${key}-${process.version}-${process.arch}.bin`);
  return {
    read: () => attempt(() => (isPrivateFolder(folder) ? readChecked(file, magic) : undefined)),
    write: (code) =>
      attempt(() => {
        makeCacheFolder(folder);
        if (!isPrivateFolder(folder)) return;
        replaceChecked(file, magic, code);
        deleteOld(folder);
      }),
    isOld: () => attempt(() => Date.now() - lstatSync(file).mtimeMs > hour) ?? false,
  };
}

const hour = 60 * 60 * 1000;
const month = 30 * 24 * hour;

/** Of versions that are gone nobody else clears up; one that is still used is made again. */
function deleteOld(folder: string): void {
  for (const name of readdirSync(folder)) {
    const file = join(folder, name);
    if (name.startsWith('code-') && Date.now() - lstatSync(file).mtimeMs > month) unlinkSync(file);
  }
}
