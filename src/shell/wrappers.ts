import { commandWrappers } from '../knowledge/command-wrappers.ts';
import type { CommandWrapper } from '../knowledge/command-wrappers.ts';
import type { ShellWord } from '../nodes.ts';

/** A command's words without what stands in front of it. */
export interface SeenThrough {
  readonly wrappers: readonly string[];
  /** `NAME=value` words of `env` and `sudo`. */
  readonly assignments: readonly ShellWord[];
  readonly words: readonly ShellWord[];
}

/** Looks through `sudo`, `env`, `xargs` and the like; one that is left without a command is the command itself. */
export function seeThrough(words: readonly ShellWord[]): SeenThrough {
  if (!commandWrappers.has(programName(words[0]))) return { wrappers: none, assignments: none, words };
  const wrappers: string[] = [];
  const assignments: ShellWord[] = [];
  let at = 0;
  for (;;) {
    const name = programName(words[at]);
    const wrapper = commandWrappers.get(name);
    const next = wrapper && commandBehind(wrapper, words, at + 1);
    if (next === undefined) break;
    wrappers.push(name);
    assignments.push(...words.slice(next.assignments, next.command));
    at = next.command;
  }
  return { wrappers, assignments, words: at === 0 ? words : words.slice(at) };
}

const none: readonly never[] = [];

/** The base name of the program that a word calls; empty where it cannot be known. */
export function programName(word: ShellWord | undefined): string {
  const value = word?.value ?? '';
  return value.slice(value.lastIndexOf('/') + 1);
}

interface Behind {
  /** Index of the first assignment, equal to `command` where there is none. */
  readonly assignments: number;
  readonly command: number;
}

function commandBehind(wrapper: CommandWrapper, words: readonly ShellWord[], from: number): Behind | undefined {
  let at = from;
  let needed = wrapper.needs === undefined;
  for (; at < words.length; at++) {
    const option = words[at]?.text ?? '';
    if (option === '--') {
      at++;
      break;
    }
    if (!option.startsWith('-')) break;
    const { names, open } = readOption(option, wrapper.values ?? []);
    if (names.some((name) => wrapper.instead?.includes(name))) return undefined;
    needed ||= names.some((name) => wrapper.needs?.includes(name));
    if (open) at++;
  }
  if (!needed) return undefined;
  const assignments = at + (wrapper.assignments ? 0 : (wrapper.operands ?? 0));
  let command = assignments;
  if (wrapper.assignments) while (/^["']?[A-Za-z_]\w*=/.test(words[command]?.text ?? '')) command++;
  return command < words.length ? { assignments, command } : undefined;
}

/** The options that a word stands for (`-Eu` is `-E` and `-u`), and whether the last still waits for its value. */
function readOption(option: string, values: readonly string[]): { readonly names: readonly string[]; readonly open: boolean } {
  if (option.startsWith('--')) {
    const [name = option] = option.split('=', 1);
    return { names: [name], open: name === option && values.includes(name) };
  }
  const names: string[] = [];
  for (let i = 1; i < option.length; i++) {
    const name = `-${option.charAt(i)}`;
    names.push(name);
    if (values.includes(name)) return { names, open: i === option.length - 1 };
  }
  return { names, open: false };
}
