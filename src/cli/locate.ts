import { join, relative, resolve, sep } from 'node:path';
import type { ReportOptions } from '../formats/format.ts';
import { isInside, openTrees } from '../files/tree.ts';

/** What reports ask about files: their names as a server has them that has the repository, else as seen from the current folder; and texts beside them. */
export function openPlaces(cwd = process.cwd()): Pick<ReportOptions, 'locate' | 'textBeside'> {
  const trees = openTrees(cwd);
  let root: string | undefined;
  return {
    locate(path, beside) {
      if (path === '-') return beside ?? path;
      root ??= trees.of('-').root;
      const absolute = beside === undefined ? resolve(cwd, path) : join(trees.of(path).root, beside);
      return (isInside(absolute, root) ? relative(root, absolute) : absolute).replaceAll(sep, '/');
    },
    textBeside: (path, beside) => trees.files(path).read(beside),
  };
}
