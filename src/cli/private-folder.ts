import {
  closeSync,
  constants,
  fstatSync,
  lstatSync,
  mkdirSync,
  openSync,
  readSync,
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

/** A word that says what the file is, the length of the content, and a sum over some of it; all 32 bits. */
const headBytes = 12;

/** What `replaceChecked` wrote with the same `magic`; `undefined` where it is damaged, or others could have written it. Throws where there is none. */
export function readChecked(file: string, magic: number): Buffer | undefined {
  const descriptor = openSync(file, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK);
  try {
    const stats = fstatSync(descriptor);
    if (!stats.isFile() || !isOwn(stats) || (process.getuid !== undefined && (stats.mode & 0o022) !== 0)) return undefined;
    const length = (stats.size - headBytes) / 2;
    if (length <= 0 || !Number.isInteger(length)) return undefined;
    const head = Buffer.allocUnsafe(headBytes);
    if (!fill(head, descriptor) || head.readUInt32LE(0) !== magic || head.readUInt32LE(4) !== length) return undefined;
    // Not out of Node's pool: V8 wants compiled code at an even place in memory.
    const content = Buffer.allocUnsafeSlow(length);
    return fill(content, descriptor) && head.readInt32LE(8) === sampleSum(content) && isNext(content, descriptor) ? content : undefined;
  } finally {
    closeSync(descriptor);
  }
}

/** Whether there is as much to read. */
function fill(bytes: Buffer, descriptor: number): boolean {
  let at = 0;
  for (let count = -1; at < bytes.length && count !== 0; at += count) count = readSync(descriptor, bytes, at, bytes.length - at, null);
  return at === bytes.length;
}

/** Whether the same follows; compared piece by piece, for what is in the processor's cache by then. */
function isNext(content: Buffer, descriptor: number): boolean {
  const piece = Buffer.allocUnsafeSlow(Math.min(65536, content.length));
  for (let at = 0; at < content.length; at += piece.length) {
    const same = content.subarray(at, at + piece.length);
    if (!fill(piece.subarray(0, same.length), descriptor) || same.compare(piece, 0, same.length) !== 0) return false;
  }
  return true;
}

/**
 * Writes in one step, so that other runs see all of it or nothing. The content stands there twice: to compare two megabytes takes a
 * fifth of the time that a checksum over one takes in JavaScript, and Node's own have to be loaded first.
 */
export function replaceChecked(file: string, magic: number, content: Buffer): void {
  const head = Buffer.alloc(headBytes);
  head.writeUInt32LE(magic, 0);
  head.writeUInt32LE(content.length, 4);
  head.writeInt32LE(sampleSum(content), 8);
  const temporary = `${file}.${process.pid}-${Math.random().toString(36).slice(2)}`;
  const descriptor = openSync(temporary, 'wx', 0o600);
  try {
    for (const bytes of [head, content, content]) for (let at = 0; at < bytes.length;) at += writeSync(descriptor, bytes, at);
    renameSync(temporary, file);
  } catch (error) {
    unlinkSync(temporary);
    throw error;
  } finally {
    closeSync(descriptor);
  }
}

/** FNV-1a over one word in 64 bytes: a file system that has lost its power leaves zeros, twice. */
function sampleSum(bytes: Buffer): number {
  // A view wants an even place in memory.
  const aligned = bytes.byteOffset % 4 === 0 ? bytes : Buffer.from(bytes);
  const words = new Int32Array(aligned.buffer, aligned.byteOffset, aligned.length >> 2);
  let hash = 0x811c9dc5 | 0;
  for (let i = 0; i < words.length; i += 16) hash = Math.imul(hash ^ (words[i] as number), 0x01000193);
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
