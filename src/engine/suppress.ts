import type { Dockerfile, Range, Suppression } from '../nodes.ts';
import { makesErrors, suppressionComments, type WrittenSuppression } from './suppression-comments.ts';
import { isRelayed } from './relays.ts';
import type { Finding, RuleSetting } from './types.ts';
import { lastUpTo } from '../syntax/ordered.ts';

export interface Suppressed {
  readonly kept: Finding[];
  readonly suppressions: readonly Suppression[];
}

/** Takes out the findings that a comment of the file silences, and counts for each name what it has silenced. */
export function suppress(findings: Finding[], dockerfile: Dockerfile, settings: readonly RuleSetting[]): Suppressed {
  const raised = makesErrors(dockerfile) ? findings.map(asError) : findings;
  const comments = suppressionComments(dockerfile);
  if (comments.length === 0) return { kept: raised, suppressions: [] };
  const counts = new Map<WrittenSuppression['names'][number], number>();
  const covering = coveringAt(comments);
  const kept = raised.filter((finding) => {
    const names = covering(finding.range[0])
      .flatMap((comment) => comment.names)
      .filter(({ text }) => means(text, finding.rule, finding.codes));
    for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1);
    return names.length === 0;
  });
  const ran = new Map<string, boolean>();
  const suppressions = comments.map((comment) => ({
    ...comment,
    names: comment.names.map((name) => {
      if (!ran.has(name.text)) ran.set(name.text, hasRun(name.text, settings));
      return { ...name, silenced: counts.get(name) ?? 0, hasRun: ran.get(name.text) ?? false };
    }),
  }));
  return { kept, suppressions };
}

/** Finds the comments that cover an offset, without looking at all of them each time. */
export function coveringAt<T extends { readonly covers: Range }>(comments: readonly T[]): (offset: number) => readonly T[] {
  const sorted = [...comments].sort((a, b) => a.covers[0] - b.covers[0]);
  // How far the comments up to each one reach: behind that none of them covers anything.
  let furthest = 0;
  const reach = sorted.map(({ covers }) => (furthest = Math.max(furthest, covers[1])));
  return (offset) => {
    const found: T[] = [];
    for (let i = lastUpTo(sorted, offset, ({ covers }) => covers[0]); i >= 0 && (reach[i] ?? 0) >= offset; i--) {
      const comment = sorted[i];
      if (comment && comment.covers[1] >= offset) found.push(comment);
    }
    return found;
  };
}

/** Whether a name in a comment means a rule, or a finding with these codes. Letter case does not count. */
function means(name: string, rule: string, codes: readonly string[]): boolean {
  const wanted = name.toLowerCase();
  return wanted === 'all' || wanted === rule || codes.some((code) => code.toLowerCase() === wanted);
}

const hasRun = (name: string, settings: readonly RuleSetting[]): boolean =>
  settings.some(({ rule }) => means(name, rule.name, Object.values(rule.codes ?? {}).flat()) || isRelayed(name, rule));

const asError = (finding: Finding): Finding =>
  finding.codes.some((code) => /^[A-Z][a-z]+[A-Z]/.test(code)) && finding.severity !== 'error'
    ? { ...finding, severity: 'error' }
    : finding;
