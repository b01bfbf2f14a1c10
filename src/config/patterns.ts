import { relative, sep } from 'node:path';

/** Index of the last pattern that takes in an absolute path or a folder above it, unless a later one with `!` takes it out again. */
export type Matcher = (absolute: string) => number | undefined;

/** Patterns in the syntax of .gitignore, relative to a folder; nothing outside of it matches. The package loads for the first pattern. */
export async function openMatcher(folder: string, patterns: readonly string[]): Promise<Matcher> {
  if (patterns.length === 0) return () => undefined;
  const { default: ignore } = await import('ignore');
  const isCaseless = process.platform === 'win32' || process.platform === 'darwin';
  // A comment is for .gitignore itself; in a list `#` is a name's first letter.
  const rules = ignore({ ignorecase: isCaseless }).add(
    patterns.map((pattern, index) => ({ pattern: pattern.replace(/^#/, '\\#'), mark: String(index) })),
  );
  return (absolute) => {
    const path = relative(folder, absolute).replaceAll(sep, '/');
    if (path === '' || !ignore.isPathValid(path)) return undefined;
    // `test` looks at the folders above first, as git does.
    const { ignored, rule } = rules.test(path);
    return ignored ? Number(rule?.mark) : undefined;
  };
}
