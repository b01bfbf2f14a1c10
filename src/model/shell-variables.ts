import type { Command, ShellWord } from '../nodes.ts';

/** A variable that a builtin sets, or has to do with. */
export interface SetVariable {
  readonly name: string;
  /** The word that names it. */
  readonly word: ShellWord;
  /**
   * How: to the text behind `=`; to what comes in; to a number; not at all, only marked (`export x`); to nothing that is known (`local x`).
   */
  readonly how: 'text' | 'input' | 'number' | 'marked' | 'cleared';
  /** The word as far as it is behind `=`. */
  readonly value?: ShellWord;
}

/** What `export`, `local`, `read`, `printf -v` and their like do to variables. */
export function setVariables({ name, words }: Command): readonly SetVariable[] {
  switch (name) {
    case 'export':
    case 'readonly':
      return declared(words, 'marked');
    case 'local':
    case 'declare':
    case 'typeset':
      return declared(words, 'cleared');
    case 'unset':
      return named(operands(words, ''), 'cleared');
    case 'read':
      return named(operands(words, 'ptnNdui'), 'input');
    case 'mapfile':
    case 'readarray':
      return named(operands(words, 'dnOsuCc'), 'input');
    case 'getopts':
      return named(words.slice(2, 3), 'input');
    case 'let':
      return words.slice(1).flatMap((word) => {
        const set = /^["']?([A-Za-z_]\w*)(?:\+\+|--|[-+*/%]?=)/.exec(word.text)?.[1];
        return set === undefined ? [] : [{ name: set, word, how: 'number' as const }];
      });
    case 'printf': {
      const target = words[1]?.text === '-v' ? words[2] : undefined;
      return named(target ? [target] : [], 'input');
    }
    default:
      return [];
  }
}

/** Builtins that make an assignment of `name=value` among their words. */
export const declarators: ReadonlySet<string> = new Set(['export', 'readonly', 'local', 'declare', 'typeset']);

function declared(words: readonly ShellWord[], how: 'marked' | 'cleared'): readonly SetVariable[] {
  return words.slice(1).flatMap((word): SetVariable | readonly SetVariable[] => {
    const [whole, name] = /^["']?([A-Za-z_]\w*)(?:\[[^\]]*\])?(?:\+?=|$|["'])/.exec(word.text) ?? [];
    if (name === undefined || whole === undefined) return [];
    if (!whole.endsWith('=')) return { name, word, how };
    const known = word.value === undefined ? {} : { value: word.value.slice(word.value.indexOf('=') + 1) };
    const { type, range, quoted, role, parts, expansions } = word;
    return {
      name,
      word,
      how: 'text',
      value: { type, range, text: word.text.slice(whole.length), ...known, quoted, role, parts, expansions },
    };
  });
}

const named = (words: readonly ShellWord[], how: SetVariable['how']): readonly SetVariable[] =>
  words.flatMap((word) => {
    const name = /^[A-Za-z_]\w*/.exec(word.value ?? '')?.[0];
    return name === undefined ? [] : [{ name, word, how }];
  });

/** The words that are no options; `values` are the letters of those that take the next word. */
function operands(words: readonly ShellWord[], values: string): readonly ShellWord[] {
  const found: ShellWord[] = [];
  for (let at = 1; at < words.length; at++) {
    const word = words[at];
    if (!word) break;
    if (word.text === '--') return [...found, ...words.slice(at + 1)];
    if (!/^-./.test(word.text)) found.push(word);
    else if (values.includes(word.text.slice(-1)) && word.text.length === 2) at++;
    else if (values.includes(word.text.slice(-1)) && /^-[a-z]+$/.test(word.text)) at++;
  }
  return found;
}
