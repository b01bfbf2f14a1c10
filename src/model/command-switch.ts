import type { Command, Range, ShellWord } from '../nodes.ts';
import type { TextEdit } from '../rule.ts';
import type { Model } from './model.ts';
import { removeWithBlanks } from './remove-argument.ts';

/** How an option without a value is written. */
export interface Switch {
  /** `--insecure`. */
  readonly long: string;
  /** `k`, which may stand in a cluster: `-fsSLk`. */
  readonly short?: string;
  /** The command's letters that take a value: what follows one of them in a cluster is no option. */
  readonly lettersWithValue?: string;
}

/** A switch among a command's words: where it stands, and what leaves the command without it. */
export interface FoundSwitch {
  readonly at: { readonly range: Range };
  readonly removal: TextEdit;
}

/** Finds a switch that a command is given, in its long form or as a letter; `undefined` where it is not. What follows `--` is no option. */
export function findSwitch({ words, range }: Command, { long, short, lettersWithValue }: Switch, { text }: Model): FoundSwitch | undefined {
  for (const word of words.slice(1)) {
    if (word.text === '--') return undefined;
    if (word.value === long) return { at: word, removal: removeWithBlanks(word, text, range) };
    const letter = short === undefined ? -1 : letterIn(word, short, lettersWithValue);
    if (letter < 0) continue;
    if (word.text.length === 2) return { at: word, removal: removeWithBlanks(word, text, range) };
    const at = word.range[0] + letter;
    return { at: word, removal: { range: [at, at + 1], text: '' } };
  }
  return undefined;
}

function letterIn({ text }: ShellWord, short: string, lettersWithValue = ''): number {
  if (!/^-[A-Za-z0-9#]+$/.test(text)) return -1;
  const found = text.indexOf(short, 1);
  for (let i = 1; i < found; i++) if (lettersWithValue.includes(text.charAt(i))) return -1;
  return found;
}
