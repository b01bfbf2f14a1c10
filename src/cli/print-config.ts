import type { Configs, FileConfig } from '../config/configs.ts';
import type { RulePlan, RuleState, Sourced } from '../config/plan.ts';
import { optionsOf } from '../config/select.ts';
import { UsageError } from './errors.ts';
import type { LintFlags } from './lint-flags.ts';
import { complain, write } from './output.ts';

/** `--print-config FILE`: every value that counts for a file and where it comes from, as YAML that is a configuration itself, or as JSON. */
export async function printConfig(flags: LintFlags, configs: Configs, operands: readonly string[]): Promise<number> {
  const [output, ...others] = flags.outputs;
  if (operands.length > 0) throw new UsageError(`--print-config takes one file, so there is no place for '${operands[0]}'`);
  if (flags.printConfig === '') throw new UsageError('--print-config needs the name of a file');
  if (output?.file !== undefined || others.length > 0) throw new UsageError('--print-config prints to standard output');
  if (output && output.format !== 'text' && output.format !== 'json')
    throw new UsageError(`--print-config can be text or json, not ${output.format}`);
  const path = flags.printConfig === '-' ? (flags.stdinFilename ?? '-') : (flags.printConfig ?? '-');
  const config = await configs.of(path);
  if ('problems' in config) {
    for (const { where, message } of config.problems) complain(`${where}: ${message}`);
    return 2;
  }
  write(1, output?.format === 'json' ? `${JSON.stringify(toJson(path, config), null, 2)}\n` : toYaml(path, config));
  return 0;
}

function toYaml(path: string, config: FileConfig): string {
  const { preset, failLevel, inlineConfig, shellcheck, baseline, exclude, plans, sources, excludedBy } = config;
  const from = sources.length > 0 ? sources.join(', then ') : 'no configuration file';
  const codes = codeLines(plans);
  const lines: readonly Line[] = [
    [`# ${path}: ${from}`],
    ...(excludedBy === undefined ? [] : [[`# Not linted: excluded at ${excludedBy}`] as const]),
    valueLine('preset', preset),
    valueLine('fail-level', failLevel),
    valueLine('inline-config', inlineConfig),
    valueLine('shellcheck', shellcheck),
    ...(baseline ? [valueLine('baseline', baseline)] : []),
    ['exclude:' + (exclude.length > 0 ? '' : ' []'), exclude.length > 0 ? undefined : 'default'],
    ...exclude.map(({ value, origin }): Line => [`  - ${JSON.stringify(value)}`, origin]),
    ['rules:' + (plans.length > 0 ? '' : ' {}')],
    ...plans.flatMap((plan) => stateLines(plan.rule.name, plan.whole, allOptions(plan, plan.whole))),
    ...(codes.length > 0 ? [['  # Findings with these codes differ from the rest of their rules.'] as const, ...codes] : []),
  ];
  const width = Math.min(60, Math.max(...lines.map(([text, origin]) => (origin === undefined ? 0 : text.length))));
  return lines.map(([text, origin]) => (origin === undefined ? `${text}\n` : `${text.padEnd(width)}  # ${origin}\n`)).join('');
}

type Line = readonly [text: string, origin?: string | undefined];
type Options = Readonly<Record<string, Sourced<unknown>>>;

const valueLine = (key: string, { value, origin }: Sourced<unknown>): Line => [`${key}: ${yaml(value)}`, origin];

function stateLines(key: string, { isOn, severity, origin }: RuleState, options: Options): readonly Line[] {
  const level = isOn ? severity : 'off';
  const given = Object.entries(options);
  if (given.length === 0 || !isOn) return [[`  ${key}: ${level}`, origin]];
  return [
    [`  ${key}:`],
    [`    - ${level}`, origin],
    ...given.map(([name, option], index): Line => [`    ${index === 0 ? '-' : ' '} ${name}: ${yaml(option.value)}`, option.origin]),
  ];
}

/** One for each code, though several rules may have it: where they differ, the one that is on. */
function codeLines(plans: readonly RulePlan[]): readonly Line[] {
  const byCode = new Map<string, readonly [RuleState, Options]>();
  for (const { byCode: states } of plans)
    for (const [code, state] of states) if (!byCode.get(code)?.[0].isOn) byCode.set(code, [state, state.options]);
  const sorted = [...byCode].sort(([a], [b]) => (a < b ? -1 : 1));
  return sorted.flatMap(([code, [state, options]]) => stateLines(quoted(code), state, options));
}

/** Flow style is JSON; a single word needs no quotes. */
const yaml = (value: unknown): string => (typeof value === 'string' ? quoted(value) : JSON.stringify(value));

const quoted = (word: string): string =>
  /^[a-z][\w./-]*$/i.test(word) && !/^(?:true|false|null)$/i.test(word) ? word : JSON.stringify(word);

function allOptions({ rule }: RulePlan, { options }: RuleState): Options {
  const defaults = Object.entries(optionsOf(rule)).map(([name, option]) => [name, { value: option.default, origin: 'default' }] as const);
  return { ...Object.fromEntries(defaults), ...options };
}

function toJson(path: string, config: FileConfig): object {
  const { preset, failLevel, inlineConfig, shellcheck, baseline, exclude, plans, sources, excludedBy } = config;
  return {
    ...{ file: path, sources, excluded: excludedBy ?? null, preset, 'fail-level': failLevel, 'inline-config': inlineConfig, shellcheck },
    ...(baseline ? { baseline } : {}),
    exclude,
    rules: Object.fromEntries(plans.map((plan) => [plan.rule.name, planJson(plan)])),
  };
}

function planJson(plan: RulePlan): object {
  const codes = [...plan.byCode].map(([code, state]) => [code, stateJson(state, state.options)] as const);
  return { ...stateJson(plan.whole, allOptions(plan, plan.whole)), ...(codes.length > 0 ? { codes: Object.fromEntries(codes) } : {}) };
}

const stateJson = ({ isOn, severity, origin }: RuleState, options: Options): object => ({
  ...{ severity: isOn ? severity : 'off', origin },
  ...(Object.keys(options).length > 0 ? { options } : {}),
});
