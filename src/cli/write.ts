import {
  accessSync,
  closeSync,
  constants,
  fchmodSync,
  fchownSync,
  lstatSync,
  openSync,
  readFileSync,
  realpathSync,
  renameSync,
  statSync,
  unlinkSync,
  writeFileSync,
  type Stats,
} from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import type { FileEdit } from '../rule.ts';
import { describe } from './errors.ts';
import { isInside } from './tree.ts';

/** Puts `text` in a file's place in one step, mode and owner kept; throws an error that says why where it must not. */
export function replaceFile(path: string, was: Buffer, text: string, root: string): void {
  try {
    const target = targetOf(path, root);
    const stats = statSync(target);
    refuseReadOnly(target, stats);
    if (!readFileSync(target).equals(was)) throw new Error('changed in the meantime');
    swap(target, text, stats);
  } catch (error) {
    throw new Error(describe(error), { cause: error });
  }
}

/** Writes what a fix wants beside the linted file: a new file only where there is none, a changed one only if it is as it was. */
export function writeBeside({ path, text, was }: FileEdit, root: string): void {
  const absolute = resolve(root, path);
  if (!isInside(absolute, root)) throw new Error('lies outside the repository');
  if (was !== undefined) return replaceFile(absolute, Buffer.from(was), text, root);
  try {
    if (!isInside(realpathSync(dirname(absolute)), realpathSync(root))) throw new Error('lies outside the repository');
    writeFileSync(absolute, text, { flag: 'wx' });
  } catch (error) {
    throw new Error(describe(error), { cause: error });
  }
}

/** A link is followed, never replaced, and never out of the tree. */
export function targetOf(path: string, root: string): string {
  if (!lstatSync(path).isSymbolicLink()) return path;
  const target = realpathSync(path);
  if (!isInside(target, realpathSync(root))) throw new Error('is a link that leads out of the repository');
  return target;
}

/** The superuser may write anything, so the mode is asked as well. */
function refuseReadOnly(target: string, stats: Stats): void {
  if ((stats.mode & 0o222) === 0) throw new Error('is read-only');
  accessSync(target, constants.W_OK);
}

/** The temporary file stands in the same folder, so that the rename stays within a file system. */
function swap(target: string, text: string, { mode, uid, gid }: Stats): void {
  const temporary = join(dirname(target), `.${basename(target)}.plimsoll-${process.pid}`);
  const file = openSync(temporary, 'wx', mode & 0o777);
  try {
    try {
      writeFileSync(file, text);
      keepOwner(file, uid, gid);
      fchmodSync(file, mode & 0o7777);
    } finally {
      closeSync(file);
    }
    renameSync(temporary, target);
  } catch (error) {
    unlinkSync(temporary);
    throw error;
  }
}

function keepOwner(file: number, uid: number, gid: number): void {
  try {
    fchownSync(file, uid, gid);
  } catch {
    // Only the superuser may give files away; then the file belongs to whoever fixed it.
  }
}
