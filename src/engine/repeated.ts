import type { Finding, RuleSetting } from './types.ts';

/**
 * Takes out what a rule that hands on another program's words says once more: a finding of our own has the same code and shares a
 * character with it, or else begins on the same line. Each of our own takes out one.
 */
export function withoutRepeated(findings: Finding[], settings: readonly RuleSetting[]): Finding[] {
  const relaying = new Set(settings.filter(({ rule }) => rule.relays).map(({ rule }) => rule.name));
  if (relaying.size === 0) return findings;
  const repeated = new Set<Finding>();
  for (const { own, relayed } of byCode(findings, relaying).values()) {
    const matched = pairs(own, relayed);
    const lines = new Map<number, number>();
    for (const one of own) if (!matched.own.has(one)) lines.set(one.line, (lines.get(one.line) ?? 0) + 1);
    for (const one of relayed) {
      const left = lines.get(one.line) ?? 0;
      if (matched.relayed.has(one)) repeated.add(one);
      else if (left > 0) {
        lines.set(one.line, left - 1);
        repeated.add(one);
      }
    }
  }
  return findings.filter((finding) => !repeated.has(finding));
}

interface Group {
  readonly own: Finding[];
  readonly relayed: Finding[];
}

function byCode(findings: readonly Finding[], relaying: ReadonlySet<string>): ReadonlyMap<string, Group> {
  const groups = new Map<string, Group>();
  for (const finding of findings)
    for (const code of finding.codes) {
      const group = groups.get(code) ?? { own: [], relayed: [] };
      groups.set(code, group);
      (relaying.has(finding.rule) ? group.relayed : group.own).push(finding);
    }
  return groups;
}

/** Those that overlap, each with one other. */
function pairs(own: Finding[], relayed: Finding[]): { readonly own: ReadonlySet<Finding>; readonly relayed: ReadonlySet<Finding> } {
  const found = { own: new Set<Finding>(), relayed: new Set<Finding>() };
  own.sort(byPlace);
  relayed.sort(byPlace);
  for (let i = 0, j = 0; ;) {
    const [a, b] = [own[i], relayed[j]];
    if (!a || !b) return found;
    if (a.range[1] <= b.range[0]) i++;
    else if (b.range[1] <= a.range[0]) j++;
    else {
      found.own.add(a);
      found.relayed.add(b);
      i++;
      j++;
    }
  }
}

const byPlace = (a: Finding, b: Finding): number => a.range[0] - b.range[0] || a.range[1] - b.range[1];
