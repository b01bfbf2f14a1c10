import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { folder, plimsoll, type Outcome } from './command.ts';

const text = 'FROM a:latest\nMAINTAINER b\n';
const run = (cwd: string, ...args: string[]): Outcome => plimsoll(args, { cwd });
const read = (cwd: string): string => readFileSync(join(cwd, 'Dockerfile'), 'utf8');

describe('--fix-only', () => {
  it('applies fixes, and neither reports nor minds what is left', () => {
    const cwd = folder({ Dockerfile: text });
    expect(run(cwd, '--fix-only')).toEqual({ code: 0, stdout: 'Fixed 1 finding.\n', stderr: '' });
    expect(read(cwd)).toBe('FROM a:latest\n');
    expect(run(cwd, '--fix-only')).toEqual({ code: 0, stdout: 'Nothing to fix in 1 file.\n', stderr: '' });
    expect(run(cwd, '--fix-only', '--unsafe-fixes', '--quiet')).toEqual({ code: 0, stdout: '', stderr: '' });
    expect(read(cwd)).toBe('FROM a\n');
  });

  it('leaves reports without findings', () => {
    const json = JSON.parse(run(folder({ Dockerfile: text }), '--fix-only', '--output-format', 'json').stdout) as object;
    expect(json).toMatchObject({ files: [{ path: 'Dockerfile', findings: [] }], summary: { files: 1, findings: 0 } });
    const markdown = ['--fix-only', '--output-format', 'markdown'];
    expect(run(folder({ Dockerfile: text }), ...markdown).stdout).toBe('### plimsoll: fixed 1 finding\n');
    expect(run(folder({ Dockerfile: 'FROM a:latest\n' }), ...markdown).stdout).toBe('### plimsoll: nothing to fix in 1 file\n');
  });

  it('still fails where a file cannot be read', () => {
    expect(run(folder(), '--fix-only', 'none')).toMatchObject({ code: 2, stderr: 'plimsoll: none: no such file or directory\n' });
  });

  it('prints only the patch with --diff, and gives standard input back fixed', () => {
    const cwd = folder({ Dockerfile: text });
    expect(run(cwd, '--fix-only', '--diff')).toMatchObject({ code: 0, stderr: '--fix would change 1 file.\n' });
    expect(read(cwd)).toBe(text);
    const { code, stdout, stderr } = plimsoll(['--fix-only', '-'], { cwd, input: text });
    expect({ code, stdout, stderr }).toEqual({ code: 0, stdout: 'FROM a:latest\n', stderr: 'Fixed 1 finding.\n' });
  });
});

describe('--exit-non-zero-on-fix', () => {
  const code = (dockerfile: string, ...args: string[]): number | null =>
    run(folder({ Dockerfile: dockerfile }), '--exit-non-zero-on-fix', ...args).code;

  it('makes the exit code 1 where something was fixed, even if nothing is left', () => {
    expect(code('FROM a\nMAINTAINER b\n', '--fix')).toBe(1);
    expect(run(folder({ Dockerfile: 'FROM a\nMAINTAINER b\n' }), '--fix').code).toBe(0);
    expect(code(text, '--fix-only')).toBe(1);
    expect(code('FROM a\nMAINTAINER b\n', '--diff', '--fix-only')).toBe(1);
  });

  it('is 0 where nothing was fixed, and with --exit-zero', () => {
    expect(code('FROM a\n', '--fix')).toBe(0);
    expect(code('FROM a:latest\n', '--fix-only')).toBe(0);
    expect(code('FROM a:latest\n', '--fix')).toBe(1);
    expect(code(text, '--fix', '--exit-zero')).toBe(0);
  });
});
