import type { AnyRule } from '../rule.ts';
import type { Tree } from './document.ts';
import { entryOf, originOf, textsOf, type Layer, type Source } from './layer.ts';
import type { Assignment, Sourced } from './plan.ts';
import type { FailLevel, Schema } from './schema.ts';
import { codesOf, optionsOf } from './select.ts';

const texts: Schema = { type: 'array', items: { type: 'string' } };
const textOrTexts: Schema = { anyOf: [{ type: 'string' }, texts] };
const overrideKeys = ['error', 'warning', 'info', 'style'] as const;

/** What of a `.hadolint.yaml` is read. Other keys say how to print, and hadolint as well lets those pass that it does not know. */
export const hadolintSchema: Schema = {
  type: 'object',
  properties: {
    ignored: texts,
    override: { type: 'object', properties: Object.fromEntries(overrideKeys.map((key) => [key, texts])) },
    'failure-threshold': { enum: ['error', 'warning', 'info', 'style', 'ignore', 'none'] },
    'no-fail': { type: 'boolean' },
    trustedRegistries: textOrTexts,
    'label-schema': { type: 'object' },
    'strict-labels': { type: 'boolean' },
    'disable-ignore-pragma': { type: 'boolean' },
  },
};

/** A code that a `.hadolint.yaml` names, with what it says there and the comment behind it. */
export interface HadolintCode {
  readonly code: string;
  readonly severity: 'error' | 'warning' | 'info' | 'off';
  readonly origin: string;
  readonly comment?: string;
}

/** A setting of hadolint for one of its rules, as an option of ours. */
export interface HadolintOption {
  /** As hadolint calls it. */
  readonly key: string;
  readonly code: string;
  readonly option: string;
  readonly value: readonly string[] | boolean;
  readonly origin: string;
}

/** hadolint's verdict: its rules and severities, and what the file says of them. */
export function hadolintLayer(tree: Tree, source: Source): Layer {
  const codes = hadolintCodes(tree, source).flatMap((said) => codeAssignment(said, source.rules));
  const options = hadolintOptions(tree, source).flatMap((said) => optionAssignment(said, source.rules));
  const pragma = entryOf(tree, 'disable-ignore-pragma');
  const isPragmaOff = pragma?.type === 'scalar' && pragma.value === true;
  return {
    ...{ name: source.name, folder: source.folder, extends: [], overrides: [], exclude: [] },
    preset: { value: 'hadolint', origin: source.name },
    assignments: [...options, ...codes],
    failLevel: hadolintFailLevel(tree, source),
    ...(isPragmaOff ? { inlineConfig: { value: false, origin: originOf(source, pragma) } } : {}),
  };
}

/** `no-fail` wins. The threshold is inclusive; without one an info is enough. `ignore` and `none` let any finding fail the run. */
export function hadolintFailLevel(tree: Tree, source: Source): Sourced<FailLevel> {
  const noFail = entryOf(tree, 'no-fail');
  if (noFail?.type === 'scalar' && noFail.value === true) return { value: 'none', origin: originOf(source, noFail) };
  const [threshold] = textsOf(entryOf(tree, 'failure-threshold'), source);
  if (!threshold) return { value: 'info', origin: `${source.name} (hadolint's default)` };
  return { value: threshold.value === 'error' || threshold.value === 'warning' ? threshold.value : 'info', origin: threshold.origin };
}

/** What is ignored stands last, for there it wins. */
export function hadolintCodes(tree: Tree, source: Pick<Source, 'name'>): readonly HadolintCode[] {
  const override = entryOf(tree, 'override');
  const lists = overrideKeys.map((key) => [override && entryOf(override, key), key === 'style' ? 'info' : key] as const);
  return [...lists.reverse(), [entryOf(tree, 'ignored'), 'off'] as const].flatMap(([list, severity]) =>
    list?.type === 'list'
      ? list.items.flatMap((item) => {
          if (item.type !== 'scalar') return [];
          const { comment } = item;
          return [{ code: String(item.value), severity, origin: originOf(source, item), ...(comment ? { comment } : {}) }];
        })
      : [],
  );
}

/**
 * The settings that are options of a rule: a label schema is a list of `label:format`, as on hadolint's command line. Other labels
 * are allowed beside it unless `strict-labels` forbids them.
 */
export function hadolintOptions(tree: Tree, source: Pick<Source, 'name'>): readonly HadolintOption[] {
  const strict = entryOf(tree, 'strict-labels');
  const isStrict = strict?.type === 'scalar' && strict.value === true;
  return optionTable.flatMap(({ key, ...to }): readonly HadolintOption[] => {
    const value = entryOf(tree, key);
    if (!value || (to.code === 'DL3050' && !isStrict)) return [];
    const origin = originOf(source, value);
    if (value.type === 'scalar' && typeof value.value === 'boolean') return [{ key, ...to, value: value.value, origin }];
    if (value.type !== 'table') return [{ key, ...to, value: distinct(textsOf(value, source).map((text) => text.value)), origin }];
    const pairs = value.entries.map((entry) => `${entry.key}:${textsOf(entry.value, source)[0]?.value ?? 'text'}`);
    return [{ key, ...to, value: distinct(pairs), origin }];
  });
}

/** Our lists take nothing twice; hadolint's are sets. */
const distinct = (list: readonly string[]): readonly string[] => [...new Set(list)];

/** The rules that take one of hadolint's settings: those with the code and the option. */
export function takersOf({ code, option, value }: HadolintOption, rules: readonly AnyRule[]): readonly AnyRule[] {
  return rules.filter((rule) => {
    const taker = rule.codes?.hadolint?.includes(code) ? optionsOf(rule)[option] : undefined;
    return taker !== undefined && (taker.schema['type'] === 'array') === Array.isArray(value);
  });
}

/** hadolint's key, the code of its rule that heeds it, and what our rule with that code calls it. */
const optionTable: readonly Pick<HadolintOption, 'key' | 'code' | 'option'>[] = [
  { key: 'trustedRegistries', code: 'DL3026', option: 'allow' },
  ...['DL3049', 'DL3050', 'DL3051', 'DL3052', 'DL3053', 'DL3054', 'DL3055', 'DL3056', 'DL3058'].map((code) => ({
    ...{ key: 'label-schema', code, option: 'labels' },
  })),
  { key: 'strict-labels', code: 'DL3050', option: 'strict' },
];

/** A code that no rule of ours has is no mistake: hadolint has the rule. */
function codeAssignment({ code, severity, origin }: HadolintCode, rules: readonly AnyRule[]): readonly Assignment[] {
  const parts = new Map(rules.filter((rule) => codesOf(rule).includes(code)).map((rule) => [rule, new Set([code])] as const));
  return parts.size > 0 ? [{ parts, ...(severity === 'off' ? { isOn: false } : { isOn: true, severity }), origin }] : [];
}

/** Options are the whole rule's; whether it runs is up to the preset. */
function optionAssignment(said: HadolintOption, rules: readonly AnyRule[]): readonly Assignment[] {
  return takersOf(said, rules).map((rule) => ({
    parts: new Map([[rule, new Set([said.code])]]),
    isOn: true,
    options: { [said.option]: { value: said.value, origin: said.origin } },
    origin: said.origin,
  }));
}
