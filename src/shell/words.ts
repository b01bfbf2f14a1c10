import { forEachChild } from 'unbash';
import type { Assignment as AssignmentNode, HereDoc, ParsedScript, Redirection as Redirect, SyntaxNode, Word } from 'unbash';
import type { Assignment, Expansion, JoinedText, Range, Redirection, ShellNode, ShellWord, WordPart, WordRole } from '../nodes.ts';
import { decodeBackticks, spanOf } from './decode.ts';
import { deepest } from './descend.ts';

/** Where words are read from, and what becomes of that which is met on the way. */
export interface WordReader {
  readonly source: JoinedText;
  /** Takes what a substitution runs, and the text that its positions count in. */
  enter(script: ParsedScript, source: JoinedText): readonly ShellNode[];
  /** Is told of every word. */
  keep(word: ShellWord): void;
}

/** An argument, a target or a value as rules see it. */
export function shellWord(word: Word, role: WordRole, reader: WordReader): ShellWord {
  return build(word, role, reader, valueOfWord);
}

/** `name=value` behind `export`, `local` and the like. */
export function assignmentWord(node: AssignmentNode, reader: WordReader): ShellWord {
  return build(node, 'declaration', reader, valueOfAssignment);
}

const valueOfWord = ({ value }: Word): string => value;

const valueOfAssignment = ({ pos, value }: AssignmentNode, { source }: WordReader): string | undefined =>
  value.type === 'Word' ? source.text.slice(pos, value.pos) + value.value : undefined;

const noValue = (): undefined => undefined;

/** `name=value` in front of a command. */
export function assignment(node: AssignmentNode, reader: WordReader): Assignment {
  const { value, name, append, index } = node;
  const read = value.type === 'Word' ? shellWord(value, 'assignment', reader) : undefined;
  if (value.type !== 'Word') for (const element of value.elements) shellWord(element, 'element', reader);
  const range = rangeOf(reader.source, node.pos, node.end);
  return { name, value: read, range, ...((append === true || index !== undefined) && { adds: true }) };
}

/** `2>&1`, `<<EOF`, `<<<word`. */
export function redirection(node: Redirect, reader: WordReader): Redirection {
  const { text } = reader.source;
  const role = node.operator === '<<<' ? 'document' : 'redirection';
  const target = node.type === 'HereDoc' ? delimiter(node, reader) : node.target && shellWord(node.target, role, reader);
  if (node.type === 'HereDoc' && node.body.parts) fragment(node.body, 'document', reader);
  return {
    type: 'Redirection',
    range: rangeOf(reader.source, node.pos, node.end),
    operator: node.operator,
    ...(target && { target }),
    ...(node.descriptor && { descriptor: text.slice(node.descriptor.pos, node.descriptor.end) }),
  };
}

/** What is no word of its own, yet has expansions in it: an arithmetic expression, the body of a here-document. */
export function fragment(node: SyntaxNode, role: WordRole, reader: WordReader): ShellWord {
  return build(node, role, reader, noValue);
}

/** Range of `[pos, end)` without the continued line ends around it, which unbash counts to the word. */
export function rangeOf(source: JoinedText, pos: number, end: number): Range {
  const [start, stop] = trimmed(source.text, pos, end);
  return spanOf(source, start, stop);
}

function build<N extends SyntaxNode>(node: N, role: WordRole, reader: WordReader, valueOf: ValueOf<N>): ShellWord {
  const { source } = reader;
  const [start, stop] = trimmed(source.text, node.pos, node.end);
  const text = source.text.slice(start, stop);
  const range = spanOf(source, start, stop);
  const word = plain.test(text) ? plainWord(range, text, role) : anyWord(node, range, text, role, reader, valueOf);
  reader.keep(word);
  return word;
}

const plainWord = (range: Range, text: string, role: WordRole): ShellWord => ({
  type: 'ShellWord',
  range,
  text,
  value: text,
  quoted: false,
  role,
  parts: none,
  expansions: none,
});

type ValueOf<N> = (node: N, reader: WordReader) => string | undefined;

function anyWord<N extends SyntaxNode>(
  node: N,
  range: Range,
  text: string,
  role: WordRole,
  reader: WordReader,
  valueOf: ValueOf<N>,
): ShellWord {
  const expansions: Expansion[] = [];
  collect(node, outermost, reader, expansions);
  const value = expansions.some(({ kind }) => kind !== 'glob' && kind !== 'brace') ? undefined : valueOf(node, reader);
  const parts = role === 'document' || role === 'arithmetic' ? none : partsOf(node, reader.source);
  const quoted = parts.some(({ kind }) => quotes.has(kind));
  if (value === undefined) return { type: 'ShellWord', range, text, quoted, role, parts, expansions };
  return { type: 'ShellWord', range, text, value, quoted, role, parts, expansions };
}

const none: readonly never[] = [];

/** Nothing in it is quoted, escaped or expanded. */
const plain = /^[\w./:=,@%+~^-]*$/;

function trimmed(text: string, pos: number, end: number): Range {
  let start = pos;
  let stop = end;
  while (start + 2 <= stop && isContinued(text, start)) start += 2;
  while (stop - 2 >= start && isContinued(text, stop - 2)) stop -= 2;
  return [start, stop];
}

const isContinued = (text: string, at: number): boolean => text[at] === '\\' && text[at + 1] === '\n';

function partsOf(node: SyntaxNode, source: JoinedText): readonly WordPart[] {
  if (node.type === 'ArrayValue') return node.elements.flatMap((element) => partsOf(element, source));
  if (node.type === 'Assignment') {
    const { pos, value } = node;
    return [wordPart('literal', pos, value.pos, source), ...partsOf(value, source)];
  }
  if (node.type !== 'Word') return none;
  if (!node.parts) return [wordPart('literal', node.pos, node.end, source)];
  return node.parts.map(({ type, pos, end }) => wordPart(partKinds[type] ?? 'expansion', pos, end, source));
}

const wordPart = (kind: WordPart['kind'], pos: number, end: number, source: JoinedText): WordPart => ({
  kind,
  range: rangeOf(source, pos, end),
  text: source.text.slice(pos, end),
});

const partKinds: Partial<Record<SyntaxNode['type'], WordPart['kind']>> = {
  Literal: 'literal',
  SingleQuoted: 'single',
  DoubleQuoted: 'double',
  LocaleString: 'double',
  AnsiCQuoted: 'ansi',
  Glob: 'glob',
  ExtendedGlob: 'glob',
  BraceExpansion: 'brace',
};

const quotes: ReadonlySet<WordPart['kind']> = new Set<WordPart['kind']>(['single', 'double', 'ansi']);

function delimiter(node: HereDoc, { source }: WordReader): ShellWord | undefined {
  const word = node.delimiter;
  if (!word) return undefined;
  const text = source.text.slice(word.pos, word.end);
  return { ...plainWord(rangeOf(source, word.pos, word.end), text, 'delimiter'), value: word.value, quoted: word.quoted };
}

interface Within {
  readonly quoted: boolean;
  readonly inner: boolean;
  readonly depth: number;
}

const outermost: Within = { quoted: false, inner: false, depth: 0 };

function collect(node: SyntaxNode, within: Within, reader: WordReader, out: Expansion[]): void {
  if (within.depth > deepest) return;
  let isExpansion = true;
  switch (node.type) {
    case 'Literal':
    case 'SingleQuoted':
    case 'AnsiCQuoted':
      return;
    case 'SimpleExpansion':
      out.push(expansion(node, 'variable', within, reader, { name: node.text.slice(1).replaceAll('\\\n', '') }));
      return;
    case 'CommandExpansion':
    case 'ArithmeticCommandExpansion':
    case 'ProcessSubstitution': {
      const body = substitution(node, within.quoted, reader);
      out.push(expansion(node, node.type === 'ProcessSubstitution' ? 'process' : 'command', within, reader, { body }));
      return;
    }
    case 'ParameterExpansion': {
      const operator = node.operation?.operator ?? node.prefix ?? (node.index && '[');
      out.push(expansion(node, 'variable', within, reader, { name: node.parameter, ...(operator !== undefined && { operator }) }));
      break;
    }
    case 'ArithmeticWord': {
      const name = /^\$?([A-Za-z_]\w*)(?:\[|$)/.exec(node.value)?.[1];
      if (name !== undefined) out.push(expansion(node, 'variable', within, reader, { name }));
      break;
    }
    case 'Remove':
    case 'Replace': {
      // A pattern there matches the variable's value, no files.
      const found: Expansion[] = [];
      const inside = { ...within, depth: within.depth + 1 };
      forEachChild(node, (child) => collect(child, inside, reader, found));
      out.push(...found.filter(({ kind }) => kind !== 'glob'));
      return;
    }
    case 'ArithmeticExpansion':
    case 'Glob':
    case 'ExtendedGlob':
    case 'BraceExpansion':
      out.push(expansion(node, kinds[node.type], within, reader));
      break;
    default:
      isExpansion = false;
  }
  const { depth } = within;
  const inside: Within = {
    quoted: within.quoted || quoting.has(node.type),
    inner: within.inner || node.type === 'ParameterExpansion' || node.type === 'ArithmeticExpansion',
    depth: isExpansion ? depth + 1 : depth,
  };
  forEachChild(node, (child) => collect(child, inside, reader, out));
}

/** POSIX 2.6.4: an arithmetic expression is treated as if it were in double quotes. */
const quoting: ReadonlySet<string> = new Set(['DoubleQuoted', 'LocaleString', 'ArithmeticExpansion']);

const kinds = { ArithmeticExpansion: 'arithmetic', Glob: 'glob', ExtendedGlob: 'glob', BraceExpansion: 'brace' } as const;

const expansion = (
  { pos, end }: SyntaxNode,
  kind: Expansion['kind'],
  { quoted, inner }: Within,
  { source }: WordReader,
  more: Pick<Expansion, 'name' | 'operator' | 'body'> = {},
): Expansion => ({
  type: 'Expansion',
  range: spanOf(source, pos, end),
  kind,
  text: source.text.slice(pos, end),
  quoted,
  inner,
  ...more,
});

function substitution(
  node: { readonly pos: number; readonly end: number; readonly script: ParsedScript | undefined },
  quoted: boolean,
  reader: WordReader,
): readonly ShellNode[] {
  const { script } = node;
  const { source } = reader;
  if (!script) return none;
  if (script.source === undefined) return reader.enter(script, source);
  // Backticks with escapes in them: unbash counts from the start of what they stand for.
  const decoded = [quoted, !quoted].map((inQuotes) => decodeBackticks(source, node.pos, node.end, inQuotes));
  const match = decoded.find(({ text }) => text === script.source);
  return match ? reader.enter(script, match) : none;
}
