import { fix as fixWith } from './engine/fix.ts';
import { lint as lintWith } from './engine/lint.ts';
import type { FixOptions, FixResult, LintInput, LintOptions, LintResult, RuleSetting } from './engine/types.ts';
import { parse as parseText, withoutBom } from './syntax/parse.ts';
import type { Dockerfile } from './nodes.ts';

/** Reads a Dockerfile as BuildKit does; a leading byte order mark is not counted in offsets. Never throws: see `problems`. */
export const parse = (text: string): Dockerfile => parseText(withoutBom(text));

/** Lints one Dockerfile with the given rules. Never throws for bad input. */
export const lint = (input: LintInput, settings: readonly RuleSetting[], options?: LintOptions): LintResult =>
  lintWith(input, settings, options);

/** Lints and fixes one Dockerfile in passes until nothing changes; writes nothing. */
export const fix = (input: LintInput, settings: readonly RuleSetting[], options: FixOptions): FixResult =>
  fixWith(input, settings, options);

export { defineRule, dockerfile } from './rule.ts';
export * as options from './options.ts';
export { rules } from '../rules/index.ts';
export type * from './rule.ts';
export type * from './nodes.ts';
export type * from './engine/types.ts';
export type * from './model/model.ts';
