import type { Dockerfile, Instruction, Range } from '../nodes.ts';
import type { TextEdit } from '../rule.ts';

/**
 * Whether edits have left alone what they do not touch: no new syntax problem, and every instruction without an edit still there,
 * in order and word for word.
 */
export function keepsStructure(before: Dockerfile, after: Dockerfile, edits: readonly TextEdit[]): boolean {
  if (after.problems.length > before.problems.length || after.escape !== before.escape) return false;
  const sorted = [...edits].sort((a, b) => a.range[0] - b.range[0]);
  let next = 0;
  let edit = 0;
  for (const instruction of before.instructions) {
    while (edit < sorted.length && (sorted[edit] as TextEdit).range[1] <= instruction.range[0]) edit++;
    if (isTouched(instruction.range, sorted, edit)) continue;
    const wanted = written(instruction, before);
    while (next < after.instructions.length && written(after.instructions[next] as Instruction, after) !== wanted) next++;
    if (next++ >= after.instructions.length) return false;
  }
  return true;
}

function isTouched([start, end]: Range, edits: readonly TextEdit[], from: number): boolean {
  const next = edits[from];
  if (!next) return false;
  // An insertion exactly behind an instruction may belong to it: a line added to a RUN.
  return next.range[0] <= end && next.range[1] >= start;
}

const written = ({ range: [start, end] }: Instruction, { text }: Dockerfile): string => text.slice(start, end);
