import { findRules, optionsOf } from '../config/select.ts';
import type { Colors } from '../formats/format.ts';
import { switchOf, tagWords } from '../formats/rule-words.ts';
import type { Option } from '../options.ts';
import type { AnyRule, Example } from '../rule.ts';
import { shellcheckRule } from '../shellcheck/rule.ts';
import type { CommandFlags } from './command-line.ts';
import { UsageError } from './errors.ts';
import { knownRules } from './known-rules.ts';
import { write } from './output.ts';
import { presetsOf } from './rules-command.ts';
import { colorsOf } from './terminal.ts';

/** `plimsoll explain RULE|CODE…`: why a rule is there, what its fix may do, its options, and examples. */
export async function explainCommand(flags: CommandFlags, operands: readonly string[]): Promise<number> {
  if (operands.length === 0) throw new UsageError("explain needs a rule's name or code; 'plimsoll rules' lists them");
  const rules = await knownRules(flags);
  const found = operands.flatMap((operand) => findRules(operand, [...rules, shellcheckRule()]));
  if (found.length === 0) throw new UsageError(`no rule is called '${operands.join("' or '")}'`);
  const colors = await colorsOf(flags.color, 1);
  write(1, [...new Set(found)].map((rule) => explain(rule, colors)).join('\n'));
  return 0;
}

function explain(rule: AnyRule, colors: Colors): string {
  const { bold, dim } = colors;
  const blocks = [
    `${bold(rule.name)}  ${dim(`${rule.category}, ${rule.severity}`)}\n${wrap(rule.summary)}`,
    wrap(rule.why),
    facts(rule)
      .map(([name, value]) => `${bold(name.padEnd(10))}  ${wrap(value, 68).replaceAll('\n', `\n${' '.repeat(12)}`)}`)
      .join('\n'),
    ...rule.examples.map((example: Example) => showExample(example, colors)),
    (rule.references ?? []).map((reference) => dim(reference)).join('\n'),
  ];
  return `${blocks.filter(Boolean).join('\n\n')}\n`;
}

function facts(rule: AnyRule): readonly (readonly [string, string])[] {
  const codes = Object.entries(rule.codes ?? {}).map(([tool, names]) => `${tool} ${names.join(', ')}`);
  const options = Object.entries(optionsOf(rule)).map(([name, option]) => describeOption(name, option));
  return [
    ['Fix', rule.fix ? `${rule.fix}: ${rule.fixTitle}` : 'none'],
    ['Presets', switchOf(rule) ?? (presetsOf(rule).join(', ') || 'all')],
    ...tagWords(rule).map((text, index) => [index === 0 ? 'Tags' : '', text] as const),
    ...(codes.length > 0 ? [['Elsewhere', codes.join('; ')] as const] : []),
    ...options.map((text, index) => [index === 0 ? 'Options' : '', text] as const),
  ];
}

function describeOption(name: string, { schema, default: value }: Option<unknown>): string {
  return `${name} (default ${JSON.stringify(value)}): ${String(schema['description'])}`;
}

function showExample({ bad, good, note, options, files }: Example, colors: Colors): string {
  const conditions = [
    ...(options ? [`with options ${JSON.stringify(options)}`] : []),
    ...(files ? [`beside ${Object.keys(files).join(', ') || 'nothing'}`] : []),
  ];
  const aside = conditions.length > 0 ? ` ${colors.dim(`(${conditions.join('; ')})`)}` : '';
  const parts = [
    ...(note ? [wrap(note)] : []),
    ...(bad === undefined ? [] : [`${colors.red('Bad')}${aside}\n${indent(markLines(bad, colors.red))}`]),
    ...(good === undefined ? [] : [`${colors.green('Good')}${bad === undefined ? aside : ''}\n${indent(good)}`]),
  ];
  return parts.join('\n');
}

/** Takes `«»` out and puts `^` under what stood between. */
function markLines(source: string, paint: (text: string) => string): string {
  let isInside = false;
  const lines = source
    .replace(/\n$/, '')
    .split('\n')
    .flatMap((line) => {
      let text = '';
      let marks = '';
      for (const character of line) {
        if (character === '«') isInside = true;
        else if (character === '»') isInside = false;
        else {
          text += character;
          marks += isInside && (text.trim() || character !== ' ') ? '^' : ' ';
        }
      }
      return marks.trim() ? [text, marks.trimEnd().replaceAll(/\^+/g, paint)] : [text];
    });
  return lines.join('\n');
}

const indent = (text: string): string =>
  text
    .replace(/\n$/, '')
    .split('\n')
    .map((line) => `    ${line}`.trimEnd())
    .join('\n');

/** Words in lines of at most so many characters. */
function wrap(text: string, width = 80): string {
  const lines: string[] = [];
  for (const word of text.split(/\s+/)) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + 1 + word.length <= width) lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines.join('\n');
}
