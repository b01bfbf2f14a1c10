import { rules } from '../../rules/index.ts';
import { defaultOptions } from '../config/select.ts';
import type { RuleSetting } from '../engine/types.ts';
import { hash } from '../formats/fingerprint.ts';
import type { FormatName } from '../formats/index.ts';
import type { MergeFlags } from './command-line.ts';
import { describe, UsageError } from './errors.ts';
import { isFailing } from './exit-code.ts';
import { openPart, type Part } from './merge-parts.ts';
import { readReport, type FileReport, type Reported } from './merge-report.ts';
import { withoutSource, withSource } from './merge-source.ts';
import { complain } from './output.ts';
import { openReports } from './reports.ts';
import { version } from './version.ts';

/** Makes one report of several. Two rounds: the first finds out what counts, so that in the second nothing needs to be kept. */
export async function mergeCommand(flags: MergeFlags, operands: readonly string[]): Promise<number> {
  if (operands.length === 0) throw new UsageError('merge needs reports: FILE…, or - for standard input');
  const parts = [...new Set(operands)].map(openPart);
  const failures = new Set<string>();
  const fail = (path: string, message: string): void => {
    failures.add(path);
    complain(`${path}: ${message}`);
  };
  const { counting, known } = survey(parts, fail, flags.quiet ?? false);
  const settings: RuleSetting[] = [];
  const { statistics = false, quiet = false, color, outputs, failLevel = 'warning', exitZero } = flags;
  const reports = await openReports({
    ...{ settings, version: version(), statistics, quiet, unsafeFixes: false, color, outputs, fd: 1, fail },
  });
  const restore = outputs.some(({ format }) => !sourceless.has(format)) && !statistics ? withSource : withoutSource;
  let fails = false;
  for (const report of counted(parts, counting)) {
    const { path, error } = report;
    if (error !== undefined) {
      fail(path, error);
      reports.addUnread({ path, error });
      continue;
    }
    addSettings(settings, report);
    fails ||= isFailing(report, failLevel);
    reports.add(restore(report));
  }
  settings.sort((a, b) => (a.rule.name < b.rule.name ? -1 : 1));
  reports.finish({ fixed: 0, ...(known === undefined ? {} : { known }) });
  if (failures.size > 0) return 2;
  return fails && !exitZero ? 1 : 0;
}

/** Formats that need nothing of the linted file but what is in the report. */
const sourceless: ReadonlySet<FormatName> = new Set(['json', 'ndjson', 'github', 'checkstyle', 'gnu', 'markdown', 'hadolint']);

type Fail = (path: string, message: string) => void;

/** Which of the reports on a path counts. */
interface Counting {
  /** How manieth it is of all. */
  readonly index: number;
  readonly digest: string;
}

interface Survey {
  readonly counting: ReadonlyMap<string, Counting>;
  readonly known: number | undefined;
}

function survey(parts: readonly Part[], fail: Fail, isQuiet: boolean): Survey {
  const counting = new Map<string, Counting>();
  let known: number | undefined;
  let index = 0;
  for (const { place, reported } of readAll(parts, fail)) {
    if (reported.known !== undefined) known = (known ?? 0) + reported.known;
    for (const report of reported.files) {
      const { path } = report;
      const digest = digestOf(report);
      const before = counting.get(path);
      if (before?.digest !== digest) counting.set(path, { index, digest });
      if (before && before.digest !== digest && !isQuiet) complain(`${place}: reports on ${path} differ; the later one counts`);
      index++;
    }
  }
  return { counting, known };
}

/** The reports that count, in their order. */
function* counted(parts: readonly Part[], counting: ReadonlyMap<string, Counting>): Generator<FileReport> {
  let index = 0;
  for (const { reported } of readAll(parts, () => undefined)) {
    for (const report of reported.files) if (counting.get(report.path)?.index === index++) yield report;
  }
}

function* readAll(parts: readonly Part[], fail: Fail): Generator<{ readonly place: string; readonly reported: Reported }> {
  for (const part of parts) {
    try {
      for (const value of part.values()) {
        const place = `${part.name}:${value.line}`;
        const reported = reportedBy(value, place, fail);
        if (reported) yield { place, reported };
      }
    } catch (error) {
      fail(part.name, describe(error));
    }
  }
}

function reportedBy(value: { readonly value: unknown } | { readonly problem: string }, place: string, fail: Fail): Reported | undefined {
  if ('problem' in value) {
    fail(place, value.problem);
    return undefined;
  }
  try {
    return readReport(value.value);
  } catch (error) {
    fail(place, describe(error));
    return undefined;
  }
}

/** Short, since there is one for each path. */
const digestOf = (report: FileReport): string => hash(JSON.stringify(report));

/** Which rules ran is not in a report; those that found something are known. */
function addSettings(settings: RuleSetting[], { findings }: FileReport): void {
  for (const { rule: name, severity } of findings) {
    const rule = settings.some((setting) => setting.rule.name === name) ? undefined : rules.find((one) => one.name === name);
    if (rule) settings.push({ rule, severity, options: defaultOptions(rule) });
  }
}
