import type { Command, ShellWord } from '../nodes.ts';

/** A command's words told apart as getopt does: what begins with a dash before `--` is an option. */
export interface Options {
  /** `-a`, `-b` of `-ab`, `--long`; without what follows a `=`. */
  readonly names: ReadonlySet<string>;
  /** The word that an option of `names` was found in. */
  readonly words: ReadonlyMap<string, ShellWord>;
  readonly operands: readonly ShellWord[];
}

/** Reads a command's options; `values` are the letters of those that take the rest of their word, or the next, as a value. */
export function optionsOf({ words }: Command, values = ''): Options {
  const found = new Map<string, ShellWord>();
  const operands: ShellWord[] = [];
  for (let at = 1; at < words.length; at++) {
    const word = words[at];
    if (!word) break;
    const text = word.value ?? word.text;
    if (text === '--') {
      operands.push(...words.slice(at + 1));
      break;
    }
    if (text.startsWith('--')) found.set(/^[^=]*/.exec(text)?.[0] ?? text, word);
    else if (text.startsWith('-') && text.length > 1) at += letters(text, values, (name) => found.set(name, word));
    else operands.push(word);
  }
  return { names: new Set(found.keys()), words: found, operands };
}

/** Names the letters of `-abc`; gives back how many of the next words are values. */
function letters(text: string, values: string, name: (option: string) => void): number {
  for (let at = 1; at < text.length; at++) {
    name(`-${text.charAt(at)}`);
    if (values.includes(text.charAt(at))) return at === text.length - 1 ? 1 : 0;
  }
  return 0;
}
