import type { RuleSetting } from '../engine/types.ts';
import type { AnyRule, Severity } from '../rule.ts';
import type { Tree } from './document.ts';
import { ConfigError } from './errors.ts';
import { layerOf } from './layer.ts';
import { planRules, settingsOf } from './plan.ts';
import { rulesOf, withRules, type PluginLike } from './plugins.ts';
import { presetAssignments, type Preset } from './presets.ts';
import { configSchema, type FailLevel } from './schema.ts';
import { validate } from './validate.ts';

/** Severity, `off`, or severity and options. */
export type RuleConfig = Severity | 'off' | readonly [severity: Severity | 'off', options?: Readonly<Record<string, unknown>>];

/** A configuration as an object, with the keys of `plimsoll.yaml`. It is read once: change none that has been used. */
export interface Config {
  /** The rules to start from: `recommended` where absent. */
  readonly preset?: Preset;
  /** By rule, by category, or by another tool's code. */
  readonly rules?: Readonly<Record<string, RuleConfig>>;
  /** Rules of your own, as objects. */
  readonly plugins?: readonly PluginLike[];
  /** Whether comments in Dockerfiles (`# plimsoll ignore=…`) count: yes where absent. */
  readonly 'inline-config'?: boolean;
  /** For the command: means nothing for one text. */
  readonly 'fail-level'?: FailLevel;
  /** For the command: means nothing for one text. */
  readonly exclude?: readonly string[];
  /** For the command: means nothing for one text. */
  readonly baseline?: string;
  readonly $schema?: string;
}

/** The rules that a configuration turns on, with severity and options. Throws a ConfigError that names everything wrong with it. */
export function resolveConfig(config: Config, own: readonly AnyRule[]): readonly RuleSetting[] {
  const rules = withRules(own, (config.plugins ?? []).flatMap(rulesOf));
  const entries = Object.entries(config).filter(([key, value]) => key !== 'plugins' && value !== undefined);
  const file = entries.find(([key]) => key === 'extends' || key === 'overrides')?.[0];
  if (file !== undefined) throw new ConfigError(`${file}: is about files, and only the command reads these; merge the settings yourself`);
  const tree = treeOf(Object.fromEntries(entries));
  const problems = validate(tree, configSchema(rules));
  if (problems.length > 0)
    throw new ConfigError(problems.map(({ path, message }) => (path === '' ? message : `${path}: ${message}`)).join('\n'));
  const { preset, assignments } = layerOf(tree, { name: 'config', folder: '', rules });
  return settingsOf(planRules(rules, [...presetAssignments(preset?.value ?? 'recommended', rules), ...assignments]));
}

const at = { line: 1, column: 1 };

function treeOf(value: unknown): Tree {
  if (Array.isArray(value)) return { type: 'list', at, items: value.map(treeOf) };
  if (typeof value === 'object' && value !== null)
    return { type: 'table', at, entries: Object.entries(value).map(([key, held]) => ({ key, at, value: treeOf(held) })) };
  const isKnown = typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';
  return { type: 'scalar', at, value: isKnown ? value : null };
}
