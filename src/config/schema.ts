import type { AnyRule } from '../rule.ts';
import { presets } from './presets.ts';
import { categoryNames, codesOf, optionsOf } from './select.ts';

/** The part of JSON Schema (draft 7) that configurations need, and that `validate` understands. */
export interface Schema {
  readonly $schema?: string;
  readonly $ref?: string;
  readonly title?: string;
  readonly description?: string;
  readonly default?: unknown;
  readonly definitions?: Readonly<Record<string, Schema>>;
  readonly anyOf?: readonly Schema[];
  readonly type?: 'object' | 'array' | 'string' | 'boolean' | 'integer';
  readonly enum?: readonly unknown[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly patternProperties?: Readonly<Record<string, Schema>>;
  readonly additionalProperties?: false;
  readonly required?: readonly string[];
  /** A list: one for each place. */
  readonly items?: Schema | readonly Schema[];
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly uniqueItems?: boolean;
  readonly minimum?: number;
}

export const failLevels = ['error', 'warning', 'info', 'none'] as const;
export type FailLevel = (typeof failLevels)[number];

/** What a configuration may hold. rules/schema.json is this for the rules there are and `pluginRules`, of which an editor knows no more than how they are named. */
export function configSchema(rules: readonly AnyRule[], others: Pick<Schema, 'patternProperties'> = {}): Schema {
  const shared = { preset: { $ref: '#/definitions/preset' }, rules: { $ref: '#/definitions/rules' } };
  const level = { description: 'The least severity that makes the exit code 1; `none`: findings never do.', enum: failLevels };
  const files = { ...strings('The files that this is for, as paths and patterns in the syntax of .gitignore.'), minItems: 1 };
  return {
    $schema: 'http://json-schema.org/draft-07/schema#',
    title: 'Configuration of plimsoll',
    description: 'plimsoll.yaml, .plimsoll.yaml, or the same as .yml or .json.',
    ...record({
      $schema: { description: 'Where this schema lies, for editors.', type: 'string' },
      extends: {
        description: 'Other configuration files, relative to this one. What stands here counts more, and what a later one says.',
        anyOf: [{ type: 'string' }, strings()],
      },
      plugins: {
        description:
          'Modules with rules of your own, relative to this file. The command loads them only with --allow-plugins, or for --config outside of what is linted.',
        anyOf: [{ type: 'string' }, strings()],
      },
      ...shared,
      overrides: {
        description: 'Other settings for some files; later entries win. A preset starts afresh for them.',
        type: 'array',
        items: { ...record({ files, ...shared, 'fail-level': level }), required: ['files'] },
      },
      exclude: strings('Files and folders to leave out, relative to this file and in the syntax of .gitignore.'),
      'fail-level': { ...level, default: 'warning' },
      'inline-config': {
        description: 'Whether comments in Dockerfiles (`# plimsoll ignore=…`, `# hadolint ignore=…`) count.',
        type: 'boolean',
        default: true,
      },
      baseline: { description: 'A file of findings to leave out, relative to this one.', type: 'string' },
      shellcheck: {
        description: 'Whether an installed ShellCheck is run as well; what it says and our own rules do not is a finding of `shellcheck`.',
        type: 'boolean',
        default: false,
      },
    }),
    definitions: {
      preset: { description: 'The rules to start from.', enum: presets, default: 'recommended' },
      severity: { description: 'How much a finding matters; `off` turns the rule off.', enum: ['error', 'warning', 'info', 'off'] },
      rules: {
        description: "Severity, or severity and options, by rule, by category, or by another tool's code for some findings of a rule.",
        ...record({
          ...Object.fromEntries(rules.map((rule) => [rule.name, { description: rule.summary, ...ruleSchema([rule]) }])),
          ...Object.fromEntries(categoriesOf(rules).map((name) => [name, categorySchema(name)])),
        }),
        ...withPatterns(codePatterns(rules), others),
      },
    },
  };
}

/** Rules of plugins that have a name: `acme/no-debian`, with whatever options. */
export const pluginRules = named('^[a-z][a-z0-9-]*(?:/[a-z0-9-]+)+$');

/** The same of plugins that need not have one. */
export const anyRules = named('^[a-z][a-z0-9]*(?:[-/][a-z0-9]+)*$');
function named(pattern: string): Pick<Schema, 'patternProperties'> {
  const severityOf: Schema = { $ref: '#/definitions/severity' };
  return { patternProperties: { [pattern]: { anyOf: [severityOf, pair([severityOf, { type: 'object' }])] } } };
}

function withPatterns(
  own: Pick<Schema, 'patternProperties'>,
  others: Pick<Schema, 'patternProperties'>,
): Pick<Schema, 'patternProperties'> {
  const patternProperties = { ...own.patternProperties, ...others.patternProperties };
  return Object.keys(patternProperties).length > 0 ? { patternProperties } : {};
}

const severity: Schema = { $ref: '#/definitions/severity' };

const strings = (description?: string): Schema => ({ ...(description ? { description } : {}), type: 'array', items: { type: 'string' } });

const categorySchema = (name: string): Schema => ({
  description: `Every rule of the category '${name}'.`,
  anyOf: [severity, pair([severity])],
});

/** For rules that share a code: the options that any of them has. */
function ruleSchema(rules: readonly AnyRule[]): Schema {
  const options = new Map<string, Schema>();
  for (const [name, option] of rules.flatMap((rule) => Object.entries(optionsOf(rule)))) {
    // What src/options.ts writes is this subset.
    const schema = option.schema as Schema;
    const other = options.get(name);
    options.set(
      name,
      other && JSON.stringify(other) !== JSON.stringify(schema) ? { anyOf: [...(other.anyOf ?? [other]), schema] } : schema,
    );
  }
  return { anyOf: [severity, pair(options.size > 0 ? [severity, record(Object.fromEntries(options))] : [severity])] };
}

/** Codes that take the same options stand in one pattern. */
function codePatterns(rules: readonly AnyRule[]): Pick<Schema, 'patternProperties'> {
  const owners = new Map<string, AnyRule[]>();
  for (const rule of rules) for (const code of new Set(codesOf(rule))) owners.set(code, [...(owners.get(code) ?? []), rule]);
  const groups = new Map<string, { readonly codes: string[]; readonly schema: Schema }>();
  for (const [code, having] of [...owners].sort(([a], [b]) => (a < b ? -1 : 1))) {
    const withOptions = having.filter((rule) => Object.keys(optionsOf(rule)).length > 0);
    const key = withOptions.map((rule) => rule.name).join(' ');
    const group = groups.get(key) ?? { codes: [], schema: ruleSchema(withOptions) };
    group.codes.push(code);
    groups.set(key, group);
  }
  const known = [...groups.values()].map(({ codes, schema }) => [`^(${codes.map(escape).join('|')})$`, schema] as const);
  const withOptions = [...groups].flatMap(([key, { codes }]) => (key === '' ? [] : codes));
  const relayed = rules.flatMap(({ relays }) => (relays ? [[relayedPattern(relays, withOptions), ruleSchema([])] as const] : []));
  const patterns = [...known, ...relayed];
  return patterns.length > 0 ? { patternProperties: Object.fromEntries(patterns) } : {};
}

/** Every number of a range is as long as its first. All patterns that fit a key count, so those that take options are left out. */
function relayedPattern({ prefix, from, to }: NonNullable<AnyRule['relays']>, others: readonly string[]): string {
  const [first, last] = [String(from), String(to)];
  const known = others.filter((code) => code.startsWith(prefix));
  const none = known.length > 0 ? `(?!(?:${known.map(escape).join('|')})$)` : '';
  return `^(${none}${prefix}[${first.charAt(0)}-${last.charAt(0)}][0-9]{${first.length - 1}})$`;
}

const escape = (code: string): string => code.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&');

/** Those that have a rule. */
function categoriesOf(rules: readonly AnyRule[]): readonly string[] {
  return categoryNames.filter((name) => rules.some((rule) => rule.category === name));
}

function pair(items: readonly Schema[]): Schema {
  return { type: 'array', items, minItems: 1, maxItems: items.length };
}

const record = (properties: Readonly<Record<string, Schema>>): Schema => ({ type: 'object', properties, additionalProperties: false });
