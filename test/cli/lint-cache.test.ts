import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, truncateSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openConfigs } from '../../src/config/configs.ts';
import { openLintCache, type LintCache } from '../../src/cli/lint-cache.ts';
import { formatNames } from '../../src/formats/index.ts';
import type { Files } from '../../src/model/model.ts';
import { openTrees } from '../../src/files/tree.ts';
import { lint } from '../../src/engine/lint.ts';
import { defineRule } from '../../src/rule.ts';
import { builtCommand, built, folder, plimsoll } from './command.ts';

const watched = { Dockerfile: 'FROM a\n' };
const warned = 'FROM a:latest\nMAINTAINER b\nRUN cd x\n';
const kept = (cwd: string): string => join(cwd, 'kept', readdirSync(join(cwd, 'kept'))[0] ?? '');
const flags = ['--cache', '--cache-location', 'kept'];

/** A rule that looks at what lies beside the file, and counts how often it is asked. */
function watcher() {
  let runs = 0;
  const rule = defineRule({
    name: 'watch',
    summary: 'Watch.',
    why: 'To see.',
    category: 'files',
    severity: 'warning',
    messages: { seen: '{{text}}; {{names}}' },
    examples: [],
    visit: {
      Dockerfile(node, context) {
        runs++;
        const { files } = context as unknown as { readonly files?: Files };
        const names = files?.list('')?.flatMap(({ name, kind }) => (kind === 'file' ? [name] : [])) ?? [];
        context.report({ at: node, message: 'seen', data: { text: files?.read('beside') ?? 'nothing', names: names.sort().join(' ') } });
      },
    },
  });
  return { rule, runs: () => runs };
}

/** What a run with a cache says of the files of a folder. */
async function cached(cwd: string, { rule }: ReturnType<typeof watcher>, build = '1'): Promise<readonly string[]> {
  const config = await openConfigs({ rules: [rule], cwd, isolated: true }).of('Dockerfile');
  if ('problems' in config) throw new Error('broken');
  const cache = openLintCache({ location: join(cwd, 'kept'), build, pluginFiles: () => [], cwd }) as LintCache;
  const path = join(cwd, 'Dockerfile');
  const files = openTrees(cwd).files(path);
  const { findings } = cache.lint({ path, config, files }, (source, recorded) =>
    lint({ path, text: source.text, files: recorded }, config.settings),
  );
  expect(cache.finish()).toBeUndefined();
  return findings.map(({ message }) => message);
}

describe('a lint cache', () => {
  it('runs no rule for what is as it was', async () => {
    const cwd = folder(watched);
    const watch = watcher();
    const first = await cached(cwd, watch);
    expect(first).toEqual(['nothing; Dockerfile']);
    expect(await cached(cwd, watch)).toEqual(first);
    expect(watch.runs()).toBe(1);
  });

  it('sees what has changed in the file, however it looks from outside', async () => {
    const cwd = folder(watched);
    const watch = watcher();
    const long = new Date(Date.now() - 1e6);
    utimesSync(join(cwd, 'Dockerfile'), long, long);
    await cached(cwd, watch);
    writeFileSync(join(cwd, 'Dockerfile'), 'FROM b\n');
    utimesSync(join(cwd, 'Dockerfile'), long, long);
    await cached(cwd, watch);
    expect(watch.runs()).toBe(2);
    // Only touched.
    utimesSync(join(cwd, 'Dockerfile'), new Date(), new Date());
    await cached(cwd, watch);
    expect(watch.runs()).toBe(2);
  });

  it('sees what has changed beside the file', async () => {
    const cwd = folder(watched);
    const watch = watcher();
    await cached(cwd, watch);
    writeFileSync(join(cwd, 'beside'), 'one');
    expect(await cached(cwd, watch)).toEqual(['one; Dockerfile beside']);
    writeFileSync(join(cwd, 'beside'), 'two');
    expect(await cached(cwd, watch)).toEqual(['two; Dockerfile beside']);
    rmSync(join(cwd, 'beside'));
    mkdirSync(join(cwd, 'beside'));
    expect(await cached(cwd, watch)).toEqual(['nothing; Dockerfile']);
    expect(watch.runs()).toBe(4);
    mkdirSync(join(cwd, 'sub'));
    writeFileSync(join(cwd, 'sub/beside'), 'not looked at');
    await cached(cwd, watch);
    await cached(cwd, watch);
    expect(watch.runs()).toBe(5);
  });

  it('counts for one version', async () => {
    const cwd = folder(watched);
    const watch = watcher();
    await cached(cwd, watch, '1');
    await cached(cwd, watch, '2');
    expect(watch.runs()).toBe(2);
  });

  it.each([
    ['cut', (file: string) => truncateSync(file, statSync(file).size - 9)],
    ['empty', (file: string) => truncateSync(file, 0)],
    ['gone', (file: string) => rmSync(file)],
    ['noise', (file: string) => writeFileSync(file, 'noise '.repeat(100))],
    [
      'changed',
      (file: string) => {
        const bytes = readFileSync(file);
        bytes[bytes.length - 40] = (bytes[bytes.length - 40] ?? 0) ^ 1;
        writeFileSync(file, bytes);
      },
    ],
  ])('is made again where it is %s', async (_, damage) => {
    const cwd = folder(watched);
    const watch = watcher();
    const first = await cached(cwd, watch);
    damage(kept(cwd));
    expect(await cached(cwd, watch)).toEqual(first);
    expect(await cached(cwd, watch)).toEqual(first);
    expect(watch.runs()).toBe(2);
  });

  it('forgets files that are gone', () => {
    const cwd = folder({ Dockerfile: warned, 'a/Dockerfile': warned });
    plimsoll(flags, { cwd });
    expect(readFileSync(kept(cwd), 'utf8')).toContain('a/Dockerfile');
    rmSync(join(cwd, 'a'), { recursive: true });
    writeFileSync(join(cwd, 'Dockerfile'), `${warned}#\n`);
    plimsoll(flags, { cwd });
    expect(readFileSync(kept(cwd), 'utf8')).not.toContain('a/Dockerfile');
  });
});

describe('--cache', () => {
  const files = {
    Dockerfile: `${warned}COPY . .\n`,
    'a/Dockerfile': 'FROM a\n# plimsoll ignore=no-maintainer\nMAINTAINER x\nMAINTAINER y\n',
    'b/Dockerfile': 'FROM a\n',
    'c/Dockerfile': new Uint8Array([70, 82, 79, 77, 32, 97, 58, 0xff, 10]),
  };

  it('changes no report', () => {
    const cwd = folder(files);
    for (const format of formatNames) {
      const without = plimsoll(['--output-format', format], { cwd });
      for (let round = 0; round < 2; round++) expect(plimsoll([...flags, '--output-format', format], { cwd })).toEqual(without);
    }
    const without = plimsoll(['--statistics'], { cwd });
    expect(plimsoll([...flags, '--statistics'], { cwd })).toEqual(without);
  });

  it('heeds options, configurations, comments and baselines', () => {
    const cwd = folder(files);
    const variants = [[], ['--select', 'no-latest'], ['--ignore', 'DL4000'], ['--no-inline-config'], ['--preset', 'all']];
    for (const variant of [...variants, ...variants]) {
      const args = ['--output-format', 'gnu', ...variant];
      expect(plimsoll([...flags, ...args], { cwd })).toEqual(plimsoll(args, { cwd }));
    }
    for (const config of ['rules:\n  no-maintainer: info\n', 'rules:\n  no-maintainer: off\n', 'inline-config: false\n']) {
      writeFileSync(join(cwd, 'plimsoll.yaml'), config);
      expect(plimsoll(flags, { cwd })).toEqual(plimsoll([], { cwd }));
    }
    rmSync(join(cwd, 'plimsoll.yaml'));
    plimsoll(['--baseline', 'known.json', '--update-baseline', ...flags, 'a', 'b'], { cwd });
    const args = ['--baseline', 'known.json'];
    expect(plimsoll([...flags, ...args], { cwd })).toEqual(plimsoll(args, { cwd }));
  });

  it('is not asked when fixing', () => {
    const cwd = folder({ Dockerfile: warned });
    plimsoll(flags, { cwd });
    const other = folder({ Dockerfile: warned });
    expect(plimsoll([...flags, '--diff'], { cwd })).toEqual(plimsoll(['--diff'], { cwd: other }));
    expect(plimsoll([...flags, '--fix'], { cwd })).toEqual(plimsoll(['--fix'], { cwd: other }));
    expect(plimsoll(flags, { cwd })).toEqual(plimsoll([], { cwd: other }));
  });

  it('sees that a plugin, or what it imports, has changed', () => {
    const plugin = (message: string): string =>
      `import { text } from './text.mjs';\nexport default { name: 'own', summary: 's', why: 'w', category: 'files', severity: 'error',` +
      ` messages: { a: '${message} ' + text }, examples: [], visit: { From: (node, { report }) => report({ at: node, message: 'a' }) } };\n`;
    const cwd = folder({ Dockerfile: 'FROM a\n', 'plimsoll.yaml': 'plugins: [./own.mjs]\n', 'own.mjs': plugin('one') });
    const say = (): string => plimsoll([...flags, '--allow-plugins', '--output-format', 'gnu'], { cwd }).stdout;
    writeFileSync(join(cwd, 'text.mjs'), "export const text = 'x';\n");
    expect([say(), say()]).toEqual(Array(2).fill(expect.stringContaining('one x [own]')));
    writeFileSync(join(cwd, 'own.mjs'), plugin('two'));
    expect(say()).toContain('two x [own]');
    writeFileSync(join(cwd, 'text.mjs'), "export const text = 'y';\n");
    expect(say()).toContain('two y [own]');
  });

  it('keeps nothing of standard input, nor where it is not asked for', () => {
    const cwd = folder({ Dockerfile: warned });
    const home = folder();
    const env = { HOME: home, XDG_CACHE_HOME: '' };
    plimsoll([], { cwd, env });
    expect(readdirSync(home)).toEqual([]);
    plimsoll([...flags, '-'], { cwd, input: warned });
    expect(readdirSync(join(cwd, 'kept'))).toEqual([]);
    expect(plimsoll(['--cache'], { cwd, env })).toEqual(plimsoll([], { cwd, env }));
    expect(readdirSync(join(home, '.cache/plimsoll'))).toHaveLength(1);
  });

  it.skipIf(process.getuid === undefined)('does without where others could write', () => {
    const cwd = folder({ Dockerfile: warned, 'kept/x': '' });
    chmodSync(join(cwd, 'kept'), 0o755);
    const { code, stdout, stderr } = plimsoll(flags, { cwd });
    expect({ code, stdout }).toMatchObject({ code: 1, stdout: plimsoll([], { cwd }).stdout });
    expect(stderr).toBe(
      `plimsoll: no cache is used: ${join(cwd, 'kept')} is not a folder of your own that is closed to others (chmod 700)\n`,
    );
    expect(plimsoll(['--cache'], { cwd, env: { HOME: cwd, XDG_CACHE_HOME: '' } }).stderr).toContain('name one with --cache-location');
  });

  it('refuses what contradicts it', () => {
    const refusal = (...args: string[]): string => plimsoll(args, { cwd: folder() }).stderr.split('\n')[0] ?? '';
    expect(refusal('--cache-location', 'x')).toBe('plimsoll: --cache-location names the place for --cache, which is not given');
    expect(refusal('--cache', '--timing')).toBe('plimsoll: --timing measures the rules, and --cache does not run them: leave out one');
  });

  it('survives runs at the same time', async () => {
    const names = Array.from({ length: 40 }, (_, i) => `d${i}/Dockerfile`);
    const cwd = folder(Object.fromEntries(names.map((name, i) => [name, `${warned}# ${i}\n`])));
    const without = built(['--output-format', 'json'], { cwd });
    for (let round = 0; round < 2; round++) {
      const runs = Array.from({ length: 4 }, async (_, i) => {
        const args = [builtCommand, ...flags, '--output-format', 'gnu', ...names.slice(i * 8, i * 8 + 16)];
        const child = spawn(process.execPath, args, { cwd, stdio: 'ignore' });
        const [code] = (await once(child, 'close')) as [number];
        return code;
      });
      expect(await Promise.all(runs)).toEqual([1, 1, 1, 1]);
    }
    expect(built([...flags, '--output-format', 'json'], { cwd })).toEqual(without);
    expect(built([...flags, '--output-format', 'json'], { cwd })).toEqual(without);
    expect(readdirSync(join(cwd, 'kept'))).toHaveLength(1);
  });
});
