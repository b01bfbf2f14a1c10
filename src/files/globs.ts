/** A pattern that the shell has left as it was. */
export interface Glob {
  /** The folder in front of the first wildcard. */
  readonly base: string;
  /** Whether a path below `base` is meant. A last part that is only `*` or `**` means folders, and Dockerfiles by their names. */
  readonly takes: (inside: string, kind: 'folder' | 'file' | 'Dockerfile') => boolean;
  /** How many folders below `base` the pattern can reach. */
  readonly depth: number;
}

export const isGlob = (path: string): boolean => /[*?[{]/.test(path);

/** `*`, `?`, `[a-z]`, `[!a]`, `{a,b}` and `**` for any number of folders; unlike in a shell, names may begin with a dot. */
export function parseGlob(pattern: string, isWindows = process.platform === 'win32'): Glob {
  const clean = isWindows ? pattern.replaceAll('\\', '/') : pattern;
  const segments = clean.split('/');
  const first = segments.findIndex(isGlob);
  const base = segments.slice(0, first).join('/') || (clean.startsWith('/') ? '/' : '.');
  const alternatives = expandBraces(segments.slice(first).join('/')).map((alternative) => toAlternative(alternative, isWindows));
  return {
    base,
    depth: Math.max(...alternatives.map(({ depth }) => depth)),
    takes: (inside, kind) => alternatives.some((alternative) => alternative.takes(inside, kind)),
  };
}

function toAlternative(pattern: string, isWindows: boolean): Pick<Glob, 'takes' | 'depth'> {
  const segments = pattern.split('/').filter((segment, index) => segment !== '.' && (segment !== '' || index === 0));
  const onlyFolders = pattern.endsWith('/');
  const onlyDockerfiles = /^\*+$/.test(segments.at(-1) ?? '');
  const regexp = new RegExp(`^${segments.map(toSegment).join('')}$`, isWindows || process.platform === 'darwin' ? 'i' : '');
  return {
    depth: segments.includes('**') ? Infinity : segments.length,
    takes(inside, kind) {
      if (kind !== 'folder' && (onlyFolders || (onlyDockerfiles && kind !== 'Dockerfile'))) return false;
      return regexp.test(inside);
    },
  };
}

function toSegment(segment: string, index: number, { length }: readonly string[]): string {
  const isLast = index === length - 1;
  if (segment === '**') return isLast ? '.*' : '(?:.*/)?';
  const parts = segment.match(/\\.|\*+|\[[!^]?\]?[^\]]{0,1000}\]|[^]/g) ?? [];
  return parts.map(toPart).join('') + (isLast ? '' : '/');
}

function toPart(part: string): string {
  if (part.startsWith('*')) return '[^/]*';
  if (part === '?') return '[^/]';
  if (part.startsWith('[') && part.length > 2) {
    const isNegated = /^\[[!^]/.test(part);
    const members = part.slice(isNegated ? 2 : 1, -1).replaceAll(/[\\\][^]/g, '\\$&');
    return isValidClass(members) ? `[${isNegated ? '^/' : ''}${members}]` : escapeText(part);
  }
  return escapeText(part.length === 2 && part.startsWith('\\') ? part.slice(1) : part);
}

/** `[z-a]` is no error in a shell: it stands for itself. */
function isValidClass(members: string): boolean {
  try {
    return new RegExp(`[${members}]`).source !== '';
  } catch {
    return false;
  }
}

const escapeText = (text: string): string => text.replaceAll(/[\\^$.*+?()[\]{}|/]/g, '\\$&');

const maxAlternatives = 1000;

/** `a{b,c}d` → `abd`, `acd`; braces without a comma stay, and so does what is escaped. Beyond a thousand alternatives the rest stays too. */
function expandBraces(pattern: string): readonly string[] {
  const done: string[] = [];
  const open = [pattern];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const text = next;
    const group = done.length + open.length < maxAlternatives ? firstGroup(text) : undefined;
    if (!group) done.push(text);
    else open.push(...group.choices.map((choice) => text.slice(0, group.start) + choice + text.slice(group.end)));
  }
  return done.reverse();
}

function firstGroup(text: string): { readonly start: number; readonly end: number; readonly choices: readonly string[] } | undefined {
  for (const { 0: matched, 1: inner, index } of text.matchAll(/\\[^]|\{((?:\\[^]|[^{}\\])*)\}/g)) {
    const choices = inner === undefined ? [] : splitChoices(inner);
    if (choices.length > 1) return { start: index, end: index + matched.length, choices };
  }
  return undefined;
}

/** At commas that are not escaped. */
function splitChoices(inner: string): readonly string[] {
  const choices = [''];
  for (const [part] of inner.matchAll(/\\[^]|[^]/g)) {
    if (part === ',') choices.push('');
    else choices[choices.length - 1] += part;
  }
  return choices;
}
