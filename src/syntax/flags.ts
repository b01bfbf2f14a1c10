import type { Flag, JoinedText, Mount, MountOption, Word } from '../nodes.ts';
import { isSpace } from './characters.ts';
import { sourceRange } from './joined.ts';
import { makeWord, type Span } from './words.ts';

/** The `--flags` that `[start, end)` of an instruction begins with, and where its arguments begin. */
export function readFlags(joined: JoinedText, start: number, end: number, escape: string): { flags: readonly Flag[]; next: number } {
  const { text } = joined;
  const flags: Flag[] = [];
  let at = start;
  for (;;) {
    while (at < end && isFlagSpace(text, at)) at++;
    if (at >= end || !(text[at] === '-' && at + 1 < end && text[at + 1] === '-')) return { flags, next: at };
    const [stop, cooked] = readOne(text, at, end);
    if (cooked === '--') return { flags, next: stop };
    flags.push(makeFlag(joined, at, stop, cooked, escape));
    at = stop;
  }
}

/** BuildKit reads flags byte by byte: any backslash escapes, and the bytes 0x85 and 0xA0 of a longer character count as blanks. */
function readOne(text: string, start: number, end: number): readonly [stop: number, cooked: string] {
  let cooked = '';
  let quote = '';
  let at = start;
  while (at < end) {
    let char = text[at] as string;
    if (quote === '' && isFlagSpace(text, at)) break;
    if (quote === '' && (char === "'" || char === '"')) {
      quote = char;
      at++;
      continue;
    }
    if (char === quote) {
      quote = '';
      at++;
      continue;
    }
    if (char === '\\') {
      at++;
      if (at >= end) break;
      char = text[at] as string;
    }
    cooked += char <= '\x7f' ? char : latin1(text, at);
    at++;
  }
  return [at, cooked];
}

function isFlagSpace(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  if (code < 0x80) return isSpace(code);
  return /[\x85\xa0]/.test(latin1(text, at));
}

/** The UTF-8 bytes of a character, each taken for a character of its own, as Go does with `string(rune(byte))`. */
function latin1(text: string, at: number): string {
  const code = text.codePointAt(at) as number;
  if (code >= 0xdc00 && code <= 0xdfff) return '';
  const bytes: number[] = [];
  if (code < 0x800) bytes.push(0xc0 | (code >> 6), 0x80 | (code & 63));
  else if (code < 0x10000) bytes.push(0xe0 | (code >> 12), 0x80 | ((code >> 6) & 63), 0x80 | (code & 63));
  else bytes.push(0xf0 | (code >> 18), 0x80 | ((code >> 12) & 63), 0x80 | ((code >> 6) & 63), 0x80 | (code & 63));
  return String.fromCharCode(...bytes);
}

function makeFlag(joined: JoinedText, start: number, stop: number, cooked: string, escape: string): Flag {
  const raw = joined.text.slice(start, stop);
  const equals = raw.indexOf('=');
  const nameEnd = equals < 0 ? stop : start + equals;
  const name = cooked.slice(2).split('=', 1)[0] as string;
  const value = equals < 0 ? undefined : makeWord(joined, nameEnd + 1, stop, escape);
  const range = sourceRange(joined, start, stop);
  const nameRange = sourceRange(joined, start + 2, nameEnd);
  if (!value) return { type: 'Flag', range, text: cooked, name, nameRange };
  if (name !== 'mount') return { type: 'Flag', range, text: cooked, name, nameRange, value };
  return { type: 'Flag', range, text: cooked, name, nameRange, value, mount: readMount(joined, nameEnd + 1, stop, value, escape) };
}

const mountKeys: Readonly<Record<string, string>> = {
  dst: 'target',
  destination: 'target',
  src: 'source',
  ro: 'readonly',
  rw: 'readwrite',
};

/** Takes `type=cache,target=/x,…` apart; fields in double quotes may hold commas, as in Go's CSV. */
function readMount(joined: JoinedText, start: number, end: number, { range }: Word, escape: string): Mount {
  const options: MountOption[] = splitFields(joined.text, start, end).map(([from, to]) => {
    const equals = joined.text.indexOf('=', from);
    const keyEnd = equals < 0 || equals >= to ? to : equals;
    const written = joined.text.slice(from, keyEnd).toLowerCase();
    return {
      type: 'MountOption',
      range: sourceRange(joined, from, to),
      key: mountKeys[written] ?? written,
      keyRange: sourceRange(joined, from, keyEnd),
      ...(keyEnd < to ? { value: makeWord(joined, keyEnd + 1, to, escape) } : {}),
    };
  });
  const kind = options.find(({ key }) => key === 'type')?.value?.value.toLowerCase() ?? 'bind';
  return { type: 'Mount', range, kind, options };
}

function splitFields(text: string, start: number, end: number): readonly Span[] {
  if (start < end && /['"]/.test(text[start] as string) && text[end - 1] === text[start] && end - start > 1)
    return splitFields(text, start + 1, end - 1);
  const fields: Span[] = [];
  let from = start;
  let quoted = false;
  for (let at = start; at <= end; at++) {
    if (at < end && text[at] === '"') quoted = !quoted;
    if (at < end && (quoted || text[at] !== ',')) continue;
    if (at > from) fields.push(text[from] === '"' && text[at - 1] === '"' && at - from > 1 ? [from + 1, at - 1] : [from, at]);
    from = at + 1;
  }
  return fields;
}
