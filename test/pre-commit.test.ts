import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { isDockerfileName } from '../src/files/dockerfile-names.ts';
import { folder, type Outcome } from './cli/command.ts';

const manifest = '.pre-commit-hooks.yaml';
const hooks = parse(readFileSync(manifest, 'utf8')) as readonly Readonly<Record<string, unknown>>[];
/** pre-commit's own hooks would look into these. */
const inherited = Object.entries(process.env).filter(([name]) => !/^(GIT_|PRE_COMMIT|NODE_|NO_COLOR|FORCE_COLOR)/.test(name));

const hasClient = spawnSync('pre-commit', ['--version']).status === 0;
if (!hasClient) console.warn('skipped: tests with pre-commit, which is not here');

describe('the pattern of the hooks', () => {
  // Python's `(?x)` leaves blanks out, and its `\Z` is our `$`.
  const patterns = hooks.map(({ files }) => (files as string).replaceAll(/\(\?xi\)|\s/g, '').replaceAll('\\Z', '$'));
  const takes = (path: string): boolean => new RegExp(patterns[0]!, 'i').test(path);

  it('is the same for both', () => {
    expect(hooks.map(({ id }) => id)).toEqual(['plimsoll', 'plimsoll-fix']);
    expect(new Set(patterns).size).toBe(1);
  });

  it('takes what a search of folders takes', () => {
    const [, endings = ''] = /\\\.\(\?:(dockerignore\|[a-z0-9|]+)\)/.exec(patterns[0]!) ?? [];
    expect(endings).toContain('|sha256');
    const ending = fc.constantFrom('dev', 'ubuntu-22.04', '', 'a b', '\n', 'j2x', 'py~', 'dockerfile', ...endings.split('|'));
    const stem = fc.constantFrom(
      ...['Dockerfile', 'dockerfile', 'CONTAINERFILE', 'Containerfile', 'x', 'x.dockerfile', '.', 'myDockerfile'],
    );
    const name = fc.tuple(stem, fc.constantFrom('', '.', '-', '.x.', '~'), ending).map((parts) => parts.join(''));
    const unnamed = (text: string): boolean => !/^\.{0,2}$|\//.test(text);
    fc.assert(
      fc.property(name.filter(unnamed), fc.constantFrom('', 'a/', 'Dockerfile/', 'x.dockerfile/b c/', 'a\n/'), (text, inside) => {
        expect(takes(inside + text)).toBe(isDockerfileName(text));
        expect(takes(inside + text.toUpperCase())).toBe(isDockerfileName(text.toUpperCase()));
      }),
      { numRuns: 2000 },
    );
  });
});

describe.runIf(hasClient)('with pre-commit itself', { timeout: 900_000 }, () => {
  const home = folder();
  // Its cache of environments goes with the test; npm's stays, and saves most of the way to the registry.
  const env = { ...Object.fromEntries(inherited), PRE_COMMIT_HOME: join(home, 'cache'), npm_config_prefer_offline: 'true', ...identity() };
  const run = (cwd: string, program: string, ...args: string[]): Outcome => {
    const { status, stdout, stderr } = spawnSync(program, args, { cwd, env, encoding: 'utf8' });
    return { code: status, stdout, stderr };
  };
  const repository = (files: Readonly<Record<string, string>>, hook: string): ((...args: string[]) => Outcome) => {
    const clone = cloneIn(home);
    const cwd = folder({ ...files, '.pre-commit-config.yaml': configOf(clone, hook) });
    git(cwd, 'init', '-q');
    git(cwd, 'add', '-A');
    expect(run(cwd, 'pre-commit', 'install')).toMatchObject({ code: 0 });
    return (program, ...args) => run(cwd, program, ...args);
  };

  it('is a manifest', () => expect(run('.', 'pre-commit', 'validate-manifest', manifest)).toMatchObject({ code: 0 }));

  it('stops the commit of a bad file and lets a clean one pass', () => {
    const bad = 'FROM debian:12-slim\nEXPOSE 80:80\nUSER app\n';
    const inside = repository({ 'a b/x.dockerfile': bad, 'Dockerfile.j2': bad, 'Dockerfile.dockerignore': '*\n' }, 'plimsoll');
    const refused = inside('git', 'commit', '-qm', 'bad');
    expect(refused.code).toBe(1);
    expect(refused.stderr).toMatch(/a b\/x\.dockerfile:2:8 error.* no-expose-host-port/);
    expect(refused.stderr).toMatch(/in 1 file/);
    inside('sh', '-c', 'sed -i s/80:80/80/ "a b/x.dockerfile" && git add -A');
    expect(inside('git', 'commit', '-qm', 'clean')).toMatchObject({ code: 0 });
  });

  it('mends what a safe fix can', () => {
    const inside = repository({ Containerfile: 'from debian:12-slim AS a\nUSER app\nCMD ["a"]\n' }, 'plimsoll-fix');
    const mended = inside('git', 'commit', '-qm', 'bad');
    expect(mended.code).toBe(1);
    expect(mended.stderr).toMatch(/files were modified by this hook/);
    expect(inside('cat', 'Containerfile').stdout).toBe('FROM debian:12-slim AS a\nUSER app\nCMD ["a"]\n');
    git(inside('pwd').stdout.trim(), 'add', '-A');
    expect(inside('git', 'commit', '-qm', 'mended')).toMatchObject({ code: 0 });
  });
});

/** A repository with this project as it stands, committed or not. */
function cloneIn(home: string): string {
  const clone = join(home, 'plimsoll');
  if (existsSync(clone)) return clone;
  const isBuilt = new Set(['.git', 'node_modules', 'dist', 'coverage'].map((name) => resolve(name)));
  cpSync(resolve('.'), clone, { recursive: true, filter: (path) => !isBuilt.has(path) });
  git(clone, 'init', '-q');
  git(clone, 'add', '-A');
  git(clone, 'commit', '-qm', 'as it stands');
  return clone;
}

function configOf(clone: string, hook: string): string {
  const revision = git(clone, 'rev-parse', 'HEAD').trim();
  return JSON.stringify({ repos: [{ repo: clone, rev: revision, hooks: [{ id: hook }] }] });
}

function git(cwd: string, ...args: string[]): string {
  const { status, stdout, stderr } = spawnSync('git', args, {
    cwd,
    env: { ...Object.fromEntries(inherited), ...identity() },
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(`git ${args.join(' ')}: ${stderr}`);
  return stdout;
}

function identity(): Record<string, string> {
  const person = { NAME: 'test', EMAIL: 'test@example.com' };
  const names = ['AUTHOR', 'COMMITTER'].flatMap((role) => Object.entries(person).map(([key, value]) => [`GIT_${role}_${key}`, value]));
  return { ...(Object.fromEntries(names) as Record<string, string>), GIT_CONFIG_GLOBAL: '/dev/null', GIT_CONFIG_SYSTEM: '/dev/null' };
}
