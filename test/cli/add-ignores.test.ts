import { chmodSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { folder, plimsoll, type Outcome } from './command.ts';

const run = (cwd: string, ...args: string[]): Outcome => plimsoll(args, { cwd });
const read = (cwd: string, name = 'Dockerfile'): string => readFileSync(join(cwd, name), 'utf8');
const found = 'FROM a:latest\nMAINTAINER b\n';
const silenced = '# plimsoll ignore=no-latest\nFROM a:latest\n# plimsoll ignore=no-maintainer\nMAINTAINER b\n';

describe('--add-ignores', () => {
  it('writes a comment above what is found, and reports that nothing is left', () => {
    const cwd = folder({ Dockerfile: found, 'a/Dockerfile': 'FROM b:latest\n', 'c/Dockerfile': 'FROM a\n' });
    expect(run(cwd, '--add-ignores')).toEqual({ code: 0, stdout: 'No findings in 3 files.\n', stderr: 'Wrote 3 comments.\n' });
    expect(read(cwd)).toBe(silenced);
    expect(read(cwd, 'a/Dockerfile')).toBe('# plimsoll ignore=no-latest\nFROM b:latest\n');
    expect(run(cwd)).toEqual({ code: 0, stdout: 'No findings in 3 files.\n', stderr: '' });
    expect(run(cwd, '--add-ignores', '--quiet')).toEqual({ code: 0, stdout: '', stderr: '' });
    expect(read(cwd)).toBe(silenced);
  });

  it('gives the reason, also to a comment that it joins and that has none', () => {
    const cwd = folder({ Dockerfile: '# plimsoll ignore=x\nFROM a:latest\n# plimsoll ignore=y -- why\nMAINTAINER b\n' });
    run(cwd, '--add-ignores', '--reason', ' see #12: later ');
    expect(read(cwd)).toBe(
      '# plimsoll ignore=x,no-latest -- see #12: later\nFROM a:latest\n# plimsoll ignore=y,no-maintainer -- why\nMAINTAINER b\n',
    );
    expect(run(cwd).code).toBe(0);
  });

  it('writes nothing above # syntax, # escape and # check', () => {
    const directives = '# syntax=docker/dockerfile:1\n# escape=`\n# check=error=true\n';
    const cwd = folder({ Dockerfile: `${directives}FROM a:latest\n`, 'a/Dockerfile': directives });
    run(cwd, '--add-ignores');
    expect(read(cwd)).toBe(`${directives}# plimsoll ignore=no-latest\nFROM a:latest\n`);
    expect(read(cwd, 'a/Dockerfile')).toBe(`${directives}# plimsoll ignore-file=valid-syntax\n`);
    expect(run(cwd).code).toBe(0);
  });

  it('keeps BOM, CRLF, a missing last newline and the mode', () => {
    const cwd = folder({ Dockerfile: '\ufeffFROM a:latest\r\n  MAINTAINER b' });
    chmodSync(join(cwd, 'Dockerfile'), 0o640);
    run(cwd, '--add-ignores');
    expect(read(cwd)).toBe('\ufeff# plimsoll ignore=no-latest\r\nFROM a:latest\r\n  # plimsoll ignore=no-maintainer\r\n  MAINTAINER b');
    expect(statSync(join(cwd, 'Dockerfile')).mode & 0o777).toBe(0o640);
    expect(readdirSync(cwd)).toEqual(['Dockerfile']);
  });

  it('silences only what is selected and in no baseline', () => {
    const cwd = folder({ Dockerfile: found, 'a/Dockerfile': found });
    run(cwd, '--add-ignores', '--select', 'DL3007');
    expect(read(cwd)).toBe('# plimsoll ignore=no-latest\nFROM a:latest\nMAINTAINER b\n');
    run(cwd, '--baseline', 'known.json', '--update-baseline', 'Dockerfile');
    expect(run(cwd, '--baseline', 'known.json', '--add-ignores')).toEqual({
      code: 0,
      stdout: 'No new findings in 2 files (1 known).\n',
      stderr: 'Wrote 1 comment.\n',
    });
    expect(read(cwd, 'a/Dockerfile')).toBe(silenced);
  });

  it('is shown by --diff, which writes nothing', () => {
    const cwd = folder({ Dockerfile: found });
    const { code, stdout, stderr } = run(cwd, '--add-ignores', '--diff', '--reason', 'c');
    expect({ code, stderr }).toEqual({ code: 1, stderr: '--add-ignores would change 1 file.\n' });
    expect(stdout).toContain('\n+# plimsoll ignore=no-latest -- c\n FROM a:latest\n+# plimsoll ignore=no-maintainer -- c\n MAINTAINER b\n');
    expect(read(cwd)).toBe(found);
  });

  it('leaves files alone that must not be written, and reports what is found in them', () => {
    const cwd = folder({ Dockerfile: found, 'a/Dockerfile': Buffer.from('FROM a:latest\n# \xe9\n', 'latin1') });
    chmodSync(join(cwd, 'Dockerfile'), 0o444);
    const { code, stdout, stderr } = run(cwd, '--add-ignores');
    expect({ code, stderr }).toEqual({
      code: 2,
      stderr:
        'plimsoll: Dockerfile: no comments written: is read-only\n' +
        'plimsoll: a/Dockerfile: no comments written: is not valid UTF-8\nWrote 0 comments.\n',
    });
    expect(stdout).toContain('4 findings in 2 files');
    expect(read(cwd)).toBe(found);
  });

  it('gives standard input back, with the report on standard error', () => {
    const { code, stdout, stderr } = plimsoll(['--add-ignores', '-'], { cwd: folder(), input: found });
    expect({ code, stdout, stderr }).toEqual({ code: 0, stdout: silenced, stderr: 'Wrote 2 comments.\nNo findings in 1 file.\n' });
  });

  it('leaves files alone whose configuration heeds no comments', () => {
    const cwd = folder({ Dockerfile: found, 'plimsoll.yaml': 'inline-config: false\n' });
    const { code, stdout, stderr } = run(cwd, '--add-ignores');
    expect({ code, stderr }).toEqual({
      code: 1,
      stderr: 'plimsoll: Dockerfile: no comments written: none count (inline-config at plimsoll.yaml:1:16)\nWrote 0 comments.\n',
    });
    expect(stdout).toContain('2 findings in 1 file');
    expect(read(cwd)).toBe(found);
  });

  it.each([
    [['--add-ignores', '--fix'], '--add-ignores silences what --fix would fix: run them one after the other'],
    [['--add-ignores', '--fix-only'], '--add-ignores silences what --fix would fix: run them one after the other'],
    [
      ['--add-ignores', '--baseline', 'x', '--update-baseline'],
      '--add-ignores and --update-baseline are two ways to do one thing: choose one',
    ],
    [['--add-ignores', '--no-inline-config'], '--add-ignores writes comments, and --no-inline-config heeds none'],
    [['--reason', 'x'], '--reason is for the comments of --add-ignores'],
    [['--add-ignores', '--reason', 'a\nRUN b'], 'a reason is one line of text'],
    [['--add-ignores', '--reason', ' '], 'a reason is one line of text'],
    [['--add-ignores', '-', 'Dockerfile'], '--add-ignores takes standard input or files, not both'],
  ])('needs options that agree: %j', (args, message) => {
    const cwd = folder({ Dockerfile: found });
    const { code, stdout, stderr } = run(cwd, ...args);
    expect({ code, stdout, first: stderr.split('\n')[0] }).toEqual({ code: 2, stdout: '', first: `plimsoll: ${message}` });
    expect(read(cwd)).toBe(found);
  });
});
