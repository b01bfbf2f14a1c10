import { existsSync } from 'node:fs';
import { basename, resolve } from 'node:path';
import { parseLint } from '../cli/command-line.ts';
import { discover } from '../files/discover.ts';
import { systemPath } from '../files/names.ts';
import { configNames } from '../config/find.ts';
import { changedFiles, type Surroundings } from './changes.ts';
import type { Inputs } from './inputs.ts';

/** The files to lint: as named, or a list as `--files-from` takes it. */
export interface Selection {
  readonly words: readonly string[];
  readonly list?: Buffer;
  /** What the log should say about it. */
  readonly note?: string;
}

/** Of `paths`, all or those that have changed. */
export async function select(inputs: Inputs, surroundings: Surroundings): Promise<Selection> {
  const all = { words: ['--', ...inputs.paths] };
  if (!inputs.changedFilesOnly) return all;
  const changed = changedFiles(surroundings);
  if (typeof changed === 'string') return { ...all, note: `all files are linted: ${changed}` };
  const setting = [...changed].find((path) => isSetting(path, inputs.config));
  if (setting !== undefined) return { ...all, note: `all files are linted: ${basename(setting)} has changed` };
  // What is not there is not left out: the command says so.
  const { paths, errors } = await discover(inputs.paths, { exclude: excludedBy(inputs.args) });
  const listed = [
    ...paths.filter((path) => changed.has(resolve(path)) || !existsSync(systemPath(path))),
    ...errors.map(({ path }) => path),
  ];
  const list = Buffer.concat(listed.flatMap((path) => [bytesOf(path), Buffer.of(0)]));
  return { words: [], list, note: `${listed.length} of ${paths.length} files have changed` };
}

/** Whether a file has a say in what is found in others. */
function isSetting(path: string, config: string): boolean {
  const name = basename(path);
  if (/^\.hadolint\.ya?ml$|\.(?:docker|container)ignore$/.test(name) || configNames.some((other) => other === name)) return true;
  return config !== '' && path === resolve(config);
}

/** Arguments that are wrong are for the command to complain about. */
function excludedBy(args: readonly string[]): readonly string[] {
  try {
    const parsed = parseLint(args, {});
    return 'flags' in parsed ? (parsed.flags.exclude ?? []) : [];
  } catch {
    return [];
  }
}

function bytesOf(path: string): Buffer {
  const system = systemPath(path);
  return typeof system === 'string' ? Buffer.from(system) : system;
}
