import { closeSync, openSync } from 'node:fs';
import { formats } from '../formats/index.ts';
import type { LintFlags } from './lint-flags.ts';
import { discover, type Discovery } from '../files/discover.ts';
import { describe, UsageError } from './errors.ts';
import { nameOf, splitBytes, systemPath } from '../files/names.ts';
import { readChunk } from '../files/read.ts';

/**
 * Lints the files of a `--files-from` list: as the names come in where each result is written at once, so that memory does not grow
 * with the list and whoever writes it may wait for the answers; else all together. Gives the exit code.
 */
export async function lintListed(list: string, flags: LintFlags, lint: (found: Discovery) => Promise<number>): Promise<number> {
  let code = 0;
  const all: string[] = [];
  const isStreamed = answersAtOnce(flags);
  for (const names of readNames(list)) {
    if (isStreamed) code = Math.max(code, await lint(await each(names)));
    else all.push(...names);
  }
  return isStreamed ? code : lint(await discover(all, { ...flags, isLiteral: true }));

  /** A name that comes twice is answered twice. */
  async function each(names: readonly string[]): Promise<Discovery> {
    const found: Discovery[] = [];
    for (const name of names) found.push(await discover([name], { ...flags, isLiteral: true }));
    return { paths: found.flatMap(({ paths }) => paths), errors: found.flatMap(({ errors }) => errors), listings: new Map() };
  }
}

function answersAtOnce({ outputs, diff, statistics, timing, addIgnores, updateBaseline }: LintFlags): boolean {
  if (diff || statistics || timing || addIgnores || updateBaseline) return false;
  return outputs.every(({ format, file }) => 'byFile' in formats[format] && file === undefined);
}

/** In pieces, as they can be read. A NUL in the first piece makes NUL the separator, else it is the end of a line. */
function* readNames(list: string): Generator<readonly string[]> {
  let rest: Buffer = Buffer.alloc(0);
  let separator: number | undefined;
  for (const chunk of readChunks(list)) {
    separator ??= chunk.includes(0) ? 0 : chunk.includes(10) ? 10 : undefined;
    const parts = separator === undefined ? [Buffer.concat([rest, chunk])] : splitBytes(Buffer.concat([rest, chunk]), separator);
    rest = parts.at(-1) ?? rest;
    if (rest.length > maxName) throw new UsageError(`--files-from ${list}: is no list of files`);
    const names = parts.slice(0, -1).flatMap((part) => toName(part, separator));
    if (names.length > 0) yield names;
  }
  const last = toName(rest, separator);
  if (last.length > 0) yield last;
}

const maxName = 1024 * 1024;

/** A list of lines may have been written on Windows. `-` is a file's name here. */
function toName(bytes: Buffer, separator: number | undefined): readonly string[] {
  const name = nameOf(separator !== 0 && bytes.at(-1) === 13 ? bytes.subarray(0, -1) : bytes);
  if (name === '') return [];
  return [name === '-' ? './-' : name];
}

function* readChunks(list: string): Generator<Buffer> {
  const file = list === '-' ? 0 : open(list);
  try {
    for (;;) {
      const chunk = Buffer.allocUnsafe(65536);
      const count = read(file, chunk, list);
      if (count === 0) return;
      yield chunk.subarray(0, count);
    }
  } finally {
    if (file !== 0) closeSync(file);
  }
}

function open(list: string): number {
  try {
    return openSync(systemPath(list), 'r');
  } catch (error) {
    throw new UsageError(`--files-from ${list}: ${describe(error)}`);
  }
}

function read(file: number, chunk: Buffer, list: string): number {
  try {
    return readChunk(chunk, file);
  } catch (error) {
    throw new UsageError(`--files-from ${list}: ${describe(error)}`);
  }
}
