import type { AnyRule } from '../rule.ts';
import { valueOf, type Entry, type Table, type Tree } from './document.ts';
import type { Assignment, Sourced } from './plan.ts';
import { presets, type Preset } from './presets.ts';
import { failLevels, type FailLevel } from './schema.ts';
import { isCategory, isKnown, resolve } from './select.ts';

/** What one configuration file says. */
export interface Layer {
  /** As messages name it. */
  readonly name: string;
  /** The absolute folder that its patterns and paths are relative to. */
  readonly folder: string;
  readonly extends: readonly Sourced<string>[];
  readonly preset?: Sourced<Preset>;
  readonly assignments: readonly Assignment[];
  readonly overrides: readonly Override[];
  readonly exclude: readonly Sourced<string>[];
  readonly failLevel?: Sourced<FailLevel>;
  readonly inlineConfig?: Sourced<boolean>;
  readonly baseline?: Sourced<string>;
  readonly shellcheck?: Sourced<boolean>;
}

/** Other settings for some files. */
export interface Override {
  readonly files: readonly string[];
  readonly preset?: Sourced<Preset>;
  readonly assignments: readonly Assignment[];
  readonly failLevel?: Sourced<FailLevel>;
}

export interface Source {
  readonly name: string;
  readonly folder: string;
  readonly rules: readonly AnyRule[];
  /** Entries for rules that are not among `rules` are left out. */
  readonly lacksSome?: boolean;
}

/** What was validated is not questioned again: a value of another type is as good as none. */
export function layerOf(tree: Tree, source: Source): Layer {
  const overrides = entryOf(tree, 'overrides');
  const baseline = textsOf(entryOf(tree, 'baseline'), source)[0];
  const inlineConfig = booleanOf(entryOf(tree, 'inline-config'), source);
  const shellcheck = booleanOf(entryOf(tree, 'shellcheck'), source);
  return {
    ...{ name: source.name, folder: source.folder },
    ...levelsOf(tree, source),
    extends: textsOf(entryOf(tree, 'extends'), source),
    overrides: overrides?.type === 'list' ? overrides.items.map((item) => overrideOf(item, source)) : [],
    exclude: textsOf(entryOf(tree, 'exclude'), source),
    ...(inlineConfig ? { inlineConfig } : {}),
    ...(baseline ? { baseline } : {}),
    ...(shellcheck ? { shellcheck } : {}),
  };
}

const booleanOf = (tree: Tree | undefined, source: Source): Sourced<boolean> | undefined =>
  tree?.type === 'scalar' ? { value: tree.value === true, origin: originOf(source, tree) } : undefined;

/** The value's origin: `plimsoll.yaml:4:3`. */
export const originOf = ({ name }: Pick<Source, 'name'>, { at }: Pick<Tree, 'at'>): string => `${name}:${at.line}:${at.column}`;

export function entryOf(tree: Tree, key: string): Tree | undefined {
  return tree.type === 'table' ? tree.entries.find((entry) => entry.key === key)?.value : undefined;
}

/** The texts of a list, or the only one. */
export function textsOf(tree: Tree | undefined, source: Pick<Source, 'name'>): readonly Sourced<string>[] {
  if (!tree || tree.type === 'table') return [];
  const items = tree.type === 'list' ? tree.items : [tree];
  return items.flatMap((item) => (item.type === 'scalar' ? [{ value: String(item.value), origin: originOf(source, item) }] : []));
}

function overrideOf(tree: Tree, source: Source): Override {
  return { files: textsOf(entryOf(tree, 'files'), source).map(({ value }) => value), ...levelsOf(tree, source) };
}

/** What may stand in the whole as well as in an override. */
function levelsOf(tree: Tree, source: Source): Pick<Layer, 'preset' | 'failLevel' | 'assignments'> {
  const rules = entryOf(tree, 'rules');
  const preset = wordOf(entryOf(tree, 'preset'), presets, source);
  const failLevel = wordOf(entryOf(tree, 'fail-level'), failLevels, source);
  return {
    ...(preset ? { preset } : {}),
    ...(failLevel ? { failLevel } : {}),
    assignments: rules?.type === 'table' ? assignmentsOf(rules, source) : [],
  };
}

function wordOf<const W extends string>(tree: Tree | undefined, words: readonly W[], source: Source): Sourced<W> | undefined {
  const word = tree?.type === 'scalar' ? words.find((known) => known === tree.value) : undefined;
  return tree && word !== undefined ? { value: word, origin: originOf(source, tree) } : undefined;
}

/** Who names a code means less than who names a rule, and wins over it wherever the two stand; categories mean the most. */
function assignmentsOf({ entries }: Table, source: Source): readonly Assignment[] {
  const names = new Set(source.rules.map((rule) => rule.name));
  const rank = ({ key }: Entry): number => (isCategory(key) ? 0 : names.has(key) ? 1 : 2);
  const known = source.lacksSome ? entries.filter(({ key }) => isKnown(key, source.rules)) : entries;
  return known.toSorted((a, b) => rank(a) - rank(b)).map((entry) => assignmentOf(entry, source));
}

function assignmentOf({ key, value, at }: Entry, source: Source): Assignment {
  const [first, options] = value.type === 'list' ? value.items : [value];
  const severity = wordOf(first, ['error', 'warning', 'info', 'off'], source);
  const level = severity?.value ?? 'off';
  return {
    parts: resolve(key, source.rules),
    ...(level === 'off' ? { isOn: false } : { isOn: true, severity: level }),
    ...(options?.type === 'table' ? { options: optionsOf(options, source) } : {}),
    origin: originOf(source, { at }),
  };
}

function optionsOf({ entries }: Table, source: Source): Readonly<Record<string, Sourced<unknown>>> {
  return Object.fromEntries(entries.map(({ key, value, at }) => [key, { value: valueOf(value), origin: originOf(source, { at }) }]));
}
