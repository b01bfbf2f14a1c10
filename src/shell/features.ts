import { forEachChild } from 'unbash';
import type {
  ArithmeticExpression,
  Assignment,
  Command as SimpleCommand,
  Function as FunctionNode,
  ParameterExpansionPart,
  ParsedScript,
  Pipeline,
  Redirect,
  SyntaxNode,
  Word,
} from 'unbash';
import type { JoinedText, ShellFeature, ShellFeatureKind, ShellScript } from '../nodes.ts';
import { deepest, descend } from './descend.ts';
import { builtinFeatures } from './builtin-features.ts';
import { decodeBackticks, spanOf } from './decode.ts';
import { rangeOf } from './words.ts';

/** All that a script uses and POSIX does not have, in the order written. */
export function featuresOf(tree: ParsedScript, script: ShellScript): readonly ShellFeature[] {
  const found: Found = { script, features: [], names: new Set(), functions: new Set(), words: new Set() };
  visit(tree, { source: script.source, found, depth: 0, place: 'list', word: undefined });
  const own = found.features.filter(({ kind, name }) => kind !== 'special-variable' || !found.names.has(name));
  const commands = script.commands.filter(({ name }) => !found.functions.has(name));
  const builtin = builtinFeatures(commands).map((feature) => ({ ...feature, script }));
  return [...own, ...builtin].sort((a, b) => a.range[0] - b.range[0]);
}

interface Found {
  readonly script: ShellScript;
  readonly features: ShellFeature[];
  /** Variables that the script itself sets. */
  readonly names: Set<string>;
  readonly functions: Set<string>;
  /** With braces, and noted. */
  readonly words: Set<Word>;
}

interface Place {
  readonly source: JoinedText;
  readonly found: Found;
  /** Of substitutions: each level costs the parser another pass over what it holds. */
  readonly depth: number;
  /** `list`: braces and patterns are expanded; `word`: as a value, where they are not; `pattern`: patterns alone; `lacking`: in something that fails as a whole. */
  readonly place: 'list' | 'word' | 'pattern' | 'lacking';
  readonly word: Word | undefined;
}

const visit = (node: SyntaxNode, at: Place): void => {
  descend(node, at, enter);
};

/** Notes what a node is; the place of what stands in it, or nothing where that was gone through already. */
function enter(node: SyntaxNode, at: Place): Place | undefined {
  switch (node.type) {
    case 'Command':
      command(node, at);
      return undefined;
    case 'Pipeline':
      pipeline(node, at);
      return at;
    case 'Redirect':
      return redirect(node, at);
    case 'HereString':
      add('here-string', node, at);
      return { ...at, place: 'word' };
    case 'Assignment':
      return assignment(node, at);
    case 'Function':
      functionFeatures(node, at);
      return at;
    case 'For':
    case 'Select':
      at.found.names.add(node.name.text);
      if (node.type === 'Select') add('select', { pos: node.pos, end: node.pos + 6 }, at);
      return at;
    case 'ArithmeticFor':
      add('arithmetic-for', { pos: node.pos, end: at.source.text.indexOf('((', node.pos) + 2 }, at);
      for (const part of [node.initialize, node.test, node.update]) if (part) visit(part, { ...at, place: 'lacking' });
      visit(node.body, at);
      return undefined;
    case 'ArithmeticCommand':
      add('arithmetic-command', node, at);
      return { ...at, place: 'lacking' };
    case 'Coproc':
      add('coproc', { pos: node.pos, end: node.pos + 6 }, at);
      return at;
    case 'TestCommand':
      add('double-bracket', { pos: node.pos, end: node.pos + 2 }, at);
      return { ...at, place: 'lacking' };
    case 'TestBinary':
    case 'TestUnary':
      return { ...at, place: 'lacking' };
    case 'Case':
      visit(node.word, { ...at, place: 'word' });
      for (const item of node.items) visit(item, at);
      return undefined;
    case 'CaseItem':
      for (const pattern of node.pattern) visit(pattern, { ...at, place: 'pattern' });
      if (node.terminator === ';&' || node.terminator === ';;&')
        add('case-fallthrough', { pos: node.end - node.terminator.length, end: node.end }, at);
      visit(node.body, at);
      return undefined;
    default:
      return enterWord(node, at);
  }
}

/** The same for what words are made of. */
function enterWord(node: SyntaxNode, at: Place): Place | undefined {
  const isList = at.place === 'list';
  switch (node.type) {
    case 'Word':
      return { ...at, word: node };
    case 'BraceExpansion':
      if (isList) braces(node, at);
      return { ...at, place: 'word' };
    case 'ExtendedGlob':
      if (at.place !== 'word' && at.place !== 'lacking') add('extended-glob', node, at);
      return at;
    case 'Glob':
      if (node.text.startsWith('[^') && (isList || at.place === 'pattern')) add('caret-bracket', node, at);
      return at;
    case 'AnsiCQuoted':
      add('ansi-c-quotes', node, at);
      return at;
    case 'LocaleString':
      add('locale-string', node, at);
      return at;
    case 'SimpleExpansion':
      variable(node.text.slice(1), node, at);
      return at;
    case 'ParameterExpansion':
      parameter(node, at);
      return { ...at, place: node.operation?.type === 'Remove' || node.operation?.type === 'Replace' ? 'pattern' : 'word' };
    case 'ArithmeticExpansion':
      if (node.text.startsWith('$[')) add('dollar-bracket', node, at);
      return at;
    case 'ArithmeticUnary':
    case 'ArithmeticBinary':
    case 'ArithmeticWord':
      if (at.place !== 'lacking') arithmetic(node, at);
      return at;
    case 'ProcessSubstitution':
      add('process-substitution', node, at);
      {
        substitution(node, at);
        return;
      }
    case 'CommandExpansion':
    case 'ArithmeticCommandExpansion': {
      substitution(node, at);
      return;
    }
    default:
      return at;
  }
}

type Span = Pick<SyntaxNode, 'pos' | 'end'>;

function add(kind: ShellFeatureKind, { pos, end }: Span, { source, found }: Place, name = ''): void {
  found.features.push({ type: 'ShellFeature', kind, name, range: spanOf(source, pos, end), script: found.script });
}

/** One for each word, however many braces it has. */
function braces(node: Span, { source, found, word }: Place): void {
  if (!word || found.words.has(word)) return;
  found.words.add(word);
  const text = source.text.slice(word.pos, word.end);
  const whole = { text, range: rangeOf(source, word.pos, word.end) };
  const range = spanOf(source, node.pos, node.end);
  found.features.push({ type: 'ShellFeature', kind: 'brace-expansion', name: '', range, word: whole, script: found.script });
}

/** Programs that take patterns of their own, which the shell only hands on when no file has such a name. */
const takesPatterns: ReadonlySet<string> = new Set('awk egrep expr fgrep find gawk grep mawk perl rg sed tr'.split(' '));

/** curl writes `{a,b}` out itself. */
const takesBraces: ReadonlySet<string> = new Set(['curl']);

function command(node: SimpleCommand, at: Place): void {
  const name = node.name?.value ?? '';
  if (name === 'read' || name === 'export' || name === 'local' || name === 'getopts' || name === 'unset')
    for (const { text } of node.args) at.found.names.add(text);
  const [option] = node.args;
  if (name === 'exec' && option && /^-[acl]/.test(option.text)) add('exec-flag', option, at, `exec ${option.text.slice(0, 2)}`);
  const before = at.found.features.length;
  forEachChild(node, (child) => {
    visit(child, { ...at, place: 'list' });
  });
  const handedOn = takesPatterns.has(name) ? 'caret-bracket' : takesBraces.has(name) ? 'brace-expansion' : undefined;
  if (handedOn === undefined) return;
  const kept = at.found.features.slice(before).filter(({ kind }) => kind !== handedOn);
  at.found.features.splice(before, Infinity, ...kept);
}

function pipeline({ commands, operators }: Pipeline, at: Place): void {
  operators.forEach((operator, i) => {
    if (operator !== '|&') return;
    const pos = at.source.text.indexOf('|&', commands[i]?.end);
    if (pos >= 0) add('pipe-both', { pos, end: pos + 2 }, at);
  });
}

function redirect(node: Redirect, at: Place): Place {
  const { operator, target, descriptor } = node;
  const value = target?.value ?? '';
  if (operator === '&>') add('ampersand-redirect', node, at);
  else if (operator === '&>>') add('ampersand-append', node, at);
  else if (operator === '>&' && /^[\w./~]*[A-Za-z./~]/.test(value) && !/^\d+-?$/.test(value)) add('redirect-both', node, at);
  if (descriptor?.type === 'FileDescriptorVariable') add('named-descriptor', node, at);
  else if (descriptor && descriptor.value > 9) add('large-descriptor', node, at);
  if (/^\/dev\/(?:tcp|udp)\//.test(value)) add('dev-tcp', node, at);
  else if (target?.parts?.some(({ type }) => type === 'Glob')) add('redirect-glob', target, at);
  return { ...at, place: 'word' };
}

function assignment({ name, value, append, index, pos }: Assignment, at: Place): Place {
  at.found.names.add(name);
  if (append === true) add('append-assignment', { pos, end: value.pos }, at);
  if (value.type === 'ArrayValue') add('array', value, at);
  else if (index) add('array', { pos, end: index.end + 1 }, at);
  return { ...at, place: value.type === 'ArrayValue' ? 'list' : 'word' };
}

function functionFeatures({ pos, name }: FunctionNode, at: Place): void {
  at.found.functions.add(name.text);
  if (at.source.text.startsWith('function', pos) && name.pos > pos) add('function-keyword', { pos, end: name.end }, at, name.text);
  else if (!/^[A-Za-z_]\w*$/.test(name.text)) add('function-name', name, at, name.text);
}

function parameter(node: ParameterExpansionPart, at: Place): void {
  const { prefix, index, operation, parameter: name } = node;
  const isAll = index?.text === '@' || index?.text === '*';
  if (prefix === '!') add(operation?.type === 'Names' ? 'name-prefix' : isAll ? 'array-keys' : 'indirect', node, at);
  else if (index) add('array-reference', node, at);
  if (!operation) {
    variable(name, node, at);
    return;
  }
  switch (operation.type) {
    case 'Slice':
      if (!index) add('substring', node, at);
      break;
    case 'CaseModification':
      add('case-modification', node, at);
      break;
    case 'Replace':
      add(operation.operator.length > 1 && operation.operator !== '//' ? 'anchored-replacement' : 'replacement', node, at);
      break;
    case 'Transform':
      add('transformation', node, at);
      break;
    case 'Remove':
      if (name === '@' || name === '*') add('strip-positional', node, at);
      break;
    case 'Default':
      // Who says what to take where there is none knows that there may be none.
      at.found.names.add(name);
      break;
    case 'Names':
    case 'Unknown':
  }
  variable(name, node, at);
}

function variable(name: string, span: Span, at: Place): void {
  if (specialVariables.has(name)) add('special-variable', span, at, name);
}

/** What bash sets by itself; `BASH_VERSION` is left out, since scripts read it to know whether they run in bash. */
const specialVariables: ReadonlySet<string> = new Set(
  [
    'BASHPID BASH_LINENO BASH_SOURCE BASH_SUBSHELL DIRSTACK EPOCHSECONDS EUID FUNCNAME GROUPS HOSTNAME HOSTTYPE',
    'MACHTYPE MAPFILE OSTYPE PIPESTATUS RANDOM SECONDS SHELLOPTS UID',
  ]
    .join(' ')
    .split(' '),
);

function arithmetic(node: ArithmeticExpression, at: Place): void {
  if (node.type === 'ArithmeticUnary' && (node.operator === '++' || node.operator === '--')) add('increment', node, at, node.operator);
  else if (node.type === 'ArithmeticBinary' && node.operator === '**') add('power', node, at);
  else if (node.type === 'ArithmeticWord') {
    if (/^\d+#/.test(node.value)) add('arithmetic-base', node, at);
    else if (!node.parts || /^\$\w+$/.test(node.value)) variable(node.value.replace('$', ''), node, at);
  }
}

function substitution(
  node: Span & { readonly type: string; readonly text: string; readonly script: ParsedScript | undefined },
  at: Place,
): undefined {
  const { script } = node;
  if (!script || at.depth >= deepest) return undefined;
  const inside = { ...at, place: 'list', depth: at.depth + 1 } as const;
  if (node.type === 'CommandExpansion' && onlyReads(script)) add('read-file', node, at, node.text.charAt(0));
  if (script.source === undefined) visit(script, inside);
  else {
    // Backticks with escapes in them: unbash counts from the start of what they stand for.
    const decoded = [true, false].map((inQuotes) => decodeBackticks(at.source, node.pos, node.end, inQuotes));
    const source = decoded.find(({ text }) => text === script.source);
    if (source) visit(script, { ...inside, source });
  }
  return undefined;
}

function onlyReads({ commands: [only, more] }: ParsedScript): boolean {
  if (only?.command.type !== 'Command' || more) return false;
  const { name, prefix, suffix } = only.command;
  const all = [...prefix, ...suffix];
  return !name && all.length > 0 && all.every((part) => part.type === 'Redirect' && part.operator === '<');
}
