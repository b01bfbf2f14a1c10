import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { plimsoll } from './command.ts';
import { complaints, found, preset, repository, text } from './configured.ts';

describe('.hadolint.yaml', () => {
  const file = `ignored:
  - DL3018 # we trust Alpine
  - DL9999
override:
  error: [DL3008]
  style:
    - DL4000
trustedRegistries: docker.io
label-schema:
  author: text
failure-threshold: warning
format: json
`;

  it('is honoured without a configuration of ours', () => {
    const cwd = repository({ 'a/Dockerfile': text, '.hadolint.yaml': file });
    const expected = ['no-latest@1 warning', 'no-maintainer@2 info', 'pin-packages@4 error'];
    expect(found(cwd, ['a'])).toEqual(expected.map((line) => `a/Dockerfile: ${line}`));
    rmSync(join(cwd, '.hadolint.yaml'));
    writeFileSync(join(cwd, '.hadolint.yml'), file);
    expect(found(cwd, ['Dockerfile'])).toEqual(expected.map((line) => `Dockerfile: ${line}`));
    writeFileSync(join(cwd, 'plimsoll.yaml'), 'preset: cis\n');
    expect(found(cwd, ['Dockerfile'])).toEqual(['Dockerfile: no-maintainer@2 error']);
    expect(found(cwd, ['Dockerfile', '--config', '.hadolint.yml'])).toHaveLength(3);
  });

  it.each([
    ['', 'pin', 1],
    ['failure-threshold: error', 'warn', 0],
    ['failure-threshold: warning', 'warn', 1],
    ['failure-threshold: warning', 'pin', 0],
    ['failure-threshold: style', 'pin', 1],
    ['failure-threshold: none', 'pin', 1],
    ['no-fail: true', 'warn', 0],
  ])('%s has its say in the exit code', (line, kind, code) => {
    const Dockerfile = kind === 'pin' ? 'FROM a\nRUN apk add b\n' : 'FROM a:latest\n';
    const cwd = repository({ Dockerfile, '.hadolint.yaml': `override: { info: [DL3018] }\n${line}\n` });
    expect(plimsoll([], { cwd }).code).toBe(code);
  });

  it('may turn comments off', () => {
    const cwd = repository({ Dockerfile: '# hadolint ignore=DL3007\nFROM a:latest\n', '.hadolint.yaml': 'disable-ignore-pragma: true\n' });
    expect(plimsoll([], { cwd }).code).toBe(1);
    writeFileSync(join(cwd, '.hadolint.yaml'), '');
    expect(plimsoll([], { cwd }).code).toBe(0);
  });

  it('is told its mistakes too', () => {
    const cwd = repository({ '.hadolint.yaml': 'ignored: DL3007\noverride: {warning: [1]}\nfailure-threshold: eror\n' });
    expect(complaints(plimsoll([], { cwd })).slice(0, 3)).toEqual([
      ".hadolint.yaml:1:10: ignored: expected a list of texts; got 'DL3007'",
      '.hadolint.yaml:2:22: override.warning[0]: expected a text; got 1',
      ".hadolint.yaml:3:20: failure-threshold: expected error, warning, info, style, ignore or none; got 'eror'; did you mean 'error'?",
    ]);
  });

  it('is taken over by init', () => {
    const cwd = repository({ '.hadolint.yaml': file });
    const before = found(cwd);
    expect(plimsoll(['init'], { cwd })).toEqual({ code: 0, stdout: 'Wrote plimsoll.yaml with what .hadolint.yaml says.\n', stderr: '' });
    const written = readFileSync(join(cwd, 'plimsoll.yaml'), 'utf8');
    for (const line of [
      'preset: hadolint\n',
      '  DL3008: error  # pin-packages\n',
      '  DL3018: off  # pin-packages: we trust Alpine\n',
      '  DL4000: info  # no-maintainer\n',
      '  # DL9999: off  # no rule of plimsoll goes by this code\n',
      '  # trustedRegistries: ["docker.io"]  # no rule of plimsoll has an option for it\n',
      '  # label-schema: ["author:text"]  # no rule of plimsoll has an option for it\n',
      'fail-level: warning\n',
      '# Not taken over: format.',
    ])
      expect(written).toContain(line);
    rmSync(join(cwd, '.hadolint.yaml'));
    expect(found(cwd)).toEqual(before);
  });
});

describe('plimsoll init', () => {
  it('writes a configuration that changes nothing', () => {
    const cwd = repository({});
    const before = found(cwd);
    expect(plimsoll(['init'], { cwd })).toEqual({ code: 0, stdout: 'Wrote plimsoll.yaml.\n', stderr: '' });
    expect(readFileSync(join(cwd, 'plimsoll.yaml'), 'utf8')).toMatch(/^# What plimsoll does[^]*\npreset: recommended\n[^]*\n# exclude:\n/);
    expect(found(cwd)).toEqual(before);
  });

  it('writes over nothing, unless it is forced to', () => {
    const cwd = repository({ 'a/.plimsoll.yml': preset('off') });
    expect(plimsoll(['init', 'a'], { cwd })).toEqual({
      code: 2,
      stdout: '',
      stderr: 'plimsoll: a/.plimsoll.yml is there already; --force writes a new plimsoll.yaml\n',
    });
    expect(plimsoll(['init', '--force', 'a'], { cwd }).stdout).toBe('Wrote a/plimsoll.yaml.\n');
    expect(plimsoll(['init', 'none'], { cwd }).stderr).toMatch(/^plimsoll: init: none is no folder\n/);
  });

  it('names the schema of an installed plimsoll, and the configuration above', () => {
    const cwd = repository({ 'plimsoll.yaml': '', 'a/b/x': '', 'node_modules/plimsoll/rules/schema.json': '{}' });
    plimsoll(['init', 'a/b'], { cwd });
    const written = readFileSync(join(cwd, 'a/b/plimsoll.yaml'), 'utf8');
    expect(written.split('\n')[0]).toBe('# yaml-language-server: $schema=../../node_modules/plimsoll/rules/schema.json');
    expect(written).toContain('\n# extends: ../../plimsoll.yaml\n');
  });
});

describe('--print-config', () => {
  const config = 'preset: strict\nrules:\n  pin-packages: [info, { managers: [apk] }]\n  DL3018: error\n  no-latest: off\nexclude: [x/]\n';

  it('shows every value with where it comes from, as a configuration', () => {
    const cwd = repository({ 'plimsoll.yaml': config, 'a/b': '' });
    const { code, stdout } = plimsoll(['--print-config', 'a/Dockerfile', '--ignore', 'no-crash', '--fail-level', 'info'], { cwd });
    expect(code).toBe(0);
    expect(stdout).toBe(`# a/Dockerfile: plimsoll.yaml
preset: strict               # plimsoll.yaml:1:9
fail-level: info             # --fail-level
inline-config: true          # default
shellcheck: false            # default
exclude:
  - "x/"                     # plimsoll.yaml:6:11
rules:
  no-latest: off             # plimsoll.yaml:5:3
  no-maintainer: error       # preset strict
  require-ignore-file: info  # preset strict
  pin-packages:
    - info                   # plimsoll.yaml:3:3
    - managers: ["apk"]      # plimsoll.yaml:3:26
  no-crash: off              # --ignore
  valid-syntax: error        # preset strict
  # Findings with these codes differ from the rest of their rules.
  DL3018:
    - error                  # plimsoll.yaml:4:3
    - managers: ["apk"]      # plimsoll.yaml:3:26
`);
    writeFileSync(join(cwd, 'printed.yaml'), stdout);
    expect(found(cwd, ['--config', 'printed.yaml'])).toEqual(['Dockerfile: no-maintainer@2 error', 'Dockerfile: pin-packages@3 error']);
  });

  it('is JSON with --output-format json', () => {
    const cwd = repository({ 'plimsoll.yaml': config });
    const { stdout } = plimsoll(['--print-config', 'x/Dockerfile', '--output-format', 'json'], { cwd });
    expect(JSON.parse(stdout)).toMatchObject({
      file: 'x/Dockerfile',
      sources: ['plimsoll.yaml'],
      excluded: 'plimsoll.yaml:6:11',
      preset: { value: 'strict', origin: 'plimsoll.yaml:1:9' },
      'fail-level': { value: 'warning', origin: 'default' },
      rules: {
        'no-latest': { severity: 'off', origin: 'plimsoll.yaml:5:3' },
        'pin-packages': {
          severity: 'info',
          options: { managers: { value: ['apk'], origin: 'plimsoll.yaml:3:26' } },
          codes: { DL3018: { severity: 'error', origin: 'plimsoll.yaml:4:3' } },
        },
      },
    });
  });

  it('says so where there is no configuration, or a broken one', () => {
    expect(plimsoll(['--print-config', 'Dockerfile'], { cwd: repository({}) }).stdout).toContain('# Dockerfile: no configuration file\n');
    const outcome = plimsoll(['--print-config', 'Dockerfile'], { cwd: repository({ 'plimsoll.yaml': 'a: 1\n' }) });
    expect(complaints(outcome)[0]).toMatch(/^plimsoll.yaml:1:1: a: unknown key; expected /);
    expect(complaints(plimsoll(['--print-config', 'a', 'b'], { cwd: repository({}) }))[0]).toBe(
      "--print-config takes one file, so there is no place for 'b'",
    );
  });
});
