import { expect, test } from 'vitest';
import type { ShellDialect } from '../../src/nodes.ts';
import { decodeJsonString } from '../../src/shell/decode.ts';
import { nestedScripts } from '../../src/shell/nested.ts';
import { parseScript } from '../../src/shell/script.ts';
import { at, joined } from './joined.ts';

test.each<[string, [ShellDialect, string][]]>([
  ["sh -c 'a && b'", [['sh', 'a && b']]],
  ['/bin/bash -ec "a; b"', [['bash', 'a; b']]],
  ["bash -euxo pipefail -c 'a' x y", [['bash', 'a']]],
  ["bash -c -e -- 'a'", [['bash', 'a']]],
  ["bash --rcfile x --login -c 'a'", [['bash', 'a']]],
  ["sudo -u x sh -c 'a'", [['sh', 'a']]],
  ["busybox sh -c 'a'", [['sh', 'a']]],
  ["su - user -c 'a'", [['sh', 'a']]],
  ["su -s /bin/bash -c 'a' user", [['bash', 'a']]],
  ["su user --shell=/bin/zsh --command 'a'", [['zsh', 'a']]],
  ["su -lc 'a' user", [['sh', 'a']]],
  ["runuser user -c 'a'", [['sh', 'a']]],
  ["eval 'a; b'", [['bash', 'a; b']]],
  ['eval a b', []],
  ['eval "$(ssh-agent)"', []],
  ['sh -c "a $b ${c}"', [['sh', 'a $b ${c}']]],
  ['sh -c "$(curl x)"', []],
  ['sh -c $x', []],
  ['sh -c a', [['sh', 'a']]],
  ['sh x.sh -c', []],
  ["sh x.sh -c 'a'", []],
  ["python -c 'a'", []],
  ["pwsh -c 'a'", []],
  ["find . -exec sh -c 'a' \\;", [['sh', 'a']]],
  ["x | xargs -n1 sh -c 'a'", [['sh', 'a']]],
  [
    "(if x; then sh -c 'a'; fi) && bash -c 'b'",
    [
      ['sh', 'a'],
      ['bash', 'b'],
    ],
  ],
  [
    `sh -c "bash -c 'a'"`,
    [
      ['sh', "bash -c 'a'"],
      ['bash', 'a'],
    ],
  ],
  [
    String.raw`sh -c "sh -c \"sh -c \\\"sh -c 'a'\\\"\""`,
    [
      ['sh', String.raw`sh -c "sh -c \"sh -c 'a'\""`],
      ['sh', String.raw`sh -c "sh -c 'a'"`],
      ['sh', "sh -c 'a'"],
    ],
  ],
])('%s', (file, expected) => {
  const found = nestedScripts(parseScript(joined(file), 'bash', 'instruction'));
  expect(found.map(({ dialect, source }) => [dialect, source.text])).toEqual(expected);
  expect(found.every(({ origin }) => origin === 'argument')).toBe(true);
});

test('places lead to the file through quotes, escapes and continued lines', () => {
  const file = 'x && sh -c "\\"a\\" b\\\nc && sh -c \'d \\"e f\\"\' \\$g"';
  const words = nestedScripts(parseScript(joined(file), 'sh', 'instruction')).map(({ commands }) =>
    commands.flatMap((command) => command.words.map(({ text, range }) => [text, at(file, range)])),
  );
  expect(words).toEqual([
    [
      ['"a"', '\\"a\\"'],
      ['bc', 'bc'],
      ['sh', 'sh'],
      ['-c', '-c'],
      [`'d "e f"'`, `'d \\"e f\\"'`],
      ['$g', '\\$g'],
    ],
    [
      ['d', 'd'],
      ['"e f"', '\\"e f\\"'],
    ],
  ]);
});

test('exec form', () => {
  const file = '["sh", "-c", "a \\"b c\\" && sh -c \\"d \\\\\\"e\\\\\\"\\""]';
  const start = file.indexOf('"a');
  const source = decodeJsonString(joined(file), start, file.length - 1);
  const script = parseScript(source, 'sh', 'exec');
  expect(script.commands.map(({ words }) => words.map(({ value }) => value))).toEqual([
    ['a', 'b c'],
    ['sh', '-c', 'd "e"'],
  ]);
  expect(script.commands[0]?.words.map(({ range }) => at(file, range))).toEqual(['a', '\\"b c\\"']);
  expect(nestedScripts(script)[0]?.commands[0]?.words.map(({ text, range }) => [text, at(file, range)])).toEqual([
    ['d', 'd'],
    ['"e"', '\\\\\\"e\\\\\\"'],
  ]);
});

test.each(['cmd', 'powershell', 'unknown'] as const)('%s holds none', (dialect) => {
  expect(nestedScripts(parseScript(joined("sh -c 'a'"), dialect, 'instruction'))).toEqual([]);
});
