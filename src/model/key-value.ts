import type { Dockerfile, Env, KeyValue, Label, Range } from '../nodes.ts';
import type { Editor, TextEdit } from '../rule.ts';
import { sourceRange } from '../syntax/joined.ts';
import { splitQuoted } from '../syntax/words.ts';

/** Writes `ENV key value` as `ENV key=value`, so that the value stays the same. `null` where that takes a human. */
export function modernPair(
  { source }: Env | Label,
  { key, value }: KeyValue,
  { text, escape }: Dockerfile,
  edit: Editor,
): readonly TextEdit[] | null {
  const isPlain = (written: string): boolean => !/['"]/.test(written) && !written.includes(escape);
  if (!value || !isPlain(key.text)) return null;
  const gap: Range = [key.range[1], value.range[0]];
  // A comment between key and value would be lost.
  if (text.slice(...gap).includes('#')) return null;
  const start = source.text.length - value.text.length;
  const words = splitQuoted(source.text, start, source.text.length, escape);
  if (words.length < 2) return [edit.replace({ range: gap }, '=')];
  if (isPlain(value.text)) return [edit.replace({ range: gap }, '="'), edit.insertAfter(value, '"')];
  // Quotes in a text with blanks around them: only the blanks outside of them need an escape.
  const blanks = words.slice(1).map(([to], i) => sourceRange(source, words[i]?.[1] ?? to, to));
  if (blanks.some((range) => !/^[ \t]+$/.test(text.slice(...range)))) return null;
  const escaped = blanks.map((range) => edit.replace({ range }, [...text.slice(...range)].map((blank) => escape + blank).join('')));
  return [edit.replace({ range: gap }, '='), ...escaped];
}
