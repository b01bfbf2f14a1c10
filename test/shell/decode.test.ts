import { describe, expect, test } from 'vitest';
import fc from 'fast-check';
import type { JoinedText } from '../../src/nodes.ts';
import { decodeJsonString, decodeShellWord, joinedOffset, spanOf } from '../../src/shell/decode.ts';
import { at, joined } from './joined.ts';

const json = (file: string): JoinedText => {
  const source = joined(file);
  return decodeJsonString(source, source.text.indexOf('"'), source.text.lastIndexOf('"') + 1);
};

/** Each character of a decoded text with what stands for it in the file. */
const places = (file: string, text: JoinedText): string[] =>
  [...Array(text.text.length).keys()].map((i) => file.slice(...spanOf(text, i, i + 1)));

describe('decodeJsonString', () => {
  test.each<[string, string[]]>([
    ['"ab"', ['a', 'b']],
    ['""', []],
    ['["a", "\\n\\"\\\\"]'.slice(6, -1), ['\\n', '\\"', '\\\\']],
    ['"\\u0041b\\/"', ['\\u0041', 'b', '\\/']],
    ['"a\\\nb"', ['a', 'b']],
    ['"\\q\\u00"', ['\\q', '\\u', '0', '0']],
  ])('%s', (file, expected) => {
    expect(places(file, json(file))).toEqual(expected);
  });

  test('reads what JSON.parse reads', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.boolean(), (text, ascii) => {
        const written = JSON.stringify(text);
        const file = ascii ? written.replace(/[^ -~]/g, (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`) : written;
        const decoded = decodeJsonString({ text: file, starts: [0], offsets: [7], end: file.length + 7 }, 0, file.length);
        expect(decoded.text).toBe(text.replace(/[\ud800-\udfff]/gu, '\ufffd'));
        expect(decoded.end).toBe(file.length + 6);
      }),
    );
  });

  test('half a character is U+FFFD', () => {
    expect(json('"\\ud800x"').text).toBe('\ufffdx');
    expect(json('"\\ud83d\\ude00"').text).toBe('😀');
  });
});

describe('decodeShellWord', () => {
  test.each<[string, string | undefined]>([
    ['ab', 'ab'],
    ["'a $b'", 'a $b'],
    ['"a \\"b\\" \\$c \\\\ \\d"', 'a "b" $c \\ \\d'],
    ['a\\ b', 'a b'],
    ['a"b"\'c\'', 'abc'],
    ['"a $b ${c} ${d:-e}"', 'a $b ${c} ${d:-e}'],
    ['"$(a)"', undefined],
    ['"`a`"', undefined],
    ['"${a:-$(b)}"', undefined],
    ['"${a:-"b"}"', undefined],
    ['"${a"', undefined],
    ['$a', undefined],
    ["$'a'", undefined],
    ['"a', undefined],
    ["'a", undefined],
    ['a\\', undefined],
    ['""', ''],
  ])('%s', (file, expected) => {
    expect(decodeShellWord(joined(file), 0, file.length)?.text).toBe(expected);
  });

  test('keeps the way back', () => {
    const file = 'x "\\"a\\\n\\$b"\'c\'';
    const source = joined(file);
    const decoded = decodeShellWord(source, 2, source.text.length);
    expect(decoded && places(file, decoded)).toEqual(['\\"', 'a', '\\$', 'b', 'c']);
  });
});

test('joinedOffset is the way forth', () => {
  fc.assert(
    fc.property(fc.array(fc.string({ unit: fc.constantFrom('a', 'b', ' '), maxLength: 4 })), (pieces) => {
      const file = pieces.join('\\\n');
      const source = joined(file);
      for (let i = 0; i < source.text.length; i++) {
        const range = spanOf(source, i, i + 1);
        expect(at(file, range)).toBe(source.text[i]);
        expect(joinedOffset(source, range[0])).toBe(i);
      }
    }),
  );
});
