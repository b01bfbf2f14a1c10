import type { FailLevel } from '../config/schema.ts';
import type { Finding } from '../engine/types.ts';
import type { LintFlags } from './lint-flags.ts';
import type { Run } from './run.ts';

/** 0: well; 1: findings; 2: something could not be done. */
export function exitCode(fails: boolean, run: Run, { exitZero, fixOnly, exitNonZeroOnFix }: LintFlags): number {
  if (run.hasFailed()) return 2;
  if (exitZero) return 0;
  const isFixed = run.fixed() > 0 || run.changes().length > 0;
  return (fails && !fixOnly) || (isFixed && exitNonZeroOnFix) ? 1 : 0;
}

/** Whether one of the findings is at the fail level or above. */
export function isFailing({ findings }: { readonly findings: readonly Pick<Finding, 'severity'>[] }, failLevel: FailLevel): boolean {
  return findings.some((finding) => ranks[finding.severity] >= ranks[failLevel]);
}

const ranks: Readonly<Record<FailLevel, number>> = { info: 0, warning: 1, error: 2, none: 3 };
