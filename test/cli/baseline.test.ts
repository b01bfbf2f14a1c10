import { chmodSync, existsSync, mkdirSync, readFileSync, readdirSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { folder, plimsoll, type Outcome } from './command.ts';

const warned = 'FROM a:latest\n';
const failing = 'FROM a\nMAINTAINER b\n';
const known = ['--baseline', 'known.json'];
const update = [...known, '--update-baseline'];
const run = (cwd: string, ...args: string[]): Outcome => plimsoll(args, { cwd });
const read = (cwd: string, name = 'known.json'): string => readFileSync(join(cwd, name), 'utf8');
const write = (cwd: string, name: string, text: string): void => writeFileSync(join(cwd, name), text);

describe('--baseline', () => {
  it('reports only what is new', () => {
    const cwd = folder({ Dockerfile: warned, 'a/Dockerfile': failing });
    expect(run(cwd, ...update)).toEqual({
      code: 0,
      stdout: 'No new findings in 2 files (2 known).\n',
      stderr: 'plimsoll: known.json: 2 known findings (2 added, 0 removed)\n',
    });
    expect(run(cwd, ...known)).toEqual({ code: 0, stdout: 'No new findings in 2 files (2 known).\n', stderr: '' });
    write(cwd, 'Dockerfile', 'FROM a:latest\nFROM b:latest\n');
    const { code, stdout } = run(cwd, ...known);
    expect(code).toBe(1);
    expect(stdout).toMatch(/^Dockerfile:2:6 warning {2}'b:latest'/);
    expect(stdout).toContain('\n\n1 new finding in 1 file (1 warning), 2 known: 1 can be fixed with --fix --unsafe-fixes\n');
  });

  it('knows what has moved, and a message that has changed with it', () => {
    const cwd = folder({ Dockerfile: warned });
    run(cwd, ...update);
    write(cwd, 'Dockerfile', '# a comment\n\nARG A\nFROM b:latest\n');
    expect(run(cwd, ...known)).toMatchObject({ code: 0, stderr: '' });
  });

  it('counts only what is new in every format', () => {
    const cwd = folder({ Dockerfile: warned, 'a/Dockerfile': failing });
    run(cwd, ...update, 'Dockerfile');
    const print = (...args: string[]): string => run(cwd, ...known, ...args).stdout;
    const { files, summary } = JSON.parse(print('--output-format', 'json')) as { files: object[]; summary: object };
    expect(files).toMatchObject([
      { path: 'Dockerfile', findings: [] },
      { path: 'a/Dockerfile', findings: [{ rule: 'no-maintainer' }] },
    ]);
    expect(summary).toEqual({ files: 2, findings: 1, errors: 1, warnings: 0, infos: 0, fixable: 1, known: 1 });
    expect(print('--output-format', 'gnu')).toBe('a/Dockerfile:2:1: error: `MAINTAINER` is deprecated. [no-maintainer]\n');
    expect(print('--output-format', 'markdown')).toMatch(/^### plimsoll: 1 new finding in 1 file \(1 error\), 1 known\n/);
    expect(print('--output-format', 'markdown', 'Dockerfile')).toBe('### plimsoll: no new findings in 1 file, 1 known\n');
    expect(print('--statistics')).toBe(
      '1  error  no-maintainer (DL4000, MaintainerDeprecated)  1 fixable\n\n1 new finding in 1 file (1 error), 1 known: 1 can be fixed with --fix\n',
    );
  });

  it('leaves the count of what is known out of JSON where there is none in use', () => {
    const { stdout } = run(folder({ Dockerfile: warned }), '--output-format', 'json');
    expect(stdout).not.toContain('"known"');
  });

  it('says what no longer occurs', () => {
    const cwd = folder({ Dockerfile: 'FROM a:latest\nFROM b:latest\nMAINTAINER c\n' });
    run(cwd, ...update);
    write(cwd, 'Dockerfile', 'FROM a\n');
    expect(run(cwd, ...known)).toEqual({
      code: 0,
      stdout: 'No findings in 1 file.\n',
      stderr:
        'plimsoll: known.json: Dockerfile: no-latest: 2 known findings no longer occur; run --update-baseline\n' +
        'plimsoll: known.json: Dockerfile: no-maintainer: 1 known finding no longer occurs; run --update-baseline\n',
    });
    expect(run(cwd, ...known, '--quiet').stderr).toBe('');
    expect(run(cwd, ...update).stderr).toBe('plimsoll: known.json: 0 known findings (0 added, 3 removed)\n');
    expect(run(cwd, ...known).stderr).toBe('');
  });

  it('does not bury the report in what no longer occurs', () => {
    const names = Array.from({ length: 30 }, (_, index) => `${index}.dockerfile`);
    const cwd = folder(Object.fromEntries(names.map((name) => [name, warned])));
    run(cwd, ...update);
    for (const name of names) write(cwd, name, 'FROM a\n');
    const lines = run(cwd, ...known)
      .stderr.trimEnd()
      .split('\n');
    expect(lines).toHaveLength(20);
    expect(lines.at(-1)).toBe('plimsoll: known.json: … and 11 more that no longer occur; run --update-baseline');
  });

  it('fixes what is known as well', () => {
    const cwd = folder({ Dockerfile: 'FROM a:latest\nMAINTAINER b\n' });
    run(cwd, ...update);
    expect(run(cwd, ...known, '--fix')).toEqual({
      code: 0,
      stdout: 'Fixed 1 finding, no new ones left (1 known).\n',
      stderr: 'plimsoll: known.json: Dockerfile: no-maintainer: 1 known finding no longer occurs; run --update-baseline\n',
    });
    expect(read(cwd, 'Dockerfile')).toBe(warned);
    expect(run(cwd, ...update, '--fix', '--unsafe-fixes').stderr).toBe('plimsoll: known.json: 0 known findings (0 added, 2 removed)\n');
  });

  it('is named in plimsoll.yaml, relative to it', () => {
    const cwd = folder({ 'a/plimsoll.yaml': 'baseline: lists/known.json\n', 'a/b/Dockerfile': warned, 'c/Dockerfile': warned });
    mkdirSync(join(cwd, 'a/lists'));
    expect(run(cwd, 'a').stderr).toBe(
      'plimsoll: a/lists/known.json: no such baseline (named at a/plimsoll.yaml:1:11); --update-baseline makes it\n',
    );
    expect(run(cwd, '--update-baseline')).toMatchObject({
      code: 1,
      stderr: 'plimsoll: a/lists/known.json: 1 known finding (1 added, 0 removed)\n',
    });
    expect(JSON.parse(read(cwd, 'a/lists/known.json'))).toMatchObject({ files: { '../b/Dockerfile': {} } });
    const { code, stdout } = run(cwd);
    expect({ code, places: stdout.match(/^\S+Dockerfile:/gm) }).toEqual({ code: 1, places: ['c/Dockerfile:'] });
    expect(run(cwd, '--config', 'a/plimsoll.yaml', 'a').stdout).toBe('No new findings in 1 file (1 known).\n');
    expect(run(cwd, '--no-baseline').stdout).toContain('2 findings in 2 files');
    expect(run(cwd, '--isolated').stdout).toContain('2 findings in 2 files');
  });

  it('does not know standard input, unless it has a name', () => {
    const cwd = folder({ Dockerfile: warned });
    run(cwd, ...update);
    expect(plimsoll([...known, '-'], { cwd, input: warned })).toMatchObject({ code: 1, stderr: '' });
    expect(plimsoll([...known, '--stdin-filename', 'Dockerfile'], { cwd, input: warned })).toMatchObject({ code: 0, stderr: '' });
    expect(plimsoll([...update, '-'], { cwd, input: warned }).stderr).toMatch('a baseline knows files by name: add --stdin-filename\n');
  });
});

describe('a baseline', () => {
  it('holds counts by file, rule and message, without lines, in a fixed order, by paths from its own folder', () => {
    const files = { 'b/Dockerfile': 'FROM a:latest\nFROM b:latest\nFROM a:latest\nMAINTAINER b\n', 'a/b.dockerfile': failing };
    const cwd = folder({ ...files, 'lists/x': '' });
    run(cwd, '--baseline', 'lists/known.json', '--update-baseline');
    expect(read(cwd, 'lists/known.json')).toBe(`{
  "version": "1",
  "files": {
    "../a/b.dockerfile": {
      "no-maintainer": {
        "\`MAINTAINER\` is deprecated.": 1
      }
    },
    "../b/Dockerfile": {
      "no-latest": {
        "'a:latest' changes without notice.": 2,
        "'b:latest' changes without notice.": 1
      },
      "no-maintainer": {
        "\`MAINTAINER\` is deprecated.": 1
      }
    }
  }
}
`);
    run(join(cwd, 'b'), '--baseline', '../lists/other.json', '--update-baseline', '.', '../a');
    expect(read(cwd, 'lists/other.json')).toBe(read(cwd, 'lists/known.json'));
  });

  it('keeps what it knows of files and rules that were not looked at', () => {
    const cwd = folder({ Dockerfile: 'FROM a:latest\nMAINTAINER b\n', 'a/Dockerfile': warned, 'b/Dockerfile': warned });
    run(cwd, ...update);
    const before = read(cwd);
    write(cwd, 'Dockerfile', 'FROM a\n');
    expect(run(cwd, ...known, 'a').stderr).toBe('');
    expect(run(cwd, ...known, '--select', 'no-latest').stderr).not.toContain('no-maintainer');
    expect(run(cwd, ...update, 'a').stderr).toBe('plimsoll: known.json: 4 known findings (as before)\n');
    expect(read(cwd)).toBe(before);
    run(cwd, ...update, '--select', 'no-latest');
    expect(JSON.parse(read(cwd))).toMatchObject({ files: { Dockerfile: { 'no-maintainer': {} }, 'a/Dockerfile': {}, 'b/Dockerfile': {} } });
    expect(read(cwd).match(/no-latest/g)).toHaveLength(2);
  });

  it('keeps what it knows where a file cannot be read or a rule crashes', () => {
    const crashing = { version: '1', files: { 'a/Dockerfile': { 'no-latest': { x: 1 } }, Dockerfile: { 'no-crash': { x: 1 } } } };
    const cwd = folder({ Dockerfile: 'FROM a\nSTOPSIGNAL crash\n', 'a/x': '', 'known.json': JSON.stringify(crashing) });
    symlinkSync('Dockerfile', join(cwd, 'a/Dockerfile'));
    const { code, stderr } = run(cwd, ...update, 'Dockerfile', 'a/Dockerfile');
    expect({ code, stderr: stderr.split('\n') }).toEqual({
      code: 2,
      stderr: [
        'plimsoll: Dockerfile: rule no-crash crashed: no such signal (please report)',
        'plimsoll: a/Dockerfile: too many symbolic links',
        'plimsoll: known.json: 2 known findings (as before)',
        '',
      ],
    });
    expect(JSON.parse(read(cwd))).toEqual(crashing);
    expect(run(cwd, ...known).stderr).not.toContain('no longer');
  });

  it('forgets files that are gone', () => {
    const cwd = folder({ Dockerfile: warned, 'a/Dockerfile': warned });
    run(cwd, ...update);
    rmSync(join(cwd, 'a'), { recursive: true });
    expect(run(cwd, ...update).stderr).toBe('plimsoll: known.json: 1 known finding (0 added, 1 removed)\n');
    expect(Object.keys((JSON.parse(read(cwd)) as { files: object }).files)).toEqual(['Dockerfile']);
  });

  it('is written in one step, its mode and a link to it kept, and only where it changes', () => {
    const cwd = folder({ Dockerfile: warned, 'real/x': '' });
    symlinkSync('real/known.json', join(cwd, 'known.json'));
    write(cwd, 'real/known.json', '{ "version": "1", "files": {} }');
    chmodSync(join(cwd, 'real/known.json'), 0o640);
    run(cwd, ...update);
    expect(existsSync(join(cwd, 'real/known.json'))).toBe(true);
    expect(readdirSync(join(cwd, 'real'))).toEqual(['known.json', 'x']);
    const { mode, mtimeMs } = statSync(join(cwd, 'real/known.json'));
    expect(mode & 0o777).toBe(0o640);
    run(cwd, ...update);
    expect(statSync(join(cwd, 'real/known.json')).mtimeMs).toBe(mtimeMs);
  });

  it.each([
    [undefined, 'known.json: no such baseline; --update-baseline makes it'],
    ['', 'known.json: not a baseline: is not valid JSON'],
    ['{', 'known.json: not a baseline: is not valid JSON'],
    ['{\n<<<<<<< HEAD\n', 'known.json: not a baseline: has merge conflicts (line 2)'],
    ['[]', 'known.json: not a baseline: expected an object'],
    ['{"files":{}}', 'known.json: not a baseline that this plimsoll knows: its version is null; expected "1"'],
    ['{"version":"2"}', 'known.json: not a baseline that this plimsoll knows: its version is "2"; expected "1"'],
    ['{"version":"1"}', 'known.json: not a baseline: expected an object as files'],
    ['{"version":"1","files":{"a b":{"c":1}}}', 'known.json: not a baseline: expected counts by rule and message at files["a b"]'],
    ['{"version":"1","files":{"a":{"c":{"d":"1"}}}}', 'known.json: not a baseline: expected counts by rule and message at files["a"]'],
  ])('that cannot be used is one clear error: %j', (text, message) => {
    const cwd = folder({ Dockerfile: warned, ...(text === undefined ? {} : { 'known.json': text }) });
    expect(run(cwd, ...known)).toEqual({ code: 2, stdout: '', stderr: `plimsoll: ${message}\n` });
    if (text === undefined) return;
    expect(run(cwd, ...update)).toEqual({ code: 2, stdout: '', stderr: `plimsoll: ${message}\n` });
    expect(read(cwd)).toBe(text);
  });

  it('that cannot be written is an error, and leaves nothing behind', () => {
    const cwd = folder({ Dockerfile: warned, 'known.json': '{"version":"1","files":{}}' });
    chmodSync(join(cwd, 'known.json'), 0o444);
    expect(run(cwd, ...update)).toMatchObject({ code: 2, stderr: 'plimsoll: known.json: the baseline cannot be written: is read-only\n' });
    expect(run(cwd, '--baseline', 'none/known.json', '--update-baseline')).toMatchObject({
      code: 2,
      stderr: 'plimsoll: none/known.json: the baseline cannot be written: no such file or directory\n',
    });
    expect(readdirSync(cwd)).toEqual(['Dockerfile', 'known.json']);
  });

  it.each([
    [['--update-baseline'], '--update-baseline needs --baseline FILE, or `baseline:` in the configuration'],
    [['--update-baseline', '--no-baseline'], '--update-baseline writes a baseline, and --no-baseline has none'],
    [[...update, '--diff'], '--diff writes nothing, not even a baseline'],
    [['--baseline', ''], 'the name of the baseline is empty'],
  ])('needs options that agree: %j', (args, message) => {
    const { code, stdout, stderr } = run(folder({ Dockerfile: warned }), ...args);
    expect({ code, stdout, first: stderr.split('\n')[0] }).toEqual({ code: 2, stdout: '', first: `plimsoll: ${message}` });
  });
});
