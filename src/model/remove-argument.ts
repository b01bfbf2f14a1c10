import type { Instruction, Range } from '../nodes.ts';
import type { Editor, TextEdit } from '../rule.ts';
import type { Model } from './model.ts';

interface Ranged {
  readonly range: Range;
}

/**
 * Takes one of an instruction's arguments out, or the instruction's whole lines where it is the only one. `null` for the only
 * argument of an `ONBUILD`'s trigger, where a line would be left that means nothing.
 */
export function removeArgument(
  argument: Ranged,
  all: readonly Ranged[],
  instruction: Instruction,
  { text }: Model,
  edit: Editor,
): TextEdit | null {
  if (all.length > 1) return removeWithBlanks(argument, text, instruction.range);
  return instruction.inOnbuild ? null : edit.removeLines(instruction);
}

/** A word and the blanks before it, or behind it where it begins its line. */
export function removeWithBlanks({ range: [start, end] }: Ranged, text: string, [from, to]: Range): TextEdit {
  let before = start;
  while (before > from && isBlank(text[before - 1])) before--;
  if (before > from && text[before - 1] !== '\n') return { range: [before, end], text: '' };
  let behind = end;
  while (behind < to && isBlank(text[behind])) behind++;
  return { range: [start, behind], text: '' };
}

const isBlank = (char: string | undefined): boolean => char === ' ' || char === '\t';
