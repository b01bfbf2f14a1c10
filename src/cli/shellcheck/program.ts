import { execFile, spawnSync } from 'node:child_process';
import { accessSync, constants, mkdtempSync, realpathSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, isAbsolute, join } from 'node:path';
import { readAnswer, type ShellcheckComment } from '../../shellcheck/answer.ts';
import { isInside } from '../../files/tree.ts';

/** ShellCheck cannot be found or cannot do its work: one line for whoever asked for it. */
export class ShellcheckError extends Error {
  override name = 'ShellcheckError';
}

/** ShellCheck as it is installed here. */
export interface Program {
  /** What it says of each text: one start for all of them, unless their names are too many for a command line. */
  check(texts: readonly string[]): readonly (readonly ShellcheckComment[])[];
  /** The same without waiting for it. */
  checkLater(texts: readonly string[]): Promise<readonly (readonly ShellcheckComment[])[]>;
}

export interface Search {
  readonly env: NodeJS.ProcessEnv;
  /** Absolute folders that files are linted in: who wrote these must not choose what is started. */
  readonly untrusted: readonly string[];
}

/** Finds the program on PATH, or throws a `ShellcheckError`. Entries that are relative or in an untrusted folder do not count. */
export function openProgram(search: Search): Program {
  const path = findProgram(search);
  return {
    check(texts) {
      if (texts.length === 0) return [];
      const { folder, names } = writeDown(texts);
      try {
        const answers = new Map(batches(names).flatMap((batch) => [...ask(path, batch, folder)]));
        return names.map((name) => answers.get(name) ?? []);
      } finally {
        remove(folder);
      }
    },
    async checkLater(texts) {
      if (texts.length === 0) return [];
      const { folder, names } = writeDown(texts);
      const cleanUp = (): void => remove(folder);
      process.once('exit', cleanUp);
      try {
        const answers = new Map<string, readonly ShellcheckComment[]>();
        for (const batch of batches(names)) for (const [name, comments] of await askLater(path, batch, folder)) answers.set(name, comments);
        return names.map((name) => answers.get(name) ?? []);
      } finally {
        process.off('exit', cleanUp);
        cleanUp();
      }
    },
  };
}

/** Each text as a file of a folder that nobody else can look into. */
function writeDown(texts: readonly string[]): { readonly folder: string; readonly names: readonly string[] } {
  const folder = mkdtempSync(join(realpathSync(tmpdir()), 'plimsoll-'));
  const names = texts.map((text, index) => {
    const name = join(folder, String(index));
    writeFileSync(name, text);
    return name;
  });
  return { folder, names };
}

const remove = (folder: string): void => rmSync(folder, { recursive: true, force: true });

/** As much as every system takes: Windows 32 K in all, Linux 128 K for one word, macOS 1 M with the environment. */
const mostCharacters = process.platform === 'win32' ? 24_000 : 120_000;

function batches(names: readonly string[]): readonly (readonly string[])[] {
  const all: string[][] = [];
  let room = 0;
  for (const name of names) {
    if (name.length + 1 > room) {
      all.push([]);
      room = mostCharacters;
    }
    all.at(-1)?.push(name);
    room -= name.length + 1;
  }
  return all;
}

/** A file of settings would be looked for in the folders of the user; what counts here is said here. */
const options = ['--norc', '--format=json1', '--color=never'];

const secondsAtLeast = 60;
const millisecondsEach = 200;

function ask(path: string, names: readonly string[], cwd: string): ReadonlyMap<string, readonly ShellcheckComment[]> {
  const timeout = timeoutFor(names);
  const ended = start(path, [...options, '--', ...names], { cwd, timeout });
  // Which version it is, is asked only when something has gone wrong: a start costs as much as a small script.
  return answerOf(ended) ?? fail(path, ended, timeout, isStarted(ended) ? start(path, ['--version'], versionRun) : undefined);
}

async function askLater(path: string, names: readonly string[], cwd: string): Promise<ReturnType<typeof ask>> {
  const timeout = timeoutFor(names);
  const ended = await startLater(path, [...options, '--', ...names], { cwd, timeout });
  return answerOf(ended) ?? fail(path, ended, timeout, isStarted(ended) ? await startLater(path, ['--version'], versionRun) : undefined);
}

const timeoutFor = (names: readonly string[]): number => secondsAtLeast * 1000 + names.length * millisecondsEach;
const versionRun: Where = { cwd: tmpdir(), timeout: secondsAtLeast * 1000 };

/** How a run of the program ended. */
interface Ended {
  readonly status: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly error?: Error | undefined;
  readonly stdout: string;
  readonly stderr: string;
}

const isStarted = ({ error, signal }: Ended): boolean => !error && !signal;

/** 0: nothing to say; 1: something. */
const answerOf = (ended: Ended): ReturnType<typeof readAnswer> =>
  isStarted(ended) && (ended.status === 0 || ended.status === 1) ? readAnswer(ended.stdout) : undefined;

function fail(path: string, { status, signal, error, stderr }: Ended, timeout: number, version: Ended | undefined): never {
  if (error && (error as NodeJS.ErrnoException).code === 'ETIMEDOUT') throw broken(path, `gave no answer within ${timeout / 1000} seconds`);
  if (error) throw broken(path, `cannot be started: ${error.message}`);
  if (signal) throw broken(path, `was ended by ${signal}`);
  const trouble = version && versionTrouble(version);
  throw broken(path, `${trouble ?? `ended with exit code ${String(status)}`}${firstLine(stderr)}`);
}

interface Where {
  readonly cwd: string;
  readonly timeout: number;
}

/** No shell; no variable that changes what it does. */
function setup({ cwd, timeout }: Where) {
  const { SHELLCHECK_OPTS: _, ...env } = process.env;
  return { cwd, env, timeout, encoding: 'utf8', maxBuffer: 1 << 30, windowsHide: true, shell: false, killSignal: 'SIGKILL' } as const;
}

const start = (path: string, words: readonly string[], where: Where): Ended =>
  spawnSync(path, words, { ...setup(where), stdio: ['ignore', 'pipe', 'pipe'] });

/** It ends with this process, should that end first. */
function startLater(path: string, words: readonly string[], where: Where): Promise<Ended> {
  return new Promise((resolve) => {
    const child = execFile(path, words, setup(where), (error, stdout, stderr) => {
      process.off('exit', kill);
      const { exitCode: status, signalCode: signal } = child;
      const isLate = error?.killed === true && signal === 'SIGKILL';
      const trouble = isLate
        ? Object.assign(new Error('too late'), { code: 'ETIMEDOUT' })
        : !signal && (status === null || status < 0)
          ? error
          : null;
      resolve({ status, signal, stdout, stderr, ...(trouble ? { error: trouble } : {}) });
    });
    const kill = (): void => void child.kill('SIGKILL');
    process.once('exit', kill);
    child.stdin?.end();
  });
}

/** `--norc` and fixes in `json1` came with 0.7.0 (https://github.com/koalaman/shellcheck/blob/master/CHANGELOG.md). */
const oldest = [0, 7] as const;

function versionTrouble({ status, stdout }: Ended): string | undefined {
  const version = status === 0 ? /^version: v?(\d+)\.(\d+)(?:[^\s\d]\S*)?$/m.exec(stdout) : null;
  if (!version) return 'is not ShellCheck: it tells no version';
  const [whole, major, minor] = version;
  const isOld = Number(major) === oldest[0] && Number(minor) < oldest[1];
  return isOld ? `is ${whole.replace('version: ', '')}; plimsoll needs ${oldest.join('.')} or later` : undefined;
}

const firstLine = (text: string): string => {
  const line = text.split('\n').find((one) => one.trim() !== '');
  return line === undefined ? '' : ` (${line.trim()})`;
};

const broken = (path: string, what: string): ShellcheckError => new ShellcheckError(`${path} ${what}`);

function findProgram({ env, untrusted }: Search): string {
  const name = process.platform === 'win32' ? 'shellcheck.exe' : 'shellcheck';
  const folders = untrusted.flatMap((folder) => [folder, realpath(folder) ?? folder]);
  const isUntrusted = (path: string): boolean =>
    folders.some((folder) => isInside(path, folder) || isInside(realpath(path) ?? path, folder));
  let passedOver: string | undefined;
  for (const entry of (env['PATH'] ?? env['Path'] ?? '').split(delimiter)) {
    const path = join(entry, name);
    if (entry === '' || !isProgram(path)) continue;
    if (isAbsolute(entry) && !isUntrusted(entry) && !isUntrusted(path)) return path;
    passedOver ??= path;
  }
  const why = passedOver === undefined ? '' : `; ${passedOver} is not used, since whoever writes the linted files may have written it`;
  throw new ShellcheckError(`shellcheck is not on PATH${why}. Install it (https://www.shellcheck.net) or turn the option off`);
}

function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return statSync(path).isFile();
  } catch {
    return false;
  }
}

function realpath(path: string): string | undefined {
  try {
    return realpathSync(path);
  } catch {
    return undefined;
  }
}
