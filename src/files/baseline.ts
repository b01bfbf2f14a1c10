import { readFileSync, realpathSync, statSync } from 'node:fs';
import { basename, dirname, join, relative, resolve, sep } from 'node:path';
import type { Baseline } from '../engine/baseline.ts';
import { describe } from './describe.ts';

/** Reads a baseline; `undefined` where there is no file. Throws an error that says in plain words why it cannot be used. */
export function readBaseline(file: string): Baseline | undefined {
  const text = baselineText(file);
  return text === undefined ? undefined : checked(parsed(text.replace(/^\ufeff/, '')));
}

/** A file as a baseline names it: from the baseline's own folder, with `/`, whatever links lead there. */
export function openBaselineKeys(cwd: string): (name: string, folder: string) => string {
  const folders = new Map<string, string>();
  return (name, folder) => {
    const absolute = resolve(cwd, name);
    const own = dirname(absolute);
    const real = folders.get(own) ?? realFolder(own);
    folders.set(own, real);
    return relative(folder, join(real, basename(absolute))).replaceAll(sep, '/');
  };
}

/** Where all links of a folder lead to, or its own path. */
export function realFolder(folder: string): string {
  try {
    return realpathSync(folder);
  } catch {
    return folder;
  }
}

/** What the files say of their own form. */
export const baselineVersion = '1';

/** The text of a baseline; `undefined` where there is no file. */
export function baselineText(file: string): string | undefined {
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
  if (written !== baselineVersion)
    throw new Error(`not a baseline that this plimsoll knows: its version is ${JSON.stringify(written)}; expected "${baselineVersion}"`);
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
