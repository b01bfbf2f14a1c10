import { describe, expect, it } from 'vitest';
import type { Times } from '../../src/formats/timing.ts';
import { folder, plimsoll } from './command.ts';

const files = { Dockerfile: 'FROM a:latest\n', 'a.dockerfile': 'FROM a\nMAINTAINER b\nMAINTAINER c\n' };

describe('--timing', () => {
  it('says how long each rule took and how often it speaks', () => {
    const { code, stdout, stderr } = plimsoll(['--timing', '--output-format', 'json'], { cwd: folder(files) });
    expect({ code, stderr }).toEqual({ code: 1, stderr: '' });
    const { total, rules, rest } = JSON.parse(stdout) as Times;
    const found = Object.fromEntries(rules.map(({ rule, findings }) => [rule, findings]));
    expect(found).toMatchObject({ 'no-latest': 1, 'no-maintainer': 2 });
    expect(rules.map(({ time }) => time)).toEqual(rules.map(({ time }) => time).sort((a, b) => b - a));
    const sum = rules.reduce((all, { time }) => all + time, rest.time);
    expect(Math.abs(sum - total)).toBeLessThan(0.02);
    const shares = rules.reduce((all, { share }) => all + share, rest.share);
    expect(Math.abs(shares - 1)).toBeLessThan(0.01);
  });

  it('is a table for readers', () => {
    const { stdout } = plimsoll(['--timing'], { cwd: folder(files) });
    const lines = stdout.split('\n');
    expect(lines[0]).toMatch(/^ *ms +share {2}findings {2}rule$/);
    expect(stdout).toMatch(/^ *\d+\.\d +\d+\.\d % +2 {2}no-maintainer$/m);
    expect(stdout).toMatch(/^ *\d+\.\d +100\.0 % +3 {2}\(all\)$/m);
    expect(stdout).toContain('3 findings in 2 files');
    expect(plimsoll(['--timing', '--quiet'], { cwd: folder(files) }).stdout).not.toContain('in 2 files');
  });

  it('goes with fixes and lists, not with other tables', () => {
    const cwd = folder({ ...files, list: 'a.dockerfile\n' });
    expect(plimsoll(['--timing', '--files-from', 'list'], { cwd }).stdout).toMatch(/ 2 {2}no-maintainer/);
    expect(plimsoll(['--timing', '--fix'], { cwd }).stdout).toMatch(/ 0 {2}no-maintainer/);
    const refusal = (...args: string[]): string => plimsoll(['--timing', ...args], { cwd }).stderr.split('\n')[0] ?? '';
    expect(refusal('--output-format', 'sarif')).toBe('plimsoll: --timing can be text or json, not sarif');
    expect(refusal('--statistics')).toBe('plimsoll: --timing says how often each rule speaks as well: leave out --statistics');
    expect(refusal('--diff')).toBe('plimsoll: --diff prints a patch and cannot be combined with --timing');
  });
});
