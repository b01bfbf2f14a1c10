import type { FileEntry, Files } from '../model/model.ts';
import { hashOf } from './lint-cache-keys.ts';

/** What a lint run asked about the tree around its file, and hashes of the answers: one word each. */
export type Seen = readonly string[];

export interface Neighbours {
  /** The tree, seen by a run of which every look is noted. */
  readonly recorded: Files;
  /** All looks so far. */
  seen(): Seen;
  /** Whether the same looks would see the same now. */
  holds(seen: Seen): boolean;
}

/** Notes what is read beside a file. */
export function openNeighbours(files: Files): Neighbours {
  const asked = new Set<string>();
  const known = hashesOf(files);
  return {
    recorded: {
      path: files.path,
      read(path) {
        asked.add(`r${path}`);
        return files.read(path);
      },
      list(path) {
        asked.add(`l${path}`);
        return files.list(path);
      },
    },
    seen: () => [...asked].map((question) => `${answer(question, files, known)}${question}`),
    holds: (seen) => seen.every((word) => answer(word.slice(hashLength), files, known) === word.slice(0, hashLength)),
  };
}

/** Of the characters of a hash these are enough to tell two answers apart. */
const hashLength = 22;

/** By question, for each tree of the run: many files ask the same. */
const trees = new WeakMap<Files['read'], Map<string, string>>();

function hashesOf({ read }: Files): Map<string, string> {
  const known = trees.get(read) ?? new Map<string, string>();
  trees.set(read, known);
  return known;
}

function answer(question: string, files: Files, known: Map<string, string>): string {
  const before = known.get(question);
  if (before !== undefined) return before;
  const path = question.slice(1);
  const text = question.startsWith('r') ? files.read(path) : shown(files.list(path));
  const hash = text === undefined ? none : hashOf(text).slice(0, hashLength);
  known.set(question, hash);
  return hash;
}

/** As long as a hash, and none. */
const none = '-'.repeat(hashLength);

/** In a fixed order: that of a file system may differ from one time to the next. */
const shown = (entries: readonly FileEntry[] | undefined): string | undefined => entries && JSON.stringify(entries.map(shownEntry).sort());

const shownEntry = ({ name, kind }: FileEntry): string => `${kind} ${name}`;
