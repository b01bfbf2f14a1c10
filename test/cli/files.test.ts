import { mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isGlob, parseGlob } from '../../src/files/globs.ts';
import { nameOf, systemPath } from '../../src/files/names.ts';
import { folder, plimsoll, type Outcome } from './command.ts';

const all = (...names: string[]): Record<string, string> => Object.fromEntries(names.map((name) => [name, 'FROM a\n']));
const ndjson = (cwd: string, ...args: string[]): Outcome => plimsoll(['--output-format', 'ndjson', ...args], { cwd });
const pathsOf = ({ stdout }: Outcome): string[] =>
  stdout
    .split('\n')
    .filter(Boolean)
    .map((line) => (JSON.parse(line) as { path: string }).path);
const paths = (cwd: string, ...args: string[]): string[] => pathsOf(ndjson(cwd, ...args));

describe('--exclude', () => {
  const cwd = folder({
    ...all('Dockerfile', 'a/Dockerfile', 'a/b/Dockerfile', 'a/b/Dockerfile.x', 'out/Dockerfile'),
    '.gitignore': '!out\n',
  });

  it.each([
    [
      ['--exclude', 'out'],
      ['Dockerfile', 'a/Dockerfile', 'a/b/Dockerfile', 'a/b/Dockerfile.x'],
    ],
    [
      ['--exclude', 'a/*', '--exclude', '!a/b/', '--exclude', '*.x'],
      ['Dockerfile', 'a/b/Dockerfile', 'out/Dockerfile'],
    ],
    [
      ['--exclude', '/Dockerfile', 'a', '.'],
      ['a/Dockerfile', 'a/b/Dockerfile', 'a/b/Dockerfile.x', 'out/Dockerfile'],
    ],
    [['--exclude', '*', 'out/Dockerfile'], ['out/Dockerfile']],
    [['--exclude', 'out', 'out'], ['out/Dockerfile']],
    [['--exclude', 'b', 'a/**/Dockerfile'], ['a/Dockerfile']],
  ])('%j', (args, expected) => expect(paths(cwd, ...args)).toEqual(expected));

  it('starts at the current folder, and at a searched folder outside of it', () => {
    expect(paths(join(cwd, 'a'), '--exclude', '/b')).toEqual(['Dockerfile']);
    expect(paths(join(cwd, 'out'), '--exclude', '/b', '--exclude', '.*', '../a')).toEqual(['../a/Dockerfile']);
  });
});

describe('a pattern that the shell has left', () => {
  const cwd = folder({
    ...all('svc-a/Dockerfile', 'svc-b/Dockerfile', 'svc-b/sub/Dockerfile', '.hid/Dockerfile', 'docker/x.docker', 'docker/Dockerfile'),
    ...all('docker/[x].Dockerfile', 'docker/y.Dockerfile', 'gone/Dockerfile', 'node_modules/Dockerfile'),
    '.git/HEAD': '',
    '.gitignore': 'gone\n',
  });

  it.each([
    ['**/Dockerfile', ['.hid/Dockerfile', 'docker/Dockerfile', 'svc-a/Dockerfile', 'svc-b/Dockerfile', 'svc-b/sub/Dockerfile']],
    ['svc-*/Dockerfile', ['svc-a/Dockerfile', 'svc-b/Dockerfile']],
    ['./svc-?/**', ['svc-a/Dockerfile', 'svc-b/Dockerfile', 'svc-b/sub/Dockerfile']],
    ['svc-*', ['svc-a/Dockerfile', 'svc-b/Dockerfile', 'svc-b/sub/Dockerfile']],
    ['svc-b/*/', ['svc-b/sub/Dockerfile']],
    ['docker/*', ['docker/Dockerfile', 'docker/[x].Dockerfile', 'docker/y.Dockerfile']],
    ['**/*.docker', ['docker/x.docker']],
    ['{svc-[!b],docker}/Dockerfile', ['docker/Dockerfile', 'svc-a/Dockerfile']],
    ['docker/[x].Dockerfile', ['docker/[x].Dockerfile']],
    ['docker/[xy].Dockerfile', ['docker/y.Dockerfile']],
  ])('%s', (pattern, expected) => expect(paths(cwd, pattern)).toEqual(expected));

  it('must match something', () => {
    expect(ndjson(cwd, 'none-*/Dockerfile', 'docker/Dockerfile')).toMatchObject({
      code: 2,
      stderr: 'plimsoll: none-*/Dockerfile: no file matches\n',
    });
  });

  it('may be anything: a name that is escaped is taken, and nothing throws', () => {
    // `.` and `..` are no names of files.
    const name = fc.stringMatching(/^[^/\0\\]{1,12}$/).filter((word) => word !== '.' && word !== '..');
    fc.assert(
      fc.property(name, (word) => {
        const literal = word.replaceAll(/[*?[\]{},!^-]/g, '\\$&');
        expect(parseGlob(`*/${literal}`, false).takes(`x/${word}`, 'Dockerfile')).toBe(true);
      }),
    );
    fc.assert(fc.property(fc.string(), (word) => !isGlob(word) || typeof parseGlob(word).takes('x', 'file') === 'boolean'));
  });
});

describe('.gitignore', () => {
  it('counts nested, negated, from info/exclude and from above the searched folder', () => {
    const cwd = folder({
      ...all('a/x/Dockerfile', 'a/keep/Dockerfile', 'a/y/Dockerfile', 'a/z/Dockerfile', 'b/x/Dockerfile'),
      '.git/info/exclude': 'z/\n',
      '.gitignore': '/a/*\n!/a/keep\n!/a/z\n',
      'a/.gitignore': '!y\n',
    });
    expect(paths(cwd)).toEqual(['a/keep/Dockerfile', 'a/y/Dockerfile', 'a/z/Dockerfile', 'b/x/Dockerfile']);
    expect(paths(join(cwd, 'a'))).toEqual(['keep/Dockerfile', 'y/Dockerfile', 'z/Dockerfile']);
    writeFileSync(join(cwd, 'a/.gitignore'), '!y\nkeep\n');
    expect(paths(cwd, 'a')).toEqual(['a/y/Dockerfile', 'a/z/Dockerfile']);
  });
});

describe('links', () => {
  it('to folders make no loop', () => {
    const cwd = folder(all('a/b/Dockerfile'));
    symlinkSync('../..', join(cwd, 'a/b/up'));
    symlinkSync('self', join(cwd, 'self'));
    expect(paths(cwd)).toEqual(['a/b/Dockerfile']);
    expect(paths(cwd, '**/Dockerfile')).toEqual(['a/b/Dockerfile']);
    expect(ndjson(cwd, 'self').stderr).toBe('plimsoll: self: too many symbolic links\n');
  });
});

const isLinux = process.platform === 'linux';

describe.runIf(isLinux)('names that are no plain text', () => {
  it('hold line ends and escape sequences', () => {
    const cwd = folder({ 'new\nline.Dockerfile': 'FROM a:latest\n', '\u001b[31mred.Dockerfile': 'FROM a\n' });
    expect(paths(cwd)).toEqual(['\u001b[31mred.Dockerfile', 'new\nline.Dockerfile']);
    expect(plimsoll([], { cwd }).stdout).toContain('new␊line.Dockerfile:1:6 warning');
    expect(plimsoll(['\u001b]no'], { cwd }).stderr).toBe('plimsoll: ␛]no: no such file or directory\n');
  });

  it('are bytes that are no UTF-8: found, named, listed, fixed, with the ignore file beside', () => {
    const cwd = folder();
    const bytes = (latin: string): Buffer => Buffer.from(join(cwd, latin), 'latin1');
    mkdirSync(bytes('caf\xe9'));
    writeFileSync(bytes('caf\xe9/Dockerfile.\xe9'), 'FROM a\nMAINTAINER b\nCOPY . c\n');
    writeFileSync(bytes('caf\xe9/Dockerfile.\xe9.dockerignore'), 'node_modules\n');
    const name = 'caf\udce9/Dockerfile.\udce9';
    expect(paths(cwd)).toEqual([name]);
    expect(
      pathsOf(plimsoll(['--files-from', 'list', '--output-format', 'ndjson'], { cwd: listIn(cwd, 'caf\xe9/Dockerfile.\xe9\n') })),
    ).toEqual([name]);
    expect(plimsoll(['--fix'], { cwd })).toEqual({ code: 0, stdout: 'Fixed 1 finding, none left.\n', stderr: '' });
    expect(readFileSync(bytes('caf\xe9/Dockerfile.\xe9'), 'utf8')).toBe('FROM a\nCOPY . c\n');
  });

  it('come back as the bytes that they were', () => {
    fc.assert(
      fc.property(fc.uint8Array({ min: 1 }), (bytes) => {
        expect(Buffer.from(systemPath(nameOf(Buffer.from(bytes)))).equals(bytes)).toBe(true);
      }),
    );
    fc.assert(fc.property(fc.string({ unit: 'grapheme' }), (name) => systemPath(name) === name && nameOf(Buffer.from(name)) === name));
  });

  it('never crash the command', { timeout: 60_000 }, () => {
    const name = fc.stringMatching(/^[^/\0]{1,30}$/).filter((word) => !/\p{Surrogate}/u.test(word) && !/^\.\.?$/.test(word));
    const names = fc.uniqueArray(name, { minLength: 30, maxLength: 30 });
    fc.assert(
      fc.property(names, (words) => {
        const cwd = folder(all(...words.map((word) => `x/${word}`)));
        const { code, stdout, stderr } = ndjson(cwd, ...words.map((word) => `x/${word}`));
        expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
        expect(pathsOf({ code, stdout, stderr })).toEqual(words.map((word) => `x/${word}`));
      }),
      { numRuns: 10 },
    );
  });
});

describe('a large tree', () => {
  it('of 100,000 files is searched in seconds', { timeout: 120_000 }, () => {
    const cwd = folder({ '.gitignore': 'out/\n', 'd7/s7/Dockerfile': 'FROM a\n' });
    for (let outer = 0; outer < 100; outer++)
      for (let inner = 0; inner < 10; inner++) {
        mkdirSync(join(cwd, `d${outer}/s${inner}`), { recursive: true });
        for (let file = 0; file < 100; file++) writeFileSync(join(cwd, `d${outer}/s${inner}/f${file}`), '');
      }
    const start = performance.now();
    expect(paths(cwd)).toEqual(['d7/s7/Dockerfile']);
    expect(performance.now() - start).toBeLessThan(5000);
  });
});

function listIn(cwd: string, latin: string): string {
  writeFileSync(join(cwd, 'list'), Buffer.from(latin, 'latin1'));
  return cwd;
}
