import type { Dockerfile, Heredoc, Instruction, KeyValue } from '../nodes.ts';

/** How Docker reads a file, in the shape of BuildKit's own parser: one object that `plimsoll ast` prints as a line. */
export function toAst(file: string, dockerfile: Dockerfile): object {
  const fatal = dockerfile.problems.find((problem) => problem.fatal);
  return {
    file,
    error: fatal?.message ?? null,
    errorLine: fatal ? lineOf(dockerfile.text, fatal.range[0]) : null,
    escape: dockerfile.escape,
    emptyContinuations: dockerfile.emptyContinuations.length,
    instructions: dockerfile.instructions.map(toInstruction),
  };
}

function toInstruction(instruction: Instruction): object {
  const { keyword, startLine, endLine, flags, json, heredocs } = instruction;
  return {
    ...{ keyword: keyword.text, startLine, endLine },
    ...(flags.length > 0 ? { flags: flags.map((flag) => flag.text) } : {}),
    args: argsOf(instruction),
    ...(json ? { json } : {}),
    ...(heredocs.length > 0 ? { heredocs: heredocs.map(toHeredoc) } : {}),
    ...(instruction.type === 'Onbuild' && instruction.trigger ? { onbuild: toInstruction(instruction.trigger) } : {}),
  };
}

/** BuildKit keeps `ENV` and `LABEL` as triples, hangs a trigger below its `ONBUILD` and splits no unknown instruction. */
function argsOf(instruction: Instruction): readonly string[] {
  if (instruction.type === 'Env' || instruction.type === 'Label') return instruction.pairs.flatMap(triple);
  if (instruction.type === 'Onbuild') return [];
  if (instruction.type === 'Unknown') return [''];
  return textsOf(instruction);
}

const triple = ({ key, value, separator }: KeyValue): readonly string[] => [key.text, value?.text ?? '', separator === '=' ? '=' : ''];

/** The strings of a JSON array come without their escapes. */
function textsOf({ args, json }: Instruction): readonly string[] {
  return args.map((word) => (json ? word.value : word.text));
}

function toHeredoc({ name, fd, expand, chomp, content }: Heredoc): object {
  return { name, fd, expand, chomp, content };
}

const lineOf = (text: string, offset: number): number => text.slice(0, offset).split('\n').length;
