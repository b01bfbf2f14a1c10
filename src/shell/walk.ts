import type {
  AndOr,
  Command as SimpleCommand,
  CompoundList,
  Elif,
  If,
  ParsedScript,
  Pipeline,
  PipelineNode,
  Statement,
  SyntaxNode,
} from 'unbash';
import type { Command, JoinedText, Nesting, Part, Range, Step } from '../nodes.ts';
import { commandsOf } from './command.ts';
import type { Place } from './command.ts';
import { rangeOf, substitutions } from './words.ts';
import type { Substitution } from './words.ts';

/** What a script's text was found to hold. */
export interface Contents {
  readonly commands: readonly Command[];
  readonly steps: readonly Step[];
  readonly errors: readonly { readonly message: string; readonly range: Range }[];
}

/** All simple commands of a parsed script, in the order written, its outermost list, and what the parser refused. */
export function contentsOf(script: ParsedScript, source: JoinedText): Contents {
  const out: Found = { commands: [], errors: [] };
  const steps: Step[] = [];
  let behind = 0;
  for (const statement of script.commands) {
    members(statement).forEach((node, i) => {
      const end = node.end > node.pos ? node.end : source.text.length;
      const operator = steps.length > 0 ? operatorBetween(source, behind, node.pos) : undefined;
      const range = rangeOf(source, node.pos, end);
      const place = { source, step: steps.length, nesting: [], background: statement.background === true, pipe: undefined, timed: false };
      steps.push({ type: 'Step', range, kind: kindOf(node), ...(operator && { operator }) });
      walk(node, isOr(statement, i) ? within(place, 'or') : place, out);
      behind = end;
    });
  }
  report(script, source, out);
  // The body of a here-document stands behind the rest of its line.
  return { commands: out.commands.sort(byPlace), steps, errors: out.errors.sort(byPlace) };
}

const byPlace = (a: { readonly range: Range }, b: { readonly range: Range }): number => a.range[0] - b.range[0];

interface Found {
  readonly commands: Command[];
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

function operatorBetween(source: JoinedText, from: number, to: number): Part | undefined {
  const { text } = source;
  for (let at = from; at < to; at++) {
    const char = text.charAt(at);
    if (char === ' ' || char === '\t' || char === '\r') continue;
    if (char === '\\' && text[at + 1] === '\n') {
      at++;
      continue;
    }
    if (char === '#') {
      const end = text.indexOf('\n', at);
      if (end < 0) return undefined;
      at = end - 1;
      continue;
    }
    const operator = text.startsWith('&&', at) || text.startsWith('||', at) ? text.slice(at, at + 2) : char;
    if (!operators.has(operator)) return undefined;
    return { text: operator, range: rangeOf(source, at, at + operator.length) };
  }
  return undefined;
}

const operators: ReadonlySet<string> = new Set(['&&', '||', ';', '&', '\n']);

/** The same place one level further in: what pipelines and `time` say does not reach inside. */
const within = (place: Place, nesting: Nesting): Place => ({
  ...place,
  nesting: [...place.nesting, nesting],
  pipe: undefined,
  timed: false,
});

function list({ commands }: { readonly commands: readonly Statement[] }, place: Place, out: Found): void {
  for (const { command, background } of commands) walk(command, background ? { ...place, background } : place, out);
}

function walk(node: PipelineNode | AndOr | CompoundList, place: Place, out: Found): void {
  switch (node.type) {
    case 'Command':
      return simple(node, place, out);
    case 'AndOr':
      node.commands.forEach((command, i) => walk(command, node.operators[i - 1] === '||' ? within(place, 'or') : place, out));
      return;
    case 'Pipeline':
      return pipeline(node, place, out);
    case 'CompoundList':
      return list(node, place, out);
    case 'Subshell':
      return list(node.body, within(place, 'subshell'), out);
    case 'BraceGroup':
      return list(node.body, within(place, 'group'), out);
    case 'If':
      return conditional(node, place, out);
    case 'While':
      list(node.clause, within(place, 'condition'), out);
      return list(node.body, within(place, 'loop'), out);
    case 'For':
    case 'Select':
      for (const word of node.wordlist ?? []) nested(word, place, out);
      return list(node.body, within(place, 'loop'), out);
    case 'ArithmeticFor':
      for (const part of [node.initialize, node.test, node.update]) if (part) nested(part, place, out);
      return list(node.body, within(place, 'loop'), out);
    case 'Case':
      nested(node.word, place, out);
      for (const item of node.items) {
        for (const pattern of item.pattern) nested(pattern, place, out);
        list(item.body, within(place, 'case'), out);
      }
      return;
    case 'Function': {
      // The braces around a function's body are part of its syntax.
      const { body } = node;
      return walk(body.type === 'BraceGroup' ? body.body : body, within(place, 'function'), out);
    }
    case 'Coproc':
      return walk(node.body, { ...within(place, 'subshell'), background: true }, out);
    case 'Redirected':
      walk(node.command, place, out);
      for (const redirect of node.redirects) nested(redirect, place, out);
      return;
    case 'TestCommand':
    case 'ArithmeticCommand':
      if (node.expression) nested(node.expression, place, out);
  }
}

function simple(node: SimpleCommand, place: Place, out: Found): void {
  const found: Substitution[] = [];
  out.commands.push(...commandsOf(node, place, found));
  enter(found, place, out);
}

function pipeline({ commands, prefixes }: Pipeline, place: Place, out: Found): void {
  const { length } = commands;
  const timed = prefixes.some(({ type }) => type === 'Time');
  commands.forEach((command, index) => {
    walk(command, { ...place, pipe: length > 1 ? { index, length } : place.pipe, timed: timed && index === 0 }, out);
  });
}

function conditional(node: If, place: Place, out: Found): void {
  const branches: readonly (If | Elif)[] = [node, ...node.elif];
  for (const { clause, then } of branches) {
    list(clause, within(place, 'condition'), out);
    list(then, within(place, 'branch'), out);
  }
  if (node.else) list(node.else, within(place, 'branch'), out);
}

function nested(node: SyntaxNode, place: Place, out: Found): void {
  const found: Substitution[] = [];
  substitutions(node, { source: place.source, found });
  enter(found, place, out);
}

/** Nobody nests deeper by hand; each level costs the parser another pass over what it holds. */
const deepest = 12;

function enter(found: readonly Substitution[], place: Place, out: Found): void {
  if (found.length === 0 || place.nesting.filter((nesting) => nesting === 'substitution').length >= deepest) return;
  for (const { script, source } of found) {
    list(script, { ...within(place, 'substitution'), source }, out);
    report(script, source, out);
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
