import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { clutter, sharedSamples } from '../../src/knowledge/clutter.ts';
import { ecosystemsOf, ignoreSections, renderIgnoreFile, renderSections } from '../../src/knowledge/ignore-templates.ts';
import { createIgnoreMatcher, parseIgnoreFile } from '../../src/model/dockerignore.ts';

const ecosystems = ignoreSections.map(({ ecosystem }) => ecosystem);

/** A path that the pattern is meant for. */
const example = (pattern: string): string =>
  pattern
    .replace(/^\*\*\//, 'some/folder/')
    .replaceAll('*', 'x')
    .replace(/\[(.).*?\]/, '$1');

test('.dockerignore.sample is the whole table', () => {
  expect(readFileSync(new URL('../../.dockerignore.sample', import.meta.url), 'utf8')).toBe(renderIgnoreFile(ecosystems));
});

test.each([[[]], [['node']], [['java', 'rust']], [ecosystems]])('what is rendered for %j reads as it is meant', (chosen) => {
  const text = renderIgnoreFile(chosen);
  const meant = ignoreSections
    .filter(({ ecosystem }) => ecosystem === 'common' || chosen.includes(ecosystem))
    .flatMap(({ groups }) => groups.flatMap(({ patterns, optional }) => (optional ? [] : patterns)));
  const read = parseIgnoreFile(text);
  expect(read.map(({ text: written }) => written)).toEqual(meant);
  expect(read.filter(({ error }) => error !== undefined)).toEqual([]);
  expect(text).not.toMatch(/\n\n\n|[ \t]\n|\n\n$/);
});

test('sections without patterns are not rendered', () => {
  const emptied = ignoreSections.map((section) => ({ ...section, groups: section.groups.map((group) => ({ ...group, patterns: [] })) }));
  expect(renderSections(emptied)).toBe(renderSections([]));
});

describe('clutter', () => {
  test.each(clutter.filter(({ weak }) => !weak))('$pattern is ignored by the template', ({ pattern, ecosystems: own }) => {
    for (const chosen of own ? own.map((one) => [one]) : [[]]) {
      expect(createIgnoreMatcher(parseIgnoreFile(renderIgnoreFile(chosen))).ignored(example(pattern))).toBe(true);
    }
  });

  test('each pattern is valid, matches its example and stands once for an ecosystem', () => {
    const seen = new Set<string>();
    for (const { pattern, ecosystems: own } of clutter) {
      const [read] = parseIgnoreFile(pattern);
      expect(read).toMatchObject({ pattern, negated: false });
      expect(read).not.toHaveProperty('error');
      expect(createIgnoreMatcher(parseIgnoreFile(pattern)).ignored(example(pattern))).toBe(true);
      for (const one of own ?? ['all']) {
        expect(seen.has(`${one} ${pattern}`)).toBe(false);
        seen.add(`${one} ${pattern}`);
      }
    }
  });

  test.each(sharedSamples)('%s is kept', (pattern) => {
    const { ignored } = createIgnoreMatcher(parseIgnoreFile(renderIgnoreFile(ecosystems)));
    expect(ignored(example(pattern))).toBe(false);
  });

  test.each(
    '.npmrc .gitignore README.md LICENSE .env.production config/nginx.conf src/build/index.ts vendor/modules.txt go.sum bin/rails'.split(
      ' ',
    ),
  )('builds may need %s', (path) => {
    const everything = ecosystems.filter((one) => one !== 'php');
    expect(createIgnoreMatcher(parseIgnoreFile(renderIgnoreFile(everything))).ignored(path)).toBe(false);
  });
});

test.each<[string, string[]]>([
  ['package.json', ['node']],
  ['App.csproj', ['dotnet']],
  ['requirements-dev.txt', ['python']],
  ['requirements.txt', ['python']],
  ['my-package.json', []],
  ['build.gradle.kts', ['java']],
  ['go.mod package.json', ['node', 'go']],
  ['Makefile', []],
])('%s belongs to %j', (names, expected) => {
  expect(ecosystemsOf(names.split(' '))).toEqual(expected);
});
