import type { Install, Range, ShellWord } from '../nodes.ts';
import type { TextEdit } from '../rule.ts';
import { managerCallOf } from '../shell/installs.ts';
import { removeStep, removeWords } from './installs-edits.ts';
import type { Model } from './model.ts';

/**
 * Takes a package out of a call that installs it; where it is the only one, the call, or the whole RUN where nothing else in it would be
 * of use. `null`: it cannot go without more. The edit spans the call's packages, so that two rules never leave a call with none.
 */
export function removePackage(install: Install, word: ShellWord, model: Model): TextEdit | null {
  if (model.text.slice(...word.range) !== word.text) return null;
  if (install.packages.length < 2) return removeCall(install, model);
  const [edit] = moveUp(install, word, model) ?? removeWords([word], model) ?? [];
  if (!edit) return null;
  const start = Math.min(edit.range[0], install.verb.range[1]);
  const end = Math.max(edit.range[1], install.packages.at(-1)?.range[1] ?? 0);
  return { range: [start, end], text: model.text.slice(start, edit.range[0]) + edit.text + model.text.slice(edit.range[1], end) };
}

/** `cron; \` on a line of its own: what ends the command moves up to the word before. */
function moveUp(
  { command }: Install,
  { range: [start, end] }: ShellWord,
  { text, dockerfile, indentAt }: Model,
): readonly TextEdit[] | undefined {
  const lineStart = text.lastIndexOf('\n', start - 1) + 1;
  if (lineStart + indentAt(start).length !== start || !/[;|&)]/.test(text.charAt(end))) return undefined;
  const previous = command.words.findLast(({ range }) => range[1] <= start);
  const gap = previous && text.slice(previous.range[1], start).replaceAll(dockerfile.escape, '');
  return previous && gap?.trim() === '' ? [{ range: [previous.range[1], end], text: '' }] : [];
}

function removeCall(install: Install, model: Model): TextEdit | null {
  const { script, command } = install;
  const run = model.instructionOf(install);
  if (run?.type !== 'Run' || script.origin !== 'instruction' || run.heredocs.length > 0) return null;
  if (command.nesting.length > 0 || script.steps[command.step]?.kind !== 'command') return null;
  const others = script.commands.filter(({ step }) => step !== command.step);
  if (others.every(isUpkeep)) return { range: wholeLines(run.range, model.text), text: '' };
  const goesOn = model.installs(script).some((other) => other !== install && other.manager === install.manager);
  return goesOn ? (removeStep(script, command.step, run, model) ?? null) : null;
}

/** Without an installation, fetching the index and cleaning up is for nothing. */
function isUpkeep(command: Install['command']): boolean {
  const action = managerCallOf(command)?.action;
  return (
    action === 'refresh' ||
    action === 'clean' ||
    command.name === 'set' ||
    (command.name === 'rm' && /cache|\/lists/.test(command.words.map(({ text }) => text).join(' ')))
  );
}

function wholeLines([start, end]: Range, text: string): Range {
  const newline = text.indexOf('\n', end - 1);
  return [text.lastIndexOf('\n', start - 1) + 1, newline < 0 ? text.length : newline + 1];
}
