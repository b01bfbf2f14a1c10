import type { PackageCache } from '../knowledge/package-managers.ts';
import type { Range, Run, ShellScript, ShellWord, Step } from '../nodes.ts';
import type { TextEdit } from '../rule.ts';
import { needsListsLater } from './installs-cache.ts';
import type { LeftCache, ScriptCall } from './installs-cache.ts';
import { breakBetween, continuationIndent } from './layout.ts';
import type { Model } from './model.ts';

/** The edits that keep a cache out of a layer, or empty it where the RUN ends; `undefined` where that takes a human. */
export function cacheEdits({ cache, writers }: LeftCache, run: Run, model: Model): readonly TextEdit[] | undefined {
  const refreshes = writers.filter(({ action }) => action === 'refresh');
  if (refreshes.some((call) => needsListsLater(call, run, model))) return undefined;
  if (cache.clean === undefined) return avoidEdits(writers, cache, run, model);
  const [first] = writers;
  const command = first && cleanCommand(first, cache, run, model);
  const edit = command === undefined ? undefined : appendStep(writers, command, run, model);
  return edit && [edit];
}

/** The option behind each verb; a fetched index is not fetched at all. */
function avoidEdits(writers: readonly ScriptCall[], { avoid }: PackageCache, run: Run, model: Model): readonly TextEdit[] | undefined {
  if (!avoid) return undefined;
  // A step that goes would take with it what another call inside of it, in a substitution, still has to do.
  const isShared = ({ script, command }: ScriptCall): boolean =>
    writers.some((other) => other.command !== command && other.script === script && other.command.step === command.step);
  if (writers.some((call) => call.action === 'refresh' && (call.command.nesting.length > 0 || isShared(call)))) return undefined;
  const edits = writers.map((call) =>
    call.action === 'refresh'
      ? removeStep(call.script, call.command.step, run, model)
      : { range: [call.verb.range[1], call.verb.range[1]] as const, text: ` ${avoid.write}` },
  );
  return edits.every((edit) => edit !== undefined) ? edits : undefined;
}

/** The row's command as this call would write it: by the same program, under `sudo` where the call is. */
function cleanCommand(call: ScriptCall, { clean = '' }: PackageCache, run: Run, model: Model): string | undefined {
  const { command, program, row } = call;
  const [name = ''] = row.commands;
  const start = command.words[0]?.range[0] ?? program.range[0];
  const called = model.text.slice(start, program.range[1]);
  const inFront = model.text.slice(command.range[0], start);
  if (called.includes('\n') || !/^(?:\w+=\S* +)*(?:sudo (?:-[EHn] )*)?(?:\w+=\S* +)*$/.test(inFront)) return undefined;
  const isOwn = clean.startsWith(`${name} `);
  // A program that the same RUN takes away again cannot clean up at its end.
  if (isOwn && model.scripts(run).some(({ commands }) => commands.some(({ words }) => words.some(({ value = '' }) => removals.has(value)))))
    return undefined;
  return `${command.wrappers.includes('sudo') ? 'sudo ' : ''}${isOwn ? called + clean.slice(name.length) : clean}`;
}

const removals: ReadonlySet<string> = new Set(['purge', 'remove', 'autoremove', 'del', 'erase', 'uninstall']);

/**
 * Adds a command at the end of the RUN that holds the calls, in its own layout, so that it fails when it failed before;
 * `undefined` where the script's end is no plain one.
 */
export function appendStep(
  calls: readonly Pick<ScriptCall, 'script' | 'command'>[],
  text: string,
  run: Run,
  model: Model,
): TextEdit | undefined {
  const script = calls[0]?.script;
  if (!script || calls.some((call) => call.script !== script || call.command.nesting.length > 0 || call.command.background))
    return undefined;
  const last = script.steps.at(-1);
  if (!last || last.kind === 'compound' || last.operator?.text === '||' || last.operator?.text === '&' || endsForGood(script))
    return undefined;
  if (script.origin === 'heredoc') return appendLine(last, script, text, model);
  if (script.origin !== 'instruction' || run.heredocs.length > 0) return undefined;
  const [, end] = last.range;
  const rest = model.text.slice(end, run.range[1]).replaceAll(model.dockerfile.escape, '');
  if (rest.trim() === ';' && stopsOnError(script)) {
    const at = model.text.indexOf(';', end) + 1;
    return breakBetween(model, at, at, `${indentOfSteps(script, run, model)}${text}`);
  }
  if (rest.replace(/^[ \t]*#.*$/gm, '').trim() !== '') return undefined;
  return addBehind(last, text, script, run, model);
}

/** `&& text` on a line of its own; where the lines end in their operators, so does the one before it. */
function addBehind({ range: [, end], operator }: Step, text: string, script: ShellScript, run: Run, model: Model): TextEdit {
  const indent = indentOfSteps(script, run, model);
  const joint = operator?.text === ';' && stopsOnError(script) ? ';' : '&&';
  if (joint === ';') return { range: [end, end], text: `; ${breakBetween(model, end, end, indent).text.trimStart()}${text}` };
  return breaksBehind(script, model)
    ? { range: [end, end], text: ` &&${breakBetween(model, end, end, indent).text}${text}` }
    : { range: [end, end], text: `${breakBetween(model, end, end, indent).text}&& ${text}` };
}

/** Of the last line that begins with a command or its operator. */
function indentOfSteps({ steps }: ShellScript, run: Run, model: Model): string {
  for (const { operator, range } of steps.slice(1).reverse())
    for (const start of [operator?.range[0] ?? range[0], range[0]]) {
      const line = model.text.lastIndexOf('\n', start - 1) + 1;
      const indent = model.indentAt(start);
      if (line > run.range[0] && line + indent.length === start) return indent;
    }
  return continuationIndent(model, run);
}

/** A line of its own where the script stops at the first error, else behind `&&`, so that the last command's failure still counts. */
function appendLine({ range: [, end], operator }: Step, script: ShellScript, text: string, model: Model): TextEdit | undefined {
  if (operator?.text === '&&') return { range: [end, end], text: ` && ${text}` };
  const rest = model.text.slice(end, model.text.indexOf('\n', end));
  if (rest.trim() !== '') return undefined;
  return { range: [end, end], text: stopsOnError(script) ? `${model.eol}${model.indentAt(end)}${text}` : ` && ${text}` };
}

const breaksBehind = ({ steps }: ShellScript, { text }: Model): boolean =>
  steps.some(({ operator, range }) => operator?.text === '&&' && text.slice(operator.range[1], range[0]).includes('\n'));

/** `set -e`, alone or with others, as the first command. */
const stopsOnError = ({ commands: [first], source }: ShellScript): boolean =>
  (first?.name === 'set' && first.words.some(({ text }) => /^-[a-z]*e/.test(text) || text === 'errexit')) ||
  /^#!.*\s-[a-z]*e/.test(source.text);

/** Nothing behind its last command would run. */
const endsForGood = ({ commands, steps }: ShellScript): boolean => {
  const last = commands.findLast(({ step }) => step === steps.length - 1);
  return last === undefined || last.wrappers.includes('exec') || ['exec', 'exit', 'return', 'reboot'].includes(last.name);
};

/** Takes a command out of a list with what joins it to its neighbours; `undefined` where that would change what they do. */
export function removeStep(script: ShellScript, index: number, run: Run, model: Model): TextEdit | undefined {
  const { steps } = script;
  const [before, step, next] = [steps[index - 1], steps[index], steps[index + 1]];
  const isPlain = script.origin === 'heredoc' || (script.origin === 'instruction' && run.heredocs.length === 0);
  if (!isPlain || step?.kind !== 'command' || (!before && !next)) return undefined;
  const joint = step.operator?.text;
  const nextJoint = next?.operator?.text;
  if ([joint, nextJoint].some((text) => text !== undefined && text !== '&&' && text !== ';' && text !== '\n')) return undefined;
  const range: Range =
    next && (!before || joint === nextJoint) ? [step.range[0], next.range[0]] : [before?.range[1] ?? step.range[0], step.range[1]];
  return hasComment(range, model) ? undefined : { range, text: '' };
}

/** Takes words out of a command, each with the blanks before it, and with its line where nothing else stands on it. */
export function removeWords(words: readonly ShellWord[], model: Model): readonly TextEdit[] | undefined {
  const edits = words.map((word) => removeWord(word, model));
  return edits.every((edit) => edit !== undefined) ? edits : undefined;
}

function removeWord({ range: [start, end] }: ShellWord, { text, indentAt, dockerfile: { escape } }: Model): TextEdit | undefined {
  const lineStart = text.lastIndexOf('\n', start - 1) + 1;
  const newline = text.indexOf('\n', end);
  const behind = text.slice(end, newline < 0 ? text.length : newline).trim();
  const isFirst = lineStart + indentAt(start).length === start;
  if (!isFirst) {
    let from = start;
    while (text[from - 1] === ' ' || text[from - 1] === '\t') from--;
    return { range: [from, end], text: '' };
  }
  if (behind === escape && newline >= 0) return { range: [lineStart, newline + 1], text: '' };
  if (behind !== '') {
    let to = end;
    while (text[to] === ' ' || text[to] === '\t') to++;
    return { range: [start, to], text: '' };
  }
  // The last line of the instruction: the continuation of the line before goes with it.
  const before = /(?<![^\S\n])[^\S\n]*(\S)[^\S\n]*\n$/.exec(text.slice(0, lineStart));
  if (before?.[1] !== escape) return undefined;
  return { range: [before.index, end], text: '' };
}

const hasComment = ([start, end]: Range, { text }: Model): boolean => /^[ \t]*#/m.test(text.slice(start, end));
