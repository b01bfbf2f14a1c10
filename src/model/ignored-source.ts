import type { ContextSource } from './context.ts';
import { createIgnoreMatcher, parseIgnoreFile, type IgnoreMatcher, type IgnorePattern } from './dockerignore.ts';
import type { BuildContext } from './model.ts';

/**
 * The pattern of the ignore file that leaves all of a source out of the build context; absent where something of it may be left
 * (moby/buildkit, dockerfile2llb/validations.go, `validateCopySourcePath`).
 */
export function ignoredSource({ path, isGlob }: ContextSource, context: BuildContext): IgnorePattern | undefined {
  if (path === undefined) return undefined;
  const { patterns, matcher } = ignoreFileOf(context);
  const isTakenBack = patterns.some(({ negated }) => negated);
  if (path === '') return isTakenBack ? undefined : patterns.find(({ pattern }) => everything.has(pattern));
  // Whatever a wildcard finds, or lies in a folder, may be what is taken back.
  if ((isGlob && isTakenBack) || !matcher.ignored(path) || matcher.mayHoldIncluded(path)) return undefined;
  return patterns.findLast((pattern) => !pattern.negated && createIgnoreMatcher([pattern]).ignored(path));
}

const everything: ReadonlySet<string> = new Set(['*', '**', '**/*']);

interface IgnoreFile {
  readonly patterns: readonly IgnorePattern[];
  readonly matcher: IgnoreMatcher;
}

const known = new WeakMap<BuildContext, IgnoreFile>();

function ignoreFileOf(context: BuildContext): IgnoreFile {
  const before = known.get(context);
  if (before) return before;
  const patterns = parseIgnoreFile(context.ignoreText ?? '').filter(({ error }) => error === undefined);
  const read = { patterns, matcher: createIgnoreMatcher(patterns) };
  known.set(context, read);
  return read;
}
