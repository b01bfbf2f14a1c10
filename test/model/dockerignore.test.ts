import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createIgnoreMatcher, parseIgnoreFile } from '../../src/model/dockerignore.ts';

const matcher = (text: string) => createIgnoreMatcher(parseIgnoreFile(text));
const read = (text: string) => parseIgnoreFile(text).map(({ pattern, negated }) => (negated ? `!${pattern}` : pattern));

describe('reading', () => {
  test.each<[text: string, patterns: string[]]>([
    ['', []],
    ['\n\n  \n\t\r\n', []],
    ['a', ['a']],
    ['a\nb\n', ['a', 'b']],
    ['a\r\nb\r\n', ['a', 'b']],
    ['a\rb', ['a\rb']],
    ['\ufeffa', ['a']],
    ['\ufeff#a', []],
    ['a\n\ufeffb', ['a', '\ufeffb']],
    ['#a', []],
    [' #a', ['#a']],
    ['\\#a', ['\\#a']],
    ['  a b\t', ['a b']],
    ['\u00a0a\u0085', ['a']],
    ['/a', ['a']],
    ['//a', ['a']],
    ['/', ['/']],
    ['.', ['.']],
    ['./', ['.']],
    ['./a', ['a']],
    ['a/', ['a']],
    ['a//b/./c', ['a/b/c']],
    ['a/../b', ['b']],
    ['../a', ['../a']],
    ['/../a', ['a']],
    ['a/**/', ['a/**']],
    ['!a', ['!a']],
    ['! /a', ['!a']],
    ['!./a/', ['!a']],
    ['!!a', ['!!a']],
    ['./!a', ['!a']],
    ['/!a', ['!a']],
    ['/ a', ['a']],
    ['! / a', ['! a']],
    ['!../../a', ['a']],
    [
      'test1\n/test2\n/a/file/here\n\nlastfile\n# this is a comment\n! /inverted/abs/path',
      ['test1', 'test2', 'a/file/here', 'lastfile', '!inverted/abs/path'],
    ],
  ])('%j', (text, patterns) => {
    expect(read(text)).toEqual(patterns);
    expect(parseIgnoreFile(text).filter(({ error }) => error !== undefined)).toEqual([]);
  });

  test('keeps what is written, and where', () => {
    expect(parseIgnoreFile('\ufeff# x\r\n\r\n  ! ./a/ \r\nb')).toEqual([
      { text: '! ./a/', pattern: 'a', negated: true, range: [10, 16], line: 3 },
      { text: 'b', pattern: 'b', negated: false, range: [19, 20], line: 4 },
    ]);
  });

  test.each([
    '!',
    '! ',
    '!/',
    '!/.',
    '[',
    'a[',
    '[^',
    '[^bc',
    '[]a]',
    '[-]',
    '[x-]',
    '[-x]',
    '[a-b-c]',
    '\\',
    'a\\',
    '[b-a]',
    '[[:x:]]',
    '*\\y',
    '*\\é',
  ])('BuildKit refuses %j', (text) => {
    const [pattern] = parseIgnoreFile(text);
    expect(pattern?.error).toBeTypeOf('string');
    expect(matcher(`a\n${text}\nb`).ignored('b')).toBe(true);
  });

  test('a line may be 65535 bytes long', () => {
    const errors = (text: string) => parseIgnoreFile(text).map(({ error }) => error !== undefined);
    expect(errors(`${'a'.repeat(65535)}\nb`)).toEqual([false, false]);
    expect(errors(`${'a'.repeat(65536)}\nb`)).toEqual([true, false]);
    expect(errors(`#${'é'.repeat(32768)}`)).toEqual([true]);
    expect(errors(`${'a'.repeat(65535)}\r\n`)).toEqual([true]);
  });
});

describe('matching', () => {
  // The verdicts are those of moby/patternmatcher 0.6.1.
  test.each<[patterns: string, path: string, ignored: boolean]>([
    ['**', 'file', true],
    ['**', 'dir/file', true],
    ['**/', 'file', true],
    ['**/**', 'dir/file', true],
    ['**', '.', false],
    ['*', '', false],
    ['*', 'file', true],
    ['*', 'dir/file', true],
    ['.', 'file', false],
    ['/', 'file', false],
    ['dir/**', 'dir', false],
    ['dir/**', 'dir/file', true],
    ['dir/**', 'dir/dir2/file', true],
    ['dir/', 'dir', true],
    ['dir/', 'dir/file', true],
    ['dir', 'dir/a/b/c', true],
    ['dir', 'a/dir', false],
    ['dir', 'dir2', false],
    ['/dir', 'dir/file', true],
    ['./dir', 'dir/file', true],
    ['dir', './dir//file', true],
    ['dir', '/dir/', true],
    ['dir/*', 'dir/a/b', true],
    ['dir/*', 'dir', false],
    ['*/dir', 'a/dir/b', true],
    ['*/dir', 'a/b/dir', false],
    ['**/dir', 'dir', true],
    ['**/dir', 'dir/file', true],
    ['**/dir', 'a/b/dir/c', true],
    ['**/dir', 'a/xdir', false],
    ['**/dir2/*', 'dir/dir2/file', true],
    ['**/dir2/**', 'dir/dir2/dir3/file', true],
    ['**/dir2/**', 'dir/dir2', false],
    ['**file', 'file', true],
    ['**file', 'dir/file', true],
    ['**file', 'dir/myfile', true],
    ['**file', 'file2', false],
    ['**/file*txt', 'dir/dir/file.txt', true],
    ['**/file*.txt', 'dir/filetxt', false],
    ['**/**/*.txt', 'file.txt', true],
    ['**/**/*.txt', 'dir/dir/file.txt', true],
    ['**/**/*.txt2', 'dir/dir/file.txt', false],
    ['a**/*.txt', 'a/dir/dir/file.txt', true],
    ['a**', 'abc/d', true],
    ['a**', 'ba', false],
    ['a/**/b', 'a/b', true],
    ['a/**/b', 'a/x/y/b', true],
    ['a/**/b', 'a/xb', false],
    ['a/*.txt', 'a/dir/file.txt', false],
    ['a/*.txt', 'a/file.txt', true],
    ['a/*.txt**', 'a/file.txt', true],
    ['a*', 'ab/c', true],
    ['a*/b', 'a/c/b', false],
    ['a*b?c*x', 'abxbbxdbxebxczzx', true],
    ['a*b?c*x', 'abxbbxdbxebxczzy', false],
    ['a?b', 'a/b', false],
    ['a?b', 'a☺b', true],
    ['a?b', 'a😀b', true],
    ['a??b', 'a😀b', false],
    ['a[b-d]e', 'ace', true],
    ['a[b-d]e', 'aae', false],
    ['a[^b-d]e', 'aze', true],
    ['a[^b-d]e', 'ace', false],
    ['a[^x]b', 'a/b', true],
    ['[a-ζ]*', 'α', true],
    ['*[a-ζ]', 'A', false],
    ['[\\]a]', ']', true],
    ['[x\\-]', '-', true],
    ['[x\\-]', 'z', false],
    ['[\\-x]', 'a', false],
    ['*.py[cod]', 'a.pyc', true],
    ['*.py[cod]', 'a.py', false],
    ['a\\*b', 'a*b', true],
    ['a\\*b', 'axb', false],
    ['a\\\\', 'a\\', true],
    ['\\!a', '!a', true],
    ['\\#a', '#a', true],
    ['a b', 'a b', true],
    ['.*', '.foo', true],
    ['.*', 'foo', false],
    ['abc.def', 'abcZdef', false],
    ['abc?def', 'abcZdef', true],
    ['**/.foo', 'bar.foo', false],
    ['a(b)c/def', 'a(b)c/def', true],
    ['a.|)$(}+{bc', 'a.|)$(}+{bc', true],
    ['dist/*.whl', 'dist/proxy.py-2.4.0rc3.dev36+g08acad9-py3-none-any.whl', true],
    ['*.{js,ts}', 'a.js', false],
    ['*.{js,ts}', 'a.{js,ts}', true],
    ['*a{2}', 'baa', true],
    ['*a{2}', 'ba', false],
    ['*a{1,}b', 'aaab', true],
    ['*.log|*.tmp', 'a.log.gz', true],
    ['*.log|*.tmp', 'x/a.tmp', true],
    ['[*]', '*]', false],
    ['[*]', '[]', true],
    ['bin\\Debug', 'bin/Debug', false],
    ['bin\\Debug', 'bin-ebug', true],
    ['^a*', 'ab', true],
    ['*^a', 'x^a', false],
    ['a^b', 'a^b', true],
    ['[[:digit:]]', '7', true],
    ['[[:^digit:]]', '7', false],
    ['*\\pL', 'é', true],
    ['README', 'readme', false],
    ['../a', 'a', false],
    ['docs\n!docs/README.md', 'docs/README.md', false],
    ['docs\n!docs/README.md', 'docs/a.md', true],
    ['docs/*\n!docs/README.md', 'docs/README.md', false],
    ['*.go\n!main.go', 'main.go', false],
    ['!main.go\n*.go', 'main.go', true],
    ['**\n!util/docker/web', 'util/docker/web/foo', false],
    ['**\n!util/docker/web\nutil/docker/web/foo', 'util/docker/web/foo', true],
    ['*\n!src\nsrc/**/*.test.ts', 'src/a/b.test.ts', true],
    ['*\n!src\nsrc/**/*.test.ts', 'src/a/b.ts', false],
    ['!a\na', 'a', true],
    ['a\n!a\na', 'a', true],
    ['a\n!!a', '!a', false],
    ['!a', 'a', false],
  ])('%j %j', (patterns, path, ignored) => {
    expect(matcher(patterns).ignored(path)).toBe(ignored);
  });

  test.each<[patterns: string, folder: string, mayHold: boolean]>([
    ['a', 'b', true],
    ['a', 'a', false],
    ['a', 'a/b', false],
    ['a', '', true],
    ['*', 'a', false],
    ['a/**', 'a', true],
    ['a\n!a/b/c', 'a', true],
    ['a\n!a/b/c', 'a/b', true],
    ['a\n!a/b/c', 'a/x', false],
    ['a\n!a/b/c', 'a/b/cc', false],
    ['!a/b\na', 'a', false],
    ['a\n!a/b\na/b', 'a', false],
    ['a\n!a/b\na/*', 'a', false],
    ['a\n!a/b\na/*\n!a/b/c', 'a', true],
    ['a\n!**/*.md', 'a', true],
    ['a\n!*/*.md', 'a', true],
    ['a\n!*/*.md', 'a/b', false],
    ['a\n!b*/**', 'a', false],
    ['a\n!a**', 'a/b', true],
    ['a\n!**/keep', 'a/b', true],
  ])('something below: %j %j', (patterns, folder, mayHold) => {
    expect(matcher(patterns).mayHoldIncluded(folder)).toBe(mayHold);
  });
});

describe('properties', () => {
  const char = fc.constantFrom(...'ab/*?[]^-!\\.{}|()$#1, é😀');
  const pattern = fc.oneof(
    fc.array(char, { maxLength: 12 }).map((chars) => chars.join('')),
    fc.string({ unit: 'binary' }),
  );
  const path = fc.array(fc.constantFrom('a', 'b', 'ab', 'é', 'a.b'), { minLength: 1, maxLength: 4 }).map((names) => names.join('/'));
  const file = fc.array(pattern, { maxLength: 5 }).map((lines) => lines.join('\n'));

  test('any text is read and matched without a throw, each pattern where it stands', () => {
    fc.assert(
      fc.property(file, fc.oneof(path, fc.string()), (text, anyPath) => {
        for (const { range, text: written, line } of parseIgnoreFile(text)) {
          expect(text.slice(...range)).toBe(written);
          expect(text.slice(0, range[0]).split('\n').length).toBe(line);
        }
        expect(matcher(text).ignored(anyPath)).toBeTypeOf('boolean');
        expect(matcher(text).mayHoldIncluded(anyPath)).toBeTypeOf('boolean');
      }),
    );
  });

  test('an unrelated pattern changes nothing', () => {
    fc.assert(
      fc.property(file, path, fc.boolean(), fc.boolean(), (text, anyPath, negated, first) => {
        const other = `${negated ? '!' : ''}z*/[yz]`;
        const longer = first ? `${other}\n${text}` : `${text}\n${other}`;
        expect(matcher(longer).ignored(anyPath)).toBe(matcher(text).ignored(anyPath));
      }),
    );
  });

  test('the same pattern with `!` takes all back', () => {
    fc.assert(
      fc.property(pattern, path, (text, anyPath) => {
        const patterns = parseIgnoreFile(text);
        const both = createIgnoreMatcher([...patterns, ...patterns.map((one) => ({ ...one, negated: true }))]);
        expect(both.ignored(anyPath)).toBe(false);
      }),
    );
  });

  test('below an included path no folder is skipped', () => {
    fc.assert(
      fc.property(file, path, (text, anyPath) => {
        const { ignored, mayHoldIncluded } = matcher(text);
        if (ignored(anyPath)) return;
        const names = anyPath.split('/');
        for (let i = 1; i < names.length; i++) expect(mayHoldIncluded(names.slice(0, i).join('/'))).toBe(true);
      }),
    );
  });
});

test.each(['**/a**/a**/a**/a**/b', '*a*a*a*a*a*b', '**a*a?[^b]*a**/*b', '*(a|a|a)*b'])(
  'takes a step for each item and character: %s',
  (pattern) => {
    const steps = (size: number): number => {
      const work = { steps: 0 };
      matcher(pattern).ignored('a/'.repeat(size), work);
      matcher(pattern).ignored('a'.repeat(2 * size), work);
      return work.steps;
    };
    const [short, long] = [steps(500), steps(4000)];
    expect(long / short).toBeLessThan(8.5);
    expect(long).toBeLessThan(16_000 * 2 * pattern.length);
  },
);
