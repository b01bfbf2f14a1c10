import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { folder, plimsoll } from './command.ts';
import { complaints, found, inFile, preset, repository, text } from './configured.ts';

describe('the nearest configuration', () => {
  it.each(['plimsoll.yaml', '.plimsoll.yaml', 'plimsoll.yml', '.plimsoll.yml'])('may be called %s', (name) => {
    expect(found(repository({ [name]: preset('off') }))).toEqual([]);
  });

  it.each(['plimsoll.json', '.plimsoll.json'])('may be called %s', (name) => {
    expect(found(repository({ [name]: '{\n\t"preset": "off"\n}\n' }))).toEqual([]);
  });

  it('counts, in the order of these names', () => {
    const cwd = repository({ '.plimsoll.yaml': preset('off'), 'plimsoll.json': '{"preset": "strict"}' });
    expect(found(cwd)).toEqual([]);
  });

  it('is looked for upward from each file', () => {
    const cwd = repository({
      'plimsoll.yaml': preset('off'),
      'a/Dockerfile': text,
      'a/b/Dockerfile': text,
      'a/b/.plimsoll.yml': preset('cis'),
      'a/b/c/Dockerfile': text,
    });
    expect(found(cwd)).toEqual(['a/b/Dockerfile: no-maintainer@2 error', 'a/b/c/Dockerfile: no-maintainer@2 error']);
    expect(found(join(cwd, 'a/b/c'))).toEqual(['Dockerfile: no-maintainer@2 error']);
  });

  it('is not looked for outside of the repository', () => {
    const cwd = folder({ 'plimsoll.yaml': preset('off'), 'in/.git': 'gitdir: elsewhere\n', 'in/Dockerfile': 'FROM a:latest\n' });
    expect(found(cwd)).toEqual(['in/Dockerfile: no-latest@1 warning']);
  });

  it('does not merge with an outer one, unless it extends it', () => {
    const outer = 'preset: off\nrules:\n  no-latest: error\n  DL4000: warning\n';
    const cwd = repository({ 'plimsoll.yaml': outer, 'a/Dockerfile': text, 'a/plimsoll.yaml': 'preset: off\nrules:\n  no-latest: info\n' });
    expect(found(cwd, ['a'])).toEqual(['a/Dockerfile: no-latest@1 info']);
    writeFileSync(join(cwd, 'a/plimsoll.yaml'), 'extends: ../plimsoll.yaml\nrules:\n  no-latest: info\n');
    expect(found(cwd, ['a'])).toEqual(['a/Dockerfile: no-latest@1 info', 'a/Dockerfile: no-maintainer@2 warning']);
    writeFileSync(join(cwd, 'a/plimsoll.yaml'), 'extends: [../plimsoll.yaml, ../more.json]\n');
    writeFileSync(join(cwd, 'more.json'), '{"rules": {"no-latest": "off"}}');
    expect(found(cwd, ['a'])).toEqual(['a/Dockerfile: no-maintainer@2 warning']);
  });

  it('is not read with --isolated', () => {
    const cwd = repository({ 'plimsoll.yaml': preset('off') });
    const usual = ['Dockerfile: no-latest@1 warning', 'Dockerfile: no-maintainer@2 error'];
    expect(found(cwd, ['--isolated'])).toEqual(usual);
    expect(found(cwd, ['--isolated'], { PLIMSOLL_CONFIG: 'plimsoll.yaml' })).toEqual(usual);
    expect(complaints(plimsoll(['--isolated', '--config', 'a'], { cwd }))[0]).toBe(
      '--config names a file to read, and --isolated reads none',
    );
  });

  it('gives way to --config, and that one to nothing', () => {
    const cwd = repository({ 'plimsoll.yaml': preset('off'), 'a.yaml': preset('cis'), 'b.yaml': preset('strict') });
    const cis = ['Dockerfile: no-maintainer@2 error'];
    expect(found(cwd, ['--config', 'a.yaml'])).toEqual(cis);
    expect(found(cwd, [], { PLIMSOLL_CONFIG: 'a.yaml' })).toEqual(cis);
    expect(found(cwd, ['--config', 'a.yaml'], { PLIMSOLL_CONFIG: 'b.yaml' })).toEqual(cis);
    expect(found(cwd, [], { PLIMSOLL_CONFIG: '' })).toEqual([]);
    expect(complaints(plimsoll(['--config', 'none.yaml'], { cwd }))).toEqual([
      'none.yaml: no such file or directory (--config)',
      'Dockerfile: not linted: none.yaml has errors',
    ]);
    expect(complaints(plimsoll([], { cwd, env: { PLIMSOLL_CONFIG: 'none.yaml' } }))[0]).toBe(
      'none.yaml: no such file or directory (PLIMSOLL_CONFIG)',
    );
  });

  it('counts for standard input by its name', () => {
    const cwd = folder({ '.git/HEAD': '', 'a/plimsoll.yaml': preset('off') });
    expect(plimsoll(['--stdin-filename', 'a/Dockerfile'], { cwd, input: text }).code).toBe(0);
    expect(plimsoll(['-'], { cwd, input: text }).code).toBe(1);
  });
});

describe('a preset', () => {
  const strict = ['no-latest@1 warning', 'no-maintainer@2 error', 'pin-packages@3 info', 'pin-packages@4 info'];
  it.each([
    ['recommended', strict.slice(0, 2)],
    ['strict', strict],
    ['all', strict],
    ['hadolint', ['no-latest@1 warning', 'no-maintainer@2 error', 'pin-packages@3 warning', 'pin-packages@4 warning']],
    ['buildkit', ['no-maintainer@2 warning']],
    ['cis', ['no-maintainer@2 error']],
    ['off', []],
  ])('%s', (name, expected) => {
    expect(inFile(preset(name))).toEqual(expected);
    expect(inFile('', ['--preset', name])).toEqual(expected);
    expect(inFile(preset('off'), ['--preset', name])).toEqual(expected);
  });

  it.each(['hadolint', 'buildkit'])('%s has what cannot be built', (name) => {
    const cwd = repository({ Dockerfile: 'FROM a\nFOO\n', 'plimsoll.yaml': preset(name) });
    expect(found(cwd)).toEqual(['Dockerfile: valid-syntax@2 error']);
  });
});

describe('rules', () => {
  const rules = (...lines: readonly string[]): string => `preset: off\nrules:\n${lines.map((line) => `  ${line}\n`).join('')}`;

  it.each([
    ['a severity', ['no-latest: error'], ['no-latest@1 error']],
    ['a list of one', ['no-latest: [info]'], ['no-latest@1 info']],
    ['options', ['pin-packages: [error, { managers: [apk] }]'], ['pin-packages@3 error']],
    ['a code', ['DL4000: info'], ['no-maintainer@2 info']],
    ['a code of another tool', ['MaintainerDeprecated: info'], ['no-maintainer@2 info']],
    ['one code of a rule', ['DL3018: warning'], ['pin-packages@3 warning']],
    ['two severities in a rule', ['DL3018: warning', 'DL3008: error'], ['pin-packages@3 warning', 'pin-packages@4 error']],
    ['a code before its rule', ['DL3018: off', 'pin-packages: info'], ['pin-packages@4 info']],
    ['options by code', ['pin-packages: info', 'DL3018: [error, { managers: [] }]'], ['pin-packages@4 info']],
    ['a category', ['packages: error'], ['pin-packages@3 error', 'pin-packages@4 error']],
    ['a rule after its category', ['pin-packages: off', 'packages: error'], []],
  ])('by %s', (_, lines, expected) => {
    expect(inFile(rules(...lines))).toEqual(expected);
  });

  it('turn rules of the preset off', () => {
    expect(inFile('rules:\n  no-latest: off\n')).toEqual(['no-maintainer@2 error']);
    expect(inFile('rules:\n  DL3007: off\n  DL4000: off\n')).toEqual([]);
  });

  it('give way to the command line', () => {
    const config = 'rules:\n  no-latest: error\n  pin-packages: off\n  DL4000: info\n';
    expect(inFile(config, ['--select', 'no-latest,packages'])).toEqual(['no-latest@1 error', 'pin-packages@3 info', 'pin-packages@4 info']);
    expect(inFile(config, ['--extend-select', 'DL3018'])).toEqual(['no-latest@1 error', 'no-maintainer@2 info', 'pin-packages@3 info']);
    expect(inFile(config, ['--ignore', 'no-latest'])).toEqual(['no-maintainer@2 info']);
    expect(inFile(config, ['--preset', 'off'])).toEqual(['no-latest@1 error', 'no-maintainer@2 info']);
  });
});

describe('overrides', () => {
  const config = `
preset: cis
rules: { no-latest: error }
overrides:
  - files: ['*.dev', test/]
    rules: { no-maintainer: off, no-latest: info }
  - files: [test/]
    preset: off
    rules: { DL3018: error }
  - files: ['**/deep/**', '!keep.Dockerfile']
    fail-level: none
`;

  it('count in order, for the files that their globs match', () => {
    const cwd = repository({ 'plimsoll.yaml': config, 'Dockerfile.dev': text, 'test/a/Dockerfile': text });
    expect(found(cwd)).toEqual([
      'Dockerfile: no-latest@1 error',
      'Dockerfile: no-maintainer@2 error',
      'Dockerfile.dev: no-latest@1 info',
      'test/a/Dockerfile: pin-packages@3 error',
    ]);
    expect(found(join(cwd, 'test'), ['a'])).toEqual(['a/Dockerfile: pin-packages@3 error']);
  });

  it('may set the fail level', () => {
    const cwd = repository({ 'plimsoll.yaml': config, 'a/deep/Dockerfile': text, 'a/deep/keep.Dockerfile': text });
    expect(plimsoll(['a/deep/Dockerfile'], { cwd }).code).toBe(0);
    expect(plimsoll(['a/deep/keep.Dockerfile'], { cwd }).code).toBe(1);
    expect(plimsoll(['Dockerfile'], { cwd }).code).toBe(1);
  });
});

describe('exclude', () => {
  const config = 'preset: cis\nexclude:\n  - vendor/\n  - /*.old\n  - "!Dockerfile.keep.old"\n';

  it('leaves files out as .gitignore would', () => {
    const files = ['vendor/a/Dockerfile', 'b/vendor/Dockerfile', 'Dockerfile.old', 'Dockerfile.keep.old', 'b/Dockerfile.old'];
    const cwd = repository({ 'plimsoll.yaml': config, ...Object.fromEntries(files.map((file) => [file, text])) });
    expect(found(cwd)).toEqual([
      'Dockerfile: no-maintainer@2 error',
      'Dockerfile.keep.old: no-maintainer@2 error',
      'b/Dockerfile.old: no-maintainer@2 error',
    ]);
  });

  it('tells who names such a file', () => {
    const cwd = repository({ 'plimsoll.yaml': config, 'vendor/Dockerfile': text });
    expect(plimsoll(['vendor/Dockerfile'], { cwd })).toMatchObject({
      code: 0,
      stderr: 'plimsoll: vendor/Dockerfile: not linted: excluded at plimsoll.yaml:3:5\n',
    });
    expect(plimsoll(['vendor/Dockerfile', '--quiet'], { cwd })).toEqual({ code: 0, stdout: '', stderr: '' });
    expect(plimsoll(['vendor/Dockerfile', '--isolated'], { cwd }).code).toBe(1);
  });

  it('gives standard input back as it is', () => {
    const cwd = repository({ 'plimsoll.yaml': config });
    expect(plimsoll(['--fix', '--stdin-filename', 'vendor/Dockerfile'], { cwd, input: text })).toMatchObject({ code: 0, stdout: text });
  });
});

describe('fail-level', () => {
  it.each([
    ['error', 0],
    ['warning', 1],
    ['info', 1],
    ['none', 0],
  ])('%s', (level, code) => {
    const cwd = repository({ Dockerfile: 'FROM a:latest\n', 'plimsoll.yaml': `fail-level: ${level}\n` });
    expect(plimsoll([], { cwd }).code).toBe(code);
    expect(plimsoll(['--fail-level', level], { cwd: repository({ Dockerfile: 'FROM a:latest\n' }) }).code).toBe(code);
    expect(plimsoll(['--fail-level', 'warning'], { cwd }).code).toBe(1);
  });

  it('is that of each file', () => {
    const cwd = repository({ Dockerfile: 'FROM a\n', 'a/Dockerfile': 'FROM a:latest\n', 'a/plimsoll.yaml': 'fail-level: error\n' });
    expect(plimsoll([], { cwd }).code).toBe(0);
  });
});

describe('inline-config', () => {
  it('turns comments off', () => {
    const cwd = repository({ Dockerfile: '# plimsoll ignore=no-latest\nFROM a:latest\n', 'plimsoll.yaml': 'inline-config: false\n' });
    expect(plimsoll([], { cwd }).code).toBe(1);
    expect(plimsoll(['--isolated'], { cwd }).code).toBe(0);
  });
});

describe('a configuration with mistakes', () => {
  it('is told all of them, with place, expectation and nearest name', () => {
    const config = `preset: recomended
rules:
  no-lates: error
  no-latest: eror
  no-maintainer: [error, { allow: [a] }]
  pin-packages: [info, { manager: [apk] }]
  DL3018: [info, { managers: apk }]
  DL307: off
overrides:
  - rules: {}
fail_level: info
baseline: 1
`;
    const cwd = repository({ 'plimsoll.yaml': config });
    const outcome = plimsoll([], { cwd });
    expect(outcome.stdout).not.toContain('no-latest');
    expect(complaints(outcome)).toEqual([
      "plimsoll.yaml:1:9: preset: expected recommended, strict, cis, hadolint, buildkit, all or off; got 'recomended'; did you mean 'recommended'?",
      "plimsoll.yaml:3:3: rules.no-lates: unknown rule; did you mean 'no-latest'?",
      "plimsoll.yaml:4:14: rules.no-latest: expected error, warning, info or off; got 'eror'; did you mean 'error'?",
      'plimsoll.yaml:5:26: rules.no-maintainer: takes no options; expected only a severity',
      "plimsoll.yaml:6:26: rules.pin-packages[1].manager: unknown option; did you mean 'managers'?",
      "plimsoll.yaml:7:30: rules.DL3018[1].managers: expected a list of texts; got 'apk'",
      "plimsoll.yaml:8:3: rules.DL307: unknown rule; did you mean 'DL3007'?",
      "plimsoll.yaml:10:5: overrides[0]: 'files' is missing",
      "plimsoll.yaml:11:1: fail_level: unknown key; did you mean 'fail-level'?",
      'plimsoll.yaml:12:11: baseline: expected a text; got 1',
      'Dockerfile: not linted: plimsoll.yaml has errors',
    ]);
  });

  it('does not hide what is found under others', () => {
    const cwd = repository({
      Dockerfile: 'FROM a:latest\n',
      'a/Dockerfile': text,
      'a/b/Dockerfile': text,
      'a/plimsoll.yaml': 'preset: [\n',
    });
    const outcome = plimsoll([], { cwd });
    expect(outcome.stdout).toContain('Dockerfile:1:6 warning');
    expect(complaints(outcome).slice(-2)).toEqual([
      'a/Dockerfile: not linted: a/plimsoll.yaml has errors',
      'a/b/Dockerfile: not linted: a/plimsoll.yaml has errors',
    ]);
    expect(outcome.stderr).toContain('plimsoll: a/plimsoll.yaml:2:1: not valid YAML: flow sequence');
  });

  it.each([
    ['a list', '- a\n', 'plimsoll.yaml:1:1: expected a mapping (key: value); got a list'],
    ['a key twice', 'preset: off\npreset: off\n', 'plimsoll.yaml:2:1: this key is there twice'],
    ['a tag', 'preset: !!js/function x\n', 'plimsoll.yaml:1:9: tags (words that begin with !) are not known here'],
    ['two documents', '---\n---\n', 'plimsoll.yaml:2:1: a second document begins here; expected one'],
    ['no text', 'a\0b', 'plimsoll.yaml: is not a text in UTF-8'],
    ['a missing file', 'extends: a.yaml', 'a.yaml: no such file or directory (extended at plimsoll.yaml:1:10)'],
    ['a circle', 'extends: ./plimsoll.yaml', 'plimsoll.yaml:1:10: extends: a circle: plimsoll.yaml → plimsoll.yaml'],
  ])('%s', (_, config, message) => {
    expect(complaints(plimsoll([], { cwd: repository({ 'plimsoll.yaml': config }) }))[0]).toBe(message);
  });

  it('may be a folder', () => {
    const cwd = repository({});
    mkdirSync(join(cwd, 'plimsoll.yaml'));
    expect(complaints(plimsoll([], { cwd }))[0]).toBe('plimsoll.yaml: is a folder; expected a configuration file');
  });
});
