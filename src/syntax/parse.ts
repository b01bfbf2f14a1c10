import type { Comment, Dockerfile, From, Heredoc, Instruction, JoinedText, Range, Stage, SyntaxProblem } from '../nodes.ts';
import { skipSpaces, utf8Length } from './characters.ts';
import { DirectiveReader } from './directives.ts';
import { BodyReader, readMarkers } from './heredoc.ts';
import { readInstruction, type Frame, type Refuse } from './instructions.ts';
import { unbroken } from './joined.ts';
import { continuationAt, Joiner, lineAt, type Line } from './lines.ts';
import { inOrder, lastUpTo } from './ordered.ts';
import { checkStructure } from './structure.ts';

/**
 * Reads a Dockerfile as BuildKit's parser does (moby/buildkit, frontend/dockerfile/parser/parser.go). Takes the text
 * without its byte order mark; never throws: what BuildKit refuses stands in `problems`, beside a complete tree.
 */
export function parse(text: string): Dockerfile {
  return new Parser(text).parse();
}

/** The same for the next version of a file: what stands above the first change is taken from `before`, node by node. */
export function parseNext(text: string, before: Dockerfile): Dockerfile {
  const kept = unchangedIn(before, text);
  return kept > 0 ? new Parser(text).continue(before, kept).parse() : parse(text);
}

/** How many instructions of `before` nothing in `text` can have changed: that of the first change is read again. */
function unchangedIn({ text: old, instructions }: Dockerfile, text: string): number {
  const same = commonLength(old, text);
  const kept = lastUpTo(instructions, same, ({ range }) => lineStart(old, range[0]));
  // An end for it may have come in anywhere.
  const open = instructions.findIndex(({ heredocs }) => heredocs.some(({ terminated }) => !terminated));
  const first = open < 0 ? kept : Math.min(kept, open);
  return beginsOnItsLine(old, instructions[first]) ? first : 0;
}

/** Not so where nothing but a continuation stands on its first line. */
function beginsOnItsLine(text: string, instruction: Instruction | undefined): boolean {
  if (!instruction) return false;
  let line = 1;
  for (let at = text.indexOf('\n'); at >= 0 && at < instruction.range[0]; at = text.indexOf('\n', at + 1)) line++;
  return line === instruction.startLine;
}

/** How much two texts begin with in common. */
function commonLength(a: string, b: string): number {
  let [same, differs] = [0, Math.min(a.length, b.length) + 1];
  while (differs - same > 1) {
    const middle = (same + differs) >> 1;
    if (a.startsWith(b.slice(same, middle), same)) same = middle;
    else differs = middle;
  }
  return same;
}

const lineStart = (text: string, offset: number): number => text.lastIndexOf('\n', offset - 1) + 1;

/** Takes a leading byte order mark off. */
export const withoutBom = (text: string): string => (text.charCodeAt(0) === 0xfeff ? text.slice(1) : text);

/** The longest line, in bytes without its line end, that BuildKit's scanner takes. */
const longestLine = 65_535;

class Parser {
  readonly #text: string;
  readonly #directives = new DirectiveReader();
  readonly #bodies: BodyReader;
  readonly #comments: Comment[] = [];
  readonly #instructions: Instruction[] = [];
  readonly #problems: SyntaxProblem[] = [];
  readonly #empty: Range[] = [];
  #at = 0;
  /** Lines read so far, which is the 1-based number of the last one. */
  #line = 0;

  constructor(text: string) {
    this.#text = text;
    this.#bodies = new BodyReader(text);
  }

  /** Goes on where the line of an instruction begins that `kept` others stand before. */
  continue(before: Dockerfile, kept: number): this {
    const next = before.instructions[kept];
    if (!next) return this;
    this.#at = lineStart(before.text, next.range[0]);
    this.#line = next.startLine - 1;
    this.#directives.take(before);
    for (let i = 0; i < kept; i++) this.#instructions.push(before.instructions[i] as Instruction);
    for (const one of before.comments) if (one.range[0] < this.#at) this.#comments.push(one);
    for (const one of before.emptyContinuations) if (one[0] < this.#at) this.#empty.push(one);
    // What is no fatal problem is found when all has been read.
    for (const one of before.problems) if (one.fatal && one.range[0] < this.#at) this.#problems.push(one);
    return this;
  }

  parse(): Dockerfile {
    while (this.#at < this.#text.length) this.#step();
    const instructions = this.#instructions;
    const { directives, escape } = this.#directives;
    const problems = [...this.#directives.problems, ...this.#problems];
    if (instructions.length === 0)
      problems.push({ type: 'SyntaxProblem', range: [0, 0], code: 'no-instructions', message: 'file with no instructions', fatal: true });
    const tree = {
      type: 'Dockerfile' as const,
      range: [0, this.#text.length] as const,
      text: this.#text,
      escape,
      directives,
      comments: this.#comments,
      instructions,
      emptyContinuations: this.#empty,
      ...intoStages(instructions),
    };
    problems.push(...checkStructure(tree));
    return { problems: inOrder(problems), ...tree };
  }

  #nextLine(): Line {
    const line = lineAt(this.#text, this.#at);
    this.#at = line.next;
    this.#line++;
    if (line.end - line.start > longestLine / 3 && utf8Length(this.#text.slice(line.start, line.end)) > longestLine)
      this.#refuse([line.start, line.end], 'line-too-long', `dockerfile line greater than maximum allowed size of ${longestLine}`);
    return line;
  }

  readonly #refuse: Refuse = (range, code, message) => {
    this.#problems.push({ type: 'SyntaxProblem', range, code, message, fatal: true });
  };

  #step(): void {
    const text = this.#text;
    const line = this.#nextLine();
    const start = skipSpaces(text, line.start, line.end);
    if (this.#directives.read(text[start] === '#' ? text.slice(start, line.end) : '', start)) return;
    if (start === line.end) return;
    if (text[start] === '#') this.#comment(start, line.end, false);
    else this.#instruction(start, line);
  }

  #comment(start: number, end: number, nested: boolean): void {
    const text = this.#text.slice(start + 1, end).trim();
    this.#comments.push({ type: 'Comment', range: [start, end], text, line: this.#line, nested });
  }

  #instruction(start: number, first: Line): void {
    const startLine = this.#line;
    const source = this.#join(start, first);
    const reached = this.#line;
    const heredocs = this.#heredocs(source);
    const frame: Frame = {
      source,
      escape: this.#directives.escape,
      heredocs,
      startLine,
      endLine: this.#line,
      inOnbuild: false,
      depth: 0,
      end: heredocs.reduce((end, { range }) => Math.max(end, range[1]), 0),
      refuse: this.#refuse,
    };
    this.#instructions.push(readInstruction(frame, 0));
    if (heredocs.length === 0) this.#line = reached;
  }

  /** The instruction's lines as one, up to the first that is not continued. */
  #join(start: number, first: Line): JoinedText {
    const text = this.#text;
    const escape = this.#directives.escape;
    let end = continuationAt(text, start, first.end, escape);
    if (end < 0) return unbroken(text.slice(start, first.end), start);
    const joiner = new Joiner();
    joiner.add(text, start, end);
    let emptyFrom = -1;
    let emptyTo = -1;
    while (end >= 0 && this.#at < text.length) {
      const line = this.#nextLine();
      const content = skipSpaces(text, line.start, line.end);
      if (content === line.end) {
        if (emptyFrom < 0) emptyFrom = line.start;
        emptyTo = line.next;
        continue;
      }
      if (text[content] === '#') {
        this.#comment(content, line.end, true);
        continue;
      }
      end = continuationAt(text, line.start, line.end, escape);
      joiner.add(text, line.start, end < 0 ? line.end : end);
    }
    if (emptyFrom >= 0) this.#empty.push([emptyFrom, emptyTo]);
    return joiner.finish();
  }

  #heredocs(source: JoinedText): readonly Heredoc[] {
    if (!source.text.includes('<<') || !takesHeredocs(source, this.#directives.escape)) return none;
    return readMarkers(source).map(({ name, fd, expand, chomp, range: marker }) => {
      const from = this.#at;
      const body = this.#bodies.read(from, { name, chomp });
      this.#at = body.next;
      this.#line += body.lines;
      if (!body.terminated) this.#refuse(marker, 'unterminated-heredoc', `unterminated heredoc: no line holds '${name}' alone`);
      const content = this.#text.slice(body.content[0], body.content[1]);
      const range: Range = [from, Math.max(from, body.end)];
      return { type: 'Heredoc', range, name, fd, expand, chomp, content, contentRange: body.content, marker, terminated: body.terminated };
    });
  }
}

const none: readonly Heredoc[] = [];

const heredocInstructions = new Set(['Run', 'Copy', 'Add']);

/** RUN, COPY and ADD have heredocs, also as triggers of ONBUILD; their JSON forms have not. */
function takesHeredocs(source: JoinedText, escape: '\\' | '`'): boolean {
  const read = readInstruction(
    { source, escape, heredocs: none, startLine: 0, endLine: 0, inOnbuild: false, depth: 0, end: 0, refuse: () => undefined },
    0,
  );
  const inner = read.type === 'Onbuild' ? read.trigger : read;
  return inner !== undefined && heredocInstructions.has(inner.type) && !inner.json;
}

function intoStages(instructions: readonly Instruction[]): Pick<Dockerfile, 'preamble' | 'stages'> {
  const preamble: Instruction[] = [];
  const stages: { from: From; instructions: Instruction[] }[] = [];
  for (const instruction of instructions) {
    if (instruction.type === 'From') stages.push({ from: instruction, instructions: [] });
    else (stages.at(-1)?.instructions ?? preamble).push(instruction);
  }
  return { preamble, stages: stages.map(makeStage) };
}

function makeStage({ from, instructions }: { from: From; instructions: readonly Instruction[] }, index: number): Stage {
  const end = (instructions.at(-1) ?? from).range[1];
  const name = from.alias?.text.toLowerCase();
  return { type: 'Stage', range: [from.range[0], end], index, from, instructions, ...(name === undefined ? {} : { name }) };
}
