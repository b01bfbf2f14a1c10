import type { Dockerfile, Suppression } from '../nodes.ts';
import { makesErrors, suppressionComments, type WrittenSuppression } from './suppression-comments.ts';
import type { Finding, RuleSetting } from './types.ts';

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
  const kept = raised.filter((finding) => {
    let isSilenced = false;
    for (const { covers, names } of comments) {
      if (finding.range[0] < covers[0] || finding.range[0] > covers[1]) continue;
      for (const name of names) {
        if (!means(name.text, finding.rule, finding.codes)) continue;
        isSilenced = true;
        counts.set(name, (counts.get(name) ?? 0) + 1);
      }
    }
    return !isSilenced;
  });
  const suppressions = comments.map((comment) => ({
    ...comment,
    names: comment.names.map((name) => ({ ...name, silenced: counts.get(name) ?? 0, hasRun: hasRun(name.text, settings) })),
  }));
  return { kept, suppressions };
}

/** Whether a name in a comment means a rule, or a finding with these codes. Letter case does not count. */
function means(name: string, rule: string, codes: readonly string[]): boolean {
  const wanted = name.toLowerCase();
  return wanted === 'all' || wanted === rule || codes.some((code) => code.toLowerCase() === wanted);
}

const hasRun = (name: string, settings: readonly RuleSetting[]): boolean =>
  settings.some(({ rule }) => means(name, rule.name, Object.values(rule.codes ?? {}).flat()));

const asError = (finding: Finding): Finding =>
  finding.codes.some((code) => /^[A-Z][a-z]+[A-Z]/.test(code)) && finding.severity !== 'error'
    ? { ...finding, severity: 'error' }
    : finding;
