import { skipSpaces, trimSpacesEnd, utf8Length } from '../syntax/characters.ts';
import { compilePattern } from './ignore-pattern.ts';
import { cleanPath, contextPath } from './ignore-paths.ts';
import type { Range } from '../nodes.ts';
import type { PatternTest } from './ignore-pattern.ts';
import type { Work } from './ignore-regexp.ts';

/** One line of an ignore file that is neither blank nor a comment. */
export interface IgnorePattern {
  /** As written, without the blanks around it. */
  readonly text: string;
  /** What BuildKit compares paths with: cleaned, without `!` and the leading slash. `.` and `/` match nothing. */
  readonly pattern: string;
  /** `!`: takes back what earlier patterns ignore. */
  readonly negated: boolean;
  /** Offsets into the text as it was given. */
  readonly range: Range;
  /** 1-based. */
  readonly line: number;
  /** Why BuildKit refuses it, and the whole build with it. */
  readonly error?: string;
}

export interface IgnoreMatcher {
  /** Whether the patterns leave `path` (relative to the build context) out. The last one that matches it or a folder above it decides. */
  ignored(path: string, work?: Work): boolean;
  /** Whether something in the folder may be in the context; false only where nothing can be. */
  mayHoldIncluded(folder: string): boolean;
}

/**
 * Reads an ignore file as BuildKit does: lines by moby/patternmatcher's `ignorefile.ReadAll`, then each pattern by
 * `patternmatcher.New` (v0.6). Both clean it, so `/!a` ends up negated, and `!/` refused.
 */
export function parseIgnoreFile(text: string): readonly IgnorePattern[] {
  const patterns: IgnorePattern[] = [];
  let start = text.startsWith('\ufeff') ? 1 : 0;
  for (let line = 1; start < text.length; line++) {
    const newline = text.indexOf('\n', start);
    const end = newline < 0 ? text.length : newline;
    const pattern = readLine(text, start, end, line);
    if (pattern) patterns.push(pattern);
    start = end + 1;
  }
  return patterns;
}

/** Answers for a set of patterns as `MatchesOrParentMatches` does; patterns that BuildKit refuses count for nothing. */
export function createIgnoreMatcher(patterns: readonly Pick<IgnorePattern, 'pattern' | 'negated' | 'error'>[]): IgnoreMatcher {
  const tests: { readonly pattern: string; readonly negated: boolean; readonly test: PatternTest }[] = [];
  for (const { pattern, negated, error } of patterns) {
    const test = error ?? compilePattern(pattern);
    if (typeof test !== 'string') tests.push({ pattern, negated, test });
  }

  const ignoredAt = (path: string, work?: Work): boolean => {
    if (path === '') return false;
    const last = tests.findLast(({ test }) => test.matches(path, work));
    return last !== undefined && !last.negated;
  };

  return {
    ignored: (path, work) => ignoredAt(contextPath(path), work),
    mayHoldIncluded(folder) {
      const path = contextPath(folder);
      if (!ignoredAt(path)) return true;
      const decisive = tests.findLastIndex(({ test }) => test.matches(path));
      return tests
        .slice(decisive + 1)
        .some(({ pattern, negated, test }) => negated && test.mayMatchBelow(path) && !(test.isLiteral && ignoredAt(pattern)));
    },
  };
}

/** Go's `bufio.Scanner` takes no longer line, its line end included. */
const longestLine = 65_535;

function readLine(text: string, lineStart: number, lineEnd: number, line: number): IgnorePattern | undefined {
  const start = skipSpaces(text, lineStart, lineEnd);
  const end = trimSpacesEnd(text, start, lineEnd);
  const written = text.slice(start, end);
  const place = { text: written, range: [start, end], line } as const;
  if (lineEnd - lineStart > longestLine / 3 && utf8Length(text.slice(lineStart, lineEnd)) > longestLine) {
    return { ...place, pattern: written, negated: false, error: 'the line is longer than 65535 bytes' };
  }
  if (text[lineStart] === '#' || written === '') return undefined;

  const read = readPattern(written);
  if (read === '') return undefined;
  if (read === '!') return { ...place, pattern: '', negated: true, error: 'there is nothing behind the `!`' };
  const negated = read.startsWith('!');
  const pattern = negated ? read.slice(1) : read;
  const test = compilePattern(pattern);
  return typeof test === 'string' ? { ...place, pattern, negated, error: test } : { ...place, pattern, negated };
}

/** What `ReadAll` and then `New` make of a trimmed line. */
function readPattern(written: string): string {
  const inverted = written.startsWith('!');
  let path = inverted ? trimSpaces(written.slice(1)) : written;
  if (path !== '') path = cleanPath(path);
  if (path.length > 1 && path.startsWith('/')) path = path.slice(1);
  const trimmed = trimSpaces(inverted ? `!${path}` : path);
  return trimmed === '' ? '' : cleanPath(trimmed);
}

function trimSpaces(text: string): string {
  const start = skipSpaces(text, 0, text.length);
  return text.slice(start, trimSpacesEnd(text, start, text.length));
}
