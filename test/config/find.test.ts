import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { openConfigs } from '../../src/config/configs.ts';
import { openFinder } from '../../src/config/find.ts';
import { rules } from './rules.ts';

const root = mkdtempSync(join(tmpdir(), 'plimsoll-'));
mkdirSync(join(root, '.git'));
mkdirSync(join(root, 'a/b/c'), { recursive: true });
const write = (path: string, text = ''): void => writeFileSync(join(root, path), text);

afterAll(() => rmSync(root, { recursive: true }));

describe('openFinder', () => {
  it('finds the nearest of ours, and the nearest of hadolint up to there', () => {
    write('plimsoll.yaml');
    write('.hadolint.yaml');
    write('a/.hadolint.yml');
    write('a/b/.plimsoll.json');
    const find = openFinder();
    const outer = { plimsoll: join(root, 'plimsoll.yaml') };
    expect(find(root)).toEqual({ ...outer, hadolint: join(root, '.hadolint.yaml') });
    expect(find(join(root, 'a'))).toEqual({ ...outer, hadolint: join(root, 'a/.hadolint.yml') });
    expect(find(join(root, 'a/b/c'))).toEqual({ plimsoll: join(root, 'a/b/.plimsoll.json') });
    expect(find(join(root, 'none/at/all'))).toEqual(find(root));
  });

  it('looks at each folder once', () => {
    const find = openFinder();
    const first = find(join(root, 'a/b/c'));
    write('a/b/c/plimsoll.yaml');
    expect(find(join(root, 'a/b/c'))).toBe(first);
  });
});

describe('openConfigs', () => {
  it('gives files with the same settings the same object', async () => {
    write('plimsoll.yaml', 'overrides: [{ files: [x.*], preset: off }]\n');
    const configs = openConfigs({ rules, cwd: root });
    const [a, b, x, y] = await Promise.all(
      ['Dockerfile', 'a/Dockerfile', 'x.Dockerfile', 'a/x.Dockerfile'].map((path) => configs.of(path)),
    );
    expect(a).toBe(b);
    expect(x).toBe(y);
    expect(x).not.toBe(a);
  });

  it('extends a file once, however many extend it', async () => {
    write('plimsoll.yaml', 'extends: [one.yaml, two.yaml]\n');
    write('one.yaml', 'extends: base.yaml\nfail-level: error\n');
    write('two.yaml', 'extends: [base.yaml]\npreset: all\n');
    write('base.yaml', 'preset: off\nfail-level: info\n');
    expect(await openConfigs({ rules, cwd: root }).of('Dockerfile')).toMatchObject({
      sources: ['base.yaml', 'one.yaml', 'two.yaml', 'plimsoll.yaml'],
      preset: { value: 'all', origin: 'two.yaml:2:9' },
      failLevel: { value: 'error', origin: 'one.yaml:2:13' },
    });
  });

  it('starts the patterns of an extended file in its own folder', async () => {
    write('plimsoll.yaml', 'extends: a/base.yaml\nexclude: [/one]\n');
    write('a/base.yaml', 'exclude: [/two]\n');
    const configs = openConfigs({ rules, cwd: root });
    const excluded = async (path: string): Promise<unknown> => {
      const config = await configs.of(path);
      return 'problems' in config ? config.problems : config.excludedBy;
    };
    expect(await excluded('one')).toBe('plimsoll.yaml:2:11');
    expect(await excluded('two')).toBeUndefined();
    expect(await excluded('../plimsoll.yaml')).toBeUndefined();
    // a/b is under a configuration of its own.
    expect(await Promise.all(['a/one', 'a/two', 'a/b/two'].map(excluded))).toEqual([undefined, 'a/base.yaml:1:11', undefined]);
  });

  it('throws for a rule that the command line invents', () => {
    expect(() => openConfigs({ rules, cwd: root, select: ['no-aa'] })).toThrow("unknown rule 'no-aa' (did you mean 'no-a'?)");
  });
});

it('loads packages only for files that need them', () => {
  const sources = readdirSync('src/config').map((name) => readFileSync(join('src/config', name), 'utf8'));
  expect(sources.join('')).toContain("await import('yaml')");
  expect(sources.filter((text) => /^import (?!type\b).*'(?:yaml|ignore)';$/m.test(text))).toEqual([]);
});
