import { fchmodSync, realpathSync, renameSync, statSync } from 'node:fs';
import type { Baseline } from '../engine/baseline.ts';
import { baselineText, baselineVersion } from '../files/baseline.ts';
import { describe } from './errors.ts';
import { throughTemporary } from './write.ts';

/** Puts the file in place in one step: whoever reads it meanwhile sees the old one. One that says the same is left alone. */
export function writeBaseline(file: string, baseline: Baseline): void {
  const text = `${JSON.stringify({ version: baselineVersion, files: baseline }, null, 2)}\n`;
  if (baselineText(file) === text) return;
  try {
    replace(file, text);
  } catch (error) {
    throw new Error(describe(error), { cause: error });
  }
}

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
