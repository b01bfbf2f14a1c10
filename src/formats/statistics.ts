import type { Finding, LintResult } from '../engine/types.ts';
import type { Severity } from '../rule.ts';
import type { Format } from './format.ts';
import { printable } from './printable.ts';
import { shownCodes, summaryLine } from './text.ts';

/** How often each rule speaks, the most frequent first, instead of the findings themselves. */
export const statistics: Format = (results, options) => {
  const { colors } = options;
  const rows = countRules(results);
  const cells = rows.map(({ rule, severity, count, fixable, codes }) => {
    return [String(count), severity, printable(rule + shownCodes(codes)), fixable > 0 ? `${fixable} fixable` : ''] as const;
  });
  const widths = [0, 1, 2].map((column) => Math.max(0, ...cells.map((row) => row[column]?.length ?? 0)));
  const lines = cells.map(([count, severity, name, fixable]) => {
    const row = [colors.bold(count.padStart(widths[0] ?? 0)), severity.padEnd(widths[1] ?? 0), name.padEnd(widths[2] ?? 0)];
    return `${(fixable ? [...row, colors.green(fixable)] : row).join('  ').trimEnd()}\n`;
  });
  return lines.join('') + (options.quiet ? '' : `${lines.length > 0 ? '\n' : ''}${summaryLine(results, options)}\n`);
};

/** The same as JSON. */
export const statisticsJson: Format = (results) => `${JSON.stringify(countRules(results), null, 2)}\n`;

interface Row {
  readonly rule: string;
  readonly codes: readonly string[];
  readonly severity: Severity;
  readonly count: number;
  readonly fixable: number;
}

function countRules(results: readonly LintResult[]): readonly Row[] {
  const byRule = new Map<string, Finding[]>();
  for (const finding of results.flatMap((result) => result.findings)) {
    const known = byRule.get(finding.rule);
    if (known) known.push(finding);
    else byRule.set(finding.rule, [finding]);
  }
  const rows = [...byRule].map(([rule, findings]) => ({
    rule,
    codes: [...new Set(findings.flatMap((finding) => finding.codes))].sort(),
    severity: worst(findings),
    count: findings.length,
    fixable: findings.filter((finding) => finding.fix).length,
  }));
  return rows.sort((a, b) => b.count - a.count || (a.rule < b.rule ? -1 : 1));
}

function worst(findings: readonly Finding[]): Severity {
  const has = (severity: Severity): boolean => findings.some((finding) => finding.severity === severity);
  if (has('error')) return 'error';
  return has('warning') ? 'warning' : 'info';
}
