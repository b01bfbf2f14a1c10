import type { OptionSpecs } from '../options.ts';
import type { AnyRule, Category } from '../rule.ts';
import { isRelayed, relayedCodes } from '../engine/relays.ts';
import { ConfigError } from './errors.ts';
import { nearest } from '../syntax/nearest.ts';
import type { Assignment, Part } from './plan.ts';

/** What the command line says about rules. Every entry is a rule's name, another tool's code, a category, a beginning with `*`, or `all`. */
export interface Choice {
  /** Only these. */
  readonly select?: readonly string[];
  readonly extendSelect?: readonly string[];
  /** Wins over all others. */
  readonly ignore?: readonly string[];
}

/** Turns the lists of a command line into what they say about each rule. Severities and options stay as they are. */
export function chosen({ select, extendSelect = [], ignore = [] }: Choice, rules: readonly AnyRule[]): readonly Assignment[] {
  const say = (selectors: readonly string[], isOn: boolean, origin: string): readonly Assignment[] =>
    selectors.map((selector) => ({ parts: resolve(selector, rules), isOn, origin }));
  const others: Assignment = { parts: resolve('all', rules), isOn: false, origin: '--select' };
  return [
    ...(select ? [others, ...say(select, true, '--select')] : []),
    ...say(extendSelect, true, '--extend-select'),
    ...say(ignore, false, '--ignore'),
  ];
}

/** All of a rule's codes from other tools. */
export function codesOf(rule: AnyRule): readonly string[] {
  return Object.values(rule.codes ?? {}).flat();
}

export function defaultOptions(rule: AnyRule): Record<string, unknown> {
  const options: Record<string, unknown> = {};
  for (const [name, option] of Object.entries(optionsOf(rule))) options[name] = option.default;
  return options;
}

export const optionsOf = (rule: AnyRule): OptionSpecs => (rule.options as OptionSpecs | undefined) ?? {};

/** Every rule that a name, code, category or beginning stands for. */
export function findRules(selector: string, rules: readonly AnyRule[]): readonly AnyRule[] {
  return [...resolve(selector, rules).keys()];
}

/**
 * What a name, code, category or beginning stands for. Names come before categories, those before codes: `user` is the category,
 * `DL3008` a code. Letter case does not count.
 */
export function resolve(selector: string, rules: readonly AnyRule[]): ReadonlyMap<AnyRule, Part> {
  const wanted = selector.toLowerCase();
  if (wanted === 'all') return new Map(rules.map((rule) => [rule, 'whole']));
  const isPrefix = wanted.endsWith('*');
  const start = wanted.slice(0, -1);
  const matches = (name: string): boolean => (isPrefix ? name.toLowerCase().startsWith(start) : name.toLowerCase() === wanted);
  const named = rules.filter((rule) => matches(rule.name) || (!isPrefix && rule.category === wanted));
  const found = new Map<AnyRule, Part>(named.map((rule) => [rule, 'whole']));
  for (const rule of rules) {
    if (found.has(rule)) continue;
    const codes = isPrefix ? [...codesOf(rule).filter(matches), ...relayedCodes(start, rule)] : codesOf(rule).filter(matches);
    if (codes.length > 0) found.set(rule, new Set(codes));
    else if (isRelayed(wanted, rule)) found.set(rule, new Set([wanted.toUpperCase()]));
  }
  if (found.size === 0 && !isCategory(wanted)) throw unknownSelector(selector, rules);
  return found;
}

/** Whether `resolve` finds anything. */
export function isKnown(selector: string, rules: readonly AnyRule[]): boolean {
  try {
    resolve(selector, rules);
    return true;
  } catch (error) {
    if (error instanceof ConfigError) return false;
    throw error;
  }
}

export const isCategory = (word: string): boolean => Object.hasOwn(categories, word);

function unknownSelector(selector: string, rules: readonly AnyRule[]): ConfigError {
  const names = [...rules.map((rule) => rule.name), ...categoryNames, ...rules.flatMap(codesOf)];
  const guess = selector.endsWith('*')
    ? undefined
    : (nearest(selector, names) ?? names.find((name) => selector.length > 2 && name.includes(selector.toLowerCase())));
  return new ConfigError(`unknown rule '${selector}'${guess ? ` (did you mean '${guess}'?)` : ''}`);
}

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

export const categoryNames: readonly string[] = Object.keys(categories);
