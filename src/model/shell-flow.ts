import { specialBuiltins } from '../knowledge/shell-environment.ts';
import type { Command, Compound, Expansion, Redirection, ShellNode, ShellScript, ShellWord } from '../nodes.ts';
import { anything, assignedIn, single, several, valueOfAssignment, valueOfExpansion, valueOfWord } from './shell-values.ts';
import type { Lookup, Value } from './shell-values.ts';
import { setVariables } from './shell-variables.ts';

/** What each variable that is read may hold there; `undefined` for one that no way leads to. */
export type Values = ReadonlyMap<Expansion, Value>;

/**
 * Follows a script as it runs: what every variable holds where it is read, over all ways that lead there. Subshells keep what they set to
 * themselves, a loop may run any number of times, a function runs where it is called. `outside` says what the script does not set.
 * With `anyOrder`, what stands behind `&&` counts as if what stands before it might not have run.
 */
export function valuesIn(script: ShellScript, outside: Lookup, anyOrder = false): Values {
  const flow: Flow = {
    outside,
    anyOrder,
    keepsPrefix: script.dialect !== 'bash',
    functions: new Map(),
    called: new Set(),
    running: new Set(),
    values: new Map(),
    left: 20_000,
  };
  const end = list(script.body, new Map(), flow);
  for (const [name, body] of flow.functions) if (!flow.called.has(name)) list(body, end ?? new Map(), flow);
  return flow.values;
}

/** What is set so far; `undefined` where nothing gets to: behind `exit`. Never changed, only replaced. */
type State = ReadonlyMap<string, Value>;

interface Flow {
  readonly outside: Lookup;
  readonly anyOrder: boolean;
  /** What stands in front of a special builtin stays set. */
  readonly keepsPrefix: boolean;
  readonly functions: Map<string, readonly ShellNode[]>;
  readonly called: Set<string>;
  /** Functions that are being gone through: one that calls itself is not entered again. */
  readonly running: Set<string>;
  readonly values: Map<Expansion, Value>;
  /** Nodes that may still be gone through: functions that call one another would take for ever. */
  left: number;
}

function list(nodes: readonly ShellNode[], state: State, flow: Flow): State | undefined {
  let now: State | undefined = state;
  for (const node of nodes) {
    if (now === undefined) break;
    now = step(node, now, flow);
  }
  return now;
}

function step(node: ShellNode, state: State, flow: Flow): State | undefined {
  if (flow.left-- <= 0) return state;
  return node.type === 'Command' ? command(node, state, flow) : compound(node, state, flow);
}

function compound(node: Compound, given: State, flow: Flow): State | undefined {
  const state = 'redirections' in node ? redirected(node.redirections, given, flow) : given;
  switch (node.type) {
    case 'Pipeline': {
      const [only, second] = node.members;
      if (only && !second) return step(only, state, flow);
      for (const member of node.members) step(member, state, flow);
      return state;
    }
    case 'AndOr':
      return andOr(node.members, node.operators, state, flow);
    case 'Group': {
      const after = list(node.body, state, flow);
      return node.kind === 'subshell' ? state : after;
    }
    case 'Conditional':
      return conditional(node.branches, node.otherwise, state, flow);
    case 'Loop':
      return loop(node, state, flow);
    case 'Case': {
      const subject = read(node.subject, state, flow);
      const isComplete = node.items.some(({ patterns }) => patterns.some(({ text }) => text === '*'));
      return node.items.reduce<State | undefined>(
        (after, { patterns, body }) =>
          join(
            after,
            list(
              body,
              patterns.reduce((now, word) => read(word, now, flow), subject),
              flow,
            ),
            flow,
          ),
        isComplete ? undefined : subject,
      );
    }
    case 'FunctionDefinition':
      flow.functions.set(node.name, node.body);
      return state;
    case 'Test':
      return [...node.comparisons.flatMap(({ left, right }) => (left ? [left, right] : [right])), ...node.words].reduce(
        (now, word) => read(word, now, flow),
        state,
      );
  }
}

/** What comes behind `&&` runs only where all before it has succeeded; behind `||`, only where something has failed. */
function andOr(
  [first, ...others]: readonly ShellNode[],
  operators: readonly { readonly text: string }[],
  state: State,
  flow: Flow,
): State | undefined {
  let success = first && step(first, state, flow);
  let failure = success;
  others.forEach((node, i) => {
    if (flow.anyOrder) {
      success = failure = join(success, success && step(node, success, flow), flow);
      return;
    }
    const isAnd = operators[i]?.text === '&&';
    const from = isAnd ? success : failure;
    const after = from && step(node, from, flow);
    if (isAnd) [success, failure] = [after, join(failure, after, flow)];
    else [success, failure] = [join(success, after, flow), after];
  });
  return join(success, failure, flow);
}

function conditional(
  branches: readonly { readonly condition: readonly ShellNode[]; readonly body: readonly ShellNode[] }[],
  otherwise: readonly ShellNode[] | undefined,
  state: State,
  flow: Flow,
): State | undefined {
  let now: State | undefined = state;
  let after: State | undefined;
  for (const { condition, body } of branches) {
    now = now && list(condition, now, flow);
    after = join(after, now && list(body, now, flow), flow);
  }
  return join(after, now && otherwise ? list(otherwise, now, flow) : now, flow);
}

function loop(node: Extract<Compound, { type: 'Loop' }>, state: State, flow: Flow): State | undefined {
  const { words = [], variable, condition = [], body, kind } = node;
  const before = words.reduce((now, word) => read(word, now, flow), state);
  const element = words.reduce<Value>((value, word) => value | valueOfElement(word, lookUp(before, flow)), 0) || anything;
  const once = (from: State): State | undefined => {
    const tested = list(condition, from, flow);
    return tested && list(body, variable ? assigned(tested, variable.text, element) : tested, flow);
  };
  const first = once(before);
  // Twice: what the first round sets is there in the second. Values only grow, and a third would find the same but for long chains.
  const second = first && first !== before ? once(join(before, first, flow) ?? before) : first;
  const after = join(first, second, flow);
  return join(kind === 'while' || kind === 'until' ? list(condition, before, flow) : before, after, flow);
}

/** A word of a loop's list is split, so a text with expansions may be anything. */
function valueOfElement(word: ShellWord, outer: Lookup): Value {
  const { expansions, value } = word;
  if (expansions.length > 0)
    return expansions.every(({ quoted, kind }) => quoted && kind === 'variable') ? valueOfWord(word, outer) : anything;
  return /[\s*?[]/.test(value ?? '') ? several : single;
}

function command(node: Command, given: State, flow: Flow): State | undefined {
  let state = redirected(node.redirections, given, flow);
  for (const word of node.front) state = read(word, state, flow);
  const own = node.assignments.length > 0 ? node.assignments.filter(({ value }) => value?.role !== 'argument') : node.assignments;
  let set = state;
  for (const assignment of own) {
    if (assignment.value) state = read(assignment.value, state, flow);
    set = assigned(set, assignment.name, valueOfAssignment(assignment, lookUp(set, flow)));
  }
  if (node.words.length === 0) return node.background ? state : set;
  for (const word of node.words) state = read(word, state, flow);
  if (flow.keepsPrefix && specialBuiltins.has(node.name))
    for (const { name } of own) state = assigned(state, name, set.get(name) ?? anything);
  return called(node, state, flow);
}

function called(node: Command, state: State, flow: Flow): State | undefined {
  const { name, wrappers } = node;
  if (wrappers.includes('exec') && wrappers.length === 1) return undefined;
  if (wrappers.length > 0 && !wrappers.every((one) => one === 'command' || one === 'builtin')) return state;
  if (name === 'exit' || name === 'return') return undefined;
  const body = flow.functions.get(name);
  if (body) {
    if (flow.running.has(name)) return state;
    flow.called.add(name);
    flow.running.add(name);
    const after = list(body, state, flow);
    flow.running.delete(name);
    // A `return` ends the function, not what calls it; an `exit` in it is seldom its only way.
    return after ?? (endsInExit(body) ? undefined : state);
  }
  return setVariables(node).reduce((now, { name: set, how, value }) => {
    if (how === 'marked') return now;
    const known = how === 'number' ? single : value ? valueOfWord(value, lookUp(now, flow)) : anything;
    return assigned(now, set, known);
  }, state);
}

const endsInExit = (body: readonly ShellNode[]): boolean => body.some((node) => node.type === 'Command' && node.name === 'exit');

const redirected = (redirections: readonly Redirection[], state: State, flow: Flow): State =>
  redirections.reduce((now, { target }) => (target ? read(target, now, flow) : now), state);

/** Notes what a word's variables hold; `${x:=y}` and arithmetic set some. */
function read(word: ShellWord, given: State, flow: Flow): State {
  let state = given;
  if (word.role === 'arithmetic') for (const set of assignedIn(word.text)) state = assigned(state, set, single);
  for (const expansion of word.expansions) {
    const { kind, name, operator, body, text } = expansion;
    if (body) list(body, state, flow);
    if (kind === 'arithmetic') for (const set of assignedIn(text)) state = assigned(state, set, single);
    if (kind !== 'variable' || name === undefined) continue;
    const value = valueOfExpansion(expansion, lookUp(state, flow));
    flow.values.set(expansion, (flow.values.get(expansion) ?? 0) | value);
    if (operator === '=' || operator === ':=') state = assigned(state, name, value);
  }
  return state;
}

const lookUp =
  (state: State, flow: Flow): Lookup =>
  (name) =>
    state.get(name) ?? (state.size >= most ? single : flow.outside(name));

/** More variables than anybody follows: each change is a copy of them all. Those beyond are taken for harmless. */
const most = 256;

const assigned = (state: State, name: string, value: Value): State =>
  state.get(name) === value || state.size >= most ? state : new Map(state).set(name, value);

/** What may be set where two ways meet. */
function join(a: State | undefined, b: State | undefined, { outside }: Flow): State | undefined {
  if (!a || !b || a === b) return a ?? b;
  const joined = new Map<string, Value>();
  for (const [name, value] of a) joined.set(name, value | (b.get(name) ?? outside(name)));
  for (const [name, value] of b) if (!a.has(name)) joined.set(name, value | outside(name));
  return joined;
}
