import type { Finding, LinePlace, LintResult } from '../engine/types.ts';
import type { Range } from '../nodes.ts';
import { lineTable } from '../syntax/lines.ts';
import type { ReportOptions } from './format.ts';
import { printable } from './printable.ts';

/** A place that a finding speaks of beside its own, as reports name it. */
export interface Mention {
  /** Another file, as `Files` names it; absent: the finding's own. */
  readonly path?: string;
  readonly message: string;
  readonly range: Range;
  /** Absent where the text that it is in is not at hand. */
  readonly place?: LinePlace;
}

/** What a finding of a result speaks of. */
export function mentionsOf(
  result: LintResult,
  { related }: Finding,
  { textBeside }: Pick<ReportOptions, 'textBeside'>,
): readonly Mention[] {
  return (related ?? []).map(({ path, range, note, place }) => {
    const own = result.lacksText ? undefined : result.text;
    const text = place ? undefined : path === undefined ? own : textBeside(result.path, path);
    const found = place ?? (text === undefined ? undefined : placeIn(text, range));
    return { message: note, range, ...(path === undefined ? {} : { path }), ...(found ? { place: found } : {}) };
  });
}

/** For people: `.dockerignore:3:1: The pattern that leaves it out.` */
export function mentionLines(
  result: LintResult,
  finding: Finding,
  options: Pick<ReportOptions, 'locate' | 'textBeside'>,
): readonly string[] {
  return mentionsOf(result, finding, options).map(({ path, message, place }) => {
    const name = path === undefined ? result.path : options.locate(result.path, path);
    return `${printable(name)}:${place ? `${place.line}:${place.column}:` : ''} ${printable(message)}`;
  });
}

function placeIn(text: string, [start, end]: Range): LinePlace {
  const lines = lineTable(text);
  const [first, last] = [lines.positionAt(start), lines.positionAt(end)];
  return { line: first.line, column: first.column, endLine: last.line, endColumn: last.column };
}
