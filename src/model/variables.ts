import type { Dockerfile, Instruction, KeyValue, Variable, Word } from '../nodes.ts';
import { expand } from '../syntax/expand.ts';

type Readable = Pick<Word, 'text' | 'value' | 'variables'>;

/** A name's value from some offset on; without a value where the file does not give one. */
interface Definition {
  readonly from: number;
  readonly value: string | undefined;
}

/** The variables of one stage, or of the lines before the first `FROM`. */
export interface Scope {
  /** The value at an offset; `undefined`: the name is set nowhere, or to nothing that the file tells. */
  valueAt(name: string, offset: number): string | undefined;
  /** Whether an ARG or ENV before the offset names it. */
  isDeclared(name: string, offset: number): boolean;
}

/**
 * Collects ARG and ENV of a run of instructions. ARG without a value takes the global one of that name; what a base stage set is
 * inherited, ENV and ARG alike (https://docs.docker.com/build/building/variables/#scoping). ENV wins over ARG whatever comes first.
 */
export function makeScope(dockerfile: Dockerfile, instructions: readonly Instruction[], globals: Scope | undefined, base: Scope | undefined): Scope {
  const env = new Map<string, Definition[]>();
  const arg = new Map<string, Definition[]>();
  const end = dockerfile.text.length;
  const scope: Scope = {
    valueAt: (name, offset) => {
      const own = last(env.get(name), offset) ?? last(arg.get(name), offset);
      return own ? own.value : base?.valueAt(name, end);
    },
    isDeclared: (name, offset) => last(env.get(name), offset) !== undefined || last(arg.get(name), offset) !== undefined || (base?.isDeclared(name, end) ?? false),
  };
  for (const instruction of instructions) {
    if (instruction.type === 'Env') define(env, instruction.pairs, instruction.range, ({ value }, at) => value && resolveWord(value, dockerfile.escape, scope, at));
    else if (instruction.type === 'Arg')
      define(arg, instruction.pairs, instruction.range, ({ key, value }, at) =>
        value ? resolveWord(value, dockerfile.escape, scope, at) : (globals?.valueAt(key.value, end) ?? base?.valueAt(key.value, end)),
      );
  }
  return scope;
}

/** A word's value where every variable in it has one, or a default that is used. */
export function resolveWord(word: Readable, escape: string, scope: Scope, offset: number): string | undefined {
  if (word.variables.length === 0) return word.value;
  if (!word.variables.every((variable) => isKnown(variable, scope, offset))) return undefined;
  const { value, error } = expand(word.text, { escape, lookUp: (name) => scope.valueAt(name, offset) });
  return error === undefined ? value : undefined;
}

function isKnown({ name, operator, operand }: Variable, scope: Scope, offset: number): boolean {
  const value = scope.valueAt(name, offset);
  const operandKnown = (): boolean => operand?.variables.every((variable) => isKnown(variable, scope, offset)) ?? true;
  if (value === undefined) return (operator?.endsWith('-') ?? false) && operandKnown();
  return operator === undefined || operandKnown();
}

function define(
  into: Map<string, Definition[]>,
  pairs: readonly KeyValue[],
  [start, end]: Instruction['range'],
  valueOf: (pair: KeyValue, at: number) => string | undefined,
): void {
  // All values of one instruction are worked out from what held before it.
  const values = pairs.map((pair) => [pair.key.value, valueOf(pair, start)] as const);
  for (const [name, value] of values) {
    const list = into.get(name);
    if (list) list.push({ from: end, value });
    else into.set(name, [{ from: end, value }]);
  }
}

/** The last definition that holds at `offset`. */
function last(list: readonly Definition[] | undefined, offset: number): Definition | undefined {
  if (!list) return undefined;
  let low = 0;
  let high = list.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((list[middle] as Definition).from <= offset) low = middle + 1;
    else high = middle;
  }
  return list[low - 1];
}
