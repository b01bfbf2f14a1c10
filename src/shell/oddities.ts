import type { Assignment, Command as SimpleCommand, HereDoc, ParsedScript, SimpleExpansionPart, Statement, SyntaxNode, Word } from 'unbash';
import type { JoinedText, Part, Range, ShellDialect, ShellOddity, ShellOddityKind, ShellScript } from '../nodes.ts';
import { deepest, descend } from './descend.ts';
import { decodeBackticks, spanOf } from './decode.ts';
import { wordOddities } from './word-oddities.ts';

/** What is well-formed in a script and yet most likely not what was meant, in the order written. */
export function odditiesOf(tree: ParsedScript, script: ShellScript): readonly ShellOddity[] {
  const found: Found = { oddities: [], arrays: new Set(), hasErrors: script.errors.length > 0, dialect: script.dialect };
  visit(tree, { source: script.source, found, depth: 0, isPattern: false });
  return found.oddities
    .filter(({ kind, name }) => kind !== 'array-index' || found.arrays.has(name))
    .map((oddity) => ({ type: 'ShellOddity' as const, ...oddity, script }))
    .sort((a, b) => a.range[0] - b.range[0]);
}

interface Found {
  readonly oddities: Omit<ShellOddity, 'type' | 'script'>[];
  readonly arrays: Set<string>;
  /** The shell refuses the script: a keyword among the arguments is then likely meant as one. */
  readonly hasErrors: boolean;
  readonly dialect: ShellDialect;
}

interface Place {
  readonly source: JoinedText;
  readonly found: Found;
  readonly depth: number;
  /** In a regular expression, a substitution's pattern or a here-document, where a backslash means more. */
  readonly isPattern: boolean;
}

const visit = (node: SyntaxNode, at: Place): void => {
  descend(node, at, enter);
};

function enter(node: SyntaxNode, at: Place): Place | undefined {
  switch (node.type) {
    case 'Statement':
      ampersand(node, at);
      return at;
    case 'Command':
      command(node, at);
      return at;
    case 'Assignment':
      if (node.value.type === 'ArrayValue') at.found.arrays.add(node.name);
      return at;
    case 'For':
    case 'Select':
      if (node.name.text.startsWith('$')) {
        const plain = node.name.text.replace(/^\$\{?|\}$/g, '');
        add('dollar-iterator', node.name, at, node.name.text, plain);
      }
      if (at.found.hasErrors) literals(node.wordlist ?? [], at);
      for (const word of node.wordlist ?? []) visit(word, at);
      visit(node.body, at);
      return undefined;
    case 'TestBinary':
      return node.operator === '=~' ? { ...at, isPattern: true } : at;
    case 'HereDoc':
      hereDocument(node, at);
      visit(node.body, { ...at, isPattern: true });
      return undefined;
    case 'Word':
      if (!at.isPattern)
        for (const { kind, start, end, name, text } of wordOddities(node, at.source)) add(kind, span(start, end), at, name, text);
      return at;
    case 'ParameterExpansion':
      return { ...at, isPattern: true };
    case 'SimpleExpansion':
      variable(node, at);
      return at;
    case 'CommandExpansion':
    case 'ArithmeticCommandExpansion':
    case 'ProcessSubstitution':
      substitution(node, at);
      return undefined;
    default:
      return at;
  }
}

interface Span {
  readonly pos: number;
  readonly end: number;
}

const span = (pos: number, end: number): Span => ({ pos, end });

/** With `text`, what the span was most likely meant to be. */
function add(kind: ShellOddityKind, { pos, end }: Span, { source, found }: Place, name: string, text?: string, edited?: Span): void {
  const range: Range = spanOf(source, pos, end);
  const edit: Part | undefined = text === undefined ? undefined : { text, range: edited ? spanOf(source, edited.pos, edited.end) : range };
  found.oddities.push({ kind, name, range, ...(edit && { edit }) });
}

/** `http://host/?a=1&b=2` and `a&amp;b`: what ends a command in the midst of a word. */
function ampersand({ background, command: { end } }: Statement, at: Place): void {
  const { text } = at.source;
  if (background !== true) return;
  const pos = text.indexOf('&', end);
  const [entity] = /^&(?:amp|gt|lt|quot|apos|nbsp);/.exec(text.slice(pos, pos + 7)) ?? [];
  if (entity !== undefined) {
    add('html-entity', span(pos, pos + entity.length), at, entity, entities.get(entity));
    return;
  }
  if (pos !== end || !/[\w=/?.%-]/.test(text.charAt(pos - 1))) return;
  // `sleep 5&wait` is how some write it; a query string has `=` on both sides or an address before it.
  const word = /(?<!\S)\S*$/.exec(text.slice(Math.max(0, pos - 300), pos))?.[0] ?? '';
  if (/^[\w.-]+=/.test(text.slice(pos + 1, pos + 60)) && /:\/\/|\?/.test(word)) add('stray-ampersand', span(pos, pos + 1), at, word);
}

const entities: ReadonlyMap<string, string> = new Map([
  ['&amp;', '&'],
  ['&gt;', '>'],
  ['&lt;', '<'],
  ['&quot;', '"'],
  ['&apos;', "'"],
  ['&nbsp;', ' '],
]);

function command(node: SimpleCommand, at: Place): void {
  const { name, suffix, prefix } = node;
  if (!name) return;
  const words = suffix.filter((part): part is Word => part.type === 'Word');
  const last = prefix.at(-1);
  if (last?.type === 'Assignment') emptyAssignment(last, node, at);
  const array = name.text === 'eval' ? words.find(({ text }) => /^[A-Za-z_]\w*\+?=\(/.test(text)) : undefined;
  // To bash `eval` is one of those that take an array.
  if (array && at.found.dialect !== 'bash') add('eval-array', array, at, array.text);
  assignments(name, words, at);
  spacing(name, words, at);
  if (at.found.hasErrors) literals(words, at);
}

function literals(words: readonly Word[], at: Place): void {
  for (const word of words) {
    if (misplaced.has(word.text)) add('literal-keyword', word, at, word.text);
    else if (word.text === '{' || word.text === '}') add('literal-brace', word, at, word.text);
  }
}

const misplaced: ReadonlySet<string> = new Set(['do', 'done', 'elif', 'else', 'esac', 'fi', 'then']);

/** `x= "a b"` runs `a b`; `x= make` may well be meant so, to run make without `x`. */
function emptyAssignment({ value, end, name: variable }: Assignment, { name, suffix }: SimpleCommand, at: Place): void {
  if (value.type !== 'Word' || value.text !== '' || !name || suffix.length > 0 || name.pos <= end) return;
  if (!/^["'$\d]|:\/\//.test(name.text)) return;
  const gap = at.source.text.slice(end, name.pos);
  if (/^[ \t]+$/.test(gap)) add('empty-assignment', span(end, name.pos), at, variable, '');
}

const declarations: ReadonlySet<string> = new Set(['declare', 'export', 'local', 'readonly', 'typeset']);
const takesEquals: ReadonlySet<string> = new Set(['[', 'expr', 'test']);

function assignments(name: Word, words: readonly Word[], at: Place): void {
  const [first] = words;
  const dollar = /^\$(?:\{([A-Za-z_]\w*)\}|([A-Za-z_]\w*))\+?=/.exec(name.text);
  if (dollar) {
    const variable = dollar[1] ?? dollar[2] ?? '';
    const end = name.pos + variable.length + (dollar[1] === undefined ? 1 : 3);
    add('dollar-assignment', span(name.pos, end), at, variable, variable);
  } else if (/^[A-Za-z_]\w*$/.test(name.text) && first && !takesEquals.has(name.text)) spaced(name, words, at);
}

/** `x = 5`, `x =5`, `x == 5`, `export x = 5`. */
function spaced(name: Word, words: readonly Word[], at: Place): void {
  const [first, second, third] = words;
  if (!first) return;
  if (first.text === '==') add('spaced-comparison', first, at, name.text);
  else if (first.text === '=') {
    const edited = second && words.length === 2 ? span(name.end, second.pos) : undefined;
    add('spaced-assignment', first, at, name.text, edited && '=', edited);
  } else if (/^=[^~]/.test(first.text)) {
    const edited = words.length === 1 ? span(name.end, first.pos) : undefined;
    add('spaced-assignment', span(first.pos, first.pos + 1), at, name.text, edited && '', edited);
  } else if (declarations.has(name.text) && second?.text === '=' && /^[A-Za-z_]\w*$/.test(first.text)) {
    const edited = third && words.length === 3 ? span(first.end, third.pos) : undefined;
    add('spaced-declaration', second, at, first.text, edited && '=', edited);
  }
}

const keywords: ReadonlySet<string> = new Set(['case', 'do', 'done', 'elif', 'else', 'esac', 'fi', 'for', 'if', 'then', 'until', 'while']);

/** What a blank is missing behind, and the kind that this is. */
const openings: readonly (readonly [ShellOddityKind, RegExp])[] = [
  ['joined-keyword', /^(?:if|elif|while|until)(?=\[)/],
  ['joined-comment', /^(?:then|do|else|done|fi|esac|\{|\})(?=#)/],
  ['joined-bang', /^!(?=[\w/"'$[])/],
];

function spacing(word: Word, words: readonly Word[], at: Place): void {
  const { text, pos, end } = word;
  const last = words.at(-1);
  const joined = openings.find(([, shape]) => shape.test(text));
  if (joined) {
    const [opening = ''] = joined[1].exec(text) ?? [];
    add(joined[0], span(pos, pos + opening.length), at, opening, `${opening} `);
  } else if (text.startsWith('[')) brackets(word, last, at);
  else if (at.found.hasErrors && /^\{[\w/"'$]/.test(text) && !word.parts?.some(({ type }) => type === 'BraceExpansion'))
    add('joined-brace', span(pos, pos + 1), at, '{', '{ ');
  else if (/^\/[/*]+$/.test(text) && words.length > 0) add('slash-comment', word, at, text);
  else if (keywords.has(text.toLowerCase()) && !keywords.has(text)) add('keyword-case', span(pos, end), at, text, text.toLowerCase());
}

/** `[-f x ]` and `[ -f x]`. */
function brackets({ text, pos }: Word, last: Word | undefined, at: Place): void {
  if (!last?.text.endsWith(']')) return;
  const [bracket = ''] = /^\[\[?(?=[$\w!-]|"\$)/.exec(text) ?? [];
  if (bracket !== '') add('joined-bracket', span(pos, pos + bracket.length), at, bracket, `${bracket} `);
  else if (text === '[' && /[^\]]\]$/.test(last.text) && !last.text.includes('['))
    add('unclosed-bracket', span(last.end - 1, last.end), at, ']', ' ]');
}

/** `$10` is `${1}0`, and `$x[1]` is `${x}[1]`. */
function variable({ text, pos, end }: SimpleExpansionPart, at: Place): void {
  const behind = at.source.text.slice(end, end + 40);
  if (/^\$\d$/.test(text) && /^\d/.test(behind)) {
    const [digits = ''] = /^\d+/.exec(behind) ?? [];
    add('positional', span(pos, end + digits.length), at, text + digits, `\${${text.slice(1)}${digits}}`);
    return;
  }
  const [index] = /^\[(?:\d+|[@*]|\$\w+)\]/.exec(behind) ?? [];
  if (index !== undefined) add('array-index', span(pos, end + index.length), at, text.slice(1), `\${${text.slice(1)}${index}}`);
}

/** The delimiter is there, indented by blanks that `<<-` does not take off, or with blanks behind it. */
function hereDocument({ operator, delimiter, body }: HereDoc, at: Place): void {
  const name = delimiter?.value ?? '';
  const { text } = at.source;
  if (name === '') return;
  for (let start = body.pos; start < body.end;) {
    const newline = text.indexOf('\n', start);
    const end = newline < 0 ? text.length : newline;
    const line = text.slice(start, end);
    const trimmed = line.trim();
    const lead = line.length - line.trimStart().length;
    if (trimmed === name) {
      const hasTabsAlone = /^\t*$/.test(line.slice(0, lead));
      if (operator === '<<-' && !hasTabsAlone) add('heredoc-blanks', span(start, start + lead), at, name, '');
      else if (line.length > lead + name.length && (operator === '<<-' || lead === 0))
        add('heredoc-end', span(start + lead + name.length, end), at, name, '');
    }
    start = end + 1;
  }
}

function substitution(node: Span & { readonly script: ParsedScript | undefined }, at: Place): void {
  const { script } = node;
  if (!script || at.depth >= deepest) return;
  const inside = { ...at, isPattern: false, depth: at.depth + 1 };
  if (script.source === undefined) visit(script, inside);
  else {
    const decoded = [true, false].map((inQuotes) => decodeBackticks(at.source, node.pos, node.end, inQuotes));
    const source = decoded.find(({ text }) => text === script.source);
    if (source) visit(script, { ...inside, source });
  }
}
