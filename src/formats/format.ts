import type { LintResult } from '../engine/types.ts';
import type { Severity } from '../rule.ts';

/** Turns results into what is printed or written, final line end included. */
export type Format = (results: readonly LintResult[], options: FormatOptions) => string;

export interface FormatOptions {
  readonly colors: Colors;
  /** Findings only: no summary, no line of success. */
  readonly quiet: boolean;
  /** Unsafe fixes count among those that `--fix` applies. */
  readonly unsafeFixes: boolean;
  /** How many findings have just been fixed. */
  readonly fixed: number;
}

type Style = (text: string) => string;

/** The part of picocolors that formats use. */
export type Colors = Readonly<Record<'bold' | 'dim' | 'underline' | 'red' | 'yellow' | 'blue' | 'cyan' | 'green', Style>>;

const same: Style = (text) => text;

export const plain: Colors = { bold: same, dim: same, underline: same, red: same, yellow: same, blue: same, cyan: same, green: same };

export interface Summary {
  readonly files: number;
  readonly findings: number;
  readonly errors: number;
  readonly warnings: number;
  readonly infos: number;
  /** Findings that have a fix, safe or not. */
  readonly fixable: number;
}

export function summarize(results: readonly LintResult[]): Summary {
  const findings = results.flatMap((result) => result.findings);
  const count = (severity: Severity): number => findings.filter((finding) => finding.severity === severity).length;
  return {
    files: results.length,
    findings: findings.length,
    errors: count('error'),
    warnings: count('warning'),
    infos: count('info'),
    fixable: findings.filter((finding) => finding.fix).length,
  };
}
