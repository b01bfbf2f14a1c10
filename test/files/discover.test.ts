import { symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { isDockerfileName } from '../../src/files/dockerfile-names.ts';
import { folder, plimsoll } from '../cli/command.ts';

const paths = (cwd: string, ...args: string[]): string[] =>
  plimsoll(['--output-format', 'ndjson', ...args], { cwd })
    .stdout.split('\n')
    .filter(Boolean)
    .map((line) => (JSON.parse(line) as { path: string }).path);

const all = (...names: string[]): Record<string, string> => Object.fromEntries(names.map((name) => [name, 'FROM a\n']));

describe('names', () => {
  it.each([
    'Dockerfile',
    'dockerfile',
    'DOCKERFILE',
    'Containerfile',
    'Dockerfile.dev',
    'Dockerfile.ubuntu-22.04',
    'app.Dockerfile',
    'app.dockerfile',
  ])('%s is one', (name) => expect(isDockerfileName(name)).toBe(true));

  it.each([
    ...[
      'Dockerfile.dockerignore',
      '.dockerignore',
      'app.Dockerfile.dockerignore',
      'Dockerfile.j2',
      'Dockerfile.tmpl',
      'Dockerfile.erb',
      'Dockerfile.in',
    ],
    ...[
      'Dockerfile.py',
      'dockerfile.go',
      'dockerfile.ts',
      'Dockerfile.json',
      'Dockerfile.yml',
      'Dockerfile.md',
      'Dockerfile.sh',
      'Dockerfile.bak',
    ],
    ...['Dockerfile.dev~', 'Dockerfile~', 'Dockerfile.swp', 'Dockerfiles', 'MyDockerfile', 'Dockerfile-dev', 'docker-compose.yml'],
  ])('%s is none', (name) => expect(isDockerfileName(name)).toBe(false));
});

describe('a folder', () => {
  it('is searched in order, hidden folders too, dependencies not', () => {
    const cwd = folder(
      all(
        'b/Dockerfile',
        'Dockerfile',
        '.hidden/Dockerfile',
        'node_modules/x/Dockerfile',
        '.git/Dockerfile',
        'a/x.Containerfile',
        'a/notes.txt',
      ),
    );
    const expected = ['.hidden/Dockerfile', 'Dockerfile', 'a/x.Containerfile', 'b/Dockerfile'];
    expect(paths(cwd)).toEqual(expected);
    expect(paths(cwd, '.')).toEqual(expected);
    expect(paths(cwd, 'b', 'a')).toEqual(['b/Dockerfile', 'a/x.Containerfile']);
    expect(paths(cwd, join(cwd, 'b'))).toEqual([join(cwd, 'b/Dockerfile')]);
  });

  it('is searched without what .gitignore leaves out, however deep it lies', () => {
    const cwd = folder({
      ...all(
        '.git/HEAD',
        'out/Dockerfile',
        'a/Dockerfile',
        'a/b/Dockerfile',
        'a/b/Dockerfile.keep',
        'a/Dockerfile.gen',
        'x/Dockerfile',
        'Out/Dockerfile',
      ),
      '.gitignore': 'out/\n*.gen\n',
      'a/.gitignore': 'b/*\n!b/*.keep\n',
      '.git/info/exclude': 'x\n',
    });
    expect(paths(cwd)).toEqual(['Out/Dockerfile', 'a/Dockerfile', 'a/b/Dockerfile.keep']);
    expect(paths(cwd, 'a')).toEqual(['a/Dockerfile', 'a/b/Dockerfile.keep']);
    expect(paths(join(cwd, 'a'))).toEqual(['Dockerfile', 'b/Dockerfile.keep']);
    expect(paths(cwd, 'out', 'a/Dockerfile.gen')).toEqual(['out/Dockerfile', 'a/Dockerfile.gen']);
  });

  it('is not left through links, and links make neither loops nor duplicates', () => {
    const outside = folder(all('Dockerfile'));
    const cwd = folder(all('a/Dockerfile', 'common.txt'));
    symlinkSync('..', join(cwd, 'a/loop'));
    symlinkSync('a/Dockerfile', join(cwd, 'Dockerfile'));
    symlinkSync('common.txt', join(cwd, 'Dockerfile.common'));
    symlinkSync(join(outside, 'Dockerfile'), join(cwd, 'Dockerfile.outside'));
    symlinkSync('nothing', join(cwd, 'Dockerfile.broken'));
    expect(paths(cwd)).toEqual(['Dockerfile.common', 'a/Dockerfile']);
  });

  it('without a Dockerfile is no failure', () => {
    expect(plimsoll([], { cwd: folder() })).toEqual({ code: 0, stdout: '', stderr: 'plimsoll: no Dockerfile found\n' });
  });
});

describe('a named file', () => {
  it('is linted whatever its name, once, in the order given', () => {
    const cwd = folder(all('x.txt', 'Dockerfile', 'Dockerfile.j2'));
    expect(paths(cwd, 'x.txt', 'Dockerfile.j2', './x.txt', 'Dockerfile', '.')).toEqual(['x.txt', 'Dockerfile.j2', 'Dockerfile']);
  });
});
