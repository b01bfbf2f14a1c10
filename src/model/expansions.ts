import type { Flag, Heredoc, Instruction, Variable } from '../nodes.ts';
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
      const flags = ofFlags(instruction.flags, ['chown', 'chmod', ...(instruction.type === 'Add' ? ['checksum'] : [])]);
      const paths = [...instruction.sources, ...(instruction.destination ? [instruction.destination] : [])];
      const bodies = instruction.heredocs.flatMap((heredoc) => flatten(heredocVariables(heredoc), heredoc));
      return [...flags, ...paths.flatMap(({ variables }) => flatten(variables)), ...bodies];
    }
    case 'Env':
    case 'Label':
      return instruction.pairs.flatMap(({ key, value }) => [...flatten(key.variables), ...flatten(value?.variables ?? [])]);
    case 'Arg':
      return instruction.pairs.flatMap(({ value }) => flatten(value?.variables ?? []));
    case 'User':
    case 'Workdir':
    case 'Volume':
    case 'Stopsignal':
      return instruction.args.flatMap(({ variables }) => flatten(variables));
    case 'Run':
      return instruction.flags.flatMap(({ mount }) => mount?.options.flatMap(({ value }) => flatten(value?.variables ?? [])) ?? []);
    case 'From':
      return [...flatten(instruction.image?.variables ?? []), ...ofFlags(instruction.flags, ['platform'])];
    default:
      return [];
  }
}

const ofFlags = (flags: readonly Flag[], names: readonly string[]): readonly Expansion[] =>
  flags.flatMap(({ name, value }) => (names.includes(name) ? flatten(value?.variables ?? []) : []));

/** A variable inside of another of the same name says nothing new. */
function flatten(variables: readonly Variable[], heredoc?: Heredoc, around: readonly string[] = []): readonly Expansion[] {
  return variables.flatMap((variable) => {
    const inner = flatten(variable.operand?.variables ?? [], heredoc, [...around, variable.name]);
    if (around.includes(variable.name)) return inner;
    return [{ variable, ...(heredoc ? { heredoc } : {}) }, ...inner];
  });
}
