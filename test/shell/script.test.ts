import type { parse } from 'unbash';
import { describe, expect, test, vi } from 'vitest';
import type { Command, ShellScript } from '../../src/nodes.ts';
import { parseScript } from '../../src/shell/script.ts';
import { at, joined } from './joined.ts';

const { spy } = vi.hoisted(() => ({ spy: vi.fn() }));
vi.mock('unbash', async (original) => {
  const unbash = await original<{ readonly parse: typeof parse }>();
  return { ...unbash, parse: (text: string) => (spy(), unbash.parse(text)) };
});

const script = (file: string): ShellScript => parseScript(joined(file), 'sh', 'instruction');
const commands = (file: string): readonly Command[] => script(file).commands;
const only = (file: string): Command => {
  const [command, more] = commands(file);
  if (!command || more) throw new Error(`not one command: ${file}`);
  return command;
};

describe('commands', () => {
  test.each<[string, string[]]>([
    ['a', ['a']],
    ['a && b || c; d & e | f\ng', ['a', 'b', 'c', 'd', 'e', 'f', 'g']],
    ['(a; b) && { c; }', ['a', 'b', 'c']],
    ['if a; then b; elif c; then d; else e; fi', ['a', 'b', 'c', 'd', 'e']],
    ['while a; do b; done; until c; do d; done', ['a', 'b', 'c', 'd']],
    ['for x in $(a); do b; done; for ((i=$(c);;)); do d; done', ['a', 'b', 'c', 'd']],
    ['case $(a) in $(b)) c;; *) d;; esac', ['a', 'b', 'c', 'd']],
    ['f() { a; }; function g { b; }; h() (c)', ['a', 'b', 'c']],
    ['a "$(b `c`)" <(d) >$(e) ${x:-$(f)} $((1 + $(g)))', ['a', 'b', 'c', 'd', 'e', 'f', 'g']],
    ['[[ -n $(a) ]] && (( x = $(b) ))', ['a', 'b']],
    ['{ a; } >$(b)', ['a', 'b']],
    ['x=$(a) b', ['b', 'a']],
    ['x=(1 $(a))', ['', 'a']],
    ['export x=$(a)', ['export', 'a']],
    ['cat <<E && a\nhi $(b)\nE\nc', ['cat', 'a', 'b', 'c']],
    ["cat <<'E'\n$(a)\nE", ['cat']],
    ['cat <<<"$(a)"', ['cat', 'a']],
    ['! a', ['a']],
    ['[ -f x ] || a', ['[', 'a']],
    ['/usr/bin/apt-get; \\ls; "ca"t; $x; "$(a)"; ./configure', ['apt-get', 'ls', 'cat', '', '', 'a', 'configure']],
    ['>x', ['']],
    ['a # b; c', ['a']],
    ['', []],
  ])('%s', (file, names) => {
    expect(commands(file).map(({ name }) => name)).toEqual(names);
  });

  test.each<[string, string[]]>([
    ['(x)', ['subshell']],
    ['{ x; }', ['group']],
    ['a $(x)', ['substitution']],
    ['a `x`', ['substitution']],
    ['a <(x)', ['substitution']],
    ['if x; then a; fi', ['condition']],
    ['if a; then b; elif x; then a; fi', ['condition']],
    ['if a; then x; fi', ['branch']],
    ['if a; then b; else x; fi', ['branch']],
    ['while x; do a; done', ['condition']],
    ['until a; do x; done', ['loop']],
    ['for i in a; do x; done', ['loop']],
    ['for i in $(x); do a; done', ['substitution']],
    ['case a in b) x;; esac', ['case']],
    ['f() { x; }', ['function']],
    ['f() (x)', ['function', 'subshell']],
    ['a || x', ['or']],
    ['a || b && x', []],
    ['a | x', []],
    ['(a || { $(x); })', ['subshell', 'or', 'group', 'substitution']],
  ])('nesting of x in %s', (file, nesting) => {
    expect(commands(file).find(({ name }) => name === 'x')?.nesting).toEqual(nesting);
  });

  test('place in a pipeline', () => {
    const pipes = commands('a | (b; c $(d | e)) |& f; g').map(({ name, pipe }) => [name, pipe && `${pipe.index}/${pipe.length}`]);
    expect(pipes).toEqual([
      ['a', '0/3'],
      ['b', undefined],
      ['c', undefined],
      ['d', '0/2'],
      ['e', '1/2'],
      ['f', '2/3'],
      ['g', undefined],
    ]);
  });

  test('background', () => {
    const names = commands('a && b & c; { d; e & }; (f) &').flatMap(({ name, background }) => (background ? [name] : []));
    expect(names).toEqual(['a', 'b', 'e', 'f']);
  });

  test('step', () => {
    expect(commands('a $(b; c) | d && (e; f) ; g').map(({ name, step }) => name + step)).toEqual([
      'a0',
      'b0',
      'c0',
      'd0',
      'e1',
      'f1',
      'g2',
    ]);
  });

  test('assignments and redirections', () => {
    const file = 'A=1 B="x y" C= D=(1 2) cmd a >out 2>&1 <<<in {fd}<x';
    const { assignments, redirections, range } = only(file);
    expect(assignments.map(({ name, value }) => [name, value?.text, value?.value])).toEqual([
      ['A', '1', '1'],
      ['B', '"x y"', 'x y'],
      ['C', '', ''],
      ['D', undefined, undefined],
    ]);
    expect(redirections.map(({ descriptor, operator, target }) => [descriptor, operator, target?.value])).toEqual([
      [undefined, '>', 'out'],
      ['2', '>&', '1'],
      [undefined, '<<<', 'in'],
      ['{fd}', '<', 'x'],
    ]);
    expect(at(file, range)).toBe(file);
  });

  test('a here-document is a redirection to its delimiter', () => {
    const { redirections } = only("cat <<-'E' >x\nhi\nE\n");
    expect(redirections.map(({ operator, target }) => [operator, target?.text, target?.value])).toEqual([
      ['<<-', "'E'", 'E'],
      ['>', 'x', 'x'],
    ]);
  });

  test('backticks with escapes keep their places', () => {
    const file = 'a `b \\`c "x"\\` "\\$y"` d';
    const found = commands(file);
    expect(found.map(({ range }) => at(file, range))).toEqual([file, 'b \\`c "x"\\` "\\$y"', 'c "x"']);
    expect(found[1]?.words.map(({ text }) => text)).toEqual(['b', '`c "x"`', '"$y"']);
    expect(found[1]?.words.map(({ range }) => at(file, range))).toEqual(['b', '\\`c "x"\\`', '"\\$y"']);
  });
});

type Found = readonly [text: string, kind: string, name?: string | undefined, operator?: string | undefined, quoted?: boolean];

describe('words', () => {
  test.each<[string, string | undefined, boolean]>([
    ['install', 'install', false],
    ['"in"stall', 'install', true],
    ["'a b'", 'a b', true],
    ['"a \\"b\\" \\c"', 'a "b" \\c', true],
    ['a\\ b', 'a b', false],
    ["$'a\\tb'", 'a\tb', true],
    ['~/x', '~/x', false],
    ['*.c', '*.c', false],
    ['{a,b}', '{a,b}', false],
    ['http://x?y=1', 'http://x?y=1', false],
    ['""', '', true],
    ['$x', undefined, false],
    ['"$x"', undefined, true],
    ["'$x'", '$x', true],
    ['\\$x', '$x', false],
    ['${x:-y}', undefined, false],
    ['{a,$b}', undefined, false],
    ['$(a)', undefined, false],
    ['`a`', undefined, false],
    ['$((1))', undefined, false],
    ['<(a)', undefined, false],
    ['foo=bar', 'foo=bar', false],
  ])('value of %s', (text, value, quoted) => {
    const word = commands(`cmd ${text}`)[0]?.words[1];
    expect([word?.text, word?.value, word?.quoted]).toEqual([text, value, quoted]);
    expect('value' in (word ?? {})).toBe(value !== undefined);
  });

  test.each<[string, readonly Found[]]>([
    ['$x', [['$x', 'variable', 'x']]],
    ['"a$x"', [['$x', 'variable', 'x', undefined, true]]],
    ['${x}', [['${x}', 'variable', 'x']]],
    ['${x:-a}', [['${x:-a}', 'variable', 'x', ':-']]],
    ['${x##*/}', [['${x##*/}', 'variable', 'x', '##']]],
    ['${x/a/b}', [['${x/a/b}', 'variable', 'x', '/']]],
    ['${x:1:2}', [['${x:1:2}', 'variable', 'x', ':']]],
    ['${x^^}', [['${x^^}', 'variable', 'x', '^^']]],
    ['${!x}', [['${!x}', 'variable', 'x', '!']]],
    ['${#x}', [['${#x}', 'variable', 'x', '#']]],
    ['${x[1]}', [['${x[1]}', 'variable', 'x', '[']]],
    [
      '"${x:-${y:?}}"',
      [
        ['${x:-${y:?}}', 'variable', 'x', ':-', true],
        ['${y:?}', 'variable', 'y', ':?', true],
      ],
    ],
    [
      '$1$@',
      [
        ['$1', 'variable', '1'],
        ['$@', 'variable', '@'],
      ],
    ],
    ['$(a $x)', [['$(a $x)', 'command']]],
    ['"`a`"', [['`a`', 'command', undefined, undefined, true]]],
    [
      '$((1+$x*y[2]))',
      [
        ['$((1+$x*y[2]))', 'arithmetic'],
        ['$x', 'variable', 'x', undefined, true],
        ['y[2]', 'variable', 'y', undefined, true],
      ],
    ],
    ['<(a)', [['<(a)', 'process']]],
    [
      'a*b?[c]',
      [
        ['*', 'glob'],
        ['?', 'glob'],
        ['[c]', 'glob'],
      ],
    ],
    ['"*"', []],
    ['x{1,2}', [['{1,2}', 'brace']]],
    ['{x}', []],
  ])('expansions of %s', (text, expected) => {
    const file = `cmd ${text}`;
    const found = commands(file)[0]?.words[1]?.expansions.map(({ range, kind, name, operator, quoted }) => [
      at(file, range),
      kind,
      name,
      operator,
      quoted,
    ]);
    expect(found).toEqual(expected.map(([source, kind, name, operator, quoted = false]) => [source, kind, name, operator, quoted]));
  });

  test('places behind continued lines', () => {
    const file = 'apt-get update \\\n && apt-get \\\n  inst\\\nall "a\\\nb" $x \\\n  c';
    const [, install] = commands(file);
    expect(install?.words.map(({ text, range }) => [text, file.slice(...range)])).toEqual([
      ['apt-get', 'apt-get'],
      ['install', 'inst\\\nall'],
      ['"ab"', '"a\\\nb"'],
      ['$x', '$x'],
      ['c', 'c'],
    ]);
    expect(install && file.slice(...install.range)).toBe(file.slice(file.indexOf('apt-get', 5)));
  });

  test("the shell's own continuations belong to no word", () => {
    const text = 'foo\\\n  bar b\\\naz "x\\\ny"';
    const source = { text, starts: [0], offsets: [5], end: text.length + 5 };
    const [command] = parseScript(source, 'sh', 'heredoc').commands;
    expect(command?.words.map(({ text, value, range }) => [text, value, range])).toEqual([
      ['foo', 'foo', [5, 8]],
      ['bar', 'bar', [12, 15]],
      ['b\\\naz', 'baz', [16, 21]],
      ['"x\\\ny"', 'xy', [22, 28]],
    ]);
  });
});

test('CRLF is a line end', () => {
  const text = 'a b\r\n\r\nc &&\r\n d \\\r\n e\r\nif f; then\r\n  g\r\nfi\r\n';
  const { commands, steps, errors, range } = parseScript({ text, starts: [0], offsets: [2], end: text.length + 2 }, 'sh', 'heredoc');
  const file = `..${text}`;
  expect(commands.map((command) => command.words.map((word) => file.slice(...word.range)))).toEqual([
    ['a', 'b'],
    ['c'],
    ['d', 'e'],
    ['f'],
    ['g'],
  ]);
  expect(steps.map(({ operator }) => operator && file.slice(...operator.range))).toEqual([undefined, '\n', '&&', '\n']);
  expect([errors, file.slice(...range)]).toEqual([[], text]);
});

describe('steps', () => {
  test.each<[string, [string | undefined, string, string][]]>([
    ['a', [[undefined, 'a', 'command']]],
    [
      'a && b || c',
      [
        [undefined, 'a', 'command'],
        ['&&', 'b', 'command'],
        ['||', 'c', 'command'],
      ],
    ],
    [
      'a; b & c',
      [
        [undefined, 'a', 'command'],
        [';', 'b', 'command'],
        ['&', 'c', 'command'],
      ],
    ],
    [
      'a | b; ! c',
      [
        [undefined, 'a | b', 'pipeline'],
        [';', '! c', 'command'],
      ],
    ],
    [
      'if a; then b && c; fi && (d; e)',
      [
        [undefined, 'if a; then b && c; fi', 'compound'],
        ['&&', '(d; e)', 'compound'],
      ],
    ],
    [
      'a # x && y\n\n# z\nb;\nc',
      [
        [undefined, 'a', 'command'],
        ['\n', 'b', 'command'],
        [';', 'c', 'command'],
      ],
    ],
    [
      'cat <<E && a\nhi; x\nE\nb',
      [
        [undefined, 'cat <<E', 'command'],
        ['&&', 'a', 'command'],
        ['\n', 'b', 'command'],
      ],
    ],
    [
      '{ a; } >x 2>&1; f() { b; }',
      [
        [undefined, '{ a; } >x 2>&1', 'compound'],
        [';', 'f() { b; }', 'compound'],
      ],
    ],
    [
      'a \\\n && b \\\n ; c',
      [
        [undefined, 'a', 'command'],
        ['&&', 'b', 'command'],
        [';', 'c', 'command'],
      ],
    ],
    [
      'a &\\\n& b',
      [
        [undefined, 'a', 'command'],
        ['&&', 'b', 'command'],
      ],
    ],
    ['if a; then', [[undefined, 'if a; then', 'compound']]],
    ['', []],
  ])('%s', (file, expected) => {
    const { steps } = script(file);
    expect(steps.map(({ operator, range, kind }) => [operator?.text, at(file, range), kind])).toEqual(expected);
    for (const { operator } of steps) if (operator) expect(at(file, operator.range)).toBe(operator.text);
  });
});

describe('errors', () => {
  test.each<[string, [string, string][]]>([
    ['a', []],
    ['echo "a', [['unterminated double quote', '"']]],
    ['a && b ;; c', [["unexpected token ';;'", ';;']]],
    ['a $(b ;; c)', [["unexpected token ';;'", ';;']]],
    ['if a; then b', [["expected 'fi' to close 'if'", '']]],
    ['a \\\n )', [["unexpected token ')'", ')']]],
  ])('%s', (file, expected) => {
    expect(script(file).errors.map(({ message, range }) => [message, at(file, range)])).toEqual(expected);
  });

  test.each(['coproc '.repeat(20_000), 'cat <<E '.repeat(20_000)])('a text that the parser cannot bear is one error', (text) => {
    const { commands, steps, errors } = script(text);
    expect([commands, steps, errors.map(({ range }) => range)]).toEqual([[], [], [[0, text.length]]]);
  });
});

describe('laziness', () => {
  test('parses when first asked, and once', () => {
    spy.mockClear();
    const lazy = script('a && b');
    expect(lazy.range).toEqual([0, 6]);
    expect(spy).not.toHaveBeenCalled();
    expect(lazy.commands).toHaveLength(2);
    expect(lazy.commands).toBe(lazy.commands);
    expect([lazy.steps.length, lazy.errors.length]).toEqual([2, 0]);
    expect(spy).toHaveBeenCalledOnce();
    expect(Object.keys(lazy)).toEqual(['type', 'range', 'dialect', 'source', 'origin']);
  });

  test.each(['cmd', 'powershell', 'unknown'] as const)('%s is never parsed', (dialect) => {
    spy.mockClear();
    const { commands, steps, errors } = parseScript(joined('if ( $x ) { "'), dialect, 'instruction');
    expect([commands, steps, errors]).toEqual([[], [], []]);
    expect(spy).not.toHaveBeenCalled();
  });
});
