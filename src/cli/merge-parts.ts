import { closeSync, fstatSync, openSync } from 'node:fs';
import { describe } from './errors.ts';
import { systemPath } from '../files/names.ts';
import { readChunk } from '../files/read.ts';

/** A JSON value with the line that it begins at, or what stands there instead of one. */
export type Value = { readonly line: number; readonly value: unknown } | { readonly line: number; readonly problem: string };

/** A stream of JSON values that can be read as often as wanted. */
export interface Part {
  readonly name: string;
  /** Throws an error that says in plain words why it cannot be read. */
  values(): Generator<Value>;
}

/** What can be read only once, standard input or a pipe, is kept. */
export function openPart(name: string): Part {
  const kept: Buffer[] = [];
  let isKept = false;
  function* chunks(): Generator<Buffer> {
    if (isKept) return yield* kept;
    const file = name === '-' ? 0 : openSync(systemPath(name), 'r');
    try {
      isKept = !fstatSync(file).isFile() || file === 0;
      for (;;) {
        const chunk = Buffer.allocUnsafe(chunkSize);
        const count = readChunk(chunk, file);
        if (count === 0) return;
        if (isKept) kept.push(chunk.subarray(0, count));
        yield chunk.subarray(0, count);
      }
    } finally {
      if (file !== 0) closeSync(file);
    }
  }
  return {
    name,
    *values() {
      try {
        yield* valuesOf(linesOf(chunks()));
      } catch (error) {
        throw new Error(describe(error), { cause: error });
      }
    },
  };
}

const chunkSize = 256 * 1024;

function* linesOf(chunks: Iterable<Buffer>): Generator<string> {
  const decoder = new TextDecoder('utf-8', { ignoreBOM: true });
  let pieces: string[] = [];
  for (const chunk of chunks) {
    const text = decoder.decode(chunk, { stream: true });
    let start = 0;
    for (let end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', start)) {
      yield [...pieces, text.slice(start, end)].join('');
      pieces = [];
      start = end + 1;
    }
    if (start < text.length) pieces.push(text.slice(start));
  }
  const last = [...pieces, decoder.decode()].join('');
  if (last !== '') yield last;
}

/** A value of several lines that is not complete yet. */
interface Open {
  readonly line: number;
  readonly pieces: string[];
  depth: number;
}

/**
 * One object a line, or indented over several lines, one after the other. What is broken ends where its string does not end with the line,
 * or where the next object begins: only nested ones are indented.
 */
function* valuesOf(lines: Iterable<string>): Generator<Value> {
  let open: Open | undefined;
  let number = 0;
  for (const raw of lines) {
    number++;
    const line = raw.replace(/^\ufeff/, '');
    if (open && line.startsWith('{')) {
      yield { line: open.line, problem: cutOff };
      open = undefined;
    }
    if (!open && line.trim() === '') continue;
    const whole = open ? undefined : parsed(line);
    if (whole) {
      yield { line: number, value: whole.value };
      continue;
    }
    for (let at = 0; at < line.length;) {
      if (!open) {
        at += /^\s*/.exec(line.slice(at))?.[0].length ?? 0;
        if (at === line.length) break;
        if (line[at] !== '{') {
          yield { line: number, problem: 'not JSON: expected an object' };
          break;
        }
        open = { line: number, pieces: [], depth: 0 };
      }
      const end = scan(line, at, open);
      if (end === undefined) {
        yield { line: open.line, problem: cutOff };
        open = undefined;
        break;
      }
      open.pieces.push(line.slice(at, end));
      at = end;
      if (open.depth > 0) continue;
      yield { line: open.line, ...(parsed(open.pieces.join('\n')) ?? { problem: 'not valid JSON' }) };
      open = undefined;
    }
  }
  if (open) yield { line: open.line, problem: cutOff };
}

const cutOff = 'cut off: the object that begins here has no end';

/** Goes on until the value ends, or the line; `undefined` where a string does not end with its line. */
function scan(line: string, from: number, open: Open): number | undefined {
  let isQuoted = false;
  for (let at = from; at < line.length; at++) {
    const character = line[at];
    if (isQuoted) {
      if (character === '\\') at++;
      else if (character === '"') isQuoted = false;
    } else if (character === '"') isQuoted = true;
    else if (character === '{' || character === '[') open.depth++;
    else if (character === '}' || character === ']') {
      open.depth--;
      if (open.depth === 0) return at + 1;
    }
  }
  return isQuoted ? undefined : line.length;
}

function parsed(text: string): { readonly value: unknown } | undefined {
  try {
    return { value: JSON.parse(text) };
  } catch {
    return undefined;
  }
}
