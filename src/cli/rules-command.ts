import { isInPreset, ownPresets } from '../config/presets.ts';
import { optionsOf } from '../config/select.ts';
import { linkTo, ruleUrl } from '../formats/json.ts';
import { plural } from '../formats/text.ts';
import type { AnyRule } from '../rule.ts';
import type { CommandFlags } from './command-line.ts';
import { UsageError } from './errors.ts';
import { knownRules } from './known-rules.ts';
import { write } from './output.ts';
import { colorsOf, columns } from './terminal.ts';

/** `plimsoll rules`: every rule in a table, or as JSON with options and codes. */
export async function rulesCommand(flags: CommandFlags, operands: readonly string[]): Promise<number> {
  if (operands.length > 0) throw new UsageError(`rules takes no '${operands[0]}' (did you mean 'explain ${operands[0]}'?)`);
  const { outputFormat, color } = flags;
  const sorted = (await knownRules(flags)).filter((rule) => isWanted(rule, flags)).sort((a, b) => (a.name < b.name ? -1 : 1));
  if (outputFormat === 'markdown') {
    write(1, toMarkdown(sorted));
    return 0;
  }
  if (outputFormat === 'json') {
    write(1, `${JSON.stringify(sorted.map(toJson), null, 2)}\n`);
    return 0;
  }
  const { bold, dim } = await colorsOf(color, 1);
  const width = Math.max(4, ...sorted.map((rule) => rule.name.length));
  const space = columns(1) - 1;
  // On a terminal a row is a line, and what a rule is about comes first: `explain` and the other formats have the rest.
  const cut = (line: string): string => (line.length > space ? `${line.slice(0, Math.max(width, space - 1))}…` : line);
  const presets = space < 110 ? 0 : 24;
  const row = (cells: readonly [string, string, string, string], summary: string): string => {
    const start = `${cells[0].padEnd(width)}  ${cells[1].padEnd(8)}  ${cells[2].padEnd(6)}`;
    return `${cut(`${start}  ${presets > 0 ? `${cells[3].padEnd(presets)}  ` : ''}${summary}`)}\n`;
  };
  const table = sorted.map((rule) => row([rule.name, rule.severity, rule.fix ?? '', presetsOf(rule).join(', ')], rule.summary));
  write(1, bold(row(['rule', 'severity', 'fix', 'presets'], 'summary')) + table.join('') + dim(`${plural(sorted.length, 'rule')}\n`));
  return 0;
}

/** The presets that a rule names itself; `hadolint` and `buildkit` follow from its codes, and `all` has every one. */
export function presetsOf(rule: AnyRule): readonly string[] {
  return ownPresets.filter((preset) => isInPreset(rule, preset));
}

const isWanted = (rule: AnyRule, { category, preset, fixable }: CommandFlags): boolean =>
  (category === undefined || rule.category === category) &&
  (preset === undefined || isInPreset(rule, preset)) &&
  (fixable === undefined || rule.fix !== undefined);

function toMarkdown(list: readonly AnyRule[]): string {
  const cell = (text: string): string => text.replaceAll('|', '\\|');
  const rows = list.map(
    (rule) =>
      `| [\`${rule.name}\`](${ruleUrl(rule.name)}) | ${rule.severity} | ${rule.fix ?? ''} | ${presetsOf(rule).join(', ')} | ${cell(rule.summary)} |\n`,
  );
  return `| Rule | Severity | Fix | Presets | Summary |\n| --- | --- | --- | --- | --- |\n${rows.join('')}`;
}

function toJson(rule: AnyRule): object {
  const { name, summary, category, severity, fix = null, tags = [], codes = {}, references = [] } = rule;
  const options = Object.fromEntries(Object.entries(optionsOf(rule)).map(([key, option]) => [key, option.schema]));
  return { name, summary, category, severity, fix, presets: presetsOf(rule), tags, codes, options, references, ...linkTo(rule) };
}
