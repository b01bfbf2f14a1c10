import { describe, expect, test } from 'vitest';
import { expandBraces, rangeAsSeq } from '../../src/shell/braces.ts';
import { printfFor } from '../../src/shell/echo.ts';
import { parseScript } from '../../src/shell/script.ts';
import { joined } from './joined.ts';

describe('braces', () => {
  test.each<[string, string | undefined]>([
    ['a{b,c}d', 'abd acd'],
    ['{a,b}{1..3}', 'a1 a2 a3 b1 b2 b3'],
    ['a{,.bak}', 'a a.bak'],
    ['{a,{b,c}d}', 'a bd cd'],
    ['"$x"/{"a b",\'c,d\'}\\{', '"$x"/"a b"\\{ "$x"/\'c,d\'\\{'],
    ['${x}{a,b}', '${x}a ${x}b'],
    ['{08..10}', '08 09 10'],
    ['{c..a}', 'c b a'],
    ['{1..7..3}', '1 4 7'],
    ['{a}{b,c}', '{a}b {a}c'],
    ['{a,b', undefined],
    ['{1..99}', undefined],
    ['{,a}', undefined],
    ['$(x){a,b}', undefined],
    ['{a..$x}', undefined],
  ])('%s', (word, expected) => {
    expect(expandBraces(word)?.join(' ')).toBe(expected);
  });

  test('that are a long range are a sequence', () => {
    expect(rangeAsSeq('{1..99}')).toBe('$(seq 1 99)');
    expect(rangeAsSeq('{50..10..5}')).toBe('$(seq 50 -5 10)');
    expect(rangeAsSeq('{01..99}')).toBeUndefined();
    expect(rangeAsSeq('a{1..99}')).toBeUndefined();
  });

  test('take time in proportion to the word', () => {
    expect(expandBraces('{'.repeat(200))).toBeUndefined();
    expect(expandBraces(`{a,b}${'x'.repeat(200_000)}`)).toHaveLength(2);
  });
});

describe('echo', () => {
  const printf = (text: string, origin: 'instruction' | 'argument' = 'instruction'): string | undefined => {
    const script = parseScript(joined(text), 'dash', origin);
    const [command] = script.commands;
    return command && printfFor(command, script);
  };

  test.each<[string, string | undefined]>([
    ["echo -e 'a\\tb'", "printf '%b\\n'"],
    ['echo -en "$a" b', "printf '%b %b'"],
    ['echo -E a', "printf '%s\\n'"],
    ['echo -eE a', "printf '%s\\n'"],
    ['echo -e', "printf '\\n'"],
    ['echo -ne', undefined],
    ['echo -e $a', undefined],
    ['echo -e *', undefined],
    ["echo -e '\\e[1m'", undefined],
  ])('%s', (text, expected) => {
    expect(printf(text)).toBe(expected);
  });

  test('stays as it is in a string that has quotes of its own', () => {
    expect(printf('echo -e a', 'argument')).toBeUndefined();
  });
});
