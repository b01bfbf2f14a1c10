import type { ImageFamily } from '../knowledge/images.ts';
import type { Dockerfile, Instruction, Range, Shell, ShellDialect, User, Workdir } from '../nodes.ts';
import { dialectOf } from '../shell/dialect.ts';
import type { ShellInForce, StageInfo, UserInForce } from './model.ts';
import { timeline, type Timeline } from './timeline.ts';

/** The user in force; `resolve` gives an instruction's argument with variables put in. */
export const users = (stages: readonly StageInfo[], resolve: (at: User) => string | undefined): Timeline<UserInForce> =>
  timeline(stages, userOfImage, (before, at) => (at.type === 'User' && at.user ? userOf(at, resolve(at)) : before));

/** The shell that runs shell forms. */
export const shells = (stages: readonly StageInfo[]): Timeline<ShellInForce> =>
  timeline(
    stages,
    ({ family }) => shellOfFamily(family),
    (before, at) => {
      if (at.type === 'Shell') return shellOf(at) ?? before;
      return before.source !== 'instruction' && isMadeBash(at) ? { ...before, dialect: 'bash', source: 'image' } : before;
    },
  );

/** What `/bin/sh` is. */
export const posixShells = (stages: readonly StageInfo[]): Timeline<ShellDialect> =>
  timeline<ShellDialect>(
    stages,
    ({ family }) => (family === 'windows' ? 'sh' : shellOfFamily(family).dialect),
    (before, at) => (isMadeBash(at) ? 'bash' : before),
  );

/** `ln -sf bash /bin/sh` and its like, or Debian's own way to have another `sh` than dash. */
function isMadeBash(at: Instruction): boolean {
  if (at.type !== 'Run') return false;
  const { text } = at.source;
  if (text.includes('dash/sh')) return /dash\/sh[ \t]+boolean[ \t]+false/.test(text);
  if (!text.includes('/bin/sh') || !text.includes('bash')) return false;
  return text.split(/[&|;\n]/).some((command) => {
    const words = command.split(/[ \t\\]+/).filter((word) => word !== '');
    const verb = words.findIndex((word) => /^(?:\/usr)?(?:\/bin\/)?(?:ln|cp|mv)$/.test(word));
    const isSh = /^(?:\/usr)?\/bin\/sh$/.test(words.at(-1) ?? '');
    return verb >= 0 && isSh && words.slice(verb + 1, -1).some((word) => /(?:^|\/)bash$/.test(word));
  });
}

/** The working directory: absolute and cleaned; `undefined` where the file does not tell. */
export const workdirs = (stages: readonly StageInfo[], resolve: (at: Workdir) => string | undefined): Timeline<string | undefined> =>
  timeline<string | undefined>(
    stages,
    ({ image }) => (image?.text === 'scratch' ? '/' : undefined),
    (before, at) => (at.type === 'Workdir' ? joinPath(before, resolve(at)) : before),
  );

/** `root` or user 0, however many zeros; an empty name is root too. */
const isRootName = (name: string): boolean => name === '' || name === 'root' || /^0+$/.test(name) || /^containeradministrator$/i.test(name);

function userOf(instruction: User, written: string | undefined): UserInForce {
  if (written === undefined) return { source: 'instruction', instruction };
  const [name = '', group] = written.split(':', 2);
  return { source: 'instruction', instruction, name, isRoot: isRootName(name), ...(group === undefined ? {} : { group }) };
}

function userOfImage({ image, facts, imageUser }: StageInfo): UserInForce {
  if (imageUser !== undefined) return { source: 'image', name: imageUser, isRoot: isRootName(imageUser) };
  const isKnown = image?.text === 'scratch' || (facts !== undefined && facts.userVaries !== true);
  return isKnown ? { source: 'default', name: 'root', isRoot: true } : { source: 'default' };
}

/** What `# hadolint shell=` and `# plimsoll shell=` say: the shell from the comment on, until a later one or a `SHELL`. */
export function shellComments({ comments }: Dockerfile): readonly ShellComment[] {
  const found: ShellComment[] = [];
  for (const { text, range } of comments) {
    const [, program] = /^(?:hadolint|plimsoll)[ \t]+shell[ \t]*=[ \t]*(\S+)/i.exec(text) ?? [];
    if (program === undefined) continue;
    found.push({ range, shell: { dialect: dialectOf(program), words: [program, '-c'], source: 'comment' } });
  }
  return found;
}

interface ShellComment {
  readonly range: Range;
  readonly shell: ShellInForce;
}

function shellOf(instruction: Shell): ShellInForce | undefined {
  const words = instruction.exec?.items.map(({ value }) => value) ?? [];
  const [name] = words;
  return name === undefined ? undefined : { dialect: dialectOf(name), words, source: 'instruction', instruction };
}

/** What a family has for a shell before any `SHELL` says otherwise. */
export function shellOfFamily(family: ImageFamily): ShellInForce {
  const dialect = dialects[family];
  return {
    dialect,
    words: dialect === 'cmd' ? ['cmd', '/S', '/C'] : ['/bin/sh', '-c'],
    source: family === 'unknown' ? 'default' : 'image',
  };
}

/** What `/bin/sh` is: dash on Debian, busybox' ash on Alpine and Wolfi, bash in POSIX mode on the RPM and Arch families. */
const dialects: Readonly<Record<ImageFamily, ShellDialect>> = {
  debian: 'dash',
  alpine: 'ash',
  wolfi: 'ash',
  busybox: 'ash',
  rhel: 'bash',
  suse: 'bash',
  arch: 'bash',
  distroless: 'sh',
  scratch: 'sh',
  windows: 'cmd',
  unknown: 'sh',
};

const isAbsolute = (path: string): boolean => /^(?:[A-Za-z]:)?[\\/]/.test(path);

/** The longest path that Linux takes: `PATH_MAX` of its `limits.h`. */
const longestPath = 4096;

/** A path seen from a directory: absolute and cleaned; `undefined` where one of them is not known and needed, or nothing has so long a name. */
export function joinPath(before: string | undefined, path: string | undefined): string | undefined {
  if (path === undefined || (before === undefined && !isAbsolute(path))) return undefined;
  if (path.length + (before?.length ?? 0) > longestPath) return undefined;
  const parts: string[] = [];
  for (const part of (isAbsolute(path) ? path : `${before}/${path}`).split(/[\\/]/)) {
    if (part === '..') parts.pop();
    else if (part !== '' && part !== '.') parts.push(part);
  }
  return /^[A-Za-z]:$/.test(parts[0] ?? '') ? parts.join('/') : `/${parts.join('/')}`;
}
