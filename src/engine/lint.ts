import type { LintInput, LintOptions, LintResult, RuleSetting } from './types.ts';

/** Runs the rules over one Dockerfile. Never throws for bad input: what cannot be read is a finding, a rule that throws a failure. */
export declare function lint(input: LintInput, settings: readonly RuleSetting[], options?: LintOptions): LintResult;
