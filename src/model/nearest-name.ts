/**
 * The name that was most likely meant: the same in other letters, else one that is at most two edits away, as BuildKit suggests
 * (util/suggest). Short names are near to everything, so for them there is none.
 */
export function nearestName(name: string, candidates: readonly string[]): string | undefined {
  const plain = (text: string): string => text.toLowerCase().replaceAll('_', '');
  const alike = candidates.find((candidate) => candidate !== name && plain(candidate) === plain(name));
  if (alike !== undefined || name.length < 3) return alike;
  let best: string | undefined;
  let least = name.length < 5 ? 2 : 3;
  for (const candidate of candidates) {
    const distance = editDistance(name, candidate, least);
    if (distance >= least || candidate.length < 3) continue;
    best = candidate;
    least = distance;
  }
  return best;
}

/** Levenshtein's; gives up at `limit`. */
function editDistance(a: string, b: string, limit: number): number {
  if (Math.abs(a.length - b.length) >= limit) return limit;
  let last = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++)
      row[j] = Math.min((last[j] ?? limit) + 1, (row[j - 1] ?? limit) + 1, (last[j - 1] ?? limit) + (a[i - 1] === b[j - 1] ? 0 : 1));
    if (Math.min(...row) >= limit) return limit;
    last = row;
  }
  return last[b.length] ?? limit;
}
