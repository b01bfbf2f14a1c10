import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatNames } from '../../src/formats/index.ts';
import { builtCommand, command, folder, isStandalone, plimsoll } from './command.ts';

/** Whatever could open a connection, start a process or load foreign code throws. */
const forbid = `
const Module = require('node:module');
const forbidden = new Set('child_process cluster dgram dns dns/promises http http2 https inspector net repl tls vm wasi worker_threads'.split(' '));
const refuse = (name) => { throw new Error('forbidden: ' + name); };
const check = (name) => forbidden.has(String(name).replace(/^node:/, '')) && refuse(name);
const load = Module._load;
Module._load = (name, ...rest) => { check(name); return load(name, ...rest); };
const getBuiltinModule = process.getBuiltinModule;
process.getBuiltinModule = (name) => { check(name); return getBuiltinModule(name); };
for (const name of ['fetch', 'WebSocket', 'EventSource', 'XMLHttpRequest', 'eval', 'Function'])
  Object.defineProperty(globalThis, name, { get: () => refuse(name) });
for (const name of ['binding', 'dlopen']) process[name] = () => refuse(name);
`;

const preload = join(folder({ 'forbid.cjs': forbid }), 'forbid.cjs');
const guarded = { NODE_OPTIONS: `--require=${preload}` };

const files = {
  Dockerfile: 'FROM a:latest\nMAINTAINER b\nRUN curl https://example.com | sh\nADD https://example.com/x /\nCOPY . b\n',
  'plimsoll.yaml': 'preset: all\n',
  '.git/HEAD': '',
};

describe.skipIf(isStandalone)('no network and no child process', () => {
  it('is what the guard sees to', () => {
    for (const script of ["require('net')", "process.getBuiltinModule('node:child_process')", 'fetch("http://x")', 'import("node:dns")']) {
      const { status, stderr } = spawnSync(process.execPath, [`--require=${preload}`, '-e', script], { encoding: 'utf8' });
      expect({ script, status }).toEqual({ script, status: script.startsWith('import') ? 0 : 1 });
      if (status !== 0) expect(stderr).toContain('forbidden: ');
    }
  });

  it.each([
    ...formatNames.map((name) => ['--output-format', name]),
    ...[['--color'], ['--fix', '--unsafe-fixes'], ['--diff', '--color'], ['--statistics'], ['--print-config', 'Dockerfile'], ['-']],
    ...[
      ['--files-from', '-', '--output-format', 'ndjson'],
      ['rules', '--color'],
      ['explain', 'no-latest'],
      ['ast', 'Dockerfile'],
      ['init', 'x'],
    ],
    ...[['--baseline', 'known.json', '--update-baseline'], ['--help'], ['--version']],
  ])('%s %s', (...args) => {
    const [free, watched] = [folder({ ...files, 'x/y': '' }), folder({ ...files, 'x/y': '' })];
    const expected = plimsoll(args, { cwd: free, input: 'Dockerfile\n' });
    expect(expected.code).not.toBe(2);
    expect(plimsoll(args, { cwd: watched, input: 'Dockerfile\n', env: guarded })).toEqual(expected);
  });
});

describe.skipIf(!existsSync(builtCommand))('the built command', () => {
  it('asks Node for nothing but files, paths, the terminal, little memory and a way to find plugins', () => {
    const harmless = ['buffer', 'crypto', 'events', 'fs', 'module', 'path', 'process', 'string_decoder', 'tty', 'url', 'v8'];
    const askedBy = (file: string): readonly string[] =>
      [...readFileSync(file, 'utf8').matchAll(/\b(?:require|getBuiltinModule|import)\(\s*["'`]([^"'`]+)/g)]
        .map(([, name = '']) => name.replace('node:', ''))
        .filter((name) => !harmless.includes(name));
    // To evaluate the command's own code from its compiled form.
    expect(new Set(askedBy(builtCommand))).toEqual(new Set(['vm']));
    const parts = join(dirname(builtCommand), 'cli');
    const names = readdirSync(parts);
    expect(names).toContain('main.cjs');
    const asked = names.flatMap((name) => askedBy(join(parts, name)));
    // ShellCheck is started only where somebody asks for it; the language server is a program of its own.
    const others = asked.filter((name) => !names.includes(name.replace('./', '')));
    expect([...new Set(others)].sort()).toEqual(['../lsp.cjs', '../shellcheck.cjs']);
  });
});

describe.skipIf(isStandalone)('the permissions of Node', () => {
  const flag =
    ['--permission', '--experimental-permission'].find((name) => process.allowedNodeEnvironmentFlags.has(name)) ?? '--permission';

  it('to read the tree and nothing else are enough to lint', () => {
    const cwd = folder(files);
    const args = ['--no-warnings', flag, '--allow-fs-read=*', command, '--output-format', 'json'];
    const { status, stdout, stderr } = spawnSync(process.execPath, args, { cwd, encoding: 'utf8' });
    expect({ status, stderr }).toEqual({ status: 1, stderr: '' });
    expect(stdout).toBe(plimsoll(['--output-format', 'json'], { cwd }).stdout);
  });
});

describe('the linted repository', () => {
  it('is never run: neither its modules nor its configuration scripts', () => {
    const run = "require('fs').writeFileSync('ran', '');";
    const names = [
      'plimsoll.js',
      'plimsoll.config.js',
      'plimsoll.config.cjs',
      'node_modules/commander/index.js',
      'node_modules/ignore/index.js',
    ];
    const scripts = Object.fromEntries(
      [...names, 'node_modules/picocolors/picocolors.js', 'node_modules/yaml/index.js'].map((name) => [name, run]),
    );
    const cwd = folder({ ...files, ...scripts, '.gitignore': 'x\n', 'package.json': '{"plimsoll": {}, "type": "commonjs"}' });
    expect(plimsoll(['--color'], { cwd }).code).toBe(1);
    expect(plimsoll(['--fix'], { cwd }).code).toBe(1);
    expect(existsSync(join(cwd, 'ran'))).toBe(false);
  });

  it('is not written to by linting', () => {
    const cwd = folder({ Dockerfile: files.Dockerfile });
    plimsoll([], { cwd });
    plimsoll(['--diff'], { cwd });
    expect(readdirSync(cwd)).toEqual(['Dockerfile']);
  });
});

describe('comments', () => {
  const word = fc.oneof(
    fc.constantFrom(
      'plimsoll',
      'hadolint',
      'check=',
      'ignore=',
      'ignore-file=',
      'ignore-stage=',
      'global ignore=',
      'shell=',
      'skip=',
      'error=true',
      '--',
      'all',
      'DL3007',
      'no-latest',
      ',',
      ';',
      '=',
      'escape=`',
      'syntax=x',
    ),
    fc.string({ maxLength: 8 }).map((text) => text.replaceAll(/[\r\n]/g, '')),
  );
  const comment = fc.array(word, { maxLength: 6 }).map((words) => `# ${words.join(' ')}`);
  const text = fc
    .array(fc.oneof(comment, fc.constantFrom('FROM a:latest', 'MAINTAINER b', 'RUN a \\', '  b', '')), { maxLength: 12 })
    .map((lines) => lines.join('\n'));

  it('of any kind are read, linted and fixed without a crash', { timeout: 60_000 }, () => {
    fc.assert(
      fc.property(fc.array(text, { minLength: 40, maxLength: 40 }), (texts) => {
        const cwd = folder(Object.fromEntries(texts.map((content, index) => [`${index}.Dockerfile`, content])));
        for (const args of [[], ['--fix', '--unsafe-fixes'], ['--no-inline-config']]) {
          const { code, stderr } = plimsoll([...args, '--output-format', 'ndjson'], { cwd });
          expect(stderr).toBe('');
          expect([0, 1]).toContain(code);
        }
      }),
      { numRuns: 8 },
    );
  });
});
