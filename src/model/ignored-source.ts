import type { ContextSource } from './context.ts';
import { createIgnoreMatcher, parseIgnoreFile, type IgnorePattern } from './dockerignore.ts';
import type { BuildContext } from './model.ts';

/**
 * The pattern of the ignore file that leaves all of a source out of the build context; absent where something of it may be left
 * (moby/buildkit, dockerfile2llb/validations.go, `validateCopySourcePath`).
 */
export function ignoredSource({ path, isGlob }: ContextSource, context: BuildContext): IgnorePattern | undefined {
  if (path === undefined) return undefined;
  const patterns = patternsOf(context.ignoreText ?? '');
  const isTakenBack = patterns.some(({ negated }) => negated);
  if (path === '') return isTakenBack ? undefined : patterns.find(({ pattern }) => everything.has(pattern));
  // Whatever a wildcard finds may be what is taken back.
  if ((isGlob && isTakenBack) || !context.isIgnored(path)) return undefined;
  return patterns.findLast((pattern) => !pattern.negated && createIgnoreMatcher([pattern]).ignored(path));
}

const everything: ReadonlySet<string> = new Set(['*', '**', '**/*']);

let last: { readonly text: string; readonly patterns: readonly IgnorePattern[] } | undefined;

/** Remembers one file, since a Dockerfile has one. */
function patternsOf(text: string): readonly IgnorePattern[] {
  if (last?.text !== text) last = { text, patterns: parseIgnoreFile(text).filter(({ error }) => error === undefined) };
  return last.patterns;
}
