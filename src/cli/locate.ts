import { join, relative, resolve, sep } from 'node:path';
import type { ReportOptions } from '../formats/format.ts';
import { isInside, openTrees } from '../files/tree.ts';

/** Names files as a server does that has the repository; outside of one, as seen from the current folder. */
export function openLocate(cwd = process.cwd()): ReportOptions['locate'] {
  const trees = openTrees(cwd);
  let root: string | undefined;
  return (path, beside) => {
    if (path === '-') return beside ?? path;
    root ??= trees.of('-').root;
    const absolute = beside === undefined ? resolve(cwd, path) : join(trees.of(path).root, beside);
    return (isInside(absolute, root) ? relative(root, absolute) : absolute).replaceAll(sep, '/');
  };
}
