import { writeFileSync } from 'node:fs';
import type { FailLevel } from '../config/schema.ts';
import type { LintResult } from '../engine/types.ts';
import { version, type LintFlags } from './command-line.ts';
import { configure, openFlagged } from './configure.ts';
import { discover } from './discover.ts';
import { describe, UsageError } from './errors.ts';
import { complain, write } from './output.ts';
import { startProgress } from './progress.ts';
import { openReports } from './reports.ts';
import { openRun, type Run } from './run.ts';
import { colorsOf, isTerminal } from './terminal.ts';

/** Lints, and fixes where that is asked for; prints the reports and gives the exit code. */
export async function lintCommand(flags: LintFlags, operands: readonly string[]): Promise<number> {
  const { quiet = false, unsafeFixes = false, statistics = false } = flags;
  const configs = openFlagged(flags);
  if (flags.printConfig !== undefined) return (await import('./print-config.ts')).printConfig(flags, configs, operands);
  const readsInput = operands.includes('-');
  if (flags.fix && !flags.diff && readsInput && operands.length > 1) throw new UsageError('--fix takes standard input or files, not both');
  const found = await discover(operands.length > 0 ? operands : ['.']);
  const { paths, errors, settings, configOf } = await configure(found.paths, { configs, flags, operands });
  const mode = flags.diff ? 'diff' : flags.fix ? 'fix' : 'lint';
  const run = openRun({ ...flags, mode, configOf, unsafe: unsafeFixes });
  for (const { path, message } of [...found.errors, ...errors]) run.fail(path, message);
  if (found.paths.length === 0 && found.errors.length === 0) complain('no Dockerfile found');
  const reports = await openReports({
    ...{
      settings,
      version: version(),
      statistics,
      quiet,
      unsafeFixes,
      color: flags.color,
      fail: (path, message) => run.fail(path, message),
    },
    outputs: flags.diff ? [] : flags.outputs,
    fd: mode === 'fix' && readsInput ? 2 : 1,
  });
  let fails = false;
  const progress = startProgress(paths.length, quiet || reports.isStreaming);
  for (const [index, path] of paths.entries()) {
    progress.advance(index);
    const result = run.check(path);
    if (!result) continue;
    fails ||= isFailing(result, configOf(result.path).failLevel.value);
    reports.add(result);
  }
  progress.end();
  if (flags.diff) await printPatches(run, flags);
  reports.finish(run.fixed());
  return exitCode(fails, run, flags);
}

async function printPatches(run: Run, { outputs, quiet, unsafeFixes, color }: LintFlags): Promise<void> {
  const { paintPatch, patchOf } = await import('./diff.ts');
  const file = outputs[0]?.file;
  const changes = run.changes();
  const patch = changes.map(patchOf).join('');
  const isForReaders = file === undefined && (color ?? isTerminal(1));
  print(isForReaders ? paintPatch(patch, await colorsOf(color, 1)) : patch, run, file);
  if (quiet) return;
  const files = changes.length === 1 ? '1 file' : `${changes.length} files`;
  const command = unsafeFixes ? '--fix --unsafe-fixes' : '--fix';
  write(2, changes.length > 0 ? `${command} would change ${files}.\n` : `${command} would change nothing.\n`);
}

function print(output: string, run: Run, file: string | undefined): void {
  if (file === undefined) return write(1, output);
  try {
    writeFileSync(file, output);
  } catch (error) {
    run.fail(file, `cannot write the output: ${describe(error)}`);
  }
}

const ranks: Readonly<Record<FailLevel, number>> = { info: 0, warning: 1, error: 2, none: 3 };

function isFailing({ findings }: LintResult, failLevel: FailLevel): boolean {
  return findings.some((finding) => ranks[finding.severity] >= ranks[failLevel]);
}

function exitCode(fails: boolean, run: Run, { exitZero }: LintFlags): number {
  if (run.hasFailed()) return 2;
  return fails && !exitZero ? 1 : 0;
}
