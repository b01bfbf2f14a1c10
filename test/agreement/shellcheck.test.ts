import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { rules } from '../../rules/index.ts';
import { builtCommand } from '../cli/command.ts';
import { corpus, hasShared, shared } from '../shared.ts';
import { compare, plimsollSays, rateOf, shellcheckSays, tableOf, type Said } from './referee.ts';

const hasShellcheck = spawnSync('shellcheck', ['--version']).status === 0;
if (!hasShellcheck) console.warn('skipped: ShellCheck as a referee, since it is not installed');

const least = 95;

describe.skipIf(!hasShared || !hasShellcheck || !existsSync(builtCommand))('ShellCheck as a referee over the RUNs of real files', () => {
  it(`agrees in ${least} of 100 findings by every code that a rule has, or the reason is written down`, { timeout: 300_000 }, () => {
    const files = corpus();
    const theirs = shellcheckSays(files);
    expect(theirs.length).toBeGreaterThan(150);
    const rows = compare(plimsollSays(files, join(shared, 'corpus'), builtCommand), theirs);
    const ours = new Set(rules.flatMap(({ codes }) => codes?.shellcheck ?? []));
    const reasons = readFileSync(resolve('test/agreement/shellcheck.md'), 'utf8').split('## Kinds of difference')[1] ?? '';
    const isExplained = (code: string, kind: string): boolean =>
      reasons.split('\n').some((line) => line.includes(`| ${kind} |`) && line.slice(0, line.indexOf(kind)).includes(code));
    const unexplained = rows
      .filter(({ code }) => ours.has(code))
      .filter(
        ({ code, both, onlyOurs, onlyTheirs }) =>
          ((rateOf(both, onlyTheirs) ?? 100) < least && !isExplained(code, 'only theirs')) ||
          ((rateOf(both, onlyOurs) ?? 100) < least && !isExplained(code, 'only ours')),
      );
    expect(tableOf(unexplained).split('\n').slice(2, -1)).toEqual([]);
  });
});

describe('comparing', () => {
  const at = (code: string, line: number, column: number): Said => ({
    ...{ path: 'Dockerfile', code, line, column, endLine: line, endColumn: column + 2 },
    message: '',
  });

  it('takes place before line, each finding once, and codes apart', () => {
    const rows = compare(
      [at('SC2086', 2, 5), at('SC2086', 2, 9), at('SC2086', 3, 1), at('SC2046', 2, 5)],
      [at('SC2086', 2, 9), at('SC2086', 2, 20), at('SC2086', 4, 1)],
    );
    expect(tableOf(rows).split('\n').slice(2)).toEqual([
      '| SC2086 | 2 | 1 | 1 | 66.6 % | 66.6 % |',
      '| SC2046 | 0 | 1 | 0 |  | 0 % |',
      '| all | 2 | 2 | 1 | 66.6 % | 50 % |',
    ]);
  });
});
