import { spawnSync } from 'node:child_process';
import { chmodSync, lstatSync, readdirSync, readFileSync, statSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { decode } from '../../src/files/read.ts';
import { replaceFile, writeBeside } from '../../src/cli/write.ts';
import { folder, plimsoll } from './command.ts';

const text = '\ufeffFROM a:latest\r\nMAINTAINER b\r\nCOPY . b';
const read = (cwd: string, name = 'Dockerfile'): string => readFileSync(join(cwd, name), 'utf8');

describe('--fix', () => {
  it('applies safe fixes only, keeps BOM, CRLF, a missing last newline and the mode, and reports what is left', () => {
    const cwd = folder({ Dockerfile: text });
    chmodSync(join(cwd, 'Dockerfile'), 0o640);
    const { code, stdout } = plimsoll(['--fix'], { cwd });
    expect(read(cwd)).toBe('\ufeffFROM a:latest\r\nCOPY . b');
    expect(read(cwd, '.dockerignore')).toBe('node_modules\n');
    expect(statSync(join(cwd, 'Dockerfile')).mode & 0o777).toBe(0o640);
    expect(readdirSync(cwd)).toEqual(['.dockerignore', 'Dockerfile']);
    expect(stdout).toContain('Dockerfile:1:6 warning');
    expect(stdout).toContain('Fixed 2 findings; 1 finding left in 1 file (1 warning): 1 can be fixed with --fix --unsafe-fixes');
    expect(code).toBe(1);
  });

  it('applies unsafe fixes with --unsafe-fixes', () => {
    const cwd = folder({ Dockerfile: text });
    const { code, stdout } = plimsoll(['--fix', '--unsafe-fixes'], { cwd });
    expect({ code, stdout }).toEqual({ code: 0, stdout: 'Fixed 3 findings, none left.\n' });
    expect(read(cwd)).toBe('\ufeffFROM a\r\nCOPY . b');
  });

  it('writes nothing with --unsafe-fixes alone', () => {
    const cwd = folder({ Dockerfile: text });
    plimsoll(['--unsafe-fixes'], { cwd });
    expect(read(cwd)).toBe(text);
    expect(readdirSync(cwd)).toEqual(['Dockerfile']);
  });

  it('fixes only what is selected, by code as well', () => {
    const cwd = folder({ Dockerfile: text });
    plimsoll(['--fix', '--select', 'DL4000'], { cwd });
    expect(read(cwd)).toBe('\ufeffFROM a:latest\r\nCOPY . b');
    expect(readdirSync(cwd)).toEqual(['Dockerfile']);
  });

  it('creates one file for several Dockerfiles, and changes one that is there', () => {
    const cwd = folder({
      Dockerfile: 'FROM a\nCOPY . b\n',
      'Dockerfile.dev': 'FROM a\nCOPY . b\n',
      'x/Dockerfile': 'FROM a\nCOPY . b\n',
      'x/.dockerignore': 'y\n',
    });
    expect(plimsoll(['--fix'], { cwd }).stdout).toBe('Fixed 2 findings, none left.\n');
    expect(read(cwd, '.dockerignore')).toBe('node_modules\n');
    expect(read(cwd, 'x/.dockerignore')).toBe('node_modules\n');
  });

  it('replaces the target of a link, not the link', () => {
    const cwd = folder({ 'real/common': 'FROM a\nMAINTAINER b\n', '.git/HEAD': '' });
    symlinkSync('real/common', join(cwd, 'Dockerfile'));
    expect(plimsoll(['--fix', 'Dockerfile'], { cwd }).code).toBe(0);
    expect(read(cwd, 'real/common')).toBe('FROM a\n');
    expect(lstatSync(join(cwd, 'Dockerfile')).isSymbolicLink()).toBe(true);
  });

  it('does not write through a link that leads out', () => {
    const outside = folder({ common: 'FROM a\nMAINTAINER b\n' });
    const cwd = folder();
    symlinkSync(join(outside, 'common'), join(cwd, 'Dockerfile'));
    const { code, stdout, stderr } = plimsoll(['--fix', 'Dockerfile'], { cwd });
    expect(stderr).toBe('plimsoll: Dockerfile: not fixed: is a link that leads out of the repository\n');
    expect(stdout).toContain('no-maintainer');
    expect(code).toBe(2);
    expect(read(outside, 'common')).toBe('FROM a\nMAINTAINER b\n');
  });

  it('leaves read-only files alone and says so', () => {
    const cwd = folder({ Dockerfile: 'FROM a\nMAINTAINER b\n', 'a/Dockerfile': 'FROM a\nMAINTAINER b\n' });
    chmodSync(join(cwd, 'Dockerfile'), 0o444);
    const { code, stdout, stderr } = plimsoll(['--fix'], { cwd });
    expect({ code, stderr }).toEqual({ code: 2, stderr: 'plimsoll: Dockerfile: not fixed: is read-only\n' });
    expect(stdout).toContain('Fixed 1 finding; 1 finding left in 1 file (1 error): 1 can be fixed with --fix');
    expect(read(cwd, 'a/Dockerfile')).toBe('FROM a\n');
  });

  it('never touches what is not valid UTF-8', () => {
    const bytes = Buffer.concat([Buffer.from('FROM a\nMAINTAINER '), Buffer.from([0xe9]), Buffer.from('\n')]);
    const cwd = folder({ Dockerfile: bytes });
    expect(plimsoll(['--fix'], { cwd }).stderr).toBe('plimsoll: Dockerfile: not fixed: is not valid UTF-8\n');
    expect(readFileSync(join(cwd, 'Dockerfile')).equals(bytes)).toBe(true);
  });
});

describe('--diff', () => {
  const tree = {
    Dockerfile: text,
    'with space/Dockerfile': 'FROM a\nMAINTAINER b\n',
    'ünï/a.dockerfile': 'FROM a\n\nMAINTAINER "b"\n',
    'c/Dockerfile.x': 'FROM a\nCOPY . b\n',
    'c/Dockerfile.y': 'FROM a\nCOPY . b\n',
  };

  it('prints a patch that git applies, with the result of --fix, and writes nothing', () => {
    const [planned, fixed] = [folder({ ...tree, '.git/x': '' }), folder({ ...tree, '.git/x': '' })];
    const names = [...Object.keys(tree), '.dockerignore', 'c/.dockerignore'];
    const { code, stdout, stderr } = plimsoll(['--diff', '--unsafe-fixes'], { cwd: planned });
    expect(code).toBe(1);
    expect(stderr).toBe('--fix --unsafe-fixes would change 5 files.\n');
    expect(read(planned)).toBe(text);
    expect(stdout).toContain('--- /dev/null\n+++ b/.dockerignore\n');
    plimsoll(['--fix', '--unsafe-fixes'], { cwd: fixed });
    const target = folder(tree);
    const git = spawnSync('git', ['apply', '-'], {
      cwd: target,
      input: stdout,
      encoding: 'utf8',
      env: { ...process.env, GIT_CEILING_DIRECTORIES: '/' },
    });
    expect(git.stderr.replaceAll(/^.*trailing whitespace.*$|^warning:.*$/gm, '').includes('error')).toBe(false);
    expect(names.map((name) => read(target, name))).toEqual(names.map((name) => read(fixed, name)));
  });

  it('is empty where nothing would change', () => {
    expect(plimsoll(['--diff'], { cwd: folder({ Dockerfile: 'FROM a\n' }) })).toEqual({
      code: 0,
      stdout: '',
      stderr: '--fix would change nothing.\n',
    });
  });

  it('knows the safe fixes from the others', () => {
    const { stdout } = plimsoll(['--diff', '--quiet'], { cwd: folder({ Dockerfile: 'FROM a:latest\nMAINTAINER b\n' }) });
    expect(stdout).toBe(
      'diff --git a/Dockerfile b/Dockerfile\n--- a/Dockerfile\n+++ b/Dockerfile\n@@ -1,2 +1,1 @@\n FROM a:latest\n-MAINTAINER b\n',
    );
  });
});

describe('writing', () => {
  it('stops where a file has changed in the meantime', () => {
    const cwd = folder({ Dockerfile: 'new' });
    expect(() => replaceFile(join(cwd, 'Dockerfile'), Buffer.from('old'), 'x', cwd)).toThrow('changed in the meantime');
    expect(() => writeBeside({ path: 'Dockerfile', text: 'x' }, cwd)).toThrow('exists already');
    expect(() => writeBeside({ path: 'Dockerfile', text: 'x', was: 'old' }, cwd)).toThrow('changed in the meantime');
    expect(() => writeBeside({ path: '../x', text: 'x' }, cwd)).toThrow('outside');
    expect(readdirSync(cwd)).toEqual(['Dockerfile']);
    expect(read(cwd)).toBe('new');
  });

  it('is not tried on what was not decoded', () => {
    expect(decode('x', Buffer.from('a\ufffd'))).toMatchObject({ malformed: false });
    expect(decode('x', Buffer.from([0x61, 0x0a, 0x62, 0xc3, 0x28]))).toMatchObject({
      malformed: true,
      encoding: { line: 2, column: 2, range: [3, 4] },
    });
  });
});
