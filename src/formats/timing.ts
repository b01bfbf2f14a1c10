import type { Timing } from '../engine/timing.ts';
import type { LintResult } from '../engine/types.ts';
import type { Format } from './format.ts';
import { printable } from './printable.ts';
import { summaryLine } from './text.ts';

/** How long each rule took and how often it speaks, the slowest first, instead of the findings themselves. */
export const timingText =
  (timing: Timing): Format =>
  (results, options) => {
    const { colors } = options;
    const { rules, rest, total } = sumUp(timing, results);
    const cells = [
      ...rules.map(({ rule, time, share, findings }) => [time.toFixed(1), percent(share), String(findings), printable(rule)] as const),
      [rest.time.toFixed(1), percent(rest.share), '', '(reading Dockerfiles and scripts, between the rules)'] as const,
      [total.toFixed(1), percent(1), String(rules.reduce((sum, { findings }) => sum + findings, 0)), '(all)'] as const,
    ];
    const rows = [['ms', 'share', 'findings', 'rule'] as const, ...cells];
    const widths = [0, 1, 2].map((column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
    const lines = rows.map(([time, share, findings, rule], index) => {
      const row = [time.padStart(widths[0] ?? 0), share.padStart(widths[1] ?? 0), findings.padStart(widths[2] ?? 0), rule].join('  ');
      return `${index === 0 ? colors.bold(row) : row}\n`;
    });
    return lines.join('') + (options.quiet ? '' : `\n${summaryLine(results, options)}\n`);
  };

/** The same as JSON: milliseconds, and shares between 0 and 1. */
export const timingJson =
  (timing: Timing): Format =>
  (results) =>
    `${JSON.stringify(sumUp(timing, results), null, 2)}\n`;

interface Row {
  readonly rule: string;
  readonly time: number;
  readonly share: number;
  readonly findings: number;
}

/** What `--timing` prints as JSON. */
export interface Times {
  readonly total: number;
  /** Every rule that was called, the slowest first. */
  readonly rules: readonly Row[];
  /** Parsing, walking, and whatever else is no rule's. */
  readonly rest: { readonly time: number; readonly share: number };
}

function sumUp({ rules, whole }: Timing, results: readonly LintResult[]): Times {
  const counts = new Map<string, number>();
  for (const { findings } of results) for (const { rule } of findings) counts.set(rule, (counts.get(rule) ?? 0) + 1);
  const shareOf = (time: number): number => (whole > 0 ? Math.round((time / whole) * 10_000) / 10_000 : 0);
  const rows = [...rules].map(([rule, time]) => ({
    rule,
    time: rounded(time),
    share: shareOf(time),
    findings: counts.get(rule) ?? 0,
  }));
  const rest = Math.max(0, whole - [...rules.values()].reduce((sum, time) => sum + time, 0));
  return {
    total: rounded(whole),
    rules: rows.sort((a, b) => b.time - a.time || (a.rule < b.rule ? -1 : 1)),
    rest: { time: rounded(rest), share: shareOf(rest) },
  };
}

const rounded = (time: number): number => Math.round(time * 1000) / 1000;
const percent = (share: number): string => `${(share * 100).toFixed(1)} %`;
