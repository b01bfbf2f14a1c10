import { parseRegexp, runProgram } from './ignore-regexp.ts';
import type { Work } from './ignore-regexp.ts';

/** One cleaned pattern, ready to be tried on paths relative to the build context. */
export interface PatternTest {
  /** Matches the path, or one of the folders it lies in. */
  matches(path: string, work?: Work): boolean;
  /** Could match something below the folder; true also where it matches the folder itself. */
  mayMatchBelow(folder: string): boolean;
  /** Has no wildcard, class or escape. */
  readonly isLiteral: boolean;
}

/**
 * Prepares a pattern as moby/patternmatcher does (`Pattern.compile`): plain text, a prefix before `**`, a suffix behind `**`,
 * or a regular expression. Its oddities are kept: `a/**` is not `a`, `**b` matches `ab`, `\d` is a digit, `^` an anchor.
 * A text is the reason why BuildKit refuses the pattern.
 */
export function compilePattern(pattern: string): PatternTest | string {
  const problem = syntaxProblem(pattern);
  if (problem !== undefined) return problem;
  const { kind, source } = translate(pattern);
  if (kind === 'exact') return exactTest(pattern);
  if (kind === 'prefix') return prefixTest(pattern.slice(0, -2));
  if (kind === 'suffix') return suffixTest(pattern.slice(2));
  const programs = parseRegexp(source);
  if (programs === undefined) return 'an escape or a range in it has no meaning';
  return {
    isLiteral: false,
    matches: (path, work) => programs.some((program) => runProgram(program, path, work) === 'matched'),
    mayMatchBelow: (folder) => programs.some((program) => runProgram(program, `${folder}/`) !== 'dead'),
  };
}

const exactTest = (pattern: string): PatternTest => ({
  isLiteral: true,
  matches: (path) => path.startsWith(pattern) && (path.length === pattern.length || path[pattern.length] === '/'),
  mayMatchBelow: (folder) => pattern.startsWith(`${folder}/`) || `${folder}/`.startsWith(`${pattern}/`),
});

const prefixTest = (prefix: string): PatternTest => ({
  isLiteral: false,
  matches: (path) => path.startsWith(prefix),
  mayMatchBelow: (folder) => prefix.startsWith(`${folder}/`) || `${folder}/`.startsWith(prefix),
});

/** `/${path}/` because `**` and a slash match no folder too. */
const suffixTest = (suffix: string): PatternTest => ({
  isLiteral: false,
  matches: (path) => `/${path}/`.includes(`${suffix}/`),
  mayMatchBelow: () => true,
});

type Kind = 'exact' | 'prefix' | 'suffix' | 'regexp';

/** Without `^` and `$` around it. Characters in brackets are translated like those outside, as patternmatcher does. */
function translate(pattern: string): { readonly kind: Kind; readonly source: string } {
  let kind: Kind = 'exact';
  let source = '';
  for (let at = 0; at < pattern.length;) {
    const start = at;
    const char = pattern[at++] ?? '';
    if (char === '*' && pattern[at] === '*') {
      at++;
      if (pattern[at] === '/') at++;
      const isLast = at >= pattern.length;
      source += isLast ? '.*' : '(.*/)?';
      kind = isLast && kind === 'exact' ? 'prefix' : 'regexp';
      if (start === 0) kind = 'suffix';
      continue;
    }
    if (specials.includes(char)) source += `\\${char}`;
    else if (char === '*') source += '[^/]*';
    else if (char === '?') source += '[^/]';
    else if (char === '\\') source += `\\${pattern[at++] ?? ''}`;
    else source += char;
    if ('*?\\[]'.includes(char)) kind = 'regexp';
  }
  return { kind, source };
}

/** patternmatcher means to escape `{`, `|` and `}` as well, but its table (8 × 8 bits) has no room for them: they act as in a regexp. */
const specials = '.+()$';

/** Go's `filepath.Match` refuses these (path/filepath/match.go), and BuildKit asks it first. */
function syntaxProblem(pattern: string): string | undefined {
  for (let at = 0; at < pattern.length; at++) {
    if (pattern[at] === '\\') {
      if (++at >= pattern.length) return trailingBackslash;
      continue;
    }
    if (pattern[at] !== '[') continue;
    if (pattern[++at] === '^') at++;
    for (let count = 0; pattern[at] !== ']' || count === 0; count++) {
      for (const bound of ['low', 'high']) {
        if (at >= pattern.length) return unclosedBracket;
        if (pattern[at] === '-' || pattern[at] === ']') return `\`${pattern[at]}\` has to be escaped at that place in \`[…]\``;
        if (pattern[at] === '\\') at++;
        at += (pattern.codePointAt(at) ?? 0) > 0xffff ? 2 : 1;
        if (at >= pattern.length) return unclosedBracket;
        if (bound === 'high' || pattern[at] !== '-') break;
        at++;
      }
    }
  }
  return undefined;
}

const trailingBackslash = 'a `\\` at the end escapes nothing';
const unclosedBracket = '`[` is never closed';
