import { isUtf8 } from 'node:buffer';
import { readFileSync, readSync, statSync, type Stats } from 'node:fs';
import type { Finding } from '../engine/types.ts';
import { describe } from './describe.ts';
import { systemPath } from './names.ts';
import { pause } from './pause.ts';

export interface Source {
  /** As given. */
  readonly path: string;
  readonly bytes: Buffer;
  /** Begins with the byte order mark where the file does. */
  readonly text: string;
  /** Bytes that are no UTF-8 were replaced: to be linted, never to be fixed. */
  readonly malformed: boolean;
  /** What is to be reported about the encoding. */
  readonly encoding?: Finding;
  /** Another encoding altogether: nothing can be said about the content. */
  readonly unreadable: boolean;
}

/** Reads and decodes a file, or throws an error whose message says in plain words why not. */
export function readSource(path: string): Source {
  return decode(path, path === '-' ? readStandardInput() : readFile(path));
}

export function decode(path: string, bytes: Buffer): Source {
  const isUtf16 = (bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff);
  if (isUtf16) return { path, bytes, text: '', malformed: true, unreadable: true, encoding: utf16 };
  const text = bytes.toString('utf8');
  const malformed = text.includes(replacement) && !isUtf8(bytes);
  // Text in another encoding has no NUL; what has is a program, an image or an archive.
  if (malformed && bytes.includes(0)) return { path, bytes, text: '', malformed, unreadable: true, encoding: binary };
  return { path, bytes, text, malformed, unreadable: false, ...(malformed ? { encoding: malformedAt(text, bytes) } : {}) };
}

const maxMegabytes = 50;
const replacement = '\ufffd';

function readFile(path: string): Buffer {
  try {
    const system = systemPath(path);
    const stats = statSync(system);
    const reason = unreadable(stats);
    if (reason) throw new Error(reason);
    return readFileSync(system);
  } catch (error) {
    throw new Error(describe(error), { cause: error });
  }
}

/** Opening a pipe would wait for its writer, so the kind of file is looked at first. */
function unreadable(stats: Stats): string | undefined {
  if (stats.isDirectory()) return 'is a directory';
  if (stats.isFIFO()) return 'is a pipe, not a file (- reads standard input)';
  if (stats.isSocket()) return 'is a socket, not a file';
  if (!stats.isFile()) return 'is a device, not a file';
  return stats.size > maxMegabytes * 1024 * 1024 ? tooLarge : undefined;
}

const tooLarge = `is larger than plimsoll reads (${maxMegabytes} MB)`;

function readStandardInput(): Buffer {
  const chunks: Buffer[] = [];
  let total = 0;
  for (;;) {
    const chunk = Buffer.allocUnsafe(65536);
    const count = readChunk(chunk);
    if (count === 0) return Buffer.concat(chunks);
    chunks.push(chunk.subarray(0, count));
    total += count;
    if (total > maxMegabytes * 1024 * 1024) throw new Error(tooLarge);
  }
}

/** What can be read at once, and 0 at the end; waits for a writer. */
export function readChunk(chunk: Buffer, file = 0): number {
  for (;;) {
    try {
      return readSync(file, chunk);
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      if (code === 'EOF') return 0;
      if (code !== 'EAGAIN') throw new Error(describe(error), { cause: error });
      pause(10);
    }
  }
}

const syntaxFinding = { rule: 'valid-syntax', codes: [], category: 'syntax' } as const;

const utf16: Finding = {
  ...syntaxFinding,
  severity: 'error',
  message: 'The file is UTF-16; Docker reads UTF-8. Save it as UTF-8.',
  range: [0, 0],
  ...{ line: 1, column: 1, endLine: 1, endColumn: 1 },
};

const binary: Finding = { ...utf16, message: 'The file is binary; Docker reads text.' };

/** At the first replacement character that does not stand in the file itself. */
function malformedAt(text: string, bytes: Buffer): Finding {
  const start = text.startsWith('\ufeff') ? 1 : 0;
  const at = firstReplaced(text, bytes);
  const line = text.slice(0, at).split('\n').length;
  const column = at - Math.max(text.lastIndexOf('\n', at - 1) + 1, start) + 1;
  return {
    ...syntaxFinding,
    severity: 'warning',
    message: 'The bytes here are no valid UTF-8, which is what Docker reads. Save the file as UTF-8; plimsoll does not fix it as it is.',
    range: [at - start, at - start + 1],
    ...{ line, column, endLine: line, endColumn: column + 1 },
  };
}

function firstReplaced(text: string, bytes: Buffer): number {
  let offset = 0;
  let from = 0;
  for (;;) {
    const at = text.indexOf(replacement, from);
    offset += Buffer.byteLength(text.slice(from, at));
    const isGenuine = bytes[offset] === 0xef && bytes[offset + 1] === 0xbf && bytes[offset + 2] === 0xbd;
    if (!isGenuine) return at;
    offset += 3;
    from = at + 1;
  }
}
