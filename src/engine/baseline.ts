import type { Finding, LintResult } from './types.ts';
import { compareText } from '../syntax/ordered.ts';

/** What is known of a tree and not to be reported: path to rule to message to how often. No line numbers, so that moved code stays known. */
export type Baseline = Readonly<Record<string, Readonly<Record<string, Readonly<Record<string, number>>>>>>;

/** An entry of a baseline that occurs less often than it says. */
export interface StaleEntry {
  readonly path: string;
  readonly rule: string;
  /** How many of the known findings are gone. */
  readonly gone: number;
}

/** The baseline of what is there now; files without findings are left out. */
export function makeBaseline(results: readonly LintResult[]): Baseline {
  const files = emptyRecord<Record<string, Record<string, number>>>();
  for (const { path, findings } of [...results].sort(byPath)) {
    for (const { rule, message } of [...findings].sort((a, b) => compareText(a.rule, b.rule) || compareText(a.message, b.message))) {
      const messages = ((files[path] ??= emptyRecord())[rule] ??= emptyRecord());
      messages[message] = (messages[message] ?? 0) + 1;
    }
  }
  return files;
}

/**
 * Takes known findings out of a file's results. Of each rule as many are taken as the baseline knows: those with the very message first,
 * then any, since a message may name what has moved; what is left is new.
 */
export function applyBaseline(
  result: LintResult,
  baseline: Baseline,
): { readonly result: LintResult; readonly stale: readonly StaleEntry[] } {
  const known = Object.hasOwn(baseline, result.path) ? baseline[result.path] : undefined;
  if (!known) return { result, stale: [] };
  const left = new Map(Object.entries(known).map(([rule, messages]) => [rule, new Map(Object.entries(messages))]));
  const unmatched = result.findings.filter(({ rule, message }) => !take(left.get(rule), message));
  const isNew = new Set(unmatched.filter(({ rule }) => !takeAny(left.get(rule))));
  const stale = [...left].flatMap(([rule, messages]) => {
    const gone = sum(messages.values());
    return gone > 0 ? [{ path: result.path, rule, gone }] : [];
  });
  return { result: { ...result, findings: result.findings.filter((finding: Finding) => isNew.has(finding)) }, stale };
}

function take(messages: Map<string, number> | undefined, message: string): boolean {
  const count = messages?.get(message) ?? 0;
  if (!messages || count === 0) return false;
  messages.set(message, count - 1);
  return true;
}

function takeAny(messages: Map<string, number> | undefined): boolean {
  for (const [message, count] of messages ?? []) if (count > 0) return take(messages, message);
  return false;
}

/** Without a prototype, so that a file or a message may be called `__proto__`. */
const emptyRecord = <T>(): Record<string, T> => Object.create(null) as Record<string, T>;

const sum = (counts: Iterable<number>): number => [...counts].reduce((total, count) => total + count, 0);
const byPath = (a: LintResult, b: LintResult): number => compareText(a.path, b.path);
