import { shellEnvironment, specialBuiltins } from '../knowledge/shell-environment.ts';
import type { Command, Compound, Expansion, Range, ShellScript, ShellWord } from '../nodes.ts';
import { oncePerScript } from '../shell/script.ts';
import { assignedIn, isLength } from './shell-values.ts';
import { setVariables } from './shell-variables.ts';

/** A name that a script gives a value. */
export interface SetName {
  readonly name: string;
  readonly range: Range;
  /** `x=1` alone; `export x=1` and the like; in front of a command, for which alone it is; a loop, `read` and others. */
  readonly by: 'assignment' | 'declaration' | 'prefix' | 'other';
}

/** Which variables a script sets and reads, wherever that is. */
export interface ScriptNames {
  readonly set: readonly SetName[];
  /** Set for more than one command. */
  readonly known: ReadonlySet<string>;
  /** The first place that a name is read at without saying what to do where it is not set. */
  readonly read: ReadonlyMap<string, Expansion>;
  /** Every name that is read, also in texts that another shell reads, and such as are exported or asked for. */
  readonly used: ReadonlySet<string>;
  /** `. file`, `eval` or `set -a`: more is set and read than can be seen. */
  readonly isOpen: boolean;
}

/** The names of a script, found once for all that ask. */
export const namesOf = oncePerScript((script: ShellScript): ScriptNames => {
  const found: Found = { set: [], read: new Map(), asked: new Set() };
  for (const command of script.commands) ofCommand(command, script, found);
  for (const node of script.compounds) ofCompound(node, found);
  for (const word of script.shellWords) if (word.expansions.length > 0 || word.role === 'arithmetic') ofWord(word, found);
  const { set, read, asked } = found;
  const known = new Set(asked);
  for (const { name, by } of set) if (by !== 'prefix') known.add(name);
  const used = new Set(asked);
  for (const name of read.keys()) used.add(name);
  for (const name of mentionedIn(script)) used.add(name);
  return { set, known, read, used, isOpen: script.commands.some(opens) };
});

interface Found {
  readonly set: SetName[];
  readonly read: Map<string, Expansion>;
  readonly asked: Set<string>;
}

function ofCommand(command: Command, { dialect }: ShellScript, { set, asked }: Found): void {
  const { name, words, assignments } = command;
  const by = words.length === 0 || (dialect !== 'bash' && specialBuiltins.has(name)) ? 'assignment' : 'prefix';
  for (const one of assignments) set.push({ name: one.name, range: one.range, by });
  for (const { name: own, how, word } of setVariables(command)) {
    if (how === 'marked' || name === 'export' || name === 'unset') asked.add(own);
    if (name !== 'unset') set.push({ name: own, range: word.range, by: how === 'input' ? 'other' : 'declaration' });
  }
  if (name === '[' || name === 'test') for (const one of askedBy(words.map(({ text }) => text))) asked.add(one);
}

function ofCompound(node: Compound, { set, asked }: Found): void {
  if (node.type === 'Loop' && node.variable) set.push({ name: node.variable.text, range: node.variable.range, by: 'other' });
  if (node.type !== 'Test') return;
  for (const { operator, right } of node.comparisons) if (/^-[nzv]$/.test(operator)) asked.add(right.text.replace(/\W/g, ''));
}

function ofWord({ role, text, range, expansions }: ShellWord, found: Found): void {
  if (role === 'arithmetic') for (const name of assignedIn(text)) found.set.push({ name, range, by: 'other' });
  for (const expansion of expansions) ofExpansion(expansion, found);
}

function ofExpansion(expansion: Expansion, { set, read, asked }: Found): void {
  const { kind, name, operator = '', text, range } = expansion;
  if (kind === 'arithmetic') for (const own of assignedIn(text)) set.push({ name: own, range, by: 'other' });
  if (kind !== 'variable' || name === undefined) return;
  if (operator !== '' && /^:?[-+=?]$/.test(operator)) asked.add(name);
  if (operator === '=' || operator === ':=') set.push({ name, range, by: 'other' });
  if (!read.has(name) && !isLength(text)) read.set(name, expansion);
}

/** `. file`, `eval` and `set -a`. */
const opens = ({ name, words }: Command): boolean =>
  name === '.' || name === 'source' || name === 'eval' || (name === 'set' && words.some(({ text }) => /^-[a-z]*a|^allexport$/.test(text)));

/** `[ -n "$x" ]`: whoever asks knows that it may not be set. */
const askedBy = (words: readonly string[]): readonly string[] =>
  words.flatMap((word, i) => (/^-[nzv]$/.test(words[i - 1] ?? '') ? [word.replace(/\W/g, '')] : []));

/** Names behind a dollar anywhere in the text: in quotes that `sh -c` or `trap` is given. */
function mentionedIn({ source }: ShellScript): readonly string[] {
  return source.text.includes("'") ? [...source.text.matchAll(/\$\{?(\w+)/g)].map(([, name = '']) => name) : [];
}

/** Whether shells or the builder know a name by themselves. */
export const isOfEnvironment = (name: string): boolean => shellEnvironment.has(name) || /^(?:LC_|_$|BUILDKIT_)/.test(name);
