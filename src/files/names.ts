import { isUtf8 } from 'node:buffer';
import { readFileSync, realpathSync } from 'node:fs';

/**
 * What the system is to be asked for. On Linux a name is bytes, and need not be UTF-8: in our strings each byte that is none
 * stands as half a surrogate pair, U+DC80 to U+DCFF (as PEP 383 has it), and here it becomes that byte again.
 */
export function systemPath(path: string): string | Buffer {
  if (!escaped.test(path)) return path;
  const parts = path
    .split(splitEscaped)
    .map((part) => (escaped.test(part) ? Buffer.from([part.charCodeAt(0) - 0xdc00]) : Buffer.from(part)));
  return Buffer.concat(parts);
}

/** The string that stands for a name's bytes. */
export function nameOf(bytes: Buffer): string {
  if (isUtf8(bytes)) return bytes.toString('utf8');
  let name = '';
  for (let at = 0; at < bytes.length;) {
    const length = [1, 2, 3, 4].find((count) => at + count <= bytes.length && isUtf8(bytes.subarray(at, at + count)));
    name += length === undefined ? String.fromCharCode(0xdc00 + (bytes[at] ?? 0)) : bytes.toString('utf8', at, at + length);
    at += length ?? 1;
  }
  return name;
}

/** Whether Node may have put replacement characters into a name. */
export const isDoubtful = (name: string): boolean => name.includes('\ufffd') && process.platform !== 'win32';

/** Where a path leads to when all links are followed; throws where it leads nowhere. */
export function realPath(path: string): string {
  const system = systemPath(path);
  const real = realpathSync.native(system);
  return isDoubtful(real) ? nameOf(realpathSync.native(system, { encoding: 'buffer' })) : real;
}

/** The command line's words as they were typed: Node has lost the bytes of names that are no UTF-8, Linux still knows them. */
export function typedWords(words: readonly string[]): readonly string[] {
  if (!words.some(isDoubtful) || process.platform !== 'linux') return words;
  try {
    const typed = splitBytes(readFileSync('/proc/self/cmdline'), 0).slice(0, -1).slice(-words.length);
    return typed.every((bytes, index) => bytes.toString('utf8') === words[index]) ? typed.map(nameOf) : words;
  } catch {
    return words;
  }
}

/** What stands between the bytes `separator`; the last part is what follows the last of them. */
export function splitBytes(bytes: Buffer, separator: number): readonly Buffer[] {
  const parts: Buffer[] = [];
  let start = 0;
  for (let end = bytes.indexOf(separator); end !== -1; end = bytes.indexOf(separator, start)) {
    parts.push(bytes.subarray(start, end));
    start = end + 1;
  }
  return [...parts, bytes.subarray(start)];
}

const escaped = /[\udc80-\udcff]/u;
const splitEscaped = /([\udc80-\udcff])/u;
