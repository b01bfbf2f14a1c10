import type {
  Env,
  InstructionBase,
  Heredoc,
  ImageReference,
  Instruction,
  JoinedText,
  JsonArray,
  Keyword,
  KeyValue,
  Part,
  Range,
  ShellForm,
  Word,
} from '../nodes.ts';
import { skipBlanks, skipSpaces, skipWord, trimSpacesEnd, isSpace } from './characters.ts';
import { readFlags } from './flags.ts';
import { isMarker } from './heredoc.ts';
import { sourceOffset, sourceRange } from './joined.ts';
import { readJson } from './json.ts';
import { readPort } from './ports.ts';
import { makeWord, splitBlanks, splitQuoted, type Span } from './words.ts';

/** What BuildKit's parser refuses in an instruction, with its place in the file. */
export type Refuse = (range: Range, code: string, message: string) => void;

export interface Frame {
  readonly source: JoinedText;
  readonly escape: '\\' | '`';
  readonly heredocs: readonly Heredoc[];
  readonly startLine: number;
  readonly endLine: number;
  readonly inOnbuild: boolean;
  /** How many ONBUILD stand around it. */
  readonly depth: number;
  /** End of the instruction in the file: its last character, or that of its last heredoc. */
  readonly end: number;
  readonly refuse: Refuse;
}

/** Reads one instruction, which begins at `start` of the frame's joined text. */
export function readInstruction(frame: Frame, start: number): Instruction {
  const { source, escape } = frame;
  const { text } = source;
  const from = skipSpaces(text, start, text.length);
  const to = trimSpacesEnd(text, from, text.length);
  const keywordEnd = skipWord(text, from, to);
  const keywordText = text.slice(from, keywordEnd);
  const keyword: Keyword = {
    type: 'Keyword',
    range: sourceRange(source, from, keywordEnd),
    text: keywordText,
    name: keywordText.toUpperCase(),
  };
  const read = readers[keyword.name];
  const flagged = readFlags(source, skipBlanks(text, keywordEnd, to), to, escape);
  const bodyStart = skipSpaces(text, flagged.next, to);
  const body: Span = [bodyStart, Math.max(bodyStart, trimSpacesEnd(text, bodyStart, to))];
  const base: InstructionBase = {
    range: [sourceOffset(source, from), Math.max(frame.end, sourceRange(source, from, to)[1])],
    keyword,
    flags: flagged.flags,
    args: [],
    json: false,
    heredocs: frame.heredocs,
    source,
    body: sourceRange(source, body[0], body[1]),
    startLine: frame.startLine,
    endLine: frame.endLine,
    inOnbuild: frame.inOnbuild,
  };
  return read ? read(base, body, frame) : { ...base, type: 'Unknown', args: words(frame, splitBlanks(text, body[0], body[1])) };
}

/** ONBUILD in ONBUILD is refused anyway; this bounds the recursion. */
const deepest = 50;

type Reader = (base: InstructionBase, body: Span, frame: Frame) => Instruction;

const readers: Readonly<Record<string, Reader | undefined>> = {
  __proto__: null as never,
  FROM: readFrom,
  RUN: (base, body, frame) => ({ type: 'Run', ...command(base, body, frame) }),
  CMD: (base, body, frame) => ({ type: 'Cmd', ...command(base, body, frame) }),
  ENTRYPOINT: (base, body, frame) => ({ type: 'Entrypoint', ...command(base, body, frame) }),
  HEALTHCHECK: readHealthcheck,
  COPY: (base, body, frame) => ({ type: 'Copy', ...transfer(base, body, frame) }),
  ADD: (base, body, frame) => ({ type: 'Add', ...transfer(base, body, frame) }),
  ENV: (base, body, frame) => ({ ...base, type: 'Env', ...readPairs('ENV', body, frame) }),
  LABEL: (base, body, frame) => ({ ...base, type: 'Label', ...readPairs('LABEL', body, frame) }),
  ARG: readArg,
  EXPOSE: (base, body, frame) => {
    const spans = splitBlanks(frame.source.text, body[0], body[1]);
    return { ...base, type: 'Expose', args: words(frame, spans), ports: spans.map((span) => readPort(frame.source, span, frame.escape)) };
  },
  USER: readUser,
  WORKDIR: (base, body, frame) => {
    const path = whole(body, frame);
    return { ...base, type: 'Workdir', ...(path ? { path, args: [path] } : {}) };
  },
  VOLUME: (base, body, frame) => {
    const list = listOrJson(body, frame);
    return { ...base, type: 'Volume', ...list, paths: list.args };
  },
  SHELL: (base, body, frame) => {
    const { args, json, exec } = command(base, body, frame);
    return { ...base, type: 'Shell', args, json, ...(exec ? { exec } : {}) };
  },
  STOPSIGNAL: (base, body, frame) => {
    const signal = whole(body, frame);
    return { ...base, type: 'Stopsignal', ...(signal ? { signal, args: [signal] } : {}) };
  },
  MAINTAINER: (base, body, frame) => {
    const name = whole(body, frame);
    return { ...base, type: 'Maintainer', ...(name ? { name, args: [name] } : {}) };
  },
  ONBUILD: (base, body, frame) => {
    if (body[0] === body[1] || frame.depth >= deepest) return { ...base, type: 'Onbuild' };
    return { ...base, type: 'Onbuild', trigger: readInstruction({ ...frame, inOnbuild: true, depth: frame.depth + 1 }, body[0]) };
  },
};

function words({ source, escape }: Frame, spans: readonly Span[]): readonly Word[] {
  return spans.map(([start, end]) => makeWord(source, start, end, escape));
}

function whole([start, end]: Span, { source, escape }: Frame): Word | undefined {
  return start === end ? undefined : makeWord(source, start, end, escape);
}

interface Listed {
  readonly args: readonly Word[];
  readonly json: boolean;
  readonly exec?: JsonArray;
}

function listOrJson([start, end]: Span, frame: Frame): Listed {
  const json = readJson(frame.source, start, end, frame.escape);
  if (json && 'array' in json) return { args: json.array.items, json: true, exec: json.array };
  if (json) refuseArray([start, end], frame);
  return { args: words(frame, splitBlanks(frame.source.text, start, end)), json: false };
}

function refuseArray([start, end]: Span, { source, refuse }: Frame): void {
  refuse(sourceRange(source, start, end), 'json-not-strings', 'when using JSON array syntax, arrays must be comprised of strings only');
}

/** RUN, CMD, ENTRYPOINT, SHELL: a JSON array, else a text for the shell. */
function command(
  base: InstructionBase,
  body: Span,
  frame: Frame,
): InstructionBase & { readonly exec?: JsonArray; readonly shell?: ShellForm } {
  const text = whole(body, frame);
  if (!text) return base;
  const json = readJson(frame.source, body[0], body[1], frame.escape);
  if (json && 'array' in json) return { ...base, args: json.array.items, json: true, exec: json.array };
  if (json) refuseArray(body, frame);
  return { ...base, args: [text], shell: { type: 'ShellForm', range: text.range, span: body } };
}

function readHealthcheck(base: InstructionBase, [start, end]: Span, frame: Frame): Instruction {
  const { text } = frame.source;
  let kindEnd = start;
  while (kindEnd < end && !isSpace(text.charCodeAt(kindEnd))) kindEnd++;
  const kind = whole([start, kindEnd], frame);
  if (!kind) return { ...base, type: 'Healthcheck' };
  const rest = command(base, [skipSpaces(text, kindEnd, end), end], frame);
  return { type: 'Healthcheck', ...rest, args: [kind, ...rest.args], kind };
}

function readFrom(base: InstructionBase, body: Span, frame: Frame): Instruction {
  const args = words(frame, splitBlanks(frame.source.text, body[0], body[1]));
  const [name, as, alias] = args;
  const image: ImageReference | undefined = name && {
    type: 'ImageReference',
    range: name.range,
    text: name.text,
    variables: name.variables,
  };
  return { ...base, type: 'From', args, ...(image ? { image } : {}), ...(as ? { as } : {}), ...(alias ? { alias } : {}) };
}

/** COPY and ADD: the last word is the destination; heredocs are no sources. */
function transfer(base: InstructionBase, body: Span, frame: Frame) {
  const { args, json } = listOrJson(body, frame);
  const destination = args.length > 1 ? args.at(-1) : undefined;
  const sources = (destination ? args.slice(0, -1) : args).filter(({ text }) => json || !isMarker(text));
  return { ...base, args, json, sources, ...(destination ? { destination } : {}) };
}

/** ENV and LABEL: `key=value …`, or the old `key value` where the first word has no `=`. */
function readPairs(keyword: string, body: Span, frame: Frame): Pick<Env, 'args' | 'pairs'> {
  const spans = splitQuoted(frame.source.text, body[0], body[1], frame.escape);
  return { args: words(frame, spans), pairs: pairsOf(keyword, spans, body, frame) };
}

function pairsOf(keyword: string, spans: readonly Span[], [start, end]: Span, frame: Frame): readonly KeyValue[] {
  const { source, escape, refuse } = frame;
  const { text } = source;
  const [first] = spans;
  if (!first) return [];
  if (!text.slice(first[0], first[1]).includes('=')) {
    const keyEnd = skipWord(text, start, end);
    const key = makeWord(source, start, keyEnd, escape);
    if (keyEnd === end) {
      refuse(key.range, 'missing-value', `${keyword} must have two arguments`);
      return [];
    }
    const value = makeWord(source, skipBlanks(text, keyEnd, end), end, escape);
    return [{ type: 'KeyValue', range: sourceRange(source, start, end), key, value, separator: ' ' }];
  }
  return spans.flatMap((span) => {
    const pair = keyValue(span, frame);
    if (pair.value) return [pair];
    refuse(pair.range, 'missing-equals', `can't find = in ${JSON.stringify(pair.key.text)}. Must be of the form: name=value`);
    return [];
  });
}

function keyValue([start, end]: Span, { source, escape }: Frame): KeyValue {
  const equals = source.text.indexOf('=', start);
  const keyEnd = equals < 0 || equals >= end ? end : equals;
  return {
    type: 'KeyValue',
    range: sourceRange(source, start, end),
    key: makeWord(source, start, keyEnd, escape),
    ...(keyEnd < end ? { value: makeWord(source, keyEnd + 1, end, escape) } : {}),
    separator: '=',
  };
}

function readArg(base: InstructionBase, body: Span, frame: Frame): Instruction {
  const spans = splitQuoted(frame.source.text, body[0], body[1], frame.escape);
  return { ...base, type: 'Arg', args: words(frame, spans), pairs: spans.map((span) => keyValue(span, frame)) };
}

function readUser(base: InstructionBase, [start, end]: Span, frame: Frame): Instruction {
  const { source } = frame;
  const word = whole([start, end], frame);
  if (!word) return { ...base, type: 'User' };
  let colon = -1;
  let depth = 0;
  for (let at = start; at < end && colon < 0; at++) {
    const char = source.text[at];
    if (char === '{') depth++;
    else if (char === '}') depth--;
    else if (char === ':' && depth === 0) colon = at;
  }
  const part = (a: number, b: number): Part => ({ text: source.text.slice(a, b), range: sourceRange(source, a, b) });
  return {
    ...base,
    type: 'User',
    args: [word],
    user: part(start, colon < 0 ? end : colon),
    ...(colon < 0 ? {} : { group: part(colon + 1, end) }),
  };
}
