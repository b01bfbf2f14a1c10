import type { Dockerfile, Instruction, KeyValue, Variable, Word } from '../nodes.ts';
import { expand } from '../syntax/expand.ts';
import { lastUpTo } from '../syntax/ordered.ts';

type Readable = Pick<Word, 'text' | 'value' | 'variables'>;

/** A name's value from some offset on; without a value where the file does not give one. */
interface Definition {
  readonly from: number;
  readonly value: string | undefined;
}

/** The variables of one stage, or of the lines before the first `FROM`. */
export interface Scope {
  /** What the stage's own instructions set before an offset: absent where they do not name it. */
  own(name: string, offset: number): { readonly value: string | undefined } | undefined;
  /** All names that they set before it. */
  names(offset: number): readonly string[];
  /** The scope of the stage that it is built from. */
  readonly base: Scope | undefined;
  /** What has been found at the end of the stage, its bases included. */
  readonly atEnd: Map<string, Found>;
}

type Found = { readonly value: string | undefined } | undefined;

/** A name's value at an offset; `undefined`: it is set nowhere, or to nothing that the file tells. */
const valueAt = (scope: Scope, name: string, offset: number): string | undefined => find(scope, name, offset)?.value;

/** Whether an ARG or ENV before the offset, the stage's own or one that it inherits, names a variable. */
export const isNamed = (scope: Scope, name: string, offset: number): boolean => find(scope, name, offset) !== undefined;

/** The names that `isNamed` knows; no more than anybody wants to choose from. */
export function namesAt(scope: Scope, offset: number): readonly string[] {
  const names = new Set<string>();
  let at: Scope | undefined = scope;
  for (let depth = 0; at && depth < mostNames && names.size < mostNames; depth++, at = at.base)
    for (const name of at.names(depth === 0 ? offset : Infinity)) names.add(name);
  return [...names];
}

const mostNames = 200;

/** A loop that remembers, since a chain of stages may be long. What a base stage sets at its end is what counts. */
function find(scope: Scope, name: string, offset: number): Found {
  const own = scope.own(name, offset);
  if (own) return own;
  const passed: Scope[] = [];
  let found: Found;
  for (let at = scope.base; at; at = at.base) {
    if (at.atEnd.has(name)) {
      found = at.atEnd.get(name);
      break;
    }
    passed.push(at);
    found = at.own(name, Infinity);
    if (found) break;
  }
  for (const one of passed) one.atEnd.set(name, found);
  return found;
}

/**
 * Collects ARG and ENV of a run of instructions. ARG without a value takes the global one of that name; what a base stage set is
 * inherited, ENV and ARG alike (https://docs.docker.com/build/building/variables/#scoping). ENV wins over ARG whatever comes first.
 */
export function makeScope(
  dockerfile: Dockerfile,
  instructions: readonly Instruction[],
  globals: Scope | undefined,
  base: Scope | undefined,
): Scope {
  const env = new Map<string, Definition[]>();
  const arg = new Map<string, Definition[]>();
  const scope: Scope = {
    own: (name, offset) => last(env.get(name), offset) ?? last(arg.get(name), offset),
    names: (offset) => [...first(env, offset), ...first(arg, offset)],
    base,
    atEnd: new Map(),
  };
  const inherited = (name: string): string | undefined =>
    (globals && valueAt(globals, name, Infinity)) ?? (base && valueAt(base, name, Infinity));
  for (const instruction of instructions) {
    if (instruction.type === 'Env')
      define(env, instruction.pairs, instruction.range, ({ value }, at) => value && resolveWord(value, dockerfile.escape, scope, at));
    else if (instruction.type === 'Arg')
      // One after the other: the second may use the first.
      for (const pair of instruction.pairs)
        define(arg, [pair], pair.range, ({ key, value }, at) =>
          value ? resolveWord(value, dockerfile.escape, scope, at) : inherited(key.value),
        );
  }
  return scope;
}

/** A word's value where every variable in it has one, or a default that is used. */
export function resolveWord(word: Readable, escape: string, scope: Scope, offset: number): string | undefined {
  if (word.variables.length === 0) return word.value;
  if (!word.variables.every((variable) => isKnown(variable, scope, offset))) return undefined;
  const { value, error } = expand(word.text, { escape, lookUp: (name) => valueAt(scope, name, offset) });
  return error === undefined ? value : undefined;
}

function isKnown({ name, operator, operand }: Variable, scope: Scope, offset: number): boolean {
  const value = valueAt(scope, name, offset);
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

/** At most `mostNames` that are defined before `offset`. */
function first(definitions: ReadonlyMap<string, readonly Definition[]>, offset: number): readonly string[] {
  const names: string[] = [];
  for (const [name, [definition]] of definitions) {
    if (names.length >= mostNames) break;
    if (definition && definition.from <= offset) names.push(name);
  }
  return names;
}

/** The last definition that holds at `offset`. */
const last = (list: readonly Definition[] | undefined, offset: number): Definition | undefined =>
  list?.[lastUpTo(list, offset, ({ from }) => from)];
