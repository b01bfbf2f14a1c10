import { fchmodSync, readFileSync, realpathSync, renameSync, statSync } from 'node:fs';
import type { Baseline } from '../engine/baseline.ts';
import { describe } from './errors.ts';
import { throughTemporary } from './write.ts';

/** Reads a baseline; `undefined` where there is no file. Throws an error that says in plain words why it cannot be used. */
export function readBaseline(file: string): Baseline | undefined {
  const text = textOf(file);
  return text === undefined ? undefined : checked(parsed(text.replace(/^\ufeff/, '')));
}

/** Puts the file in place in one step: whoever reads it meanwhile sees the old one. One that says the same is left alone. */
export function writeBaseline(file: string, baseline: Baseline): void {
  const text = `${JSON.stringify({ version, files: baseline }, null, 2)}\n`;
  if (textOf(file) === text) return;
  try {
    replace(file, text);
  } catch (error) {
    throw new Error(describe(error), { cause: error });
  }
}

const version = '1';

function textOf(file: string): string | undefined {
  try {
    if (!statSync(file).isFile()) throw new Error('is not a file');
    return readFileSync(file, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw new Error(describe(error), { cause: error });
  }
}

function parsed(text: string): unknown {
  const conflict = /^(?:<{7}|={7}|>{7})/m.exec(text);
  if (conflict) throw new Error(`not a baseline: has merge conflicts (line ${text.slice(0, conflict.index).split('\n').length})`);
  try {
    return JSON.parse(text);
  } catch {
    throw new Error('not a baseline: is not valid JSON');
  }
}

/** What a baseline holds, as far as it is one. */
function checked(content: unknown): Baseline {
  if (!isRecord(content)) throw new Error('not a baseline: expected an object');
  const { version: written = null, files } = content;
  if (written !== version)
    throw new Error(`not a baseline that this plimsoll knows: its version is ${JSON.stringify(written)}; expected "${version}"`);
  if (!isRecord(files)) throw new Error('not a baseline: expected an object as files');
  for (const [path, rules] of Object.entries(files)) {
    const isSound =
      isRecord(rules) && Object.values(rules).every((messages) => isRecord(messages) && Object.values(messages).every(isCount));
    if (!isSound) throw new Error(`not a baseline: expected counts by rule and message at files[${JSON.stringify(path)}]`);
  }
  return files as Baseline;
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const isCount = (value: unknown): boolean => Number.isSafeInteger(value) && (value as number) > 0;

/** A link is followed, and the mode kept. */
function replace(file: string, text: string): void {
  const mode = statSync(file, { throwIfNoEntry: false })?.mode;
  const target = mode === undefined ? file : realpathSync(file);
  if (mode !== undefined && (mode & 0o222) === 0) throw new Error('is read-only');
  const prepare = (descriptor: number): void => {
    if (mode !== undefined) fchmodSync(descriptor, mode & 0o7777);
  };
  throughTemporary(target, text, { mode: mode ?? 0o666, prepare, place: (temporary) => renameSync(temporary, target) });
}
