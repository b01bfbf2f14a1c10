import type { ShellDialect } from '../nodes.ts';

/** The shell that a program is, whatever its folder and ending: `/bin/bash`, `pwsh.exe`, `busybox sh`; `unknown` where it is none. */
export function dialectOf(program: string): ShellDialect {
  // Asked of every command's name.
  if (/^[a-z\d_-]*$/.test(program)) return shells.get(program) ?? 'unknown';
  const text = program.trim();
  const [first = '', second = ''] = text.split(/[ \t]+/, 2);
  if (baseName(first) === 'busybox') return second === 'sh' || second === 'ash' ? 'ash' : 'unknown';
  // The whole text second: a Windows path may hold blanks.
  return shells.get(baseName(first)) ?? shells.get(baseName(text)) ?? 'unknown';
}

/** The shell that a script's first line asks for: `unknown` for a program that is no shell, `undefined` where the line is no `#!`. */
export function shebangDialect(firstLine: string): ShellDialect | undefined {
  if (!firstLine.startsWith('#!')) return undefined;
  const words = firstLine
    .slice(2)
    .split(/[ \t\r\n]+/)
    .filter((word) => word !== '');
  if (baseName(words[0] ?? '') !== 'env') return interpreter(words[0], words[1]);
  let at = 1;
  while (at < words.length && isEnvOption(words[at] ?? '')) at += takesValue.has(words[at] ?? '') ? 2 : 1;
  const attached = /^(?:-v?S|--split-string=)(.+)$/.exec(words[at] ?? '')?.[1];
  return interpreter(attached ?? words[at], words[at + 1]);
}

/** Whether its text is a POSIX-like shell's, which is to be parsed. */
export const isPosixLike = (dialect: ShellDialect): boolean => dialect !== 'cmd' && dialect !== 'powershell' && dialect !== 'unknown';

const shells: ReadonlyMap<string, ShellDialect> = new Map<string, ShellDialect>([
  ['sh', 'sh'],
  ['dash', 'dash'],
  ['ash', 'ash'],
  ['bash', 'bash'],
  ['rbash', 'bash'],
  ['ksh', 'ksh'],
  ['ksh93', 'ksh'],
  ['mksh', 'ksh'],
  ['lksh', 'ksh'],
  ['pdksh', 'ksh'],
  ['oksh', 'ksh'],
  ['zsh', 'zsh'],
  ['cmd', 'cmd'],
  ['powershell', 'powershell'],
  ['pwsh', 'powershell'],
]);

const interpreter = (program = '', applet = ''): ShellDialect =>
  dialectOf(baseName(program) === 'busybox' ? `${program} ${applet}` : program);

const takesValue: ReadonlySet<string> = new Set(['-u', '-C', '--unset', '--chdir']);

const isEnvOption = (word: string): boolean => /^(?:-v?S$|-(?!v?S|-)|--(?!split-string=)|[A-Za-z_]\w*=)/.test(word);

function baseName(program: string): string {
  const name = program.slice(Math.max(program.lastIndexOf('/'), program.lastIndexOf('\\')) + 1).toLowerCase();
  return name.endsWith('.exe') ? name.slice(0, -4) : name;
}
