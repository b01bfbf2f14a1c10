import { formatPatch, structuredPatch } from 'diff';
import type { Colors } from '../formats/format.ts';
import { printable } from '../formats/printable.ts';

/** A file that fixes would change; without `before` they would create it. */
export interface Change {
  /** Relative to the current folder, with `/`. */
  readonly path: string;
  readonly before?: string;
  readonly after: string;
}

/** A patch in git's format, for `git apply`; line ends and a byte order mark are content. */
export function patchOf({ path, before, after }: Change): string {
  if (before === after) return '';
  const isCreate = before === undefined;
  const { hunks } = structuredPatch(path, path, before ?? '', after, undefined, undefined, { context: 3 });
  return formatPatch({
    ...{ oldHeader: undefined, newHeader: undefined, hunks, isGit: true, isCreate },
    oldFileName: isCreate ? '/dev/null' : `a/${path}`,
    newFileName: `b/${path}`,
  });
}

/** A patch for a terminal: coloured, and without control characters of the files. `git apply` takes the other one. */
export function paintPatch(patch: string, colors: Colors): string {
  const lines = patch.split('\n').map((line) => paintLine(line.split('\t').map(printable).join('\t'), colors));
  return lines.join('\n');
}

function paintLine(line: string, { bold, cyan, green, red }: Colors): string {
  if (/^(?:diff|---|\+\+\+|new file) /.test(line)) return bold(line);
  if (line.startsWith('@@')) return cyan(line);
  if (line.startsWith('+')) return green(line);
  return line.startsWith('-') ? red(line) : line;
}
