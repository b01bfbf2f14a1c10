import { dirname, join, relative, resolve, sep } from 'node:path';
import { fix } from '../engine/fix.ts';
import { lint } from '../engine/lint.ts';
import type { Timing } from '../engine/timing.ts';
import type { Finding, FixResult, LintInput, LintOptions, LintResult, Unread } from '../engine/types.ts';
import type { FileEdit } from '../rule.ts';
import type { ShellcheckHost } from '../shellcheck/rule.ts';
import type { Change } from './diff.ts';
import { describe } from './errors.ts';
import { addIgnores, type Ignores } from './ignores.ts';
import type { LintCache } from './lint-cache.ts';
import type { KeyedConfig } from './lint-cache-keys.ts';
import type { Files } from '../model/model.ts';
import { complain, write } from './output.ts';
import type { Listings } from '../files/discover.ts';
import { readSource, type Source } from '../files/read.ts';
import { openTrees, type Trees } from '../files/tree.ts';
import type { Answers } from './shellcheck/answers.ts';
import type { Search } from './shellcheck/program.ts';
import { replaceFile, targetOf, writeBeside } from './write.ts';

export interface RunOptions {
  readonly mode: 'lint' | 'fix' | 'diff';
  /** What counts for a file, by the name that it has in reports. */
  readonly configOf: (name: string) => RunConfig;
  /** Unsafe fixes as well. */
  readonly unsafe: boolean;
  /** Comments are written instead of fixes. */
  readonly ignores?: Ignores;
  readonly stdinFilename?: string;
  readonly timing?: Timing | undefined;
  readonly cache?: LintCache | undefined;
  /** What the search for the files has seen of their folders. */
  readonly listings?: Listings;
}

export interface RunConfig extends KeyedConfig {
  readonly shellcheck: { readonly origin: string };
}

/** Everything that one start of the command does to files, one after the other. */
export interface Run {
  /** Reads, lints and, in that mode, fixes a file. Where it cannot be read, standard error says so as well. */
  check(path: string): LintResult | Unread;
  /** Asks ShellCheck about all scripts of some files at once. Without it, each script is asked about when it comes up. */
  prepare(paths: readonly string[], host: ShellcheckHost, open: (search: Search) => Answers): void;
  /** Says what is wrong with a path; from then on the exit code is 2. */
  fail(path: string, message: string): void;
  hasFailed(): boolean;
  /** How many findings have been fixed, or comments written. */
  fixed(): number;
  /** What fixing would change, by file. */
  changes(): readonly Change[];
}

interface State extends RunOptions {
  readonly trees: Trees;
  readonly changes: Map<string, Change>;
  fixed: number;
  failed: boolean;
  /** Standard input, which can be read only once. */
  input?: Source;
  /** ShellCheck could not do its work, and that has been said. */
  isShellcheckBroken: boolean;
}

export function openRun(options: RunOptions): Run {
  const state: State = {
    ...options,
    trees: openTrees(undefined, options.listings),
    changes: new Map(),
    fixed: 0,
    failed: false,
    isShellcheckBroken: false,
  };
  return {
    check: (path) => check(path, state),
    prepare: (paths, host, open) => prepare(paths, host, open, state),
    fail: (path, message) => fail(state, path, message),
    hasFailed: () => state.failed,
    fixed: () => state.fixed,
    changes: () => [...state.changes.values()],
  };
}

function check(path: string, state: State): LintResult | Unread {
  const name = nameOf(path, state);
  try {
    const result = path === '-' || !state.cache ? treat(read(path, state), name, state) : treatCached(name, state.cache, state);
    for (const failure of result.failures) failRule(failure, name, state);
    return result;
  } catch (error) {
    fail(state, name, describe(error));
    return { path: name, error: describe(error) };
  }
}

function treatCached(path: string, cache: LintCache, state: State): LintResult {
  const files = state.trees.files(path);
  return cache.lint({ path, files, config: state.configOf(path) }, (source, recorded) => treat(source, path, state, recorded));
}

const nameOf = (path: string, { stdinFilename }: State): string => (path === '-' ? (stdinFilename ?? '-') : path);

function read(path: string, state: State): Source {
  return path === '-' ? (state.input ??= readSource(path)) : readSource(path);
}

/** A rule that crashed is a defect of ours; that ShellCheck cannot be run is said once. */
function failRule({ rule, error }: LintResult['failures'][number], name: string, state: State): void {
  if (!(error instanceof Error && error.name === 'ShellcheckError'))
    return fail(state, name, `rule ${rule} crashed: ${messageOf(error)} (please report)`);
  if (!state.isShellcheckBroken) complain(`${error.message} (${state.configOf(name).shellcheck.origin})`);
  state.isShellcheckBroken = true;
  state.failed = true;
}

/** Fixing brings up scripts that were not there before, so it is rehearsed until all are known. */
function prepare(paths: readonly string[], host: ShellcheckHost, open: (search: Search) => Answers, state: State): void {
  const untrusted = paths.map((path) => state.trees.of(nameOf(path, state)).root).filter((root) => dirname(root) !== root);
  const answers = open({ env: process.env, untrusted: [...new Set(untrusted)] });
  host.visit = answers.visit;
  let left = paths;
  for (let round = 0; left.length > 0 && round < mostRounds; round++) {
    left = left.filter((path) => answers.note(() => rehearse(path, state)));
    answers.ask();
    if (state.mode === 'lint' || state.ignores) return;
  }
}

/** The passes of a fix, and one more. */
const mostRounds = 11;

/** Does what `check` will do, but says and writes nothing. */
function rehearse(path: string, state: State): void {
  try {
    const source = read(path, state);
    const input = inputOf(source, nameOf(path, state), state);
    const { settings, inlineConfig } = state.configOf(input.path);
    // Measured when it is done in earnest.
    if (state.mode === 'lint' || state.ignores || source.malformed) lintText(input, { ...state, timing: undefined }, { fixes: false });
    else fix(input, settings, { inlineConfig: inlineConfig.value, unsafe: state.unsafe });
  } catch {
    // What is wrong is said when the file's turn comes.
  }
}

function inputOf(source: Source, name: string, { stdinFilename, trees }: State, recorded?: Files): LintInput {
  const files = source.path === '-' && stdinFilename === undefined ? undefined : (recorded ?? trees.files(name));
  return { path: name, text: source.text, ...(files ? { files } : {}) };
}

function treat(source: Source, name: string, state: State, recorded?: Files): LintResult {
  const input = inputOf(source, name, state, recorded);
  if (source.unreadable || source.malformed) return treatMalformed(source, input, state);
  if (state.mode === 'lint') return lintText(input, state);
  if (state.mode === 'diff') return foresee(source, input, state);
  return source.path === '-' ? fixInput(input, state) : fixFile(source, input, state);
}

/** What is no UTF-8 is never fixed: writing it back would write the replacement characters. */
function treatMalformed({ path, text, encoding, unreadable }: Source, input: LintInput, state: State): LintResult {
  const result = unreadable ? { path: input.path, text, findings: [], failures: [] } : lintText(input, state, { fixes: false });
  if (state.mode === 'fix' && path !== '-') complain(`${input.path}: ${undone(state)}: is not valid UTF-8`);
  const isWanted = unreadable || state.configOf(input.path).settings.some(({ rule }) => rule.name === encoding?.rule);
  if (!encoding || !isWanted) return result;
  return { ...result, findings: [...result.findings, encoding].sort(byPlace) };
}

const byPlace = (a: Finding, b: Finding): number => a.range[0] - b.range[0] || (a.rule < b.rule ? -1 : 1);

/** For `--diff`: what is true now is reported, what a fix would write is remembered. */
function foresee(source: Source, input: LintInput, state: State): LintResult {
  const result = lintText(input, state);
  const after = fixText(input, state);
  const tree = state.trees.of(input.path);
  const target = source.path === '-' ? resolve(input.path) : targetOf(input.path, tree.root);
  if (after.text !== source.text) foreseeChange(target, source.text, after.text, state);
  for (const { path, text, was } of input.files ? after.files : []) {
    foreseeChange(join(tree.root, path), was, text, state);
    tree.put(path, text);
  }
  return result;
}

/** Several files may want to change the same one; the patch leads from its first text to its last. */
function foreseeChange(absolute: string, before: string | undefined, after: string, { changes }: State): void {
  const path = relative(process.cwd(), absolute).replaceAll(sep, '/');
  const first = changes.get(absolute) ?? { path, ...(before === undefined ? {} : { before }) };
  changes.set(absolute, { ...first, after });
}

/** Standard input goes back fixed to standard output. No file is written, so none is taken into account while fixing. */
function fixInput(input: LintInput, state: State): LintResult {
  const { text, fixed } = fixText(state.ignores ? input : { path: input.path, text: input.text }, state);
  write(1, text);
  state.fixed += fixed;
  return lintText({ ...input, text }, state);
}

function fixFile(source: Source, input: LintInput, state: State): LintResult {
  const { text, files, fixed, result } = fixText(input, state);
  if (text === source.text && files.length === 0) return result;
  const { root } = state.trees.of(input.path);
  const isBesideWritten = files.map((edit) => attempt(state, relativePath(root, edit), () => writeBeside(edit, root)));
  files.forEach((edit, index) => isBesideWritten[index] && state.trees.of(input.path).put(edit.path, edit.text));
  const isWritten = text === source.text || attempt(state, input.path, () => replaceFile(input.path, source.bytes, text, root));
  if (isWritten && isBesideWritten.every(Boolean)) {
    state.fixed += fixed;
    return result;
  }
  // What was read of the tree so far may be wrong; only the disk knows.
  const left = lintText({ ...input, text: isWritten ? text : source.text, files: openTrees().files(input.path) }, state);
  state.fixed += Math.max(0, fixed - Math.max(0, left.findings.length - result.findings.length));
  return left;
}

const undone = ({ ignores }: State): string => (ignores ? 'no comments written' : 'not fixed');

const relativePath = (root: string, { path }: FileEdit): string => relative(process.cwd(), join(root, path)) || path;

function attempt(state: State, path: string, action: () => void): boolean {
  try {
    action();
    return true;
  } catch (error) {
    fail(state, path, `${undone(state)}: ${describe(error)}`);
    return false;
  }
}

function lintText(input: LintInput, { configOf, timing }: State, options: LintOptions = {}): LintResult {
  const { settings, inlineConfig } = configOf(input.path);
  return lint(input, settings, { ...options, inlineConfig: inlineConfig.value, timing });
}

function fixText(input: LintInput, state: State): FixResult {
  const { configOf, unsafe, ignores, timing } = state;
  const { settings, inlineConfig } = configOf(input.path);
  if (ignores)
    return inlineConfig.value ? addIgnores(input, (given) => lintText(given, state, { fixes: false }), ignores) : unheeded(input, state);
  return fix(input, settings, { inlineConfig: inlineConfig.value, unsafe, timing });
}

/** Where comments do not count, none is written. */
function unheeded(input: LintInput, state: State): FixResult {
  complain(`${input.path}: ${undone(state)}: none count (inline-config at ${state.configOf(input.path).inlineConfig.origin})`);
  return { text: input.text, files: [], fixed: 0, result: lintText(input, state) };
}

function fail(state: State, path: string, message: string): void {
  state.failed = true;
  complain(`${path}: ${message}`);
}

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
