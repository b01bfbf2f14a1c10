import { writeFileSync } from 'node:fs';
import type { FileConfig } from '../config/configs.ts';
import { now, Timing } from '../engine/timing.ts';
import type { RuleSetting } from '../engine/types.ts';
import type { Baselines, openBaselines } from './baselines.ts';
import type { LintFlags } from './lint-flags.ts';
import { configure, openFlagged, type FlaggedConfigs } from './configure.ts';
import { discover, type Discovery } from '../files/discover.ts';
import { describe, UsageError } from './errors.ts';
import { exitCode, isFailing } from './exit-code.ts';
import type { LintCache } from './lint-cache.ts';
import { tuneForManyFiles } from './many-files.ts';
import { complain, write } from './output.ts';
import { startProgress } from './progress.ts';
import { openReports, type Reports, type ReportsOptions } from './reports.ts';
import { openRun, type Run, type RunOptions } from './run.ts';
import { colorsOf, isTerminal } from './terminal.ts';
import { version } from './version.ts';

/** Lints, and fixes where that is asked for; prints the reports and gives the exit code. */
export async function lintCommand(flags: LintFlags, operands: readonly string[], bundle = ''): Promise<number> {
  const configs = openFlagged(flags, operands);
  if (flags.printConfig !== undefined) return (await import('./print-config.ts')).printConfig(flags, configs, operands);
  if (flags.filesFrom !== undefined) {
    const { lintListed } = await import('./listed.ts');
    return lintListed(flags.filesFrom, flags, (found) =>
      lintFound(found, { flags, configs: openFlagged(flags, operands), operands, bundle }),
    );
  }
  const readsInput = operands.includes('-');
  if (modeOf(flags) === 'fix' && readsInput && operands.length > 1)
    throw new UsageError(`--${flags.fix ? 'fix' : 'add-ignores'} takes standard input or files, not both`);
  return lintFound(await discover(operands.length > 0 ? operands : ['.'], flags), { flags, configs, operands, bundle });
}

interface Given {
  readonly flags: LintFlags;
  readonly configs: FlaggedConfigs;
  readonly operands: readonly string[];
  /** A hash of the command. */
  readonly bundle: string;
}

/** Files from which on a run takes so long that its memory is worth a thought. */
const many = 200;

async function lintFound(found: Discovery, given: Given): Promise<number> {
  const restore = found.paths.length > many ? tuneForManyFiles() : undefined;
  try {
    return await lintAndReport(found, given);
  } finally {
    restore?.();
  }
}

async function lintAndReport(found: Discovery, given: Given): Promise<number> {
  const { flags, configs, operands } = given;
  const { paths, errors, unlinted, settings, configOf } = await configure(found.paths, { configs, flags, operands });
  const baselines = await baselinesFor(flags, paths, configOf);
  if (baselines && 'problems' in baselines) return refuse(baselines.problems);
  const timing = flags.timing && new Timing();
  const cache = await cacheFor(given);
  const run = openRun({ ...runOptions(flags, configOf, baselines), timing, cache, listings: found.listings });
  for (const { path, message } of [...found.errors, ...errors, ...unlinted]) run.fail(path, message);
  const relay = settings.find(({ rule }) => rule.relays)?.rule.name;
  if (relay !== undefined) {
    const { openAnswers } = await import('./shellcheck/answers.ts');
    const start = now();
    run.prepare(paths, configs.shellcheck, openAnswers);
    timing?.charge(relay, now() - start);
  }
  if (found.paths.length === 0 && found.errors.length === 0 && flags.filesFrom === undefined) complain('no Dockerfile found');
  const reports = await openReports({ ...reportsOptions({ flags, operands, settings, run }), timing });
  for (const { path, message } of [...found.errors, ...unlinted]) reports.addUnread({ path, error: message });
  const fails = lintAll(paths, { flags, configOf, baselines, run, reports });
  if (flags.diff) await printPatches(run, flags);
  const unwritten = cache?.finish();
  if (unwritten !== undefined) complain(`cache: ${unwritten}`);
  baselines?.finish((path, message) => run.fail(path, message));
  const { addIgnores = false, fixOnly = false, diff, quiet } = flags;
  if (addIgnores && !diff && !quiet) write(2, `Wrote ${run.fixed() === 1 ? '1 comment' : `${run.fixed()} comments`}.\n`);
  reports.finish({ fixed: addIgnores ? 0 : run.fixed(), fixOnly, ...(baselines ? { known: baselines.known() } : {}) });
  return exitCode(fails, run, flags);
}

interface Lint {
  readonly flags: LintFlags;
  readonly configOf: (name: string) => FileConfig;
  readonly baselines: Baselines | undefined;
  readonly run: Run;
  readonly reports: Reports;
}

/** Whether something is found at the fail level or above. */
function lintAll(paths: readonly string[], { flags, configOf, baselines, run, reports }: Lint): boolean {
  let fails = false;
  const progress = startProgress(paths.length, (flags.quiet ?? false) || reports.isStreaming);
  for (const [index, path] of paths.entries()) {
    progress.advance(index);
    const checked = run.check(path);
    if ('error' in checked) {
      reports.addUnread(checked);
      continue;
    }
    const result = baselines?.apply(checked) ?? checked;
    fails ||= isFailing(result, configOf(result.path).failLevel.value);
    reports.add(flags.fixOnly ? { ...result, findings: [] } : result);
  }
  progress.end();
  return fails;
}

function runOptions(flags: LintFlags, configOf: (name: string) => FileConfig, baselines: Baselines | undefined): RunOptions {
  const { stdinFilename, addIgnores, reason = '' } = flags;
  const newOf = baselines?.newOf ?? ((result) => result);
  return {
    ...{ mode: modeOf(flags), configOf, unsafe: flags.unsafeFixes ?? false },
    ...(stdinFilename === undefined ? {} : { stdinFilename }),
    ...(addIgnores ? { ignores: { reason: reason.trim(), newOf } } : {}),
  };
}

type Reporting = Pick<Given, 'flags' | 'operands'> & { readonly settings: readonly RuleSetting[]; readonly run: Run };

function reportsOptions({ flags, operands, settings, run }: Reporting): ReportsOptions {
  const { statistics = false, quiet = false, unsafeFixes = false, color, diff, outputs } = flags;
  return {
    ...{ settings, version: version(), statistics, quiet, unsafeFixes, color },
    outputs: diff ? [] : outputs,
    fd: modeOf(flags) === 'fix' && operands.includes('-') ? 2 : 1,
    fail: (path, message) => run.fail(path, message),
  };
}

function modeOf({ diff, fix, addIgnores }: LintFlags): RunOptions['mode'] {
  if (diff) return 'diff';
  return (fix ?? addIgnores) ? 'fix' : 'lint';
}

/** Loaded where a baseline is in use. */
async function baselinesFor(
  flags: LintFlags,
  paths: readonly string[],
  configOf: (name: string) => FileConfig,
): Promise<ReturnType<typeof openBaselines>> {
  const names = paths.map((path) => (path === '-' ? (flags.stdinFilename ?? path) : path));
  const isNamed = flags.baseline !== undefined || flags.updateBaseline === true;
  if (!isNamed && names.every((name) => configOf(name).baseline === undefined)) return undefined;
  return (await import('./baselines.ts')).openBaselines({ flags, names, configOf });
}

/** Loaded where one is wanted. What fixes does not ask it: the text that is fixed, and all around it, may change on the way. */
async function cacheFor({ flags, configs, bundle }: Given): Promise<LintCache | undefined> {
  if (!flags.cache || modeOf(flags) !== 'lint') return undefined;
  const { openLintCache } = await import('./lint-cache.ts');
  const build = `${version()} ${bundle}`;
  const cache = openLintCache({ location: flags.cacheLocation, build, pluginFiles: configs.pluginFiles });
  if (typeof cache !== 'string') return cache;
  complain(`no cache is used: ${cache}`);
  return undefined;
}

function refuse(problems: readonly string[]): number {
  for (const problem of problems) complain(problem);
  return 2;
}

async function printPatches(run: Run, { outputs, quiet, unsafeFixes, addIgnores, color }: LintFlags): Promise<void> {
  const { paintPatch, patchOf } = await import('./diff.ts');
  const file = outputs[0]?.file;
  const changes = run.changes();
  const patch = changes.map(patchOf).join('');
  const isForReaders = file === undefined && (color ?? isTerminal(1));
  print(isForReaders ? paintPatch(patch, await colorsOf(color, 1)) : patch, run, file);
  if (quiet) return;
  const files = changes.length === 1 ? '1 file' : `${changes.length} files`;
  const command = addIgnores ? '--add-ignores' : unsafeFixes ? '--fix --unsafe-fixes' : '--fix';
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
