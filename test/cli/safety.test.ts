import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { chownSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { folder, plimsoll, start, type Outcome } from './command.ts';

const before = 'FROM a\nMAINTAINER b\n';
const after = 'FROM a\n';
const read = (cwd: string, name = 'Dockerfile'): string => readFileSync(join(cwd, name), 'utf8');

/** Runs `--fix` with a script that is loaded first and may get in its way. */
function fixWith(script: string, cwd: string, env: Readonly<Record<string, string>> = {}): Outcome {
  const preload = join(folder({ 'preload.cjs': `const fs = require('node:fs');\n${script}` }), 'preload.cjs');
  // A standalone executable may be Bun, which has a variable of its own for that.
  const options = { NODE_OPTIONS: `--require=${preload}`, BUN_OPTIONS: `--preload=${preload}` };
  return plimsoll(['--fix'], { cwd, env: { ...env, ...options } });
}

/** Does something right after the file has been read to be linted. */
const afterReading = (action: string): string => `
const readFileSync = fs.readFileSync;
fs.readFileSync = (path, ...rest) => {
  const content = readFileSync(path, ...rest);
  if (path === 'Dockerfile') { fs.readFileSync = readFileSync; ${action} }
  return content;
};`;

describe('a file that does not stay as it is', () => {
  it.each([
    ['vanishes', "fs.unlinkSync('Dockerfile');", 'no such file or directory'],
    ['changes', "fs.writeFileSync('Dockerfile', 'FROM other');", 'changed in the meantime'],
    ['becomes read-only', "fs.chmodSync('Dockerfile', 0o444);", 'is read-only'],
    ['becomes a folder', "fs.unlinkSync('Dockerfile'); fs.mkdirSync('Dockerfile');", 'is a directory'],
    [
      'becomes a link that leads out',
      "fs.unlinkSync('Dockerfile'); fs.symlinkSync('/etc/hosts', 'Dockerfile');",
      'is a link that leads out of the repository',
    ],
  ])('%s: that is said, nothing is written, and the next file is fixed', (_, action, message) => {
    const cwd = folder({ Dockerfile: before, 'a/Dockerfile': before });
    const { code, stdout, stderr } = fixWith(afterReading(action), cwd);
    expect({ code, stderr }).toEqual({ code: 2, stderr: `plimsoll: Dockerfile: not fixed: ${message}\n` });
    expect(stdout).toContain('Fixed 1 finding; 1 finding left in 1 file');
    expect(read(cwd, 'a/Dockerfile')).toBe(after);
    expect(readdirSync(cwd).filter((name) => name.includes('plimsoll'))).toEqual([]);
  });
});

describe.runIf(process.getuid?.() === 0)('an owner', () => {
  it('is kept when the superuser fixes', () => {
    const cwd = folder({ Dockerfile: before });
    chownSync(join(cwd, 'Dockerfile'), 1234, 2345);
    expect(plimsoll(['--fix'], { cwd }).code).toBe(0);
    expect(statSync(join(cwd, 'Dockerfile'))).toMatchObject({ uid: 1234, gid: 2345 });
    expect(read(cwd)).toBe(after);
  });
});

describe('a run that is killed', () => {
  const text = { before: `${before}COPY . b\n`, after: `${after}COPY . b\n` };
  const isOldOrNew = (cwd: string): void => {
    expect([text.before, text.after]).toContain(read(cwd));
    if (readdirSync(cwd).includes('.dockerignore')) expect(read(cwd, '.dockerignore')).toBe('node_modules\n');
  };

  it('at any step of writing leaves the old file or the new one', { timeout: 60_000 }, () => {
    const script = `
let left = Number(process.env.KILL_AT);
for (const name of ['openSync', 'writeFileSync', 'fchownSync', 'fchmodSync', 'closeSync', 'renameSync', 'linkSync', 'unlinkSync']) {
  const original = fs[name];
  fs[name] = (...args) => {
    if (name === 'openSync' && args[1] !== 'wx') return original(...args);
    if (left-- > 0) return original(...args);
    if (name === 'writeFileSync') fs.writeSync(args[0], String(args[1]).slice(0, 3));
    process.kill(process.pid, 'SIGKILL');
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);
  };
}`;
    let steps = 0;
    for (; steps < 50; steps++) {
      const cwd = folder({ Dockerfile: text.before });
      const { code } = fixWith(script, cwd, { KILL_AT: String(steps) });
      isOldOrNew(cwd);
      if (code === 0) break;
      expect(code).toBeNull();
      expect(plimsoll(['--fix'], { cwd })).toMatchObject({ code: 0, stderr: '' });
      expect([read(cwd), read(cwd, '.dockerignore')]).toEqual([text.after, 'node_modules\n']);
    }
    expect(steps).toBeGreaterThan(8);
    expect(steps).toBeLessThan(50);
  });

  it('at any time leaves old and new files, and what it leaves behind is in nobody’s way', { timeout: 60_000 }, async () => {
    const rest = `RUN echo ${'x'.repeat(200)}\n`.repeat(300);
    const names = Array.from({ length: 200 }, (_, index) => `d${index}/Dockerfile`);
    const cwd = folder(Object.fromEntries(names.map((name) => [name, before + rest])));
    const fixed = (): number => names.filter((name) => read(cwd, name) === after + rest).length;
    for (let round = 0; round < 6; round++) {
      const child = spawn(start[0], [...start.slice(1), '--fix', '--select', 'no-maintainer'], { cwd, stdio: 'ignore' });
      const exit = once(child, 'exit');
      await setTimeout(150 + 37 * round);
      child.kill('SIGKILL');
      await exit;
      expect(names.filter((name) => ![before + rest, after + rest].includes(read(cwd, name)))).toEqual([]);
    }
    const soFar = fixed();
    writeFileSync(join(cwd, 'd0/.Dockerfile.plimsoll-1-abc'), before);
    writeFileSync(join(cwd, 'd0/.a.Dockerfile.plimsoll-1-abc'), before);
    const { code, stdout } = plimsoll(['--fix', '--select', 'no-maintainer'], { cwd });
    expect(code).toBe(0);
    expect(stdout).toContain(soFar === 200 ? 'No findings in 200 files.' : 'none left.');
    expect(fixed()).toBe(200);
  });
});

describe('--diff', () => {
  it('is taken by git apply, whatever the names are', () => {
    const names = [
      'a b/Dockerfile',
      'ü/Dockerfile',
      'tab\tquote"back\\slash/Dockerfile',
      'new\nline/Dockerfile',
      '-n/Dockerfile',
      "it's/$x/Dockerfile",
    ];
    const texts = ['FROM a\nMAINTAINER b\nCOPY . b', '\ufeffFROM a\r\nMAINTAINER b\r\nCOPY . b', 'FROM a\nCOPY . b\nMAINTAINER b'];
    const tree = Object.fromEntries(
      names.flatMap((name) => texts.map((text, index) => [`${name}${index > 0 ? `.${index}` : ''}`, text] as const)),
    );
    const [planned, fixed] = [folder(tree), folder(tree)];
    const { stdout, stderr } = plimsoll(['--diff'], { cwd: planned });
    expect(stderr).toBe(`--fix would change ${names.length * 4} files.\n`);
    plimsoll(['--fix'], { cwd: fixed });
    const env = { ...process.env, GIT_CEILING_DIRECTORIES: '/' };
    const git = spawnSync('git', ['apply', '--whitespace=nowarn', '-'], { cwd: planned, input: stdout, encoding: 'utf8', env });
    expect({ status: git.status, stderr: git.stderr }).toEqual({ status: 0, stderr: '' });
    const files = [...Object.keys(tree), ...names.map((name) => name.replace('Dockerfile', '.dockerignore'))];
    expect(files.map((name) => read(planned, name))).toEqual(files.map((name) => read(fixed, name)));
  });
});
