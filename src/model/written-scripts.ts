import type { Command, Heredoc, Instruction, JoinedText, Run, ShellScript, ShellWord } from '../nodes.ts';
import { decodeShellWord, joinedOffset } from '../shell/decode.ts';
import { shebangDialect } from '../shell/dialect.ts';
import { parseScript } from '../shell/script.ts';
import { sliceJoined, sourceOffset, unbroken } from '../syntax/joined.ts';
import type { Model, StageInfo } from './model.ts';

/** A file that the Dockerfile itself writes into the image, from a heredoc or an `echo`. */
export interface WrittenScript {
  /** As it is written, variables resolved. */
  readonly path: string;
  parse(): ShellScript;
}

export interface WrittenScripts {
  /** The last one written to a path; a bare or relative path is found by its name, since the working directory may not be known. */
  find(path: string): WrittenScript | undefined;
}

/** A stage and those that it is built from, the root first. */
export function chainOf(stage: StageInfo): readonly StageInfo[] {
  const chain: StageInfo[] = [];
  for (let at: StageInfo | undefined = stage; at; at = at.base) chain.push(at);
  return chain.reverse();
}

/** The files that a stage and those that it is built from write. */
export function writtenScripts(stage: StageInfo, model: Model): WrittenScripts {
  const files = new Map<string, WrittenFile>();
  const byName = new Map<string, WrittenFile>();
  for (const { node } of chainOf(stage)) {
    for (const { path, content, appends } of node.instructions.flatMap((one) => writesOf(one, model))) {
      const file = (appends ? files.get(path) : undefined) ?? new WrittenFile(path);
      file.add(content);
      files.set(path, file);
      byName.set(nameOf(path), file);
    }
  }
  return {
    find(path) {
      const known = files.get(path) ?? byName.get(nameOf(path));
      return known?.isKnown && (known.path === path || !known.path.startsWith('/') || !path.startsWith('/')) ? known : undefined;
    },
  };
}

class WrittenFile implements WrittenScript {
  readonly path: string;
  /** All that was written to it could be told. */
  isKnown = true;
  readonly #parts: JoinedText[] = [];
  #script: ShellScript | undefined;

  constructor(path: string) {
    this.path = path;
  }

  add(content: JoinedText | undefined): void {
    if (content) this.#parts.push(content);
    else this.isKnown = false;
  }

  parse(): ShellScript {
    return (this.#script ??= parseFile(lines(this.#parts)));
  }
}

const nameOf = (path: string): string => path.slice(path.lastIndexOf('/') + 1);

interface Write {
  readonly path: string;
  /** Absent where it cannot be told. */
  readonly content: JoinedText | undefined;
  readonly appends: boolean;
}

function writesOf(instruction: Instruction, model: Model): readonly Write[] {
  if (instruction.type === 'Run') return mayWrite.test(instruction.source.text) ? runWrites(instruction, model) : [];
  if (instruction.type !== 'Copy' && instruction.type !== 'Add') return [];
  const { destination, heredocs } = instruction;
  if (!destination || heredocs.length === 0) return [];
  const path = model.resolve(destination, instruction) ?? destination.value;
  return heredocs.map((heredoc) => ({
    path: path.endsWith('/') ? path + heredoc.name : path,
    content: heredocText(heredoc),
    appends: false,
  }));
}

/** Spares most RUNs the shell's parser. */
const mayWrite = />|\btee\b/;

function runWrites(run: Run, model: Model): readonly Write[] {
  return model.scripts(run).flatMap((script) =>
    script.commands.flatMap((command) => {
      const target = command.redirections.findLast(({ operator }) => operator === '>' || operator === '>>' || operator === '>|');
      const path =
        command.name === 'tee' ? command.words.findLast(({ text }, i) => i > 0 && !text.startsWith('-'))?.value : target?.target?.value;
      if (path === undefined || path.startsWith('/dev/')) return [];
      const appends = target?.operator === '>>' || command.words.some(({ value }) => command.name === 'tee' && value === '-a');
      return { path, content: contentOf(command, run, script), appends };
    }),
  );
}

function contentOf(command: Command, { heredocs }: Run, script: ShellScript): JoinedText | undefined {
  if (command.name === 'cat' || command.name === 'tee') {
    const heredoc = heredocs.find(({ marker }) => command.redirections.some(({ range }) => range[0] <= marker[0] && marker[1] <= range[1]));
    return heredoc && heredocText(heredoc);
  }
  const operands = command.words.slice(1).filter(({ text }) => !/^-[neE]+$/.test(text));
  if (command.name === 'echo' || (command.name === 'printf' && operands.length === 1)) return joinWords(operands, script, ' ');
  const isPlainFormat = command.name === 'printf' && /^["']?%s(?:\\n)?["']?$/.test(operands[0]?.text ?? '');
  return isPlainFormat ? joinWords(operands.slice(1), script, '\n') : undefined;
}

/** What `echo` makes of its words; a shell whose `echo` leaves `\n` alone would not have written a script. */
function joinWords(words: readonly ShellWord[], { source }: ShellScript, separator: string): JoinedText | undefined {
  const parts: JoinedText[] = [];
  for (const word of words) {
    const start = joinedOffset(source, word.range[0]);
    const end = joinedOffset(source, word.range[1] - 1) + 1;
    const decoded = source.text.slice(start, end) === word.text ? decodeShellWord(source, start, end) : undefined;
    if (!decoded) return undefined;
    if (parts.length > 0) parts.push(unbroken(separator, word.range[0]));
    parts.push(unescape(decoded, /\\([ntr\\])/g));
  }
  return parts.length === 0 ? undefined : concat(parts);
}

/** Docker takes `\$` for `$` in the body of a heredoc whose name is not quoted. */
const heredocText = ({ content, contentRange: [start], expand }: Heredoc): JoinedText =>
  expand ? unescape(unbroken(content, start), /\\([$`\\])/g) : unbroken(content, start);

function unescape(joined: JoinedText, escapes: RegExp): JoinedText {
  const parts: JoinedText[] = [];
  let at = 0;
  for (const { 0: whole, 1: letter = '', index } of joined.text.matchAll(escapes)) {
    parts.push(sliceJoined(joined, at, index), unbroken(letters.get(letter) ?? letter, sourceOffset(joined, index + 1)));
    at = index + whole.length;
  }
  return at === 0 ? joined : concat([...parts, sliceJoined(joined, at, joined.text.length)]);
}

const letters: ReadonlyMap<string, string> = new Map([
  ['n', '\n'],
  ['t', '\t'],
  ['r', ''],
]);

function parseFile(source: JoinedText): ShellScript {
  const start = source.text.length - source.text.trimStart().length;
  const text = sliceJoined(source, start, source.text.length);
  return parseScript(text, shebangDialect(text.text.split('\n', 1)[0] ?? '') ?? 'sh', 'heredoc');
}

const lines = (parts: readonly JoinedText[]): JoinedText => concat(parts.flatMap((part) => [part, unbroken('\n', part.end)]));

function concat(parts: readonly JoinedText[]): JoinedText {
  const starts: number[] = [];
  const offsets: number[] = [];
  let length = 0;
  const filled = parts.filter(({ text }) => text !== '');
  for (const part of filled) {
    for (const [i, start] of part.starts.entries()) {
      starts.push(length + start);
      offsets.push(part.offsets[i] ?? 0);
    }
    length += part.text.length;
  }
  const [first] = parts;
  if (starts.length === 0) return unbroken('', first?.end ?? 0);
  return { text: filled.map(({ text }) => text).join(''), starts, offsets, end: filled.at(-1)?.end ?? 0 };
}
