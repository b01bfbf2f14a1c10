import { existsSync } from 'node:fs';
import { describe, expect, it, vi } from 'vitest';
import { lintCommand } from '../../src/cli/command-line.ts';
import { help } from '../../src/cli/help.ts';
import { built, builtCommand, folder, plimsoll } from './command.ts';
import { rules } from './rules.ts';

vi.stubGlobal('PLIMSOLL_VERSION', '1.2.3');

describe('--help', () => {
  it('fits a terminal', () => {
    const lines = help.split('\n');
    expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(80);
    expect(lines.length).toBeLessThanOrEqual(54);
    expect(plimsoll(['--help'], { cwd: folder() })).toEqual({ code: 0, stdout: help, stderr: '' });
  });

  it('knows every option', () => {
    for (const { long, short } of lintCommand().options) {
      expect(help).toContain(long);
      if (short) expect(help).toContain(short);
    }
  });
});

describe('plimsoll rules', () => {
  it('lists every rule', () => {
    const { code, stdout } = plimsoll(['rules'], { cwd: folder() });
    expect(code).toBe(0);
    expect(stdout).toContain('no-maintainer        error     safe    recommended, strict, cis  Disallow `MAINTAINER`.\n');
    const names = stdout
      .split('\n')
      .slice(1, -2)
      .map((line) => line.split(' ')[0]);
    expect(names).toEqual(rules.map((rule) => rule.name).sort());
  });

  it('lists them as JSON', () => {
    const { stdout } = plimsoll(['rules', '--output-format', 'json'], { cwd: folder() });
    expect((JSON.parse(stdout) as unknown[])[1]).toEqual({
      ...{ name: 'no-latest', summary: 'Disallow the tag `latest`.', category: 'base-image', severity: 'warning', fix: 'unsafe' },
      ...{
        presets: ['recommended', 'strict'],
        tags: [],
        codes: { hadolint: ['DL3007'] },
        options: {},
        references: [],
        url: 'rules/README.md#no-latest',
      },
    });
  });
});

describe('plimsoll explain', () => {
  it.each(['no-latest', 'DL3007', 'dl3007', 'base-image'])('%s', (name) => {
    const { code, stdout } = plimsoll(['explain', name], { cwd: folder() });
    expect(code).toBe(0);
    expect(stdout).toContain('Nobody knows what it is tomorrow.');
    expect(stdout).toContain('unsafe: Remove the tag');
    expect(stdout).toContain('hadolint DL3007');
    expect(stdout).toContain('Bad\n    FROM a:latest\n         ^^^^^^^^\nGood\n    FROM a\n');
  });
});

describe.skipIf(!existsSync(builtCommand))('plimsoll explain, of the real rules', () => {
  const explain = (name: string): string => built(['explain', name], { cwd: folder() }).stdout;

  it('says what turns shellcheck on, which no preset does', () => {
    expect(explain('shellcheck')).toMatch(/^Presets +none \(it runs with `shellcheck: true` or `--shellcheck` alone\)$/m);
    expect(explain('no-useless-cat')).not.toContain('--shellcheck');
  });

  it('says what editors make of a tag', () => {
    expect(explain('no-maintainer')).toMatch(/^Tags +deprecated: editors strike through what it finds$/m);
    expect(explain('no-root-user')).not.toMatch(/^Tags/m);
  });
});

describe('plimsoll ast', () => {
  it('says how Docker reads a file, one line each', () => {
    const cwd = folder({
      a: '\ufeff# escape=`\nfrom --platform=x a as b\nENV a=b c="d e"\nENV f g h\nHEALTHCHECK --retries=3 CMD ["a", "b\\n"]\nONBUILD RUN x\nFOO bar\n',
      b: 'FROM a\nRUN <<E cat `\n\nx\nE\n',
      c: '',
    });
    const { code, stdout, stderr } = plimsoll(['ast', '--', 'a', 'none', 'b', 'c'], { cwd });
    expect({ code, stderr }).toEqual({ code: 2, stderr: 'plimsoll: none: no such file or directory\n' });
    const [a, b, c] = stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as unknown);
    const at = (line: number) => ({ startLine: line, endLine: line });
    expect(a).toEqual({
      ...{ file: 'a', error: null, errorLine: null, escape: '`', emptyContinuations: 0 },
      instructions: [
        { keyword: 'from', ...at(2), flags: ['--platform=x'], args: ['a', 'as', 'b'] },
        { keyword: 'ENV', ...at(3), args: ['a', 'b', '=', 'c', '"d e"', '='] },
        { keyword: 'ENV', ...at(4), args: ['f', 'g h', ''] },
        { keyword: 'HEALTHCHECK', ...at(5), flags: ['--retries=3'], args: ['CMD', 'a', 'b\n'], json: true },
        { keyword: 'ONBUILD', ...at(6), args: [], onbuild: { keyword: 'RUN', ...at(6), args: ['x'] } },
        { keyword: 'FOO', ...at(7), args: [''] },
      ],
    });
    expect(b).toMatchObject({
      instructions: [{}, { endLine: 5, heredocs: [{ name: 'E', fd: 0, expand: true, chomp: false, content: '\nx\n' }] }],
    });
    expect(c).toMatchObject({ file: 'c', error: expect.any(String) as string, instructions: [] });
  });
});

describe.skipIf(!existsSync(builtCommand))('the built command', () => {
  it('starts, lints and stops', () => {
    const cwd = folder({ Dockerfile: 'FORM a\n' });
    expect(built(['--version'], { cwd }).stdout).toMatch(/^\d+\.\d+\.\d+\n$/);
    expect(built(['--select', 'user', '--output-format', 'json'], { cwd })).toMatchObject({ code: 0, stderr: '' });
    expect(built(['none'], { cwd }).code).toBe(2);
  });
});
