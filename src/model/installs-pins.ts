import { packageManager } from '../knowledge/package-managers.ts';
import type { PackageManager } from '../knowledge/package-managers.ts';
import type { Install, ShellWord } from '../nodes.ts';
import { pinState } from '../shell/installs.ts';

/** A package of a call whose version is not written down, or moves on its own. */
export interface LoosePackage {
  readonly word: ShellWord;
  readonly state: 'open' | 'floating';
  readonly row: PackageManager;
  /** What a version is written as behind the name. */
  readonly write: string;
  /** Other tools take it for pinned. */
  readonly isPinnedForPeers: boolean;
}

/** The packages of a call that may be of another version in each build. */
export function loosePackages(install: Install): readonly LoosePackage[] {
  const row = packageManager(install.manager);
  const pin = row?.pin;
  if (!row || !pin) return [];
  return install.packages.flatMap((word) => {
    const state = pinState(install, word);
    if (state !== 'open' && state !== 'floating') return [];
    return [{ word, state, row, write: pin.write, isPinnedForPeers: pin.peers?.test(word.value ?? word.text) === true }];
  });
}
