import { lstatSync } from 'node:fs';
import { dirname, join, relative, resolve, sep } from 'node:path';
import type { FileConfig } from '../config/configs.ts';
import { applyBaseline, makeBaseline, type Baseline, type StaleEntry } from '../engine/baseline.ts';
import type { LintResult } from '../engine/types.ts';
import { plural } from '../formats/text.ts';
import type { LintFlags } from './lint-flags.ts';
import { describe, UsageError } from './errors.ts';
import { openBaselineKeys, readBaseline, realFolder } from '../files/baseline.ts';
import { writeBaseline } from './baseline-file.ts';
import { complain } from './output.ts';

/** What is known already and not to be reported, in one run. */
export interface Baselines {
  /** What is new in a file. */
  newOf(result: LintResult): LintResult;
  /** The same, counted, remembered for `--update-baseline`. That takes everything for known. */
  apply(result: LintResult): LintResult;
  /** How many findings are known. */
  known(): number;
  /** Says what no longer occurs, or writes what is known from now on. `fail` hears what cannot be written. */
  finish(fail: (path: string, message: string) => void): void;
}

interface Given {
  readonly flags: Pick<LintFlags, 'baseline' | 'updateBaseline' | 'select' | 'extendSelect' | 'ignore' | 'preset' | 'isolated' | 'quiet'>;
  /** The files to lint, as reports name them. */
  readonly names: readonly string[];
  readonly configOf: (name: string) => FileConfig;
  readonly cwd?: string;
}

/** `undefined`: no baseline is in use. */
export function openBaselines(given: Given): Baselines | { readonly problems: readonly string[] } | undefined {
  const { flags, names, configOf, cwd = process.cwd() } = given;
  const opened = new Map<string, OpenBaseline>();
  const problems: string[] = [];
  const fileOf = (name: string): string | undefined => {
    if (flags.baseline === false) return undefined;
    return flags.baseline === undefined ? configured(configOf(name)) : resolve(cwd, flags.baseline);
  };
  const open = (file: string, origin: string | undefined): void => {
    if (opened.has(file)) return;
    const shown = relative(cwd, file).replaceAll(sep, '/');
    try {
      const before = readBaseline(file);
      const from = origin === undefined ? '' : ` (named at ${origin})`;
      if (!before && !flags.updateBaseline) problems.push(`${shown}: no such baseline${from}; --update-baseline makes it`);
      opened.set(file, { file, shown, folder: realFolder(dirname(file)), before: before ?? {}, seen: new Map(), stale: [] });
    } catch (error) {
      problems.push(`${shown}: ${describe(error)}`);
      opened.set(file, { file, shown, folder: dirname(file), before: {}, seen: new Map(), stale: [] });
    }
  };
  if (typeof flags.baseline === 'string') open(resolve(cwd, flags.baseline), undefined);
  for (const name of names) {
    const file = fileOf(name);
    if (file !== undefined) open(file, configOf(name).baseline?.origin);
  }
  if (problems.length > 0) return { problems };
  if (flags.updateBaseline && names.includes('-')) throw new UsageError('a baseline knows files by name: add --stdin-filename');
  if (opened.size > 0) return openRun({ ...given, cwd, opened, of: (name) => opened.get(fileOf(name) ?? '') });
  if (flags.updateBaseline && names.length > 0)
    throw new UsageError('--update-baseline needs --baseline FILE, or `baseline:` in the configuration');
  return undefined;
}

const configured = ({ baseline }: FileConfig): string | undefined => baseline && resolve(baseline.folder, baseline.value);

interface OpenBaseline {
  /** Absolute. */
  readonly file: string;
  readonly shown: string;
  /** What its paths are relative to. */
  readonly folder: string;
  readonly before: Baseline;
  /** What there is now, by path. */
  readonly seen: Map<string, FileCounts>;
  readonly stale: StaleEntry[];
}

type FileCounts = Baseline[string];

interface State extends Given {
  readonly cwd: string;
  readonly opened: ReadonlyMap<string, OpenBaseline>;
  readonly of: (name: string) => OpenBaseline | undefined;
}

function openRun(state: State): Baselines {
  const keyOf = openBaselineKeys(state.cwd);
  let known = 0;
  const compare = (result: LintResult, { before, folder }: OpenBaseline): ReturnType<typeof applyBaseline> => {
    const path = keyOf(result.path, folder);
    const { result: left, stale } = applyBaseline({ ...result, path }, before);
    return { result: { ...result, findings: left.findings }, stale };
  };
  return {
    newOf(result) {
      const baseline = baselineOf(result.path, state);
      return baseline ? compare(result, baseline).result : result;
    },
    apply(result) {
      const baseline = baselineOf(result.path, state);
      if (!baseline) return result;
      const { result: left, stale } = compare(result, baseline);
      const hasRun = runOf(result, state);
      baseline.stale.push(...stale.filter(({ rule }) => hasRun(rule)));
      const after = state.flags.updateBaseline ? { ...result, findings: [] } : left;
      if (state.flags.updateBaseline) remember(result, keyOf(result.path, baseline.folder), baseline, hasRun);
      known += result.findings.length - after.findings.length;
      return after;
    },
    known: () => known,
    finish(fail) {
      for (const baseline of state.opened.values()) {
        if (state.flags.updateBaseline) update(baseline, fail, state.flags.quiet === true);
        else if (!state.flags.quiet) complainOf(baseline);
      }
    },
  };
}

/** What comes from standard input without a name cannot be known. */
const baselineOf = (name: string, { of }: State): OpenBaseline | undefined => (name === '-' ? undefined : of(name));

/** Of a rule that the command line leaves out, or that crashed, nobody knows what it would have found. */
function runOf({ path, failures }: LintResult, { flags, configOf }: State): (rule: string) => boolean {
  const crashed = new Set(failures.map(({ rule }) => rule));
  const chooses = flags.select ?? flags.extendSelect ?? flags.ignore ?? flags.preset ?? flags.isolated;
  const on = chooses === undefined ? undefined : new Set(configOf(path).settings.map(({ rule }) => rule.name));
  return (rule) => !crashed.has(rule) && (on?.has(rule) ?? true);
}

function remember(result: LintResult, key: string, { before, seen }: OpenBaseline, hasRun: (rule: string) => boolean): void {
  const now = makeBaseline([{ ...result, path: key }])[key] ?? {};
  const kept = Object.entries((Object.hasOwn(before, key) ? before[key] : undefined) ?? {}).filter(([rule]) => !hasRun(rule));
  seen.set(key, sorted([...kept, ...Object.entries(now).filter(([rule]) => hasRun(rule))]));
}

/** What was not looked at stays as it was, unless the file is gone. */
function update({ file, shown, folder, before, seen }: OpenBaseline, fail: (path: string, message: string) => void, quiet: boolean): void {
  const others = Object.entries(before).filter(([path]) => !seen.has(path) && !isGone(join(folder, path)));
  const after = sorted([...others, ...seen].filter(([, rules]) => Object.keys(rules).length > 0));
  try {
    writeBaseline(file, after);
  } catch (error) {
    return fail(shown, `the baseline cannot be written: ${describe(error)}`);
  }
  const { added, removed } = difference(before, after);
  const changes = added + removed > 0 ? `${added} added, ${removed} removed` : 'as before';
  if (!quiet) complain(`${shown}: ${plural(total(after), 'known finding')} (${changes})`);
}

/** More than these would bury the report. */
const maxLines = 20;

function complainOf({ shown, stale }: OpenBaseline): void {
  const listed = stale.length > maxLines ? stale.slice(0, maxLines - 1) : stale;
  for (const { path, rule, gone } of listed)
    complain(
      `${shown}: ${path}: ${rule}: ${gone === 1 ? '1 known finding' : `${gone} known findings`} no longer ${gone === 1 ? 'occurs' : 'occur'}; run --update-baseline`,
    );
  if (listed.length < stale.length)
    complain(`${shown}: … and ${stale.length - listed.length} more that no longer occur; run --update-baseline`);
}

/** What cannot be asked for may be there. */
function isGone(path: string): boolean {
  try {
    return lstatSync(path, { throwIfNoEntry: false }) === undefined;
  } catch {
    return false;
  }
}

function difference(before: Baseline, after: Baseline): { readonly added: number; readonly removed: number } {
  const [then, now] = [countsOf(before), countsOf(after)];
  let [added, removed] = [0, 0];
  for (const key of new Set([...then.keys(), ...now.keys()])) {
    const change = (now.get(key) ?? 0) - (then.get(key) ?? 0);
    if (change > 0) added += change;
    else removed -= change;
  }
  return { added, removed };
}

/** How often, by file, rule and message. */
function countsOf(baseline: Baseline): ReadonlyMap<string, number> {
  const entries = Object.entries(baseline).flatMap(([path, rules]) =>
    Object.entries(rules).flatMap(([rule, messages]) =>
      Object.entries(messages).map(([message, count]) => [[path, rule, message].join('\0'), count] as const),
    ),
  );
  return new Map(entries);
}

const total = (baseline: Baseline): number => [...countsOf(baseline).values()].reduce((sum, count) => sum + count, 0);

/** `fromEntries`, since a key may be called `__proto__`. */
function sorted<T>(entries: readonly (readonly [string, T])[]): Readonly<Record<string, T>> {
  return Object.fromEntries(entries.toSorted(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)));
}
