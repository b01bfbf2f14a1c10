import type { Add, Command, Copy, Range, ShellWord } from '../nodes.ts';

/** A file mode in octal, and where its digits stand. */
export interface OctalMode {
  readonly at: { readonly range: Range };
  readonly digits: string;
  readonly value: number;
}

/** A mode that files are given, octal or in letters. */
export interface GivenMode {
  readonly at: { readonly range: Range };
  readonly text: string;
  readonly octal?: OctalMode | undefined;
}

/** The modes that a command or an instruction gives files: `chmod`, `mkdir -m`, `install -m`, `--chmod=`. */
export function givenModes(node: Command | Copy | Add): readonly GivenMode[] {
  if (node.type === 'Command') {
    const words = modeWords(node);
    return words.length === 0 ? none : words.map((word) => ({ at: word, text: word.text, octal: octalMode(word) }));
  }
  const value = node.flags.find(({ name }) => name === 'chmod')?.value;
  return value ? [{ at: value, text: value.text, octal: octalMode(value) }] : none;
}

const none: readonly never[] = [];

/** What a command gives files for a mode: the operand of `chmod`, the value of `mkdir -m` and `install -m`. */
function modeWords({ name, words }: Command): readonly ShellWord[] {
  if (name === 'chmod') return words.slice(1).filter(isModeOperand).slice(0, 1);
  if (name !== 'mkdir' && name !== 'install') return none;
  return words.filter(({ text }, i) => /^-[a-zA-Z]*m$|^--mode$/.test(words[i - 1]?.text ?? '') || /^(?:-m.|--mode=)/.test(text));
}

/** The first word that is no option; `-w` and `-x` are modes. */
const isModeOperand = ({ text }: ShellWord): boolean => !/^-(?:-|[RcfvhHLP]+$)/.test(text);

/** The octal mode that a word is or ends in: `0755`, `-m4755`, `--mode=755`; `undefined` for symbolic ones. */
function octalMode({ text, range: [, end] }: { readonly text: string; readonly range: Range }): OctalMode | undefined {
  const digits = /(?:^|^-m|^--mode=)([0-7]{3,5})$/.exec(text)?.[1];
  return digits === undefined ? undefined : { at: { range: [end - digits.length, end] }, digits, value: parseInt(digits, 8) };
}
