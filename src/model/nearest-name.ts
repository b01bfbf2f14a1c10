import { nearest } from '../syntax/nearest.ts';

/**
 * The name that was most likely meant: the same in other letters, else one that is at most two edits away, as BuildKit suggests
 * (util/suggest). Short names are near to everything, so for them there is none.
 */
export function nearestName(name: string, candidates: readonly string[]): string | undefined {
  const plain = (text: string): string => text.toLowerCase().replaceAll('_', '');
  const alike = candidates.find((candidate) => candidate !== name && plain(candidate) === plain(name));
  if (alike !== undefined || name.length < 3) return alike;
  const long = candidates.filter((candidate) => candidate.length > 2 && candidate !== name);
  return nearest(name, long, name.length < 5 ? 1 : 2);
}
