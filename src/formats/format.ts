import type { LintResult, RuleSetting } from '../engine/types.ts';
import type { Severity } from '../rule.ts';

/** Turns all results into what is printed or written, final line end included. */
export type Format = (results: readonly LintResult[], options: FormatOptions) => string;

/** The same for one file at a time, where no file's part depends on another's: it is written before the next file is linted. */
export type FileFormat = (result: LintResult, options: ReportOptions) => string;

export interface ReportOptions {
  /** The rules that ran. */
  readonly settings: readonly RuleSetting[];
  /** plimsoll's own. */
  readonly version: string;
  /**
   * A path as a server knows it: relative to the repository's root, with `/`; absolute where it lies outside. `beside` is a file that a
   * fix of `path` writes, as the fix calls it.
   */
  readonly locate: (path: string, beside?: string) => string;
  /** The text of a file beside `path` that a finding speaks of, as rules have read it; `undefined` where it is not there. */
  readonly textBeside: (path: string, beside: string) => string | undefined;
}

export interface FormatOptions extends ReportOptions {
  readonly colors: Colors;
  /** Findings only: no summary, no line of success. */
  readonly quiet: boolean;
  /** Unsafe fixes count among those that `--fix` applies. */
  readonly unsafeFixes: boolean;
  /** How many findings have just been fixed. */
  readonly fixed: number;
  /** How many are left out because a baseline knows them; absent where none is in use. */
  readonly known?: number;
  /** What is left was not to be reported, so that nothing can be said about it. */
  readonly fixOnly?: boolean;
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
