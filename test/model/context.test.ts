import { describe, expect, test } from 'vitest';
import { buildContext, contextSources, readsTree } from '../../src/model/context.ts';
import type { FileEntry, Files } from '../../src/model/model.ts';
import { parse } from '../../src/syntax/parse.ts';

/** A tree of the given files; a name that ends in a slash is an empty folder. */
function treeOf(path: string, contents: Readonly<Record<string, string>>): Files & { readonly listed: string[] } {
  const folders = new Map<string, Map<string, FileEntry>>([['', new Map()]]);
  for (const name of [path, ...Object.keys(contents)]) {
    const elements = name.split('/');
    elements.forEach((element, i) => {
      if (element === '') return;
      const kind = i < elements.length - 1 ? 'directory' : 'file';
      folders.get(elements.slice(0, i).join('/'))?.set(element, { name: element, kind });
      const own = elements.slice(0, i + 1).join('/');
      if (kind === 'directory' && !folders.has(own)) folders.set(own, new Map());
    });
  }
  const listed: string[] = [];
  return {
    path,
    listed,
    read: (file) => (file.endsWith('/') ? undefined : contents[file]),
    list(folder) {
      listed.push(folder);
      return folders.has(folder) ? [...(folders.get(folder)?.values() ?? [])] : undefined;
    },
  };
}

const files = (names: string): Readonly<Record<string, string>> =>
  Object.fromEntries(
    names
      .split(' ')
      .filter(Boolean)
      .map((name) => [name, '']),
  );
const folder = (path: string, names: string, body: string) =>
  buildContext(treeOf(path, files(names)), parse(`FROM a\n${body}\n`))?.directory;

describe('the folder', () => {
  test.each<[path: string, names: string, body: string, directory: string | undefined]>([
    ['Dockerfile', 'a', 'COPY a /', ''],
    ['Dockerfile', '', 'COPY . /', ''],
    ['Dockerfile', '', 'RUN true', undefined],
    ['Dockerfile', '', 'COPY a /', undefined],
    ['x/Dockerfile', '', 'COPY a . /', 'x'],
    ['x/Dockerfile', 'x/a b', 'COPY a b /', 'x'],
    ['x/Dockerfile', 'x/a a b', 'COPY a b /', ''],
    ['x/Dockerfile', 'a b', 'COPY a b /', ''],
    ['x/y/Dockerfile', 'x/a', 'COPY a /', 'x'],
    ['x/y/Dockerfile', 'x/y/a x/b x/a b c', 'COPY a b c /', 'x'],
    ['x/Dockerfile', 'x/start.sh', 'COPY x/start.sh /', ''],
    ['x/Dockerfile', 'x/src/a', 'COPY ./src//a /', 'x'],
    ['x/Dockerfile', 'x/src/a', 'COPY /src /', 'x'],
    ['x/Dockerfile', 'x/src/a', 'COPY ../src /', 'x'],
    ['x/Dockerfile', 'a.jar', 'COPY *.jar /', ''],
    ['x/Dockerfile', 'target/a.jar', 'COPY target/*.jar /', ''],
    ['x/Dockerfile', 'p/a/package.json', 'COPY p/*/package.json /', ''],
    ['x/Dockerfile', 'a1 x/b', 'COPY a[0-9] /', ''],
    ['x/Dockerfile', 'a', 'COPY * /', 'x'],
    ['x/Dockerfile', 'a', 'COPY $a /', undefined],
    ['x/Dockerfile', 'a', 'COPY $b a /', ''],
    ['x/Dockerfile', 'a', 'COPY --from=b a /', undefined],
    ['x/Dockerfile', 'a', 'ADD https://a.example/a git@b.example:c.git /', undefined],
    ['x/Dockerfile', 'a', 'ADD a /', ''],
    ['x/Dockerfile', 'a', 'ONBUILD COPY a /', undefined],
    ['x/Dockerfile', 'a', 'COPY <<EOF /b\na\nEOF', undefined],
    ['x/Dockerfile', 'a', 'COPY ["a", "/"]', ''],
    ['x/Dockerfile', 'a', 'RUN --mount=type=bind,source=a,target=/a true', ''],
    ['x/Dockerfile', 'a', 'RUN --mount=type=bind,from=b,source=a,target=/a true', undefined],
    ['x/Dockerfile', 'a', 'RUN --mount=type=cache,source=a,target=/a true', undefined],
    ['x/Dockerfile', 'a', 'RUN --mount=target=/a true', 'x'],
    ['docker/Dockerfile', 'package.json', 'COPY . /', ''],
    ['docker/Dockerfile', 'package.json docker/run.sh docker/Dockerfile.dev docker/.dockerignore', 'COPY . /', ''],
    ['docker/Dockerfile', 'package.json docker/app.js', 'COPY . /', 'docker'],
    ['docker/Dockerfile', 'package.json docker/src/', 'COPY . /', 'docker'],
    ['docker/Dockerfile', 'a', 'COPY . /', undefined],
    ['docker/Dockerfile', 'package.json', 'COPY . /\nCOPY dist /', ''],
    ['deploy/prod/Dockerfile', 'go.mod deploy/readme.md', 'COPY . /', ''],
    ['app/.devcontainer/Dockerfile', 'app/A.csproj go.mod app/.devcontainer/devcontainer.json', 'COPY . /', 'app'],
    ['service/Dockerfile', 'package.json', 'COPY . /', 'service'],
  ])('%s among %j: %j', (path, names, body, directory) => {
    expect(folder(path, names, body)).toBe(directory);
  });

  test('lists each folder once', () => {
    const tree = treeOf('x/y/Dockerfile', files('x/a x/b a b c/d'));
    buildContext(tree, parse('FROM a\nCOPY a b c/d c/e /\nCOPY a b /'));
    expect(tree.listed).toEqual([...new Set(tree.listed)]);
  });
});

describe('the ignore file', () => {
  const context = (contents: Readonly<Record<string, string>>) =>
    buildContext(treeOf('x/Dockerfile', { a: '', ...contents }), parse('FROM a\nCOPY a /'));

  test('is the Dockerfile’s own before that of the folder', () => {
    expect(context({})).toMatchObject({ directory: '', ignorePath: '.dockerignore' });
    expect(context({})).not.toHaveProperty('ignoreText');
    expect(context({})?.isIgnored('a')).toBe(false);
    expect(context({ '.dockerignore': 'a' })).toMatchObject({ ignorePath: '.dockerignore', ignoreText: 'a' });
    const own = context({ '.dockerignore': 'a', 'x/Dockerfile.dockerignore': '' });
    expect(own).toMatchObject({ ignorePath: 'x/Dockerfile.dockerignore', ignoreText: '' });
    expect(own?.isIgnored('a')).toBe(false);
  });

  test('leaves folders in that something below is taken back from', () => {
    const found = context({
      '.dockerignore': 'd\n!d/keep\ne\n!**/*.md',
      'd/keep': '',
      'd/other': '',
      'd/f/x': '',
      'e/x': '',
      'x.md/y': '',
    });
    const ignored = (path: string) => found?.isIgnored(path);
    expect([ignored('d'), ignored('d/keep'), ignored('d/other'), ignored('d/f')]).toEqual([false, false, true, false]);
    expect([ignored('e'), ignored('e/x'), ignored('/e//x'), ignored('e/'), ignored('')]).toEqual([false, true, true, false, false]);
  });

  test('does not change what is listed and read', () => {
    const found = buildContext(treeOf('x/Dockerfile', { 'x/.dockerignore': '*', 'x/b/c': 'text', d: '' }), parse('FROM a\nCOPY b/c /'));
    expect(found?.directory).toBe('x');
    expect(found?.list('')?.map(({ name }) => name)).toEqual(['Dockerfile', '.dockerignore', 'b']);
    expect(found?.list('./b/')?.map(({ name }) => name)).toEqual(['c']);
    expect(found?.list('nothing')).toBeUndefined();
    expect(found?.read('b/c')).toBe('text');
    expect(found?.read('../d')).toBeUndefined();
  });
});

describe('sources', () => {
  const sources = (body: string, resolve?: Parameters<typeof contextSources>[1]) => contextSources(parse(body), resolve);

  test.each<[source: string, path: string | undefined]>([
    ['.', ''],
    ['./', ''],
    ['/', ''],
    ['./a//b/', 'a/b'],
    ['/a', 'a'],
    ['../a', 'a'],
    ['a/../b', 'b'],
    ['"a"', 'a'],
    ['*.txt', '*.txt'],
    ['a\\ b', 'a'],
    ['$x/a', undefined],
  ])('%s', (source, path) => {
    expect(sources(`FROM a\nCOPY ${source} /`)[0]?.path).toBe(path);
  });

  test('stand where they are written', () => {
    const text =
      'FROM a\nCOPY --chown=1 ./a $b \\\n  c/ /\nRUN --mount=type=bind,src=d/e,dst=/x --mount=target=/y true\nFROM b\nADD ["*", "f g", "/"]';
    const found = sources(text);
    expect(found.map(({ range }) => text.slice(...range))).toEqual(['./a', '$b', 'c/', 'd/e', 'target=/y', '"*"', '"f g"']);
    expect(found.map(({ path }) => path)).toEqual(['a', undefined, 'c', 'd/e', '', '*', 'f g']);
    expect(found.map(({ isWhole }) => isWhole)).toEqual([false, false, false, false, true, true, false]);
    expect(found.map((source) => readsTree(source))).toEqual([false, false, true, false, true, true, false]);
    expect(found.map((source) => readsTree(source, { list: (path) => (path === 'a' ? [] : undefined) }))[0]).toBe(true);
    expect(found.map(({ instruction }) => instruction.type)).toEqual(['Copy', 'Copy', 'Copy', 'Run', 'Run', 'Add', 'Add']);
  });

  test('take variables from whoever knows them', () => {
    expect(sources('FROM a\nCOPY $x /', () => './y/')).toMatchObject([{ path: 'y', isFolder: true }]);
    expect(sources('FROM a\nADD $x /', () => 'https://a.example/b')).toEqual([]);
  });

  test('are read with backslashes where the escape character is a backtick', () => {
    expect(sources('# escape=`\nFROM a\nCOPY .\\a\\b\\ C:\\')).toMatchObject([{ path: 'a/b', isFolder: true }]);
  });
});
