import { resolve } from 'node:path';
import * as eslint10 from 'eslint';
import * as eslint9 from 'eslint9';
import { createPlugin } from '../../src/eslint/plugin.ts';
import type { AnyRule } from '../../src/rule.ts';

/** Both versions of ESLint that the plugin is for. */
export const versions = [
  ['10', eslint10],
  ['9', eslint9 as unknown as typeof eslint10],
] as const;

/** The two commands as they are installed. */
export const commands = [
  ['10', resolve('node_modules/eslint/bin/eslint.js')],
  ['9', resolve('node_modules/eslint9/bin/eslint.js')],
] as const;

export type Eslint = typeof eslint10;
export type Message = eslint10.Linter.LintMessage;

export const plugin = createPlugin();

type Severities = Readonly<Record<string, eslint10.Linter.RuleSeverity | [eslint10.Linter.RuleSeverity, ...unknown[]]>>;

/** A configuration with only these rules, by their names without prefix. */
export function configOf(rules: Severities, others: eslint10.Linter.Config = {}, own: readonly AnyRule[] = []): eslint10.Linter.Config {
  const used = own.length > 0 ? createPlugin({ rules: own }) : plugin;
  const named = Object.entries(rules).map(([name, entry]) => [name.startsWith('no-restricted-') ? name : `docker/${name}`, entry] as const);
  return { files: ['**'], plugins: { docker: used }, language: 'docker/dockerfile', ...others, rules: Object.fromEntries(named) };
}

/** What ESLint says of a text. */
export function verify(
  { Linter }: Eslint,
  text: string,
  config: eslint10.Linter.Config,
  { cwd = resolve('.'), filename = 'Dockerfile' } = {},
): readonly Message[] {
  return new Linter({ cwd }).verify(text, [config], { filename });
}

/** `line:column rule` of each. */
export const placesOf = (messages: readonly Message[]): readonly string[] =>
  messages.map(({ line, column, ruleId }) => `${line}:${column} ${ruleId?.replace('docker/', '') ?? '-'}`);
