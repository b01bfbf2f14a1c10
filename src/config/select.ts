import type { RuleSetting } from '../engine/types.ts';
import type { OptionSpecs } from '../options.ts';
import type { AnyRule, Category } from '../rule.ts';
import { ConfigError } from './errors.ts';
import { nearest } from './nearest.ts';

export const presets = ['recommended', 'strict', 'cis', 'all', 'off'] as const;
export type Preset = (typeof presets)[number];

/** Which rules shall run. Every entry is a rule's name, another tool's code, a category, a beginning with `*`, or `all`. */
export interface Choice {
  readonly preset: Preset;
  /** Takes the preset's place. */
  readonly select?: readonly string[];
  readonly extendSelect?: readonly string[];
  /** Wins over all others. */
  readonly ignore?: readonly string[];
}

/** Turns presets and lists into the rules to run, with their own severities and default options. */
export function selectRules(rules: readonly AnyRule[], choice: Choice): readonly RuleSetting[] {
  const { preset, select, extendSelect = [], ignore = [] } = choice;
  const on = [...(select ?? []), ...extendSelect].map((selector) => resolve(selector, rules));
  const off = ignore.map((selector) => resolve(selector, rules));
  return rules.flatMap((rule) => {
    const wanted = union(rule, on, !select && isInPreset(rule, preset));
    const unwanted = union(rule, off, false);
    if (wanted === none || unwanted === whole) return [];
    return [{ rule: narrow(rule, wanted, unwanted), severity: rule.severity, options: defaultOptions(rule) }];
  });
}

export function isInPreset(rule: AnyRule, preset: Preset): boolean {
  if (preset === 'all') return true;
  if (preset === 'off') return false;
  return (rule.presets ?? ['recommended', 'strict']).includes(preset);
}

/** All of a rule's codes from other tools. */
function codesOf(rule: AnyRule): readonly string[] {
  return Object.values(rule.codes ?? {}).flat();
}

export function defaultOptions(rule: AnyRule): Readonly<Record<string, unknown>> {
  return Object.fromEntries(Object.entries(optionsOf(rule)).map(([name, option]) => [name, option.default]));
}

export const optionsOf = (rule: AnyRule): OptionSpecs => (rule.options as OptionSpecs | undefined) ?? {};

/** Every rule that a name, code, category or beginning stands for. */
export function findRules(selector: string, rules: readonly AnyRule[]): readonly AnyRule[] {
  return [...resolve(selector, rules).keys()];
}

/** How much of a rule is meant: nothing, everything, or the findings that carry one of some codes. */
type Part = typeof none | typeof whole | ReadonlySet<string>;
const none = 'none';
const whole = 'whole';
type Resolved = ReadonlyMap<AnyRule, Part>;

/** Names come before categories, those before codes: `user` is the category, `DL3008` a code. Letter case does not count. */
function resolve(selector: string, rules: readonly AnyRule[]): Resolved {
  const wanted = selector.toLowerCase();
  if (wanted === 'all') return new Map(rules.map((rule) => [rule, whole]));
  const isPrefix = wanted.endsWith('*');
  const start = wanted.slice(0, -1);
  const matches = (name: string): boolean => (isPrefix ? name.toLowerCase().startsWith(start) : name.toLowerCase() === wanted);
  const named = rules.filter((rule) => matches(rule.name) || (!isPrefix && rule.category === wanted));
  const found = new Map<AnyRule, Part>(named.map((rule) => [rule, whole]));
  for (const rule of rules) {
    if (found.has(rule)) continue;
    const codes = codesOf(rule).filter(matches);
    if (codes.length > 0) found.set(rule, new Set(codes));
  }
  if (found.size === 0 && !isCategory(wanted)) throw unknownSelector(selector, rules);
  return found;
}

function union(rule: AnyRule, selections: readonly Resolved[], start: boolean): Part {
  if (start) return whole;
  const codes = new Set<string>();
  for (const selection of selections) {
    const part = selection.get(rule) ?? none;
    if (part === whole) return whole;
    if (part !== none) part.forEach((code) => codes.add(code));
  }
  return codes.size > 0 ? codes : none;
}

/** A rule chosen or ignored by codes reports only what carries one of them, or none of them. */
function narrow(rule: AnyRule, wanted: Part, unwanted: Part): AnyRule {
  const only = typeof wanted === 'string' ? undefined : wanted;
  const except = typeof unwanted === 'string' ? undefined : unwanted;
  if (!only && !except) return rule;
  const all = codesOf(rule);
  const accepts = ({ codes = all }: Reported): boolean =>
    (!only || codes.some((code) => only.has(code))) && !codes.some((code) => except?.has(code));
  const visit = Object.entries(rule.visit as Readonly<Record<string, Visit>>).map(([type, handler]): [string, Visit] => [
    type,
    (node, context) =>
      handler(
        node,
        withReport(context, (problem) => accepts(problem) && context.report(problem)),
      ),
  ]);
  return { ...rule, visit: Object.fromEntries(visit) } as AnyRule;
}

interface Reported {
  readonly codes?: readonly string[];
}
interface Reporter {
  report(problem: Reported): unknown;
}
type Visit = (node: unknown, context: Reporter) => void;

/** The same context; as its prototype, so that the lazy parts of the model stay lazy. */
function withReport(context: Reporter, report: Reporter['report']): Reporter {
  return Object.assign(Object.create(context) as Reporter, { report });
}

function unknownSelector(selector: string, rules: readonly AnyRule[]): ConfigError {
  const names = [...rules.map((rule) => rule.name), ...Object.keys(categories), ...rules.flatMap(codesOf)];
  const guess = selector.endsWith('*') ? undefined : nearest(selector, names);
  return new ConfigError(`unknown rule '${selector}'${guess ? ` (did you mean '${guess}'?)` : ''}`);
}

const isCategory = (word: string): boolean => Object.hasOwn(categories, word);

/** An object, so that a category left out is a type error. */
const categories = {
  syntax: true,
  'base-image': true,
  stages: true,
  user: true,
  packages: true,
  shell: true,
  secrets: true,
  network: true,
  files: true,
  metadata: true,
  runtime: true,
  variables: true,
  context: true,
  cache: true,
  style: true,
  suppression: true,
} satisfies Record<Category, true>;
