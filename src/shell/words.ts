import { forEachChild } from 'unbash';
import type { Assignment, HereDoc, ParsedScript, Redirection as Redirect, SyntaxNode, Word } from 'unbash';
import type { Expansion, JoinedText, Range, Redirection, ShellWord } from '../nodes.ts';
import { decodeBackticks, spanOf } from './decode.ts';

/** What a substitution runs, and the text that its positions count in. */
export interface Substitution {
  readonly script: ParsedScript;
  readonly source: JoinedText;
}

/** Where words are read from; the substitutions met on the way are put into `found`. */
export interface WordReader {
  readonly source: JoinedText;
  readonly found: Substitution[];
}

/** An argument, a target or a value as rules see it. */
export function shellWord(word: Word, reader: WordReader): ShellWord {
  return build(word, word.pos, word.end, reader, () => word.value);
}

/** `name=value` behind `export`, `local` and the like. */
export function assignmentWord(node: Assignment, reader: WordReader): ShellWord {
  const { value } = node;
  const name = reader.source.text.slice(node.pos, value.pos);
  return build(node, node.pos, node.end, reader, () => (value.type === 'Word' ? name + value.value : undefined));
}

/** `2>&1`, `<<EOF`, `<<<word`. */
export function redirection(node: Redirect, reader: WordReader): Redirection {
  const { text } = reader.source;
  const target = node.type === 'HereDoc' ? delimiter(node, reader) : node.target && shellWord(node.target, reader);
  if (node.type === 'HereDoc') substitutions(node.body, reader);
  return {
    type: 'Redirection',
    range: rangeOf(reader.source, node.pos, node.end),
    operator: node.operator,
    ...(target && { target }),
    ...(node.descriptor && { descriptor: text.slice(node.descriptor.pos, node.descriptor.end) }),
  };
}

/** Collects what the substitutions below a node run, for nodes of which nothing else is wanted. */
export function substitutions(node: SyntaxNode, reader: WordReader): void {
  collect(node, false, 0, reader, []);
}

/** Range of `[pos, end)` without the continued line ends around it, which unbash counts to the word. */
export function rangeOf(source: JoinedText, pos: number, end: number): Range {
  const [start, stop] = trimmed(source.text, pos, end);
  return spanOf(source, start, stop);
}

function build(node: SyntaxNode, pos: number, end: number, reader: WordReader, value: () => string | undefined): ShellWord {
  const { source } = reader;
  const [start, stop] = trimmed(source.text, pos, end);
  const text = source.text.slice(start, stop);
  const range = spanOf(source, start, stop);
  if (plain.test(text)) return { type: 'ShellWord', range, text, value: text, quoted: false, expansions: none };
  const expansions: Expansion[] = [];
  collect(node, false, 0, reader, expansions);
  const known = expansions.some(({ kind }) => kind !== 'glob' && kind !== 'brace') ? undefined : value();
  return { type: 'ShellWord', range, text, ...(known !== undefined && { value: known }), quoted: isQuoted(node), expansions };
}

const none: readonly Expansion[] = [];

/** Nothing in it is quoted, escaped or expanded. */
const plain = /^[\w./:=,@%+~^-]*$/;

function trimmed(text: string, pos: number, end: number): Range {
  let start = pos;
  let stop = end;
  while (start + 2 <= stop && text.startsWith('\\\n', start)) start += 2;
  while (stop - 2 >= start && text.startsWith('\\\n', stop - 2)) stop -= 2;
  return [start, stop];
}

function isQuoted(node: SyntaxNode): boolean {
  if (node.type === 'Assignment') return isQuoted(node.value);
  if (node.type === 'ArrayValue') return node.elements.some(isQuoted);
  return node.type === 'Word' && (node.parts ?? []).some(({ type }) => quotes.has(type));
}

const quotes: ReadonlySet<string> = new Set(['SingleQuoted', 'DoubleQuoted', 'AnsiCQuoted', 'LocaleString']);

function delimiter(node: HereDoc, { source }: WordReader): ShellWord | undefined {
  const word = node.delimiter;
  if (!word) return undefined;
  const text = source.text.slice(word.pos, word.end);
  return { type: 'ShellWord', range: rangeOf(source, word.pos, word.end), text, value: word.value, quoted: word.quoted, expansions: none };
}

/** Nobody nests deeper by hand; each level costs the parser another pass over what it holds. */
const deepest = 12;

function collect(node: SyntaxNode, quoted: boolean, depth: number, reader: WordReader, out: Expansion[]): void {
  if (depth > deepest) return;
  let down = 1;
  switch (node.type) {
    case 'Literal':
    case 'SingleQuoted':
    case 'AnsiCQuoted':
      return;
    case 'SimpleExpansion':
      out.push(expansion(node, 'variable', quoted, reader, node.text.slice(1).replaceAll('\\\n', '')));
      return;
    case 'CommandExpansion':
    case 'ArithmeticCommandExpansion':
    case 'ProcessSubstitution':
      out.push(expansion(node, node.type === 'ProcessSubstitution' ? 'process' : 'command', quoted, reader));
      substitution(node, quoted, reader);
      return;
    case 'ParameterExpansion': {
      const operator = node.operation?.operator ?? node.prefix ?? (node.index && '[');
      out.push(expansion(node, 'variable', quoted, reader, node.parameter, operator));
      break;
    }
    case 'ArithmeticWord': {
      const name = /^\$?([A-Za-z_]\w*)(?:\[|$)/.exec(node.value)?.[1];
      if (name !== undefined) out.push(expansion(node, 'variable', quoted, reader, name));
      break;
    }
    case 'Remove':
    case 'Replace': {
      // A pattern there matches the variable's value, no files.
      const inner: Expansion[] = [];
      forEachChild(node, (child) => collect(child, quoted, depth + 1, reader, inner));
      out.push(...inner.filter(({ kind }) => kind !== 'glob'));
      return;
    }
    case 'ArithmeticExpansion':
    case 'Glob':
    case 'ExtendedGlob':
    case 'BraceExpansion':
      out.push(expansion(node, kinds[node.type], quoted, reader));
      break;
    default:
      down = 0;
  }
  const inside = quoted || quoting.has(node.type);
  forEachChild(node, (child) => collect(child, inside, depth + down, reader, out));
}

/** POSIX 2.6.4: an arithmetic expression is treated as if it were in double quotes. */
const quoting: ReadonlySet<string> = new Set(['DoubleQuoted', 'LocaleString', 'ArithmeticExpansion']);

const kinds = { ArithmeticExpansion: 'arithmetic', Glob: 'glob', ExtendedGlob: 'glob', BraceExpansion: 'brace' } as const;

function expansion(
  node: SyntaxNode,
  kind: Expansion['kind'],
  quoted: boolean,
  { source }: WordReader,
  name?: string,
  operator?: string,
): Expansion {
  const range = spanOf(source, node.pos, node.end);
  return { type: 'Expansion', range, kind, quoted, ...(name !== undefined && { name }), ...(operator !== undefined && { operator }) };
}

function substitution(
  node: { readonly pos: number; readonly end: number; readonly script: ParsedScript | undefined },
  quoted: boolean,
  { source, found }: WordReader,
): void {
  const { script } = node;
  if (!script) return;
  if (script.source === undefined) {
    found.push({ script, source });
    return;
  }
  // Backticks with escapes in them: unbash counts from the start of what they stand for.
  const decoded = [quoted, !quoted].map((inQuotes) => decodeBackticks(source, node.pos, node.end, inQuotes));
  const match = decoded.find(({ text }) => text === script.source);
  if (match) found.push({ script, source: match });
}
