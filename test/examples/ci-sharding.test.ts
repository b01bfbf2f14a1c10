import { spawnSync } from 'node:child_process';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { folder, plimsoll, start } from '../cli/command.ts';

const script = resolve('examples/ci-sharding/lint-in-parts.sh');

describe('examples/ci-sharding', () => {
  const names = Array.from({ length: 7 }, (_, index) => `${String(index).padStart(2, '0')} x/Dockerfile`);
  const cwd = folder(Object.fromEntries(names.map((name, index) => [name, index % 3 === 0 ? 'FROM a:latest\n' : 'FROM a\n'])));
  const lint = (list: readonly string[], ...args: string[]): object => {
    const env = { ...process.env, PLIMSOLL: start.join(' ') };
    const { status, stdout, stderr } = spawnSync(script, args, {
      cwd,
      env,
      input: list.map((name) => `${name}\n`).join(''),
      encoding: 'utf8',
    });
    return { code: status, stdout, stderr };
  };

  it.each(['1', '3', '9'])('reports in %s jobs what one run reports', (jobs) => {
    for (const format of ['text', 'json'])
      expect(lint(names, jobs, '--output-format', format)).toEqual(plimsoll(['--output-format', format], { cwd }));
  });

  it('has the exit code of one run', () => {
    const clean = names.filter((_, index) => index % 3 > 0);
    expect(lint(clean, '3')).toMatchObject({ code: 0 });
    expect(lint(names, '3', '--fail-level', 'error')).toMatchObject({ code: 0 });
    // The job says so, and the report of all jobs does again.
    expect(lint(['none', ...clean], '3')).toMatchObject({ code: 2, stderr: 'plimsoll: none: no such file or directory\n'.repeat(2) });
    expect(lint([], '3')).toEqual({ code: 0, stdout: '', stderr: '' });
  });
});
