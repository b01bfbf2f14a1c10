import type { Finding, LintResult } from '../engine/types.ts';
import type { Severity } from '../rule.ts';
import { codeFrame } from './code-frame.ts';
import { summarize, type Colors, type Format, type FormatOptions } from './format.ts';
import { printable } from './printable.ts';
import { mentionLines } from './related.ts';

/** For people: each finding with its place, its lines and what its fix would do; then the sums. */
export const text: Format = (results, options) =>
  results.map((result) => textOfFile(result, options)).join('') + textSums(results, options);

/** What is said of one file. */
export const textOfFile = (result: LintResult, options: Pick<FormatOptions, 'colors' | 'locate' | 'textBeside'>): string =>
  result.findings.map((finding) => `${block(result, finding, options).join('\n')}\n\n`).join('');

/** The last line; of the results only severities and fixes are asked. */
export const textSums = (results: readonly LintResult[], options: FormatOptions): string =>
  options.quiet || results.length === 0 ? '' : `${summaryLine(results, options)}\n`;

/** `3 findings in 2 files (1 error, 2 warnings): 2 can be fixed with --fix, 1 more with --fix --unsafe-fixes`. */
export function summaryLine(results: readonly LintResult[], options: FormatOptions): string {
  const { colors, fixed, known = 0, unsafeFixes } = options;
  const summary = summarize(results);
  const isDone = fixed > 0 ? `Fixed ${plural(fixed, 'finding')}` : '';
  if (summary.findings === 0) return colors.green(successLine(summary.files, options));
  const affected = results.filter((result) => result.findings.length > 0).length;
  const kinds = [
    summary.errors && colors.red(plural(summary.errors, 'error')),
    summary.warnings && colors.yellow(plural(summary.warnings, 'warning')),
    summary.infos && colors.blue(plural(summary.infos, 'info')),
  ].filter(Boolean);
  const noun = known > 0 ? 'new finding' : 'finding';
  const sums = `${isDone ? `${isDone}; ` : ''}${plural(summary.findings, noun)}${isDone ? ' left' : ''} in ${plural(affected, 'file')}`;
  const hint = fixHint(results, unsafeFixes);
  return `${colors.bold(sums)} (${kinds.join(', ')})${known > 0 ? `, ${known} known` : ''}${hint ? `: ${hint}` : ''}`;
}

function successLine(files: number, { fixed, known = 0, fixOnly = false }: FormatOptions): string {
  if (fixOnly) return fixed > 0 ? `Fixed ${plural(fixed, 'finding')}.` : `Nothing to fix in ${plural(files, 'file')}.`;
  const others = known > 0 ? ` (${known} known)` : '';
  if (fixed > 0) return `Fixed ${plural(fixed, 'finding')}, ${known > 0 ? 'no new ones' : 'none'} left${others}.`;
  return `No ${known > 0 ? 'new ' : ''}findings in ${plural(files, 'file')}${others}.`;
}

export function fixHint(results: readonly LintResult[], unsafeFixes: boolean): string {
  const fixes = results.flatMap((result) => result.findings.flatMap(({ fix }) => (fix ? [fix.safety] : [])));
  const safe = fixes.filter((safety) => safety === 'safe').length;
  const unsafe = fixes.length - safe;
  if (fixes.length === 0) return '';
  if (unsafeFixes) return `${fixes.length} can be fixed with --fix --unsafe-fixes`;
  if (safe === 0) return `${unsafe} can be fixed with --fix --unsafe-fixes`;
  return `${safe} can be fixed with --fix${unsafe > 0 ? `, ${unsafe} more with --fix --unsafe-fixes` : ''}`;
}

function block(result: LintResult, finding: Finding, options: Pick<FormatOptions, 'colors' | 'locate' | 'textBeside'>): readonly string[] {
  const { path, text, lacksText } = result;
  const { colors } = options;
  const paint = paintOf(finding.severity, colors);
  const place = colors.bold(`${printable(path)}:${finding.line}:${finding.column}`);
  const codes = shownCodes(finding.codes);
  const lines = [
    `${place} ${paint(finding.severity)}  ${printable(finding.message)}  ${colors.dim(`${finding.rule}${codes}`)}`,
    ...(lacksText ? [] : codeFrame(text, finding, { gutter: colors.dim, marker: paint })).map((line) => `  ${line}`),
  ];
  lines.push(...mentionLines(result, finding, options).map((line) => `  ${colors.dim('see')} ${line}`));
  if (finding.fix) {
    const label = finding.fix.safety === 'safe' ? colors.green('fix:') : colors.yellow('unsafe fix:');
    lines.push(`  ${label} ${printable(finding.fix.title)}`);
  }
  return lines;
}

function paintOf(severity: Severity, { red, yellow, blue }: Colors): (text: string) => string {
  if (severity === 'error') return red;
  return severity === 'warning' ? yellow : blue;
}

export const plural = (count: number, noun: string): string => `${count} ${noun}${count === 1 ? '' : 's'}`;

/** Behind a rule's name, the codes that people know by heart: hadolint's, ShellCheck's and BuildKit's. `explain` has the others. */
export function shownCodes(codes: readonly string[]): string {
  const known = codes.filter((code) => wellKnown.test(code));
  return known.length > 0 ? ` (${known.join(', ')})` : '';
}

const wellKnown = /^(?:DL|SC)\d{4}$|^(?:[A-Z][a-z]+){2,}$/;
