import { rules as ownRules } from '../../rules/index.ts';
import type { Dockerfile, Range, SuppressedName, Suppression } from '../nodes.ts';
import type { AnyRule } from '../rule.ts';
import { makesErrors, suppressionComments, type WrittenSuppression } from './suppression-comments.ts';
import { isRelayed } from './relays.ts';
import type { Finding, RuleSetting } from './types.ts';
import { nearest } from '../syntax/nearest.ts';
import { lastUpTo } from '../syntax/ordered.ts';

export interface Suppressed {
  readonly kept: Finding[];
  readonly suppressions: readonly Suppression[];
}

/** Takes out the findings that a comment of the file silences, and counts for each name what it has silenced. */
export function suppress(findings: Finding[], dockerfile: Dockerfile, settings: readonly RuleSetting[]): Suppressed {
  const raised = makesErrors(dockerfile) ? findings.map(asError) : findings;
  const silencer = openSilencer(dockerfile);
  if (silencer.comments.length === 0) return { kept: raised, suppressions: [] };
  const kept = raised.filter((finding) => !silencer.silences(finding));
  const rules = settings.map(({ rule }) => rule);
  return { kept, suppressions: silencer.comments.map((comment) => ({ ...comment, names: silencer.namesOf(comment, rules) })) };
}

/** Knows what the comments of a file silence, and keeps count. */
export interface Silencer {
  readonly comments: readonly WrittenSuppression[];
  /** Whether a comment silences the finding; the names that do are counted. */
  silences(finding: Pick<Finding, 'rule' | 'codes' | 'range'>): boolean;
  /** The names of one of `comments`; what each has silenced, and whether one of the rules is meant by it, is as true as when it is asked for. */
  namesOf(comment: WrittenSuppression, rules: Iterable<AnyRule>): readonly SuppressedName[];
}

/** For hosts that learn of one finding at a time. */
export function openSilencer(dockerfile: Dockerfile): Silencer {
  const comments = suppressionComments(dockerfile);
  const counts = new Map<WrittenSuppression['names'][number], number>();
  const covering = coveringAt(comments);
  const ran = new Map<string, boolean>();
  return {
    comments,
    silences({ rule, codes, range }) {
      if (comments.length === 0) return false;
      const names = covering(range[0])
        .flatMap((comment) => comment.names)
        .filter(({ text }) => means(text, rule, codes));
      for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1);
      return names.length > 0;
    },
    namesOf: ({ names }, rules) =>
      names.map((name) => ({
        ...name,
        get silenced() {
          return counts.get(name) ?? 0;
        },
        get hasRun() {
          if (!ran.has(name.text)) ran.set(name.text, hasRun(name.text, rules));
          return ran.get(name.text) ?? false;
        },
        get isUnknown() {
          return isRuleName(name.text) && !namesKnown(rules).has(name.text.toLowerCase());
        },
        get near() {
          return nearest(name.text, namesKnown(rules));
        },
      })),
  };
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

function hasRun(name: string, rules: Iterable<AnyRule>): boolean {
  for (const rule of rules) if (means(name, rule.name, Object.values(rule.codes ?? {}).flat()) || isRelayed(name, rule)) return true;
  return false;
}

/** Not a code, and not a rule of a plugin that may not be loaded: `acme/no-x`. */
const isRuleName = (name: string): boolean => /^[a-z]+(?:-[a-z]+)+$/i.test(name);

function namesKnown(rules: Iterable<AnyRule>): ReadonlySet<string> {
  const names = new Set(ownRules.map(({ name }) => name));
  for (const { name } of rules) names.add(name);
  return names;
}

const asError = (finding: Finding): Finding =>
  finding.codes.some((code) => /^[A-Z][a-z]+[A-Z]/.test(code)) && finding.severity !== 'error'
    ? { ...finding, severity: 'error' }
    : finding;
