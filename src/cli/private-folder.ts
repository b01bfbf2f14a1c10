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

/** `plimsoll` in XDG_CACHE_HOME or ~/.cache; `undefined` where there is neither, and where it would lie in the linted tree. */
export function cacheFolder({ XDG_CACHE_HOME: cache, HOME: home }: NodeJS.ProcessEnv, cwd: string): string | undefined {
  const base = cache && isAbsolute(cache) ? cache : home && isAbsolute(home) ? join(home, '.cache') : undefined;
  if (base === undefined) return undefined;
  const folder = join(base, 'plimsoll');
  // What lies in a linted tree is not to be trusted, whoever owns it.
  return `${folder}/`.startsWith(`${cwd}/`) ? undefined : folder;
}

/** Whether a folder is the user's own and closed to all others. Without users, as on Windows, any folder will do. Throws where there is none. */
export function isPrivateFolder(folder: string): boolean {
  const stats = lstatSync(folder);
  return stats.isDirectory() && isOwn(stats) && (process.getuid === undefined || (stats.mode & 0o077) === 0);
}

const isOwn = ({ uid }: Stats): boolean => process.getuid === undefined || uid === process.getuid();

/** A home that does not exist is not made. */
export function makeCacheFolder(folder: string): void {
  if (!statSync(dirname(dirname(folder)), { throwIfNoEntry: false })) return;
  mkdirSync(dirname(folder), { recursive: true, mode: 0o700 });
  if (!lstatSync(folder, { throwIfNoEntry: false })) mkdirSync(folder, { mode: 0o700 });
}

/** A word that says what the file is, the length of the content, and its checksum; all 32 bits. */
const headBytes = 12;

/** What `replaceChecked` wrote with the same `magic`; `undefined` where it is damaged, or others could have written it. Throws where there is none. */
export function readChecked(file: string, magic: number): Buffer | undefined {
  const descriptor = openSync(file, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK);
  try {
    const stats = fstatSync(descriptor);
    if (!stats.isFile() || !isOwn(stats) || (process.getuid !== undefined && (stats.mode & 0o022) !== 0)) return undefined;
    const bytes = readFileSync(descriptor);
    if (bytes.length <= headBytes || bytes.readUInt32LE(0) !== magic || bytes.readUInt32LE(4) !== bytes.length - headBytes)
      return undefined;
    const content = bytes.subarray(headBytes);
    return bytes.readInt32LE(8) === checksum(content) ? content : undefined;
  } finally {
    closeSync(descriptor);
  }
}

/** Writes in one step, so that other runs see all of it or nothing. */
export function replaceChecked(file: string, magic: number, content: Buffer): void {
  const head = Buffer.alloc(headBytes);
  head.writeUInt32LE(magic, 0);
  head.writeUInt32LE(content.length, 4);
  head.writeInt32LE(checksum(content), 8);
  const temporary = `${file}.${process.pid}-${Math.random().toString(36).slice(2)}`;
  const descriptor = openSync(temporary, 'wx', 0o600);
  try {
    for (const bytes of [head, content]) for (let at = 0; at < bytes.length;) at += writeSync(descriptor, bytes, at);
    renameSync(temporary, file);
  } catch (error) {
    unlinkSync(temporary);
    throw error;
  } finally {
    closeSync(descriptor);
  }
}

/** FNV-1a over words of 32 bits, then over the bytes left. */
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
export function attempt<T>(action: () => T): T | undefined {
  try {
    return action();
  } catch {
    return undefined;
  }
}
