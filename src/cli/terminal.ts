import { fstatSync } from 'node:fs';
import { plain, type Colors } from '../formats/format.ts';

/** Colour follows the option, then NO_COLOR (no-color.org), then FORCE_COLOR, then whether a terminal reads along. */
function wantsColor(option: boolean | undefined, fd: 1 | 2, env: NodeJS.ProcessEnv = process.env): boolean {
  if (option !== undefined) return option;
  if (env['NO_COLOR']) return false;
  if (env['FORCE_COLOR']) return env['FORCE_COLOR'] !== '0' && env['FORCE_COLOR'] !== 'false';
  return env['TERM'] !== 'dumb' && isTerminal(fd);
}

/** picocolors looks at `process.stdout` when it loads, so it loads only where there is colour. */
export async function colorsOf(option: boolean | undefined, fd: 1 | 2): Promise<Colors> {
  return wantsColor(option, fd) ? (await import('picocolors')).default.createColors(true) : plain;
}

/** `node:tty` loads the network stack (3 ms), so it is asked only about character devices: never about pipes and files. */
export function isTerminal(fd: number): boolean {
  try {
    return fstatSync(fd).isCharacterDevice() && process.getBuiltinModule('node:tty').isatty(fd);
  } catch {
    return false;
  }
}

/** How wide a terminal is; without end where there is none. */
export function columns(fd: 1 | 2): number {
  if (!isTerminal(fd)) return Infinity;
  const stream = fd === 1 ? process.stdout : process.stderr;
  return stream.columns || Infinity;
}
