import type { JoinedText, JsonArray, Word } from '../nodes.ts';
import { skipSpaces } from './characters.ts';
import { sourceRange } from './joined.ts';
import { decodedWord } from './words.ts';

export type JsonReading = { readonly array: JsonArray } | { readonly notStrings: true } | undefined;

/**
 * Reads `[start, end)` as the exec form: a JSON array of strings. `undefined` where it is none, so that Docker takes the
 * text for the shell form; an array that holds something else than strings is an error to BuildKit.
 */
export function readJson(joined: JoinedText, start: number, end: number, escape: string): JsonReading {
  const from = skipSpaces(joined.text, start, end);
  if (joined.text[from] !== '[') return undefined;
  let values: unknown;
  try {
    values = JSON.parse(joined.text.slice(from, end));
  } catch {
    return undefined;
  }
  if (!Array.isArray(values)) return undefined;
  const spans = stringSpans(joined.text, from, end);
  const items: Word[] = [];
  for (const [i, value] of values.entries()) {
    const span = spans[i];
    if (typeof value !== 'string' || !span) return { notStrings: true };
    items.push(decodedWord(joined, span[0], span[1], value.replace(loneSurrogate, '\ufffd'), escape));
  }
  return { array: { type: 'JsonArray', range: sourceRange(joined, from, end), items } };
}

/** Go puts U+FFFD where a `\u` escape names half a character. */
const loneSurrogate = /[\ud800-\udfff]/gu;

/** Where the strings of a valid JSON text stand, quotes included. */
function stringSpans(text: string, start: number, end: number): readonly (readonly [number, number])[] {
  const spans: [number, number][] = [];
  for (let at = start; at < end; at++) {
    if (text[at] !== '"') continue;
    const from = at++;
    while (text[at] !== '"') at += text[at] === '\\' ? 2 : 1;
    spans.push([from, at + 1]);
  }
  return spans;
}
