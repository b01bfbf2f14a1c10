import type { Node, Pair } from 'yaml';
import type { Place, Problem } from './errors.ts';

/** A YAML or JSON value with its places. A `comment` is what stands behind it on its line. */
export type Tree = Scalar | List | Table;

export interface Scalar {
  readonly type: 'scalar';
  readonly at: Place;
  readonly value: string | number | boolean | null;
  readonly comment?: string;
}

export interface List {
  readonly type: 'list';
  readonly at: Place;
  readonly items: readonly Tree[];
}

export interface Table {
  readonly type: 'table';
  readonly at: Place;
  readonly entries: readonly Entry[];
}

export interface Entry {
  readonly key: string;
  readonly at: Place;
  readonly value: Tree;
}

/** Reads YAML, and with it JSON. The package is loaded for the first file that there is. */
export async function readDocument(text: string): Promise<{ readonly tree: Tree } | { readonly problems: readonly Problem[] }> {
  const yaml = await import('yaml');
  const lines = new yaml.LineCounter();
  const source = text.replace(/^\ufeff/, '');
  const place = (offset: number): Place => {
    const { line, col } = lines.linePos(Math.min(offset, source.length));
    return { line: Math.max(line, 1), column: Math.max(col, 1) };
  };
  const document = yaml.parseDocument(source, { lineCounter: lines, prettyErrors: false, schema: 'core' });
  const broken = [...document.errors, ...document.warnings].map(({ code, message, pos }) => ({
    ...place(pos[0]),
    path: '',
    message: wordsFor[code] ?? `not valid YAML: ${message.charAt(0).toLowerCase()}${message.slice(1)}`,
  }));
  if (broken.length > 0) return { problems: firstOfEachLine(broken) };

  const problems: Problem[] = [];
  let left = maxNodes;
  const refuse = (at: Place, message: string): Scalar => {
    problems.push({ ...at, path: '', message });
    return { type: 'scalar', at, value: null };
  };
  const toTree = (given: unknown, at: Place, depth: number): Tree => {
    const node = yaml.isAlias(given) ? given.resolve(document) : given;
    if (!yaml.isNode(node))
      return yaml.isAlias(given) ? refuse(at, `'*${given.source}' has no anchor`) : { type: 'scalar', at, value: null };
    if (--left < 0 || depth > maxDepth)
      return left < -1 ? { type: 'scalar', at, value: null } : refuse(at, 'too many or too deeply nested values');
    const here = yaml.isAlias(given) ? at : startOf(node, at);
    if (yaml.isSeq(node)) return { type: 'list', at: here, items: node.items.map((item) => toTree(item, startOf(item, here), depth + 1)) };
    if (yaml.isMap(node)) return { type: 'table', at: here, entries: node.items.map((pair) => toEntry(pair, here, depth)) };
    return scalar(yaml.isScalar(node) ? node.value : null, here, node.comment);
  };
  const toEntry = ({ key, value }: Pair, at: Place, depth: number): Entry => {
    const here = startOf(key, at);
    if (!yaml.isScalar(key)) return { key: '', at: here, value: refuse(here, 'a key is a list or a mapping; expected a word') };
    const name = typeof key.value === 'string' ? key.value : (key.source ?? String(key.value));
    return { key: name, at: here, value: toTree(value, startOf(value, here), depth + 1) };
  };
  const startOf = (node: unknown, otherwise: Place): Place => (yaml.isNode(node) && node.range ? place(node.range[0]) : otherwise);

  const tree = toTree(document.contents, { line: 1, column: 1 }, 0);
  if (problems.length > 0) return { problems };
  // A file of comments sets nothing.
  return { tree: document.contents === null ? { type: 'table', at: tree.at, entries: [] } : tree };
}

/** What a value is without its places. */
export function valueOf(tree: Tree): unknown {
  if (tree.type === 'list') return tree.items.map(valueOf);
  // Not by assignment: a key may be called `__proto__`.
  return tree.type === 'table' ? Object.fromEntries(tree.entries.map(({ key, value }) => [key, valueOf(value)])) : tree.value;
}

/** Far more than any configuration needs; aliases of aliases grow fast. */
const maxNodes = 20_000;
const maxDepth = 50;

function scalar(value: unknown, at: Place, comment: Node['comment']): Scalar {
  const isKnown = typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';
  const text = comment?.trim();
  return { type: 'scalar', at, value: isKnown ? value : null, ...(text ? { comment: text } : {}) };
}

/** The parser's own words are for those who write YAML parsers. */
const wordsFor: Readonly<Record<string, string>> = {
  DUPLICATE_KEY: 'this key is there twice',
  MULTIPLE_DOCS: 'a second document begins here; expected one',
  RESOURCE_EXHAUSTION: 'too deeply nested',
  TAB_AS_INDENT: 'a tab indents this line; YAML takes only spaces',
  TAG_RESOLVE_FAILED: 'tags (words that begin with !) are not known here',
};

/** One slip makes many errors behind it. */
function firstOfEachLine(problems: readonly Problem[]): readonly Problem[] {
  const sorted = [...problems].sort((a, b) => a.line - b.line || a.column - b.column);
  return sorted.filter((problem, index) => problem.line !== sorted[index - 1]?.line).slice(0, 10);
}
