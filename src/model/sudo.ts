import type { Command, Range } from '../nodes.ts';
import type { Model } from './model.ts';

export interface Sudo {
  /** The word itself. */
  readonly at: Range;
  /** What can go without changing who runs the command, and how: the word, its options and the blanks behind; absent where that cannot be. */
  readonly head?: Range;
}

/** Where a command is called with `sudo`. */
export function sudoIn(command: Command, { text }: Model): Sudo | undefined {
  const { words, wrappers, range, name, assignments } = command;
  const [first] = words;
  if (!first || (name !== 'sudo' && !wrappers.includes('sudo'))) return undefined;
  if (name === 'sudo') return { at: first.range };
  const front = text.slice(range[0], first.range[0]);
  const found = /(?:^|[\s"'])((?:\/[\w./-]*\/)?sudo)(?=[\s\\`])/.exec(front);
  if (!found?.[1]) return { at: [range[0], first.range[0]] };
  const start = range[0] + found.index + found[0].length - found[1].length;
  const at: Range = [start, start + found[1].length];
  const next = Math.min(first.range[0], ...assignments.map((one) => one.range[0]).filter((offset) => offset > start));
  return asRootOnly.test(text.slice(at[1], next)) ? { at, head: [start, next] } : { at };
}

/** Nothing but options that mean nothing to who is root already; another wrapper or a comment between stops it. */
const asRootOnly =
  /^(?:[ \t]|[\\`]\r?\n|(?<=\s)(?:-[EHnSkP]+|--preserve-env(?:=[\w,]+)?|--set-home|--non-interactive|--stdin|--reset-timestamp|--|(?:-u|--user)[ =]?root)(?=\s))+$/;
