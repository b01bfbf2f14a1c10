import type {
  AndOr as AndOrNode,
  Case as CaseNode,
  CommandNode,
  CompoundCommand,
  CompoundList,
  Coproc,
  Elif,
  For,
  Function as FunctionNode,
  If,
  ParsedScript,
  Pipeline as PipelineCommand,
  PipelineNode,
  Redirection as Redirect,
  Select,
  Statement,
  TestExpression,
} from 'unbash';
import type { Command, Comparison, Compound, JoinedText, Nesting, Part, Range, ShellNode, ShellWord, Step } from '../nodes.ts';
import { deepest } from './descend.ts';
import { commandOf, executedBy } from './command.ts';
import type { Place } from './command.ts';
import { operatorBetween } from './operators.ts';
import { inOrder } from '../syntax/ordered.ts';
import { fragment, rangeOf, redirection, shellWord } from './words.ts';
import type { WordReader } from './words.ts';

/** What a script's text was found to hold. */
export interface Contents {
  readonly commands: readonly Command[];
  readonly steps: readonly Step[];
  readonly body: readonly ShellNode[];
  readonly compounds: readonly Compound[];
  readonly shellWords: readonly ShellWord[];
  readonly errors: readonly { readonly message: string; readonly range: Range }[];
}

/** All that a parsed script is made of: as a tree, as lists in the order written, and what the parser refused. */
export function contentsOf(script: ParsedScript, source: JoinedText): Contents {
  const out: Found = { commands: [], compounds: [], shellWords: [], errors: [] };
  const steps: Step[] = [];
  const body: ShellNode[] = [];
  let behind = 0;
  for (const statement of script.commands) {
    const nodes = members(statement).map((node, i) => {
      const end = node.end > node.pos ? node.end : source.text.length;
      const operator = steps.length > 0 ? operatorBetween(source, behind, node.pos) : undefined;
      const range = rangeOf(source, node.pos, end);
      const background = statement.background === true;
      const place: Place = { source, step: steps.length, nesting: outermost, background, pipe: undefined, timed: false };
      const kind = kindOf(node);
      steps.push(operator ? { type: 'Step', range, kind, operator } : { type: 'Step', range, kind });
      behind = end;
      return walk(node, isOr(statement, i) ? within(place, 'or') : place, out);
    });
    const { command } = statement;
    if (command.type === 'AndOr') body.push(andOr(command, nodes, source, out));
    else for (const node of nodes) body.push(node);
  }
  report(script, source, out);
  // The body of a here-document stands behind the rest of its line.
  const { commands, compounds, shellWords, errors } = out;
  return { commands: inOrder(commands), steps, body, compounds, shellWords, errors: inOrder(errors) };
}

const outermost: readonly Nesting[] = [];

interface Found {
  readonly commands: Command[];
  readonly compounds: Compound[];
  readonly shellWords: ShellWord[];
  readonly errors: { readonly message: string; readonly range: Range }[];
}

const members = ({ command }: Statement): readonly PipelineNode[] => (command.type === 'AndOr' ? command.commands : [command]);

const isOr = ({ command }: Statement, i: number): boolean => command.type === 'AndOr' && command.operators[i - 1] === '||';

function kindOf(node: PipelineNode): Step['kind'] {
  if (node.type === 'Command') return 'command';
  if (node.type !== 'Pipeline') return 'compound';
  const [only, second] = node.commands;
  if (second) return 'pipeline';
  return only === undefined || only.type === 'Command' ? 'command' : 'compound';
}

/** The same place one level further in: what pipelines and `time` say does not reach inside. */
const within = (place: Place, nesting: Nesting): Place => ({
  ...place,
  nesting: [...place.nesting, nesting],
  pipe: undefined,
  timed: false,
});

const list = ({ commands }: { readonly commands: readonly Statement[] }, place: Place, out: Found): readonly ShellNode[] =>
  commands.map(({ command, background }) => walk(command, background ? { ...place, background } : place, out));

function walk(node: PipelineNode | AndOrNode, place: Place, out: Found): ShellNode {
  switch (node.type) {
    case 'AndOr': {
      const nodes = node.commands.map((command, i) => walk(command, node.operators[i - 1] === '||' ? within(place, 'or') : place, out));
      return andOr(node, nodes, place.source, out);
    }
    case 'Pipeline':
      return pipeline(node, place, out);
    default:
      return single(node, place, out);
  }
}

function single(node: CommandNode, place: Place, out: Found): ShellNode {
  switch (node.type) {
    case 'Command': {
      const command = commandOf(node, place, readerAt(place, out));
      out.commands.push(command);
      if (command.name === 'find') for (const one of executedBy(command, place)) out.commands.push(one);
      return command;
    }
    case 'Redirected':
      return compound(node.command, node.redirects, place, out);
    case 'Function':
      return functionDefinition(node, place, out);
    case 'Coproc':
      return coproc(node, place, out);
    default:
      return compound(node, [], place, out);
  }
}

function compound(node: CompoundCommand, redirects: readonly Redirect[], place: Place, out: Found): Compound {
  const reader = readerAt(place, out);
  const range = rangeOf(place.source, node.pos, node.end);
  const build = (): Compound => {
    switch (node.type) {
      case 'Subshell':
        return { type: 'Group', range, kind: 'subshell', body: list(node.body, within(place, 'subshell'), out), redirections };
      case 'BraceGroup':
        return { type: 'Group', range, kind: 'braces', body: list(node.body, within(place, 'group'), out), redirections };
      case 'If':
        return { type: 'Conditional', range, ...branchesOf(node, place, out), redirections };
      case 'While': {
        const condition = list(node.clause, within(place, 'condition'), out);
        return { type: 'Loop', range, kind: node.kind, condition, body: list(node.body, within(place, 'loop'), out), redirections };
      }
      case 'For':
      case 'Select':
        return { type: 'Loop', range, ...forEach(node, reader), body: list(node.body, within(place, 'loop'), out), redirections };
      case 'ArithmeticFor': {
        const words = [node.initialize, node.test, node.update].flatMap((part) => (part ? [fragment(part, 'arithmetic', reader)] : []));
        return { type: 'Loop', range, kind: 'arithmetic', words, body: list(node.body, within(place, 'loop'), out), redirections };
      }
      case 'Case':
        return { type: 'Case', range, subject: shellWord(node.word, 'subject', reader), items: itemsOf(node, place, out), redirections };
      case 'TestCommand':
        return { type: 'Test', range, kind: 'brackets', comparisons: comparisons(node.expression, reader), words: [], redirections };
      case 'ArithmeticCommand': {
        const words = node.expression ? [fragment(node.expression, 'arithmetic', reader)] : [];
        return { type: 'Test', range, kind: 'arithmetic', comparisons: [], words, redirections };
      }
    }
  };
  const redirections = redirects.map((redirect) => redirection(redirect, reader));
  return kept(build(), out);
}

function kept<T extends Compound>(node: T, out: Found): T {
  out.compounds.push(node);
  return node;
}

function andOr(node: AndOrNode, nodes: readonly ShellNode[], source: JoinedText, out: Found): Compound {
  const range = rangeOf(source, node.pos, node.end);
  return kept({ type: 'AndOr', range, members: nodes, operators: operatorsOf(node.commands, source) }, out);
}

function pipeline(node: PipelineCommand, place: Place, out: Found): Compound {
  const { commands, prefixes } = node;
  const { length } = commands;
  const timed = prefixes.some(({ type }) => type === 'Time');
  const nodes = commands.map((command, index) =>
    walk(command, { ...place, pipe: length > 1 ? { index, length } : place.pipe, timed: timed && index === 0 }, out),
  );
  const range = rangeOf(place.source, node.pos, node.end);
  const negated = prefixes.filter(({ type }) => type === 'Negation').length % 2 === 1;
  return kept({ type: 'Pipeline', range, members: nodes, operators: operatorsOf(commands, place.source), negated }, out);
}

function operatorsOf(nodes: readonly PipelineNode[], source: JoinedText): readonly Part[] {
  const operators: Part[] = [];
  for (const [i, { pos }] of nodes.entries()) {
    const operator = i > 0 ? operatorBetween(source, nodes[i - 1]?.end ?? pos, pos) : undefined;
    if (operator) operators.push(operator);
  }
  return operators;
}

function branchesOf(node: If, place: Place, out: Found) {
  const all: readonly (If | Elif)[] = [node, ...node.elif];
  const branches = all.map(({ clause, then }) => ({
    condition: list(clause, within(place, 'condition'), out),
    body: list(then, within(place, 'branch'), out),
  }));
  return { branches, ...(node.else && { otherwise: list(node.else, within(place, 'branch'), out) }) };
}

function forEach({ type, name, wordlist }: For | Select, reader: WordReader) {
  const words = wordlist?.map((word) => shellWord(word, 'list', reader));
  const variable = { text: name.text, range: rangeOf(reader.source, name.pos, name.end) };
  return { kind: type === 'For' ? ('for' as const) : ('select' as const), variable, ...(words && { words }) };
}

const itemsOf = ({ items }: CaseNode, place: Place, out: Found) =>
  items.map(({ pattern, body }) => ({
    patterns: pattern.map((word) => shellWord(word, 'pattern', readerAt(place, out))),
    body: list(body, within(place, 'case'), out),
  }));

/** The braces around a function's body are part of its syntax. */
function functionDefinition(node: FunctionNode, place: Place, out: Found): Compound {
  const { body, name } = node;
  const inside = within(place, 'function');
  const redirected = body.type === 'Redirected' ? body : undefined;
  const redirections = redirected?.redirects.map((redirect) => redirection(redirect, readerAt(place, out))) ?? [];
  const range = rangeOf(place.source, node.pos, node.end);
  return kept(
    { type: 'FunctionDefinition', range, name: name.text, body: inBraces(redirected?.command ?? body, inside, out), redirections },
    out,
  );
}

function coproc(node: Coproc, place: Place, out: Found): Compound {
  const body = inBraces(node.body, { ...within(place, 'subshell'), background: true }, out);
  return kept({ type: 'Group', range: rangeOf(place.source, node.pos, node.end), kind: 'subshell', body, redirections: [] }, out);
}

function inBraces(node: CommandNode | CompoundList, place: Place, out: Found): readonly ShellNode[] {
  if (node.type === 'CompoundList') return list(node, place, out);
  return node.type === 'BraceGroup' ? list(node.body, place, out) : [single(node, place, out)];
}

function comparisons(node: TestExpression, reader: WordReader): readonly Comparison[] {
  switch (node.type) {
    case 'TestUnary':
      return [{ operator: node.operator, right: shellWord(node.operand, 'operand', reader) }];
    case 'TestBinary': {
      const left = shellWord(node.left, 'operand', reader);
      return [{ operator: node.operator, left, right: shellWord(node.right, 'operand', reader) }];
    }
    case 'TestLogical':
      return node.operands.flatMap((operand) => comparisons(operand, reader));
    case 'TestNot':
      return comparisons(node.operand, reader);
    case 'TestGroup':
      return comparisons(node.expression, reader);
  }
}

const readerAt = (place: Place, out: Found): WordReader => new Reader(place, out);

/** A class, since every command has one. */
class Reader implements WordReader {
  readonly source: JoinedText;
  readonly #place: Place;
  readonly #out: Found;

  constructor(place: Place, out: Found) {
    this.source = place.source;
    this.#place = place;
    this.#out = out;
  }

  enter(script: ParsedScript, source: JoinedText): readonly ShellNode[] {
    const place = this.#place;
    if (place.nesting.filter((nesting) => nesting === 'substitution').length >= deepest) return [];
    const nodes = list(script, { ...within(place, 'substitution'), source }, this.#out);
    report(script, source, this.#out);
    return nodes;
  }

  keep(word: ShellWord): void {
    this.#out.shellWords.push(word);
  }
}

function report({ errors }: ParsedScript, source: JoinedText, out: Found): void {
  for (const { message, pos } of errors ?? []) {
    const token = /^unexpected token '(.+)'$/.exec(message)?.[1] ?? '';
    const start = Math.min(pos, source.text.length);
    const end = source.text.startsWith(token, start) ? start + Math.max(1, token.length) : start + 1;
    out.errors.push({ message, range: rangeOf(source, start, Math.min(end, source.text.length)) });
  }
}
