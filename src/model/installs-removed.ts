import { packageNameOf, virtualGroupOptions } from '../knowledge/packages.ts';
import type { Command, Install, Run, ShellWord } from '../nodes.ts';
import { managerCallOf } from '../shell/installs.ts';
import { oncePerNode } from './memory.ts';
import type { Model } from './model.ts';

/** Whether the same RUN takes a package away again behind the call that installs it: by its name, its group, or all that nobody chose. */
export function isRemovedAgain(install: Install, name: string, model: Model): boolean {
  const instruction = model.instructionOf(install);
  if (instruction?.type !== 'Run') return false;
  const names = new Set([name, ...groupsOf(install)]);
  return removalsOf(instruction, model).some(
    ({ at, all, removed }) => at > install.range[0] && (all || removed.some((one) => names.has(one) || matches(one, name))),
  );
}

interface Removal {
  readonly at: number;
  readonly removed: readonly string[];
  /** Behind `apt-mark auto`, whatever nothing needs goes. */
  readonly all: boolean;
}

const removalsOf = oncePerNode((run: Run, model): readonly Removal[] => {
  const commands = model.scripts(run).flatMap((script) => script.commands);
  const all = commands.some(({ name, words }) => name === 'apt-mark' && words[1]?.value === 'auto');
  return commands.flatMap((command) => {
    const removed = removedBy(command, commands);
    // A function may be called at the end.
    return removed ? [{ at: command.nesting.includes('function') ? Infinity : command.range[0], removed, all }] : [];
  });
});

/** The names of what a command removes; `undefined` where it removes nothing. */
function removedBy(command: Command, commands: readonly Command[]): readonly string[] | undefined {
  const { name, words } = command;
  const texts = words.slice(1).map(({ value, text }) => value ?? text);
  if (name === 'dpkg' && texts.some((text) => /^(?:-[rP]|--remove|--purge)$/.test(text))) return texts;
  if (name === 'rpm' && texts.some((text) => /^(?:-e|--erase)/.test(text))) return texts;
  // `dnf history undo last` takes back all that the last call did.
  if (texts[0] === 'history' && texts[1] === 'undo') return ['*'];
  const call = managerCallOf(command);
  if (call?.action !== 'remove') return undefined;
  return call.operands.flatMap((word) => (word.value === undefined ? valuesOf(word, commands) : packageNameOf(word.value)));
}

/** What a variable was given in the same RUN: `buildDeps='gcc make'`. What nobody can know may be anything. */
function valuesOf({ expansions }: ShellWord, commands: readonly Command[]): readonly string[] {
  return expansions.flatMap(({ kind, name }) => {
    const given = kind === 'variable' ? commands.flatMap(({ assignments }) => assignments).findLast((one) => one.name === name) : undefined;
    return given?.value?.value?.split(/\s+/) ?? ['*'];
  });
}

const groupsOf = ({ options }: Install): readonly string[] =>
  options.flatMap(({ name, word, value }) =>
    virtualGroupOptions.includes(name) ? [value?.value ?? value?.text ?? word.text.slice(name.length).replace(/^=/, '')] : [],
  );

/** apt and dnf take wildcards. */
const matches = (pattern: string, name: string): boolean =>
  pattern.includes('*') && new RegExp(`^${pattern.split('*').map(escaped).join('.*')}$`).test(name);

const escaped = (text: string): string => text.replace(/[.+?^${}()|[\]\\]/g, '\\$&');
