import { closeSync, openSync, writeFileSync } from 'node:fs';
import type { Timing } from '../engine/timing.ts';
import type { Finding, LintResult, RuleSetting, Unread } from '../engine/types.ts';
import type { Format, FormatOptions } from '../formats/format.ts';
import { formats, type FormatName, type Loader } from '../formats/index.ts';
import { describe } from './errors.ts';
import { openPlaces } from './locate.ts';
import { write } from './output.ts';
import type { Output } from './outputs.ts';
import { colorsOf } from './terminal.ts';

/** The reports of one run. */
export interface Reports {
  /** Takes a file's result. Formats that need no other file write it at once. */
  add(result: LintResult): void;
  /** Takes a file that cannot be read. */
  addUnread(file: Unread): void;
  /** Writes what the others have to say. */
  finish(sums: Sums): void;
  /** Whether standard output is written to before the end. */
  readonly isStreaming: boolean;
}

/** What the findings themselves do not say. */
export type Sums = Pick<FormatOptions, 'fixed' | 'known' | 'fixOnly'>;

export interface ReportsOptions {
  readonly outputs: readonly Output[];
  readonly settings: readonly RuleSetting[];
  readonly version: string;
  readonly statistics: boolean;
  /** What was measured is reported instead of the findings. */
  readonly timing?: Timing | undefined;
  readonly quiet: boolean;
  readonly unsafeFixes: boolean;
  readonly color: boolean | undefined;
  /** Standard error where standard output carries a fixed file. */
  readonly fd: 1 | 2;
  /** Says that a file cannot be written. */
  readonly fail: (path: string, message: string) => void;
}

export async function openReports(options: ReportsOptions): Promise<Reports> {
  const sinks = await Promise.all(options.outputs.map((output) => openSink(output, options)));
  const results: LintResult[] = [];
  const isKept = sinks.some((sink) => sink.add === undefined);
  return {
    isStreaming: options.outputs.some(({ format, file }) => file === undefined && !('whole' in loaderOf(format, options))),
    add(result) {
      if (isKept) results.push(result);
      for (const sink of sinks) sink.add?.(result);
    },
    addUnread(file) {
      for (const sink of sinks) sink.addUnread?.(file);
    },
    finish(sums) {
      for (const sink of sinks) sink.finish(results, sums);
    },
  };
}

/** Where one format's report goes. One without `add` wants all results at the end. */
interface Sink {
  readonly add?: (result: LintResult) => void;
  readonly addUnread?: (file: Unread) => void;
  readonly finish: (results: readonly LintResult[], sums: Sums) => void;
}

async function openSink({ format: name, file }: Output, options: ReportsOptions): Promise<Sink> {
  const { settings, version, quiet, unsafeFixes, color, fd, fail } = options;
  const report = { settings, version, ...openPlaces() };
  const loader = loaderOf(name, options);
  const target = file === undefined ? { write: (text: string) => write(fd, text), close: () => undefined } : openTarget(file, fail);
  if ('byFile' in loader) {
    const format = await loader.byFile();
    const unread = await loader.unread?.();
    return {
      add: (result) => target.write(format(result, report)),
      ...(unread ? { addUnread: (file: Unread) => target.write(unread(file)) } : {}),
      finish: () => target.close(),
    };
  }
  const rest: Omit<FormatOptions, keyof Sums> = {
    ...{ ...report, quiet, unsafeFixes },
    colors: await colorsOf(color ?? (file === undefined ? undefined : false), fd),
  };
  if ('parts' in loader) return openParts(loader.parts, target, rest);
  const format = await loader.whole();
  return {
    finish(results, sums) {
      target.write(format(results, { ...rest, ...sums }));
      target.close();
    },
  };
}

function loaderOf(name: FormatName, { statistics, timing }: ReportsOptions): Loader {
  if (timing) return { whole: () => loadTiming(name, timing) };
  return statistics ? { whole: () => loadStatistics(name) } : formats[name];
}

type Parts = Extract<Loader, { readonly parts: unknown }>['parts'];

/** Holds text back until there is a lot, and of the results no more than the sums need: thousands of files fit into little memory. */
function openParts({ ofFile, sums }: Parts, target: Target, options: Omit<FormatOptions, keyof Sums>): Sink {
  const results: LintResult[] = [];
  let text = '';
  const flush = (): void => {
    if (text !== '') target.write(text);
    text = '';
  };
  return {
    add(result) {
      text += ofFile(result, options);
      results.push(outlineOf(result));
      if (text.length > 100_000) flush();
    },
    finish(_, last) {
      text += sums(results, { ...options, ...last });
      flush();
      target.close();
    },
  };
}

const nowhere = [0, 0] as const;
const atStart = { line: 1, column: 1, endLine: 1, endColumn: 1 };
const clean: LintResult = { path: '', text: '', findings: [], failures: [] };

/** Severities and fixes alone, and those of a kind only once: what is counted at the end. */
const outlines = new Map<string, Finding>();

const outlineOf = ({ findings }: LintResult): LintResult =>
  findings.length === 0 ? clean : { ...clean, findings: findings.map(outlineOfFinding) };

function outlineOfFinding({ severity, category, fix }: Finding): Finding {
  const key = `${severity} ${fix?.safety ?? ''}`;
  const known = outlines.get(key);
  if (known) return known;
  const outline: Finding = {
    ...{ rule: '', severity, category, codes: [], message: '', range: nowhere },
    ...atStart,
    ...(fix && { fix: { safety: fix.safety, title: '', edits: [], files: [] } }),
  };
  outlines.set(key, outline);
  return outline;
}

async function loadStatistics(name: FormatName): Promise<Format> {
  const { statistics, statisticsJson } = await import('../formats/statistics.ts');
  return name === 'json' ? statisticsJson : statistics;
}

async function loadTiming(name: FormatName, timing: Timing): Promise<Format> {
  const { timingJson, timingText } = await import('../formats/timing.ts');
  return name === 'json' ? timingJson(timing) : timingText(timing);
}

interface Target {
  readonly write: (text: string) => void;
  readonly close: () => void;
}

/** A file that is written piece by piece; what goes wrong is said once. */
function openTarget(file: string, fail: ReportsOptions['fail']): Target {
  let descriptor: number | undefined;
  const attempt = (action: () => void): void => {
    try {
      action();
    } catch (error) {
      fail(file, `cannot write the output: ${describe(error)}`);
      descriptor = undefined;
    }
  };
  attempt(() => {
    descriptor = openSync(file, 'w');
  });
  return {
    write(text) {
      attempt(() => {
        if (descriptor !== undefined) writeFileSync(descriptor, text);
      });
    },
    close() {
      attempt(() => {
        if (descriptor !== undefined) closeSync(descriptor);
      });
    },
  };
}
