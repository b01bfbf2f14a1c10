import { fstatSync, statSync, type Stats } from 'node:fs';
import { plain, type Colors } from '../formats/format.ts';

/** Colour follows the option, then NO_COLOR (no-color.org), then FORCE_COLOR, then whether a terminal reads along. */
function wantsColor(option: boolean | undefined, fd: 1 | 2, env: NodeJS.ProcessEnv = process.env): boolean {
  if (option !== undefined) return option;
  if (env['NO_COLOR']) return false;
  if (env['FORCE_COLOR']) return env['FORCE_COLOR'] !== '0' && env['FORCE_COLOR'] !== 'false';
  return env['TERM'] !== 'dumb' && isTerminal(fd);
}

/** Loaded only where there is colour. */
export async function colorsOf(option: boolean | undefined, fd: 1 | 2): Promise<Colors> {
  return wantsColor(option, fd) ? (await import('picocolors')).default.createColors(true) : plain;
}

/** `node:tty` loads the network stack (5 ms), so it is asked only about devices that may or may not be one: not about pipes and files, nor of what Linux tells by its number. */
export function isTerminal(fd: number): boolean {
  try {
    const stats = fstatSync(fd);
    if (!stats.isCharacterDevice() || isNull(stats)) return false;
    return isLinuxTerminal(stats) || process.getBuiltinModule('node:tty').isatty(fd);
  } catch {
    return false;
  }
}

/** What output goes to when nobody wants it. */
const isNull = ({ rdev }: Stats): boolean => process.platform !== 'win32' && rdev === statSync('/dev/null').rdev;

/** The pseudo-terminals, by their major device numbers: https://www.kernel.org/doc/Documentation/admin-guide/devices.txt. */
function isLinuxTerminal({ rdev }: Stats): boolean {
  const major = (rdev >> 8) & 0xfff;
  return process.platform === 'linux' && major >= 136 && major <= 143;
}

/** How wide a terminal is; without end where there is none. */
export function columns(fd: 1 | 2): number {
  if (!isTerminal(fd)) return Infinity;
  const stream = fd === 1 ? process.stdout : process.stderr;
  return stream.columns || Infinity;
}
