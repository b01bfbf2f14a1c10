import { rmSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { discover } from '../../src/files/discover.ts';
import { openTrees } from '../../src/files/tree.ts';
import { folder } from '../cli/command.ts';

describe('the root of a file', () => {
  it('is its repository, else the current folder above it, else its own folder', () => {
    const cwd = folder({ 'repo/.git/HEAD': '', 'repo/a/b/Dockerfile': '', 'plain/a/Dockerfile': '' });
    const trees = openTrees(join(cwd, 'plain'));
    expect(trees.of('../repo/a/b/Dockerfile').root).toBe(join(cwd, 'repo'));
    expect(trees.files(join(cwd, 'repo/a/b/Dockerfile')).path).toBe('a/b/Dockerfile');
    expect(trees.of('a/Dockerfile').root).toBe(join(cwd, 'plain'));
    expect(openTrees(join(cwd, 'repo/a/b')).of('../../../plain/a/Dockerfile').root).toBe(join(cwd, 'plain/a'));
    expect(trees.of('not/there/Dockerfile').root).toBe(join(cwd, 'plain'));
  });
});

describe('a tree', () => {
  const outside = folder({ secret: 'x' });
  const cwd = folder({
    Dockerfile: '',
    'a/x': 'text',
    'a/nul': 'a\0b',
    'a/latin': Buffer.from([0xe9]),
    'a/big': 'x'.repeat(1024 * 1024 + 1),
  });
  symlinkSync('x', join(cwd, 'a/link'));
  symlinkSync('../a', join(cwd, 'a/loop'));
  symlinkSync(outside, join(cwd, 'out'));
  symlinkSync(join(outside, 'secret'), join(cwd, 'secret'));
  const { read, list } = openTrees(cwd).of('Dockerfile');

  it.each([
    ['a/x', 'text'],
    ['./a//x', 'text'],
    ['a/link', 'text'],
    ['a/loop/x', 'text'],
    ...['a', 'none', 'a/x/y', 'a/nul', 'a/latin', 'a/big', 'secret', 'out/secret', '../x', `${cwd}/a/x`, 'a/../../x', 'a\0'].map((path) => [
      path,
      undefined,
    ]),
  ])('reads %j as %j', (path, expected) => expect(read(path ?? '')).toBe(expected));

  it('lists folders', () => {
    expect(Object.fromEntries((list('') ?? []).map(({ name, kind }) => [name, kind]))).toEqual({
      ...{ Dockerfile: 'file', a: 'directory', out: 'other', secret: 'other' },
    });
    expect(list('a')).toContainEqual({ name: 'link', kind: 'file' });
    expect(list('a/')).toContainEqual({ name: 'loop', kind: 'directory' });
    expect([list('none'), list('Dockerfile'), list('out'), list('..')]).toEqual([undefined, undefined, undefined, undefined]);
  });

  it('takes what a walk has listed, and looks no further than its root for it', async () => {
    const where = folder({ 'a/Dockerfile': '', 'a/x': 'text', 'b/Dockerfile': '', 'b/y': '' });
    const { listings } = await discover([where]);
    expect([...listings.keys()]).toEqual([join(where, 'a'), join(where, 'b')]);
    const tree = openTrees(join(where, 'a'), listings).of('Dockerfile');
    rmSync(join(where, 'a/x'));
    expect(tree.list('')).toEqual(['Dockerfile', 'x'].map((name) => ({ name, kind: 'file' })));
    expect([tree.list('../b'), tree.read('none'), tree.read('x')]).toEqual([undefined, undefined, undefined]);
  });

  it('trusts no walk that came through a link', async () => {
    const where = folder({ 'a/Dockerfile': '' });
    symlinkSync(where, join(where, 'link'));
    expect((await discover([join(where, 'link')])).listings.size).toBe(0);
  });

  it('knows what was put there', () => {
    const tree = openTrees(cwd).of('Dockerfile');
    expect(tree.read('.dockerignore')).toBeUndefined();
    tree.put('.dockerignore', 'y');
    expect(tree.read('./.dockerignore')).toBe('y');
    expect(tree.list('')).toContainEqual({ name: '.dockerignore', kind: 'file' });
  });
});
