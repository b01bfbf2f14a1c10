import type { Command, Instruction, Range, ShellWord } from '../nodes.ts';

/** A file mode in octal, and where its digits stand. */
export interface OctalMode {
  readonly at: { readonly range: Range };
  readonly digits: string;
  readonly value: number;
}

/** What a command gives files for a mode: the operand of `chmod`, the value of `mkdir -m` and `install -m`. */
export function modeWords({ name, words }: Command): readonly ShellWord[] {
  if (name === 'chmod') return words.slice(1).filter(isModeOperand).slice(0, 1);
  if (name !== 'mkdir' && name !== 'install') return [];
  return words.filter(({ text }, i) => /^-[a-zA-Z]*m$|^--mode$/.test(words[i - 1]?.text ?? '') || /^(?:-m.|--mode=)/.test(text));
}

/** The first word that is no option; `-w` and `-x` are modes. */
const isModeOperand = ({ text }: ShellWord): boolean => !/^-(?:-|[RcfvhHLP]+$)/.test(text);

/** The octal mode that a word is or ends in: `0755`, `-m4755`, `--mode=755`; `undefined` for symbolic ones. */
export function octalMode({ text, range: [, end] }: { readonly text: string; readonly range: Range }): OctalMode | undefined {
  const digits = /(?:^|^-m|^--mode=)([0-7]{3,5})$/.exec(text)?.[1];
  return digits === undefined ? undefined : { at: { range: [end - digits.length, end] }, digits, value: parseInt(digits, 8) };
}

/** The value of `COPY --chmod=` and `ADD --chmod=`. */
export function chmodFlag({ flags }: Instruction): OctalMode | undefined {
  const value = flags.find(({ name }) => name === 'chmod')?.value;
  return value && octalMode(value);
}
