import type { Range, Run, ShellScript, Stage } from '../nodes.ts';
import type { TextEdit } from '../rule.ts';
import { oncePerNode } from './memory.ts';
import type { Model } from './model.ts';
import { mayRunInBash, shellEdit } from './bash-shell.ts';

/** A pipeline whose first commands may fail without anybody noticing. */
export interface LeakyPipe {
  /** The first `|` of the first such pipeline. */
  readonly at: Range;
  readonly script: ShellScript;
}

/**
 * The first pipeline of a script that runs without `pipefail`, where anything but its last command can fail; with `every` also
 * where only `echo` and its like stand before that.
 */
export function leakyPipe(script: ShellScript, run: Run, model: Model, every: boolean): LeakyPipe | undefined {
  const piped = script.commands.find(
    ({ pipe, name }) =>
      pipe && !(pipe.index === 0 && pipe.length === 2 && !every && neverFails.has(name)) && !(pipe.index === 1 && pipe.length === 2),
  );
  const other = script.commands.find(({ pipe }, i) => pipe?.index === 1 && pipe.length === 2 && isBehindCompound(script, i));
  if (!piped && !other) return undefined;
  const [first] = [piped, other].filter((command) => command !== undefined).sort((a, b) => a.range[0] - b.range[0]);
  if (!first || isSet(script, first.range[0], run, model)) return undefined;
  const at = first.pipe?.index === 0 ? model.text.indexOf('|', first.range[1]) : model.text.lastIndexOf('|', first.range[0]);
  return at < 0 ? undefined : { at: [at, at + 1], script };
}

/** What only writes out what it is given. */
const neverFails: ReadonlySet<string> = new Set(['echo', 'printf', 'yes', 'true', ':']);

function isBehindCompound({ commands }: ShellScript, i: number): boolean {
  const depth = commands[i]?.nesting.length;
  let before = i - 1;
  while (before >= 0 && commands[before]?.nesting.length !== depth) before--;
  return commands[before]?.pipe?.index !== 0;
}

/** Options of the shell that reads the script, or `set -o pipefail` in front of the pipeline. */
function isSet(script: ShellScript, before: number, run: Run, model: Model): boolean {
  const { origin, commands, range, source } = script;
  if (commands.some(({ name, words, range: at }) => setting.has(name) && at[0] < before && words.some(({ text }) => isOption(text))))
    return true;
  if (origin === 'exec' || origin === 'argument') return /pipefail\b/.test(model.text.slice(run.range[0], range[0]));
  if (origin === 'heredoc' && source.text.startsWith('#!')) return false;
  const reader = origin === 'heredoc' ? model.text.slice(run.body[0], range[0]) : '';
  return isOption(reader) || model.shellAt(run).words.some(isOption);
}

const setting: ReadonlySet<string> = new Set(['set', 'setopt', 'shopt']);

const isOption = (text: string): boolean => /pipe_?fail\b/i.test(text);

/** Makes the shell that reads a script notice; absent where it is not known to have the option. */
export function pipefailEdit({ script }: LeakyPipe, run: Run, model: Model, every: boolean): TextEdit | undefined {
  const stage = model.stageOf(run);
  const { dialect } = script;
  if (!stage || run.inOnbuild || stage.facts?.shell === false) return undefined;
  const knows = dialect === 'bash' || dialect === 'zsh' || dialect === 'ksh' || dialect === 'ash';
  if (knows) return setEdit(script, run, model);
  if (!mayRunInBash(script, run, model)) return undefined;
  return shellEdit((every ? firstOfEvery : firstLeaky)(stage.node, model) ?? run, ['/bin/bash', '-o', 'pipefail', '-c'], model);
}

function setEdit(script: ShellScript, run: Run, { eol, text }: Model): TextEdit | undefined {
  const [step] = script.steps;
  if (!step) return undefined;
  const [at] = step.range;
  if (script.origin === 'instruction' && run.heredocs.length === 0) return { range: [at, at], text: 'set -o pipefail && ' };
  const isAtLineStart = text[at - 1] === '\n' && run.heredocs.every(({ chomp }) => !chomp);
  return script.origin === 'heredoc' && isAtLineStart ? { range: [at, at], text: `set -o pipefail${eol}` } : undefined;
}

/** The first RUN of a stage that the stage's own shell reads so: one `SHELL` before it is enough for all. */
const findLeaky = (every: boolean) =>
  oncePerNode((stage: Stage, model) =>
    stage.instructions.find(
      (one): one is Run =>
        one.type === 'Run' &&
        model.scripts(one).some((script) => script.origin !== 'exec' && leakyPipe(script, one, model, every) !== undefined),
    ),
  );
const firstLeaky = findLeaky(false);
const firstOfEvery = findLeaky(true);
