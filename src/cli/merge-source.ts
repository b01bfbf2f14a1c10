import type { LintResult } from '../engine/types.ts';
import type { Range } from '../nodes.ts';
import { withoutBom } from '../syntax/parse.ts';
import type { FileReport, ReportedFinding } from './merge-report.ts';
import { readSource } from '../files/read.ts';

/** A report as a result again. The file is read for its lines; where it is not there, or has changed, there are none. */
export function withSource(report: FileReport): LintResult {
  const text = textOf(report.path);
  const starts = text === undefined ? [] : [0, ...[...text.matchAll(/\n/g)].map(({ index }) => index + 1)];
  const ranges = report.findings.map((finding) => rangeOf(finding, starts, text?.length ?? -1));
  if (text === undefined || ranges.includes(undefined)) return withoutSource(report);
  const findings = report.findings.map((finding, index) => ({ ...finding, range: ranges[index] ?? ([0, 0] as const) }));
  return { path: report.path, text, findings, failures: [] };
}

/** The same for formats that show no lines. */
export function withoutSource({ path, findings }: FileReport): LintResult {
  return { path, text: '', lacksText: true, findings: findings.map((finding) => ({ ...finding, range: [0, 0] })), failures: [] };
}

function textOf(path: string): string | undefined {
  try {
    return path === '-' ? undefined : withoutBom(readSource(path).text);
  } catch {
    return undefined;
  }
}

function rangeOf({ line, column, endLine, endColumn }: ReportedFinding, starts: readonly number[], length: number): Range | undefined {
  const start = offsetOf(line, column, starts, length);
  const end = offsetOf(endLine, endColumn, starts, length);
  return start === undefined || end === undefined || end < start ? undefined : [start, end];
}

function offsetOf(line: number, column: number, starts: readonly number[], length: number): number | undefined {
  const start = starts[line - 1];
  const next = starts[line] ?? length + 1;
  return start !== undefined && start + column <= next ? start + column - 1 : undefined;
}
