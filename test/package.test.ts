import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { folder } from './cli/command.ts';

/** `npm run test:package` asks for these versions of Node, from what npm's package `node` stands on; else it is the running one. */
const wanted = (process.env['PLIMSOLL_TEST_NODES'] ?? '').split(',').filter(Boolean);

const binaries = `node-${process.platform}-${process.arch}`;

const run = (command: string, args: readonly string[], cwd: string): { readonly code: number | null; readonly output: string } => {
  const { status, stdout, stderr } = spawnSync(command, args, { cwd, encoding: 'utf8', timeout: 280_000 });
  return { code: status, output: stdout + stderr };
};

const packed = (): string => {
  const target = folder();
  run('npm', ['pack', '--ignore-scripts', '--silent', '--pack-destination', target], resolve('.'));
  return join(target, readdirSync(target).find((name) => name.endsWith('.tgz')) ?? 'no tarball');
};

describe('the package', { timeout: 600_000 }, () => {
  const tarball = packed();
  const cwd = folder({
    'package.json': '{ "private": true }\n',
    Dockerfile: 'FROM a:1\nEXPOSE 80/TCP\n',
    'esm.mjs':
      "import { fix, lint, parse, defineConfig } from 'plimsoll';\nimport docker from 'plimsoll/eslint';\nconsole.log(lint('FROM a:latest\\n', defineConfig({ preset: 'strict' })).findings.length > 0, fix('FROM a:1\\nEXPOSE 80/TCP\\n').text.endsWith('tcp\\n'), parse('FROM a').stages.length, docker.meta.name);\n",
    'cjs.cjs': "const { lint } = require('plimsoll');\nconsole.log(lint('FROM a:latest\\n').findings[0].rule);\n",
  });
  const { code, output } = run('npm', ['install', '--offline', '--no-audit', '--no-fund', '--ignore-scripts', tarball], cwd);

  it('installs by itself and brings what is needed', () => {
    expect({ code, output }).toMatchObject({ code: 0 });
    const files = readdirSync(join(cwd, 'node_modules/plimsoll'), { recursive: true, encoding: 'utf8' });
    for (const file of [
      'dist/cli.cjs',
      'dist/index.js',
      'dist/eslint.js',
      'dist/THIRD_PARTY_LICENSES.txt',
      'rules/README.md',
      'rules/schema.json',
      'LICENSE',
    ])
      expect(files).toContain(file);
    expect(files.filter((file) => /(?:^|\/)(?:test|bench|node_modules|src)(?:\/|$)/.test(file) && !file.startsWith('dist/types/'))).toEqual(
      [],
    );
    expect(files.filter((file) => /(?<!\.d)\.ts$|generate|tsconfig/.test(file))).toEqual([]);
  });

  it.each(wanted.length > 0 ? wanted : ['running'])('works on Node: %s', (version) => {
    let node = process.execPath;
    if (version !== 'running') {
      const at = folder({ 'package.json': '{ "private": true }\n' });
      expect(run('npm', ['install', '--no-audit', '--no-fund', `${binaries}@${version}`], at)).toMatchObject({
        code: 0,
      });
      node = join(at, 'node_modules', binaries, 'bin/node');
      expect(run(node, ['--version'], at).output).toMatch(new RegExp(`^v${version}\\.`));
    }
    const cli = run(node, ['node_modules/plimsoll/dist/cli.cjs', '--output-format', 'gnu'], cwd);
    expect(cli.output).toContain('Dockerfile:2:11: warning:');
    expect(cli.code).toBe(1);
    expect(run(node, ['esm.mjs'], cwd)).toEqual({ code: 0, output: 'true true 1 plimsoll\n' });
    expect(run(node, ['cjs.cjs'], cwd)).toEqual({ code: 0, output: 'no-latest-tag\n' });
  });

  it('is what publint and attw want', () => {
    expect(run(process.execPath, ['node_modules/publint/src/cli.js', 'run', tarball, '--strict'], resolve('.'))).toMatchObject({ code: 0 });
    const attw = ['node_modules/@arethetypeswrong/cli/dist/index.js', tarball, '--profile', 'esm-only'];
    expect(run(process.execPath, attw, resolve('.'))).toMatchObject({ code: 0 });
  });
});
