import { statSync } from 'node:fs';
import type { Finding, LintResult } from '../engine/types.ts';
import { realPath, systemPath } from '../files/names.ts';
import { decode, readSource, type Source } from '../files/read.ts';
import type { Files } from '../model/model.ts';
import { withoutBom } from '../syntax/parse.ts';
import { hashOf, openConfigKeys, type KeyedConfig } from './lint-cache-keys.ts';
import { openNeighbours, type Seen } from './lint-cache-neighbours.ts';
import { openStore, type Store } from './lint-cache-store.ts';

/** What earlier runs have found, for files that are as they were, under the same settings and with the same around them. */
export interface LintCache {
  /** Gives what was found, or lets `work` find it and keeps that. Throws what reading the file throws. */
  lint(asked: Asked, work: (source: Source, files: Files) => LintResult): LintResult;
  /** Writes what is new, together with what other runs have written meanwhile. Gives in plain words why not, where it cannot. */
  finish(): string | undefined;
}

export interface Asked {
  /** As reports name it, relative to the working folder. */
  readonly path: string;
  readonly config: KeyedConfig;
  readonly files: Files;
}

export interface CacheOptions {
  /** A folder; absent: the user's own. */
  readonly location?: string | undefined;
  /** Of plimsoll: another one finds other things. */
  readonly build: string;
  /** What plugins are made of. */
  readonly pluginFiles: () => readonly string[];
  readonly env?: NodeJS.ProcessEnv;
  readonly cwd?: string;
}

/** What is kept of a file. */
export interface Entry {
  readonly config: string;
  /** Its path in its tree, which says what tree that is. */
  readonly self: string;
  readonly hash: string;
  readonly stamp: Stamp;
  readonly seen: Seen;
  readonly findings: readonly Finding[];
}

/** Size, time of change of content and of anything, and number. An empty one is like no other. */
type Stamp = readonly number[];

/** Opens the cache of a working folder, or says in plain words why there can be none. */
export function openLintCache(options: CacheOptions): LintCache | string {
  const { location, build, pluginFiles, env = process.env, cwd = process.cwd() } = options;
  const store = openStore({ location, env, cwd, name: hashOf(realPath(cwd)), key: `${build} ${process.version}` });
  if (typeof store === 'string') return store;
  const keyOf = openConfigKeys(pluginFiles);
  return { lint: (asked, work) => lintCached({ ...asked, key: keyOf(asked.config), store }, work), finish: () => store.finish(exists) };
}

interface Given extends Asked {
  /** `undefined`: nothing is kept. */
  readonly key: string | undefined;
  readonly store: Store;
}

function lintCached({ path, files, key, store }: Given, work: (source: Source, files: Files) => LintResult): LintResult {
  if (key === undefined) return work(readSource(path), files);
  const { recorded, seen, holds } = openNeighbours(files);
  // Looked at before it is read: what changes in between has another one.
  const stamp = stampOf(path);
  const entry = store.get(path);
  const isUsable = entry?.config === key && entry.self === files.path && holds(entry.seen);
  if (isUsable && isSame(entry.stamp, stamp)) return known(path, entry, undefined);
  const source = readSource(path);
  const hash = hashOf(source.bytes);
  if (isUsable && entry.hash === hash) {
    if (stamp.length > 0) store.put(path, { ...entry, stamp });
    return known(path, entry, source);
  }
  const result = work(source, recorded);
  // What is wrong with the encoding, or with a rule, is told afresh every time.
  if (!source.malformed && !source.unreadable && result.failures.length === 0)
    store.put(path, { config: key, self: files.path, hash, stamp, seen: seen(), findings: result.findings });
  return result;
}

/** Only formats that quote the file read its text. */
function known(path: string, { findings }: Entry, source: Source | undefined): LintResult {
  let text = source && withoutBom(source.text);
  return {
    path,
    get text() {
      return (text ??= withoutBom(textOf(path)));
    },
    findings,
    failures: [],
  };
}

/** A file that has gone since it was looked at has no text. */
function textOf(path: string): string {
  try {
    return readSource(path).text;
  } catch {
    return decode(path, Buffer.alloc(0)).text;
  }
}

/** Time enough for a clock of a file system to go on: what was changed this shortly ago may change again and look the same. */
const shortly = 3000;

function stampOf(path: string): Stamp {
  const stats = statSync(systemPath(path), { throwIfNoEntry: false });
  if (!stats?.isFile() || Math.abs(Date.now() - Math.max(stats.mtimeMs, stats.ctimeMs)) < shortly) return [];
  return [stats.size, stats.mtimeMs, stats.ctimeMs, stats.ino];
}

const isSame = (a: Stamp, b: Stamp): boolean => a.length > 0 && a.length === b.length && a.every((part, index) => part === b[index]);

function exists(path: string): boolean {
  return statSync(systemPath(path), { throwIfNoEntry: false }) !== undefined;
}
