import { ConfigCommentParser, Directive } from '@eslint/plugin-kit';
import type { Comment, Dockerfile, Range } from '../nodes.ts';
import { lastStarting } from '../syntax/ordered.ts';
import type { Location } from './source-code.ts';

/** A comment that speaks to ESLint: it enables or disables rules, or configures some. */
export interface ConfigComment {
  readonly comment: Comment;
  readonly label: string;
  readonly value: string;
  readonly justification: string;
  /** Of `# eslint rule: severity`. */
  readonly rules?: Readonly<Record<string, unknown>>;
  /** Why it cannot be read. */
  readonly error?: string;
}

/** What ESLint reports under no rule's name, as an error that stops nothing. */
export interface Problem {
  readonly ruleId: null;
  readonly message: string;
  readonly loc: Location;
}

/** What is asked of the source code. */
interface Source {
  readonly text: string;
  readonly ast: Dockerfile;
  getLoc(node: { readonly range: Range }): Location;
}

/**
 * `# eslint` is also English (“eslint needs node 20”, “eslint note: see below”), and ESLint ends the file at a comment that it cannot
 * parse. So a configuration has a rule's name with a hyphen or a slash, and a colon.
 */
const form = /^eslint(?:-enable|-disable(?:-next)?(?:-line)?)(?=\s|$)|^eslint\s+["']?(?=[@\w/-]*[\w@][/-]\w)[@\w/-]+["']?\s*:/u;

/** Comments that speak to ESLint, in order. */
export function readConfigComments(comments: readonly Comment[]): readonly ConfigComment[] {
  return comments.flatMap((comment) => {
    if (!form.test(comment.text)) return [];
    const found = parser.parseDirective(comment.text);
    if (!found) return [];
    const { label, value, justification } = found;
    const read = label === 'eslint' ? parser.parseJSONLikeConfig(value) : undefined;
    const outcome = read && (read.ok ? { rules: read.config } : { error: read.error.message });
    return [{ comment, label, value, justification, ...outcome }];
  });
}

const parser = new ConfigCommentParser();

export function problemsOf(comments: readonly ConfigComment[], source: Source): readonly Problem[] {
  return comments.flatMap(({ comment, label, error }) => {
    const message = label === 'eslint-disable-line' ? hint : error;
    return message === undefined ? [] : [{ ruleId: null, message, loc: source.getLoc(comment) }];
  });
}

/** Behind an instruction `#` is part of it: the comment cannot stand in the line that it would speak of. */
const hint = 'A comment in a Dockerfile has a line of its own, so eslint-disable-line silences nothing. Use eslint-disable-next-line.';

/** What the comments enable and disable. Rules have the prefix that the user gave the plugin, so they are ESLint's to compare. */
export function directivesOf(comments: readonly ConfigComment[], source: Source): readonly Directive[] {
  const directives: Directive[] = [];
  const isComment = new Set(source.ast.comments.map(({ line }) => line));
  const open = new OpenBlocks();
  for (const { comment, label, value, justification } of comments) {
    const place = removable(comment, source);
    const add = (type: Directive['type'], node: Place): void => {
      directives.push(new Directive({ type, node, value, justification }));
    };
    if (label === 'eslint-disable-next-line') {
      const [first, last] = linesBelow(comment, source, isComment);
      // Where a block is open already, the end of a pair would close it.
      const isPair = last > first && !open.has(value);
      add(isPair ? 'disable' : 'disable-next-line', { ...place, loc: { start: source.getLoc(comment).start, end: startOf(first - 1) } });
      if (isPair) add('enable', { range: comment.range, loc: { start: startOf(last + 1), end: startOf(last + 1) } });
    } else if (label === 'eslint-disable') {
      open.open(value);
      add('disable', place);
    } else if (label === 'eslint-enable') {
      open.close(value);
      add('enable', place);
    }
  }
  return directives;
}

interface Place {
  readonly range: Range;
  readonly loc?: Location;
}

const startOf = (line: number): Location['start'] => ({ line, column: 1 });

/** Which rules are disabled until further notice. */
class OpenBlocks {
  readonly #rules = new Set<string>();
  #all = false;

  /** Whether a block stands open for one of the rules; an empty list means all of them. */
  has(list: string): boolean {
    const rules = rulesIn(list);
    return this.#all || (rules.length === 0 ? this.#rules.size > 0 : rules.some((rule) => this.#rules.has(rule)));
  }

  open(list: string): void {
    const rules = rulesIn(list);
    if (rules.length === 0) this.#all = true;
    for (const rule of rules) this.#rules.add(rule);
  }

  close(list: string): void {
    const rules = rulesIn(list);
    for (const rule of rules) this.#rules.delete(rule);
    if (rules.length > 0) return;
    this.#all = false;
    this.#rules.clear();
  }
}

const rulesIn = (list: string): readonly string[] => Object.keys(parser.parseListConfig(list));

/** First and last line of what stands below a comment, other comments left out: the next instruction, or inside one the next line. */
function linesBelow({ nested, line, range }: Comment, { ast }: Source, isComment: ReadonlySet<number>): readonly [number, number] {
  let first = line + 1;
  while (isComment.has(first)) first++;
  const next = nested ? undefined : ast.instructions[lastStarting(ast.instructions, range[1]) + 1];
  return [first, next?.startLine === first ? next.endLine : first];
}

/**
 * ESLint takes an unused comment out by putting a blank in its place. Between the lines of an instruction that would leave an empty
 * continuation line, so there the place is the whole line and a blank of the next one.
 */
function removable({ nested, range }: Comment, { text }: Source): Place {
  const newline = text.indexOf('\n', range[1]);
  if (!nested || newline < 0) return { range };
  const next = newline + 1;
  return { range: [text.lastIndexOf('\n', range[0]) + 1, /[ \t]/.test(text[next] ?? '') ? next + 1 : next] };
}
