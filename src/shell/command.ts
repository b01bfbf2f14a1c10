import type { Command as SimpleCommand } from 'unbash';
import type { Assignment, Command, JoinedText, Nesting, Range, Redirection, ShellWord } from '../nodes.ts';
import { joinedOffset } from './decode.ts';
import { assignment, assignmentWord, rangeOf, redirection, shellWord } from './words.ts';
import type { WordReader } from './words.ts';
import { programName, seeThrough } from './wrappers.ts';

/** What a command stands in. */
export interface Place {
  /** The text that positions count in. */
  readonly source: JoinedText;
  readonly step: number;
  readonly nesting: readonly Nesting[];
  readonly background: boolean;
  readonly pipe: NonNullable<Command['pipe']> | undefined;
  /** Behind the shell's own `time`. */
  readonly timed: boolean;
}

/** A simple command. */
export function commandOf(node: SimpleCommand, place: Place, reader: WordReader): Command {
  const assignments: Assignment[] = [];
  const redirections: Redirection[] = [];
  const words: ShellWord[] = [];
  for (const part of node.prefix) {
    if (part.type === 'Assignment') assignments.push(assignment(part, reader));
    else redirections.push(redirection(part, reader));
  }
  if (node.name) words.push(shellWord(node.name, 'name', reader));
  for (const part of node.suffix) {
    if (part.type === 'Word') words.push(shellWord(part, 'argument', reader));
    else if (part.type === 'Assignment') words.push(assignmentWord(part, reader));
    else redirections.push(redirection(part, reader));
  }
  return build(words, place.timed ? timed : noNames, place, rangeOf(place.source, node.pos, node.end), assignments, redirections);
}

const noNames: readonly string[] = [];
const timed: readonly string[] = ['time'];

function build(
  words: readonly ShellWord[],
  wrappers: readonly string[],
  { source, step, nesting, background, pipe }: Place,
  range: Range,
  assignments: readonly Assignment[],
  redirections: readonly Redirection[],
): Command {
  const seen = seeThrough(words);
  const command: Command = {
    type: 'Command',
    range,
    name: programName(seen.words[0]),
    words: seen.words,
    wrappers: seen.wrappers.length > 0 ? [...wrappers, ...seen.wrappers] : wrappers,
    front: seen.words === words ? noWords : words.slice(0, words.length - seen.words.length),
    assignments:
      seen.assignments.length > 0 ? [...assignments, ...seen.assignments.map((word) => assignmentOf(word, source))] : assignments,
    redirections,
    background,
    nesting,
    step,
  };
  return pipe ? { pipe, ...command } : command;
}

const noWords: readonly ShellWord[] = [];

/** `A=b` among the words of `env` and `sudo`. */
function assignmentOf(word: ShellWord, source: JoinedText): Assignment {
  const [head = '', name = ''] = /^["']?(\w+)=/.exec(word.text) ?? [];
  const start = joinedOffset(source, word.range[0]);
  const range = rangeOf(source, start + head.length, start + word.text.length);
  const known = word.value === undefined ? {} : { value: word.value.slice(name.length + 1) };
  const { quoted, role, parts, expansions } = word;
  const value: ShellWord = { type: 'ShellWord', range, text: word.text.slice(head.length), ...known, quoted, role, parts, expansions };
  return { name, value, range: word.range };
}

/** What `find` is told to run: the words behind `-exec` up to `;` or `{} +`. */
export function executedBy(find: Command, place: Place): readonly Command[] {
  const { words } = find;
  const commands: Command[] = [];
  for (let at = 1; at < words.length; at++) {
    if (!/^-(?:exec|ok)(?:dir)?$/.test(words[at]?.text ?? '')) continue;
    const from = at + 1;
    at = from;
    while (at < words.length && words[at]?.value !== ';' && !(words[at]?.value === '+' && words[at - 1]?.value === '{}')) at++;
    const [first, last] = [words[from], words[at - 1]];
    if (!first || !last || at <= from) continue;
    const range: Range = [first.range[0], last.range[1]];
    commands.push(build(words.slice(from, at), [...find.wrappers, 'find'], place, range, [], []));
  }
  return commands;
}
