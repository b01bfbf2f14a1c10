import type { Flag, Heredoc, Instruction, Variable, Word } from '../nodes.ts';
import { heredocVariables } from '../syntax/words.ts';

/** A variable that the builder replaces, in an instruction's words or in the body of its heredoc. */
export interface Expansion {
  readonly variable: Variable;
  readonly heredoc?: Heredoc;
}

/**
 * All variables that BuildKit looks up when an instruction of a stage runs (moby/buildkit, dockerfile/instructions/commands.go,
 * `Expand` and `ExpandRaw`). RUN, CMD, ENTRYPOINT and HEALTHCHECK leave theirs to the shell; EXPOSE is read by another way.
 */
export function expansionsOf(instruction: Instruction): readonly Expansion[] {
  switch (instruction.type) {
    case 'Add':
    case 'Copy': {
      const flags = ofFlags(instruction.flags, instruction.type === 'Add' ? flagsOfAdd : flagsOfCopy);
      const paths = ofWords(instruction.destination ? [...instruction.sources, instruction.destination] : instruction.sources);
      const bodies = instruction.heredocs.flatMap((heredoc) => flatten(heredocVariables(heredoc), heredoc));
      return [...flags, ...paths, ...bodies];
    }
    case 'Env':
    case 'Label':
      return ofWords(instruction.pairs.flatMap(({ key, value }) => [key, value]));
    case 'Arg':
      return ofWords(instruction.pairs.map(({ value }) => value));
    case 'User':
    case 'Workdir':
    case 'Volume':
    case 'Stopsignal':
      return ofWords(instruction.args);
    case 'Run':
      return instruction.flags.flatMap(({ mount }) => mount?.options.flatMap(({ value }) => flatten(value?.variables ?? [])) ?? []);
    case 'From':
      return [...flatten(instruction.image?.variables ?? []), ...ofFlags(instruction.flags, ['platform'])];
    default:
      return [];
  }
}

const flagsOfCopy = ['chown', 'chmod'];
const flagsOfAdd = [...flagsOfCopy, 'checksum'];

function ofWords(words: readonly (Word | undefined)[]): readonly Expansion[] {
  const found: Expansion[] = [];
  for (const word of words) if (word && word.variables.length > 0) for (const one of flatten(word.variables)) found.push(one);
  return found;
}

const ofFlags = (flags: readonly Flag[], names: readonly string[]): readonly Expansion[] =>
  flags.flatMap(({ name, value }) => (names.includes(name) ? flatten(value?.variables ?? []) : []));

/** A variable inside of another of the same name says nothing new. */
function flatten(variables: readonly Variable[], heredoc?: Heredoc, around: readonly string[] = []): readonly Expansion[] {
  return variables.flatMap((variable) => {
    const inner = flatten(variable.operand?.variables ?? [], heredoc, [...around, variable.name]);
    if (around.includes(variable.name)) return inner;
    return [heredoc ? { variable, heredoc } : { variable }, ...inner];
  });
}
