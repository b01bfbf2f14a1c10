import { ignoreEdits } from '../engine/add-ignores.ts';
import { applyEdits } from '../engine/edits.ts';
import { keepsStructure } from '../engine/keeps-structure.ts';
import type { FixResult, LintInput, LintResult } from '../engine/types.ts';
import { parse } from '../syntax/parse.ts';

/** Which findings get comments, and with what words. */
export interface Ignores {
  readonly reason: string;
  /** Leaves out what is known. */
  readonly newOf: (result: LintResult) => LintResult;
}

/** A file with comments that silence what is found in it, in the form of a fix; `fixed` counts the comments. Writes nothing. */
export function addIgnores(input: LintInput, lint: (input: LintInput) => LintResult, { reason, newOf }: Ignores): FixResult {
  const before = lint(input);
  const { text } = before;
  const bom = input.text.startsWith('\ufeff') ? '\ufeff' : '';
  const tree = parse(text);
  const edits = ignoreEdits(tree, newOf(before).findings, /\r?\n/.exec(text)?.[0] ?? '\n', reason === '' ? '' : ` -- ${reason}`);
  const after = applyEdits(text, edits);
  const isSound = edits.length > 0 && keepsStructure(tree, parse(after), []);
  if (!isSound) return { text: input.text, files: [], fixed: 0, result: before };
  return { text: bom + after, files: [], fixed: edits.length, result: lint({ ...input, text: bom + after }) };
}
