import type { FixOptions, FixResult, LintInput, RuleSetting } from './types.ts';

/** Lints and fixes in passes until nothing changes (at most 10). Writes nothing itself. */
export declare function fix(input: LintInput, settings: readonly RuleSetting[], options: FixOptions): FixResult;
