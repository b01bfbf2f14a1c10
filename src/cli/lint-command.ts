import { writeFileSync } from 'node:fs';
import { rules } from '../../rules/index.ts';
import { selectRules } from '../config/select.ts';
import type { LintResult } from '../engine/types.ts';
import { plain, type Colors, type Format } from '../formats/format.ts';
import { formats } from '../formats/index.ts';
import type { Severity } from '../rule.ts';
import type { LintFlags } from './command-line.ts';
import { discover } from './discover.ts';
import { describe, UsageError } from './errors.ts';
import { complain, write } from './output.ts';
import { startProgress } from './progress.ts';
import { openRun, type Run } from './run.ts';
import { isTerminal, wantsColor } from './terminal.ts';

/** Lints, and fixes where that is asked for; prints the report and gives the exit code. */
export async function lintCommand(flags: LintFlags, operands: readonly string[]): Promise<number> {
  const settings = selectRules(rules, flags);
  const readsInput = operands.includes('-');
  if (flags.fix && !flags.diff && readsInput && operands.length > 1) throw new UsageError('--fix takes standard input or files, not both');
  const { paths, errors } = await discover(operands.length > 0 ? operands : ['.']);
  const mode = flags.diff ? 'diff' : flags.fix ? 'fix' : 'lint';
  const run = openRun({ ...flags, mode, settings, unsafe: flags.unsafeFixes ?? false });
  for (const { path, message } of errors) run.fail(path, message);
  if (paths.length === 0 && errors.length === 0) complain('no Dockerfile found');
  const results = lintAll(paths, run, flags.quiet ?? false);
  if (flags.diff) await printPatches(run, flags);
  else await report(results, run, flags, mode === 'fix' && readsInput ? 2 : 1);
  return exitCode(results, run, flags);
}

function lintAll(paths: readonly string[], run: Run, isQuiet: boolean): readonly LintResult[] {
  const progress = startProgress(paths.length, isQuiet);
  const results = paths.flatMap((path, index) => {
    progress.advance(index);
    return run.check(path) ?? [];
  });
  progress.end();
  return results;
}

/** `fd` is standard error where standard output carries a fixed file. */
async function report(results: readonly LintResult[], run: Run, flags: LintFlags, fd: 1 | 2): Promise<void> {
  const { quiet = false, unsafeFixes = false, outputFile } = flags;
  const format = await formatOf(flags);
  const colors = await colorsOf(flags.color ?? (outputFile === undefined ? undefined : false), fd);
  print(format(results, { colors, quiet, unsafeFixes, fixed: run.fixed() }), run, outputFile, fd);
}

async function formatOf({ statistics, outputFormat }: LintFlags): Promise<Format> {
  if (!statistics) return formats[outputFormat]();
  const byKind = await import('../formats/statistics.ts');
  return outputFormat === 'json' ? byKind.statisticsJson : byKind.statistics;
}

async function printPatches(run: Run, { outputFile, quiet, unsafeFixes, color }: LintFlags): Promise<void> {
  const { paintPatch, patchOf } = await import('./diff.ts');
  const changes = run.changes();
  const patch = changes.map(patchOf).join('');
  const isForReaders = outputFile === undefined && (color ?? isTerminal(1));
  print(isForReaders ? paintPatch(patch, await colorsOf(color, 1)) : patch, run, outputFile, 1);
  if (quiet) return;
  const files = changes.length === 1 ? '1 file' : `${changes.length} files`;
  const command = unsafeFixes ? '--fix --unsafe-fixes' : '--fix';
  write(2, changes.length > 0 ? `${command} would change ${files}.\n` : `${command} would change nothing.\n`);
}

function print(output: string, run: Run, file: string | undefined, fd: 1 | 2): void {
  if (file === undefined) return write(fd, output);
  try {
    writeFileSync(file, output);
  } catch (error) {
    run.fail(file, `cannot write the output: ${describe(error)}`);
  }
}

/** picocolors looks at `process.stdout` when it loads, so it loads only where there is colour. */
export async function colorsOf(option: boolean | undefined, fd: 1 | 2): Promise<Colors> {
  return wantsColor(option, fd) ? (await import('picocolors')).default.createColors(true) : plain;
}

const ranks: Readonly<Record<Severity, number>> = { info: 0, warning: 1, error: 2 };

function exitCode(results: readonly LintResult[], run: Run, { failLevel, exitZero }: LintFlags): number {
  if (run.hasFailed()) return 2;
  if (exitZero) return 0;
  const fails = results.some((result) => result.findings.some((finding) => ranks[finding.severity] >= ranks[failLevel]));
  return fails ? 1 : 0;
}
