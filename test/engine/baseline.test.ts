import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ignoreEdits } from '../../src/engine/add-ignores.ts';
import { applyBaseline, makeBaseline } from '../../src/engine/baseline.ts';
import { applyEdits } from '../../src/engine/edits.ts';
import { lint } from '../../src/engine/lint.ts';
import type { Finding, LintResult, RuleSetting } from '../../src/engine/types.ts';
import { rules } from '../../rules/index.ts';
import { defaultOptions } from '../../src/config/select.ts';
import { parse } from '../../src/syntax/parse.ts';
import { corpus, hasShared } from '../shared.ts';

/** Without the rule that forbids what silences it. */
const settings: readonly RuleSetting[] = rules
  .filter(({ name }) => name !== 'no-inline-suppression')
  .map((rule) => ({ rule, severity: rule.severity, options: defaultOptions(rule) }));
const finding = (rule: string, message: string, line: number): Finding => ({
  ...{ rule, message, line, codes: [], category: 'style', severity: 'warning', range: [line, line] },
  ...{ column: 1, endLine: line, endColumn: 2 },
});
const result = (...findings: readonly Finding[]): LintResult => ({ path: 'Dockerfile', text: '', findings, failures: [] });

describe('baseline', () => {
  it('knows what was there, wherever it has moved', () => {
    const baseline = makeBaseline([result(finding('a', 'x', 1), finding('a', 'x', 2), finding('b', 'y', 3))]);
    expect(baseline).toEqual({ Dockerfile: { a: { x: 2 }, b: { y: 1 } } });
    expect(applyBaseline(result(finding('a', 'x', 11), finding('b', 'y', 12), finding('a', 'x', 13)), baseline)).toEqual({
      result: result(),
      stale: [],
    });
  });

  it('reports what is new, and of one rule the finding with the new message', () => {
    const baseline = makeBaseline([result(finding('a', 'x', 1))]);
    const { result: left } = applyBaseline(result(finding('a', 'z', 1), finding('a', 'x', 2), finding('c', 'x', 3)), baseline);
    expect(left.findings.map(({ rule, message }) => [rule, message])).toEqual([
      ['a', 'z'],
      ['c', 'x'],
    ]);
  });

  it('takes a changed message for the known finding while the count is the same', () => {
    const baseline = makeBaseline([result(finding('a', 'later one on line 5', 1))]);
    expect(applyBaseline(result(finding('a', 'later one on line 7', 1)), baseline).result.findings).toEqual([]);
  });

  it('tells what is gone', () => {
    const baseline = makeBaseline([result(finding('a', 'x', 1), finding('a', 'y', 2), finding('b', 'z', 3))]);
    expect(applyBaseline(result(finding('a', 'y', 1)), baseline).stale).toEqual([
      { path: 'Dockerfile', rule: 'a', gone: 1 },
      { path: 'Dockerfile', rule: 'b', gone: 1 },
    ]);
  });

  it('never leaves more than is new, and nothing right after it was made', () => {
    const findings = fc.array(
      fc.record({ rule: fc.constantFrom('a', 'b', '__proto__'), message: fc.constantFrom('x', 'y', 'constructor') }),
      { maxLength: 12 },
    );
    const of = (list: readonly { rule: string; message: string }[]): LintResult =>
      result(...list.map(({ rule, message }, i) => finding(rule, message, i)));
    fc.assert(
      fc.property(findings, findings, (before, after) => {
        const baseline = JSON.parse(JSON.stringify(makeBaseline([of(before)]))) as ReturnType<typeof makeBaseline>;
        expect(applyBaseline(of(before), baseline).result.findings).toEqual([]);
        for (const name of ['a', 'b']) {
          const count = (list: readonly { rule: string }[]): number => list.filter(({ rule }) => rule === name).length;
          expect(count(applyBaseline(of(after), baseline).result.findings)).toBe(Math.max(0, count(after) - count(before)));
        }
      }),
    );
  });
});

describe('added ignores', () => {
  const two = settings.filter(({ rule }) => rule.name === 'no-expose-host-port' || rule.name === 'valid-syntax');
  const added = (text: string): string => applyEdits(text, ignoreEdits(parse(text), lint({ path: 'x', text }, two).findings, '\n', ''));

  it('stand above the instruction, never above directives', () => {
    expect(added('# syntax=docker/dockerfile:1\nFROM scratch\n  EXPOSE 1:1\n')).toBe(
      '# syntax=docker/dockerfile:1\nFROM scratch\n  # plimsoll ignore=no-expose-host-port\n  EXPOSE 1:1\n',
    );
    expect(added('# syntax=docker/dockerfile:1\n# only\n')).toBe(
      '# syntax=docker/dockerfile:1\n# plimsoll ignore-file=valid-syntax\n# only\n',
    );
  });

  it('join a comment that is there', () => {
    expect(added('FROM scratch\n# plimsoll ignore=no-root-user -- why\nEXPOSE 1:1\n')).toContain(
      '# plimsoll ignore=no-root-user,no-expose-host-port -- why\n',
    );
  });

  it.skipIf(!hasShared)('silence every finding of real files and change no instruction', () => {
    for (const { path, text } of corpus().filter((file) => !file.text.startsWith('\ufeff'))) {
      const first = lint({ path, text }, settings, { fixes: false });
      const tree = parse(text);
      const silenced = applyEdits(text, ignoreEdits(tree, first.findings, '\n', ' -- known'));
      const again = lint({ path, text: silenced }, settings, { fixes: false });
      expect(again.findings.map(({ rule, line }) => `${path}:${String(line)} ${rule}`)).toEqual([]);
      const written = (file: typeof tree): readonly string[] => file.instructions.map(({ range }) => file.text.slice(...range));
      expect(written(parse(silenced)), path).toEqual(written(tree));
    }
  });
});
