import {
  accessSync,
  closeSync,
  constants,
  fchmodSync,
  fchownSync,
  linkSync,
  lstatSync,
  openSync,
  readFileSync,
  renameSync,
  statSync,
  unlinkSync,
  writeFileSync,
  type Stats,
} from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import type { FileEdit } from '../rule.ts';
import { describe } from './errors.ts';
import { realPath, systemPath } from '../files/names.ts';
import { isInside } from '../files/tree.ts';

/** Puts `text` in a file's place in one step, mode and owner kept; throws an error that says why where it must not. */
export function replaceFile(path: string, was: Buffer, text: string, root: string): void {
  try {
    const target = targetOf(path, root);
    const stats = statSync(systemPath(target));
    refuseReadOnly(target, stats);
    if (!readFileSync(systemPath(target)).equals(was)) throw new Error('changed in the meantime');
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
    if (!isInside(realPath(dirname(absolute)), realPath(root))) throw new Error('lies outside the repository');
    create(absolute, text);
  } catch (error) {
    throw new Error(describe(error), { cause: error });
  }
}

/** A link is followed, never replaced, and never out of the tree. */
export function targetOf(path: string, root: string): string {
  if (!lstatSync(systemPath(path)).isSymbolicLink()) return path;
  const target = realPath(path);
  if (!isInside(target, realPath(root))) throw new Error('is a link that leads out of the repository');
  return target;
}

/** The superuser may write anything, so the mode is asked as well. */
function refuseReadOnly(target: string, stats: Stats): void {
  if ((stats.mode & 0o222) === 0) throw new Error('is read-only');
  accessSync(systemPath(target), constants.W_OK);
}

function swap(target: string, text: string, { mode, uid, gid }: Stats): void {
  const prepare = (file: number): void => {
    keepOwner(file, uid, gid);
    fchmodSync(file, mode & 0o7777);
  };
  throughTemporary(target, text, { mode, prepare, place: (temporary) => renameSync(temporary, systemPath(target)) });
}

/** A link refuses to replace what is there, as a rename does not. */
function create(target: string, text: string): void {
  const place = (temporary: string | Buffer): void => {
    try {
      linkSync(temporary, systemPath(target));
    } catch (error) {
      if (!linkless.has((error as NodeJS.ErrnoException).code ?? '')) throw error;
      writeFileSync(systemPath(target), text, { flag: 'wx' });
    }
    unlinkSync(temporary);
  };
  throughTemporary(target, text, { mode: 0o666, prepare() {}, place });
}

/** What file systems without hard links answer. */
const linkless: ReadonlySet<string> = new Set(['EPERM', 'ENOSYS', 'ENOTSUP', 'EOPNOTSUPP', 'EINVAL', 'EACCES']);

interface Placement {
  readonly mode: number;
  readonly prepare: (file: number) => void;
  readonly place: (temporary: string | Buffer) => void;
}

/**
 * The temporary file stands in the same folder, so that the rename stays within a file system. Its name is never that of a Dockerfile,
 * and never the same: one that a killed run has left is in nobody's way.
 */
export function throughTemporary(target: string, text: string, { mode, prepare, place }: Placement): void {
  const unique = `${process.pid}-${Math.random().toString(36).slice(2)}`;
  const temporary = systemPath(join(dirname(target), `.${basename(target).slice(0, 100)}.plimsoll-${unique}`));
  const file = openSync(temporary, 'wx', mode & 0o777);
  try {
    try {
      writeFileSync(file, text);
      prepare(file);
    } finally {
      closeSync(file);
    }
    place(temporary);
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
