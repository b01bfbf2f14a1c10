import { readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** In the order in which they count. */
export const configNames = ['plimsoll.yaml', '.plimsoll.yaml', 'plimsoll.yml', '.plimsoll.yml', 'plimsoll.json', '.plimsoll.json'] as const;
const hadolintNames = ['.hadolint.yaml', '.hadolint.yml'] as const;

/** The files nearest to a folder, itself included. */
export interface Nearest {
  readonly plimsoll?: string;
  readonly hadolint?: string;
}

/** Finds the nearest configuration upward from absolute folders, up to a repository's root. Each folder is read once. */
export function openFinder(): (folder: string) => Nearest {
  const known = new Map<string, Nearest>();
  const find = (folder: string): Nearest => {
    const before = known.get(folder);
    if (before) return before;
    const names = namesIn(folder);
    const own = nearestOf(folder, names);
    const above = dirname(folder);
    const found = own.plimsoll !== undefined || names.has('.git') || above === folder ? own : { ...find(above), ...own };
    known.set(folder, found);
    return found;
  };
  return find;
}

function nearestOf(folder: string, names: ReadonlySet<string>): Nearest {
  const plimsoll = configNames.find((name) => names.has(name));
  const hadolint = hadolintNames.find((name) => names.has(name));
  return {
    ...(plimsoll === undefined ? {} : { plimsoll: join(folder, plimsoll) }),
    ...(hadolint === undefined ? {} : { hadolint: join(folder, hadolint) }),
  };
}

/** A folder that cannot be listed has no configuration that could be found. */
function namesIn(folder: string): ReadonlySet<string> {
  try {
    return new Set(readdirSync(folder));
  } catch {
    return new Set();
  }
}
