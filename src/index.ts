import { rules } from '../rules/index.ts';
import { resolveConfig as resolve, type Config } from './config/settings.ts';
import { fix as fixWith } from './engine/fix.ts';
import { lint as lintWith } from './engine/lint.ts';
import type { FixOptions, FixResult, LintInput, LintOptions, LintResult, RuleSetting } from './engine/types.ts';
import { parse as parseText, withoutBom } from './syntax/parse.ts';
import type { Dockerfile } from './nodes.ts';

/** Reads a Dockerfile as BuildKit does; a leading byte order mark is not counted in offsets. Never throws: see `problems`. */
export const parse = (text: string): Dockerfile => parseText(withoutBom(text));

/**
 * Lints one Dockerfile: a text, or with its name and what lies around it. Without a configuration the preset `recommended` counts.
 * Never throws for what stands in the file: a rule that does is among `failures`. Throws a ConfigError for a wrong configuration.
 */
export function lint(input: string | LintInput, config: Config | readonly RuleSetting[] = {}, options: LintOptions = {}): LintResult {
  return lintWith(inputOf(input), settingsOf(config), { ...inlineConfigOf(config), ...options });
}

/**
 * Lints and fixes one Dockerfile in passes until nothing changes, and writes nothing: the new text and files are in the result.
 * Only safe fixes are made unless `unsafe` is set. Throws a ConfigError for a wrong configuration.
 */
export function fix(input: string | LintInput, config: Config | readonly RuleSetting[] = {}, options: Partial<FixOptions> = {}): FixResult {
  return fixWith(inputOf(input), settingsOf(config), { unsafe: false, ...inlineConfigOf(config), ...options });
}

/** The rules that a configuration turns on, for whoever wants to see or change them. Throws a ConfigError for a wrong one. */
export const resolveConfig = (config: Config): readonly RuleSetting[] => resolve(config, rules);

/** Gives a configuration back as it is: for the compiler, and for editors. */
export const defineConfig = (config: Config): Config => config;

const inputOf = (input: string | LintInput): LintInput => (typeof input === 'string' ? { path: 'Dockerfile', text: input } : input);

const resolved = new WeakMap<Config, readonly RuleSetting[]>();

function settingsOf(config: Config | readonly RuleSetting[]): readonly RuleSetting[] {
  if (isList(config)) return config;
  const settings = resolved.get(config) ?? resolveConfig(config);
  resolved.set(config, settings);
  return settings;
}

const inlineConfigOf = (config: Config | readonly RuleSetting[]): Pick<LintOptions, 'inlineConfig'> =>
  isList(config) || config['inline-config'] === undefined ? {} : { inlineConfig: config['inline-config'] };

const isList = (config: Config | readonly RuleSetting[]): config is readonly RuleSetting[] => Array.isArray(config);

export { ConfigError } from './config/errors.ts';
export { Reuse } from './engine/reuse.ts';
export { presets } from './config/presets.ts';
export { defineRule, dockerfile } from './rule.ts';
export * as options from './options.ts';
export { rules };
export type { Plugin, PluginLike } from './config/plugins.ts';
export type { Preset } from './config/presets.ts';
export type { Config, RuleConfig } from './config/settings.ts';
export type * from './rule.ts';
export type * from './nodes.ts';
export type * from './engine/types.ts';
export type * from './model/model.ts';
