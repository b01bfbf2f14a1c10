import type { Install, Range, ShellWord } from '../nodes.ts';
import type { TextEdit } from '../rule.ts';
import { managerCallOf } from '../shell/installs.ts';
import { removeStep, removeWords } from './installs-edits.ts';
import type { Model } from './model.ts';

/**
 * Takes a package out of a call that installs it; where it is the only one, the call, or the whole RUN where nothing else in it would be
 * of use. `null`: it cannot go without more.
 */
export function removePackage(install: Install, word: ShellWord, model: Model): readonly TextEdit[] | null {
  const { packages } = install;
  if (model.text.slice(...word.range) !== word.text) return null;
  if (packages.length < 2) return removeCall(install, model);
  const edits = moveUp(install, word, model) ?? removeWords([word], model) ?? [];
  const [edit] = edits;
  if (!edit) return null;
  // The first goes only where the second stays, so that a call never loses all of its packages at once.
  const stays = word === packages[0] ? packages[1] : undefined;
  const end = Math.max(edit.range[1], stays?.range[1] ?? 0);
  return [{ range: [edit.range[0], end], text: edit.text + model.text.slice(edit.range[1], end) }, ...edits.slice(1)];
}

/** `cron; \` or `cron && \` on a line of its own: what ends the command moves up to the word before. */
function moveUp(
  { command }: Install,
  { range: [start, end] }: ShellWord,
  { text, dockerfile, indentAt }: Model,
): readonly TextEdit[] | undefined {
  const lineStart = text.lastIndexOf('\n', start - 1) + 1;
  if (lineStart + indentAt(start).length !== start || !/^[ \t]*[;|&)]/.test(text.slice(end, end + 80))) return undefined;
  const previous = command.words.findLast(({ range }) => range[1] <= start);
  const gap = previous && text.slice(previous.range[1], start).replaceAll(dockerfile.escape, '');
  return previous && gap?.trim() === '' ? [{ range: [previous.range[1], end], text: '' }] : [];
}

function removeCall(install: Install, model: Model): readonly TextEdit[] | null {
  const { script, command } = install;
  const run = model.instructionOf(install);
  if (run?.type !== 'Run' || script.origin !== 'instruction' || run.heredocs.length > 0) return null;
  if (command.nesting.length > 0 || script.steps[command.step]?.kind !== 'command') return null;
  const others = script.commands.filter(({ step }) => step !== command.step);
  if (others.every(isUpkeep)) return [{ range: wholeLines(run.range, model.text), text: '' }];
  const goesOn = model.installs(script).some((other) => other !== install && other.manager === install.manager);
  const edit = goesOn ? removeStep(script, command.step, run, model) : undefined;
  return edit ? [edit] : null;
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
