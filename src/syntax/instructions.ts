import type {
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
  const base: Base = {
    range: [sourceOffset(source, from), Math.max(frame.end, sourceRange(source, from, to)[1])],
    keyword,
    flags: flagged.flags,
    heredocs: frame.heredocs,
    source,
    body: sourceRange(source, body[0], body[1]),
    startLine: frame.startLine,
    endLine: frame.endLine,
    inOnbuild: frame.inOnbuild,
  };
  return read
    ? read(base, body, frame)
    : { type: 'Unknown', args: words(frame, splitBlanks(text, body[0], body[1])), json: false, ...base };
}

/** Copied last into each instruction: V8 needs twenty times as long to add properties to a copy. */
type Base = Omit<InstructionBase, 'args' | 'json'>;

const none: readonly Word[] = [];

/** ONBUILD in ONBUILD is refused anyway; this bounds the recursion. */
const deepest = 50;

type Reader = (base: Base, body: Span, frame: Frame) => Instruction;

const readers: Readonly<Record<string, Reader | undefined>> = {
  __proto__: null as never,
  FROM: readFrom,
  RUN: (base, body, frame) => command('Run', base, body, frame),
  CMD: (base, body, frame) => command('Cmd', base, body, frame),
  ENTRYPOINT: (base, body, frame) => command('Entrypoint', base, body, frame),
  HEALTHCHECK: readHealthcheck,
  COPY: (base, body, frame) => transfer('Copy', base, body, frame),
  ADD: (base, body, frame) => transfer('Add', base, body, frame),
  ENV: (base, body, frame) => readPairs('Env', base, body, frame),
  LABEL: (base, body, frame) => readPairs('Label', base, body, frame),
  ARG: readArg,
  EXPOSE: (base, body, frame) => {
    const spans = splitBlanks(frame.source.text, body[0], body[1]);
    return {
      type: 'Expose',
      args: words(frame, spans),
      json: false,
      ports: spans.map((span) => readPort(frame.source, span, frame.escape)),
      ...base,
    };
  },
  USER: readUser,
  WORKDIR: (base, body, frame) => {
    const path = whole(body, frame);
    return path ? { type: 'Workdir', args: [path], json: false, path, ...base } : { type: 'Workdir', args: none, json: false, ...base };
  },
  VOLUME: (base, body, frame) => {
    const { args, json } = listOrJson(body, frame);
    return { type: 'Volume', args, json, paths: args, ...base };
  },
  SHELL: (base, body, frame) => {
    const { args, json, exec } = command('Cmd', base, body, frame);
    return exec ? { type: 'Shell', args, json, exec, ...base } : { type: 'Shell', args, json, ...base };
  },
  STOPSIGNAL: (base, body, frame) => {
    const signal = whole(body, frame);
    return signal
      ? { type: 'Stopsignal', args: [signal], json: false, signal, ...base }
      : { type: 'Stopsignal', args: none, json: false, ...base };
  },
  MAINTAINER: (base, body, frame) => {
    const name = whole(body, frame);
    return name
      ? { type: 'Maintainer', args: [name], json: false, name, ...base }
      : { type: 'Maintainer', args: none, json: false, ...base };
  },
  ONBUILD: (base, body, frame) => {
    if (body[0] === body[1] || frame.depth >= deepest) return { type: 'Onbuild', args: none, json: false, ...base };
    const trigger = readInstruction({ ...frame, inOnbuild: true, depth: frame.depth + 1 }, body[0]);
    return { type: 'Onbuild', args: none, json: false, trigger, ...base };
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
}

function listOrJson([start, end]: Span, frame: Frame): Listed {
  const json = readJson(frame.source, start, end, frame.escape);
  if (json && 'array' in json) return { args: json.array.items, json: true };
  if (json) refuseArray([start, end], frame);
  return { args: words(frame, splitBlanks(frame.source.text, start, end)), json: false };
}

function refuseArray([start, end]: Span, { source, refuse }: Frame): void {
  refuse(sourceRange(source, start, end), 'json-not-strings', 'when using JSON array syntax, arrays must be comprised of strings only');
}

/** RUN, CMD, ENTRYPOINT, SHELL: a JSON array, else a text for the shell. */
function command<T extends 'Run' | 'Cmd' | 'Entrypoint'>(type: T, base: Base, body: Span, frame: Frame): CommandOf<T> {
  const text = whole(body, frame);
  if (!text) return { type, args: none, json: false, ...base };
  const json = readJson(frame.source, body[0], body[1], frame.escape);
  if (json && 'array' in json) return { type, args: json.array.items, json: true, exec: json.array, ...base };
  if (json) refuseArray(body, frame);
  return { type, args: [text], json: false, shell: { type: 'ShellForm', range: text.range, span: body }, ...base };
}

type CommandOf<T> = InstructionBase & { readonly type: T; readonly exec?: JsonArray; readonly shell?: ShellForm };

function readHealthcheck(base: Base, [start, end]: Span, frame: Frame): Instruction {
  const { text } = frame.source;
  let kindEnd = start;
  while (kindEnd < end && !isSpace(text.charCodeAt(kindEnd))) kindEnd++;
  const kind = whole([start, kindEnd], frame);
  if (!kind) return { type: 'Healthcheck', args: none, json: false, ...base };
  const rest = command('Cmd', base, [skipSpaces(text, kindEnd, end), end], frame);
  return { ...rest, type: 'Healthcheck', args: [kind, ...rest.args], kind };
}

function readFrom(base: Base, body: Span, frame: Frame): Instruction {
  const args = words(frame, splitBlanks(frame.source.text, body[0], body[1]));
  const [name, as, alias] = args;
  if (!name) return { type: 'From', args, json: false, ...base };
  const image: ImageReference = { type: 'ImageReference', range: name.range, text: name.text, variables: name.variables };
  // Each shape written out: a spread of what may be absent takes longer than all the rest.
  if (!as) return { type: 'From', args, json: false, image, ...base };
  return alias ? { type: 'From', args, json: false, image, as, alias, ...base } : { type: 'From', args, json: false, image, as, ...base };
}

/** COPY and ADD: the last word is the destination; heredocs are no sources. */
function transfer(type: 'Copy' | 'Add', base: Base, body: Span, frame: Frame): Instruction {
  const { args, json } = listOrJson(body, frame);
  const destination = args.length > 1 ? args.at(-1) : undefined;
  const sources = (destination ? args.slice(0, -1) : args).filter(({ text }) => json || !isMarker(text));
  return destination ? { type, args, json, sources, destination, ...base } : { type, args, json, sources, ...base };
}

/** ENV and LABEL: `key=value …`, or the old `key value` where the first word has no `=`. */
function readPairs(type: 'Env' | 'Label', base: Base, body: Span, frame: Frame): Instruction {
  const spans = splitQuoted(frame.source.text, body[0], body[1], frame.escape);
  return { type, args: words(frame, spans), json: false, pairs: pairsOf(type.toUpperCase(), spans, body, frame), ...base };
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
  const range = sourceRange(source, start, end);
  const key = makeWord(source, start, keyEnd, escape);
  if (keyEnd === end) return { type: 'KeyValue', range, key, separator: '=' };
  return { type: 'KeyValue', range, key, value: makeWord(source, keyEnd + 1, end, escape), separator: '=' };
}

function readArg(base: Base, body: Span, frame: Frame): Instruction {
  const spans = splitQuoted(frame.source.text, body[0], body[1], frame.escape);
  return { type: 'Arg', args: words(frame, spans), json: false, pairs: spans.map((span) => keyValue(span, frame)), ...base };
}

function readUser(base: Base, [start, end]: Span, frame: Frame): Instruction {
  const { source } = frame;
  const word = whole([start, end], frame);
  if (!word) return { type: 'User', args: none, json: false, ...base };
  let colon = -1;
  let depth = 0;
  for (let at = start; at < end && colon < 0; at++) {
    const char = source.text[at];
    if (char === '{') depth++;
    else if (char === '}') depth--;
    else if (char === ':' && depth === 0) colon = at;
  }
  const part = (a: number, b: number): Part => ({ text: source.text.slice(a, b), range: sourceRange(source, a, b) });
  if (colon < 0) return { type: 'User', args: [word], json: false, user: part(start, end), ...base };
  return { type: 'User', args: [word], json: false, user: part(start, colon), group: part(colon + 1, end), ...base };
}
