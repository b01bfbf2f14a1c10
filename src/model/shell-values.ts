import { givesOneWord } from './one-word.ts';
import type { Assignment, Expansion, ShellWord } from '../nodes.ts';

/**
 * What a value may be, as a set of bits: empty; a text without blanks and wildcards; what a command prints that prints one word; a text
 * that is written out, with blanks or wildcards in it; anything. What the shell's splitting does to an unquoted variable follows from that.
 */
export type Value = number;

export const empty: Value = 1;
export const single: Value = 2;
export const output: Value = 4;
export const several: Value = 8;
export const anything: Value = 16;

/** What a variable holds that the script itself does not set: the environment's, or a number that the shell keeps. */
export type Lookup = (name: string) => Value;

/** The value of a word as the shell assigns it: without splitting. */
export function valueOfWord(word: ShellWord | undefined, lookUp: Lookup): Value {
  if (!word) return anything;
  if (word.expansions.length === 0) return valueOfText(word.value ?? word.text);
  const { text } = word;
  let value = empty;
  let at = 0;
  for (const expansion of word.expansions) {
    if (expansion.inner) continue;
    const found = text.indexOf(expansion.text, at);
    if (found < 0) return anything;
    value = joinedText(value, valueOfText(unquoted(text.slice(at, found))));
    value = joinedText(value, valueOfExpansion(expansion, lookUp));
    at = found + expansion.text.length;
  }
  return joinedText(value, valueOfText(unquoted(text.slice(at))));
}

/** The value of an assignment, on top of what the variable held where it adds to that. */
export function valueOfAssignment({ name, value, adds }: Pick<Assignment, 'name' | 'value' | 'adds'>, lookUp: Lookup): Value {
  const added = valueOfWord(value, lookUp);
  return adds ? joinedText(lookUp(name), added) : added;
}

/** The value of one expansion, its modifier included. */
export function valueOfExpansion({ kind, name = '', operator, text, body = [] }: Expansion, lookUp: Lookup): Value {
  if (kind === 'arithmetic') return single;
  if (kind === 'command' && givesOneWord(body)) return output;
  if (kind !== 'variable') return kind === 'glob' || kind === 'brace' ? several : anything;
  if (isLength(text) || numeric.has(name)) return single;
  const held = lookUp(name);
  if (operator === undefined) return held;
  if (operator === '!' || operator === '@') return anything;
  if (operator === '+' || operator === ':+') return anything;
  // A default is used where there may be nothing; what is cut off adds no blank.
  if (/^:?[-=]$/.test(operator)) return (held & empty) === 0 && held !== anything ? held : (held & ~empty) | anything;
  return held === single ? single | empty : held;
}

/** `${#x}`: a number. `${x#y}` is none. */
export const isLength = (text: string): boolean => /^\$\{#./.test(text);

/** The names that an arithmetic expression sets. */
export const assignedIn = (text: string): readonly string[] =>
  [...text.matchAll(/(?<!\w)\d*([A-Za-z_]\w*)\s*(?:\+\+|--|(?:<<|>>|[-+*/%&|^])?=(?!=))/g)].map(([, name = '']) => name);

/** Numbers that the shell keeps; also flags, which have neither blanks nor wildcards. */
const numeric: ReadonlySet<string> = new Set([
  ...['?', '#', '$', '!', '-', 'PPID', 'LINENO', 'OPTIND', 'UID', 'EUID', 'RANDOM', 'SECONDS', 'SHLVL', 'BASHPID', 'SRANDOM'],
]);

function valueOfText(text: string): Value {
  if (text === '') return empty;
  return /[\s*?[]/.test(text) ? several : single;
}

/** The value of one text behind another: the less known of the two decides. */
function joinedText(a: Value, b: Value): Value {
  let joined = 0;
  for (const one of bits) {
    if ((a & one) === 0) continue;
    for (const other of bits) if ((b & other) !== 0) joined |= Math.max(one, other);
  }
  return joined;
}

const bits = [empty, single, output, several, anything];

const unquoted = (text: string): string => text.replace(/["'\\]|^\$(?=["'])/g, '');
