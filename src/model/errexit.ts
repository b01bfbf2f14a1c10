import type { ShellScript } from '../nodes.ts';
import type { Model } from './model.ts';

/** Whether a script stops at the first command that fails: by `set -e`, by its shebang, or by the shell that `SHELL` names. */
export function stopsAtFailure(script: ShellScript, { shellAt, instructionOf }: Model): boolean {
  if (script.commands.some(({ name, words }) => name === 'set' && words.some(({ text }) => isErrexit(text)))) return true;
  const { text } = script.source;
  if (text.startsWith('#!')) return (text.split('\n', 1)[0] ?? '').split(/[ \t\r]+/).some(isErrexit);
  const instruction = script.origin === 'instruction' || script.origin === 'heredoc' ? instructionOf(script) : undefined;
  return instruction !== undefined && shellAt(instruction).words.some(isErrexit);
}

const isErrexit = (word: string): boolean => /^-[a-df-zA-Z]*e[a-zA-Z]*$|^errexit$/.test(word);
