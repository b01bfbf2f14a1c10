import { writeSync } from 'node:fs';
import { pause } from '../files/pause.ts';
import { describe, OutputError } from './errors.ts';
import { printable } from '../formats/printable.ts';

/** Writes all of `text`, however slowly it is read; a reader that has gone away is no error. `process.stdout` would cost 4 ms and may lose the end of a pipe on exit. */
export function write(fd: 1 | 2, text: string): void {
  const bytes = Buffer.from(text);
  let written = 0;
  while (written < bytes.length) {
    try {
      written += writeSync(fd, bytes, written);
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      if (code === 'EPIPE') return;
      if (code !== 'EAGAIN') {
        // Of what standard error cannot take, nobody can be told.
        if (fd === 2) return;
        throw new OutputError(`cannot write to standard output: ${describe(error)}`);
      }
      pause(5);
    }
  }
}

/** A line on standard error that names the program. */
export function complain(message: string): void {
  write(2, `plimsoll: ${printable(message)}\n`);
}
