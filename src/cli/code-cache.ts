import {
  closeSync,
  constants,
  fstatSync,
  lstatSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  statSync,
  unlinkSync,
  writeSync,
  type Stats,
} from 'node:fs';
import { dirname, isAbsolute, join } from 'node:path';

/** Where V8's compiled form of the command is kept between runs; whoever could write it could run code in our name. */
export interface CodeCache {
  /** What was kept; `undefined` where there is nothing, or nothing that can be trusted. */
  read(): Buffer | undefined;
  /** Keeps it for later runs; silent where that is not possible. */
  write(code: Buffer): void;
}

/**
 * The cache for a bundle, named by its `key`; `undefined` where PLIMSOLL_NO_CODE_CACHE is set, and where no folder is the user's own.
 * The folder is `plimsoll` in XDG_CACHE_HOME or ~/.cache, and counts only while nobody else can look into it.
 */
export function openCodeCache(key: string, env: NodeJS.ProcessEnv = process.env, cwd = process.cwd()): CodeCache | undefined {
  const user = process.getuid?.();
  const folder = folderOf(env);
  // What lies in a linted tree is not to be trusted, whoever owns it.
  if (user === undefined || folder === undefined || env['PLIMSOLL_NO_CODE_CACHE'] || `${folder}/`.startsWith(`${cwd}/`)) return undefined;
  const file = join(folder, `code-${key}-${process.version}-${process.arch}.bin`);
  return {
    read: () => attempt(() => (isPrivate(lstatSync(folder), user) ? readChecked(file, user) : undefined)),
    write: (code) =>
      attempt(() => {
        makePrivate(folder);
        if (isPrivate(lstatSync(folder), user)) replace(file, code);
      }),
  };
}

function folderOf({ XDG_CACHE_HOME: cache, HOME: home }: NodeJS.ProcessEnv): string | undefined {
  const base = cache && isAbsolute(cache) ? cache : home && isAbsolute(home) ? join(home, '.cache') : undefined;
  return base && join(base, 'plimsoll');
}

const isPrivate = (stats: Stats, user: number): boolean => stats.isDirectory() && stats.uid === user && (stats.mode & 0o077) === 0;

/** A home that does not exist is not made. */
function makePrivate(folder: string): void {
  if (!statSync(dirname(dirname(folder)), { throwIfNoEntry: false })) return;
  mkdirSync(dirname(folder), { recursive: true, mode: 0o700 });
  if (!lstatSync(folder, { throwIfNoEntry: false })) mkdirSync(folder, { mode: 0o700 });
}

/** A word that says what the file is, the length of the code, and its checksum; all 32 bits. */
const headBytes = 12;
const magic = 0x504c434b;

function readChecked(file: string, user: number): Buffer | undefined {
  const descriptor = openSync(file, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK);
  try {
    const stats = fstatSync(descriptor);
    if (!stats.isFile() || stats.uid !== user || (stats.mode & 0o022) !== 0) return undefined;
    const bytes = readFileSync(descriptor);
    if (bytes.length <= headBytes || bytes.readUInt32LE(0) !== magic || bytes.readUInt32LE(4) !== bytes.length - headBytes)
      return undefined;
    const code = bytes.subarray(headBytes);
    return bytes.readInt32LE(8) === checksum(code) ? code : undefined;
  } finally {
    closeSync(descriptor);
  }
}

/** In one step, so that other runs see all of it or nothing. */
function replace(file: string, code: Buffer): void {
  const head = Buffer.alloc(headBytes);
  head.writeUInt32LE(magic, 0);
  head.writeUInt32LE(code.length, 4);
  head.writeInt32LE(checksum(code), 8);
  const temporary = `${file}.${process.pid}`;
  const descriptor = openSync(temporary, 'wx', 0o600);
  try {
    for (const bytes of [head, code]) for (let at = 0; at < bytes.length;) at += writeSync(descriptor, bytes, at);
    renameSync(temporary, file);
  } catch (error) {
    unlinkSync(temporary);
    throw error;
  } finally {
    closeSync(descriptor);
  }
}

/** FNV-1a over words of 32 bits, then over the bytes left. V8 itself does not look, and runs into damaged code. */
export function checksum(bytes: Buffer): number {
  const words = bytes.length >> 2;
  // A view wants an even place in memory.
  const aligned = bytes.byteOffset % 4 === 0 ? bytes : Buffer.from(bytes);
  const view = new Int32Array(aligned.buffer, aligned.byteOffset, words);
  let hash = 0x811c9dc5 | 0;
  for (let i = 0; i < words; i++) hash = Math.imul(hash ^ (view[i] as number), 0x01000193);
  for (let i = words << 2; i < bytes.length; i++) hash = Math.imul(hash ^ (bytes[i] as number), 0x01000193);
  return hash;
}

/** Whatever goes wrong with a cache, the command works without. */
function attempt<T>(action: () => T): T | undefined {
  try {
    return action();
  } catch {
    return undefined;
  }
}
