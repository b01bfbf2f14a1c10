import { expect, it } from 'vitest';
import { lint } from '../../src/engine/lint.ts';
import type { RuleSetting } from '../../src/engine/types.ts';
import { defineRule, type AnyRule } from '../../src/rule.ts';
import { shellcheckRule } from '../../src/shellcheck/rule.ts';

const own = defineRule({
  ...{ name: 'no-x', summary: 'Disallow x.', why: 'It is x.', category: 'shell', severity: 'info', codes: { shellcheck: ['SC2086'] } },
  messages: { x: 'x' },
  examples: [],
  visit: {
    Command({ words: [, ...words] }, { report }) {
      for (const word of words) if (word.text === '$x') report({ at: word, message: 'x' });
    },
  },
});

const on = (rule: AnyRule, isChosen = false): RuleSetting => ({
  ...{ rule, severity: rule.severity, options: {} },
  ...(isChosen ? { isChosen: true } : {}),
});

/** Says SC2086 of every argument that begins with `$`, and SC2046 of all. */
const relay = shellcheckRule({
  visit(script, { report }) {
    for (const { words } of script.commands)
      for (const word of words.slice(1)) {
        if (word.text.startsWith('$')) report({ at: word, message: 'said', data: { text: 'quote' }, codes: ['SC2086'], severity: 'error' });
        report({ at: word, message: 'said', data: { text: 'other' }, codes: ['SC2046'] });
      }
  },
});

const found = (text: string, settings: readonly RuleSetting[]): readonly string[] =>
  lint({ path: 'Dockerfile', text }, settings).findings.map(({ rule, codes, severity, line, column }) =>
    [rule, ...codes, severity, line, column].join(' '),
  );

it('says once what a rule of our own says, by code and place, then by line', () => {
  expect(found('FROM a\nRUN echo $x $y && \\\n  b $y\n', [on(relay), on(own)])).toEqual([
    'no-x SC2086 info 2 10',
    'shellcheck SC2046 warning 2 10',
    'shellcheck SC2086 error 2 13',
    'shellcheck SC2046 warning 2 13',
    'shellcheck SC2086 error 3 5',
    'shellcheck SC2046 warning 3 5',
  ]);
});

it('is not said because a comment silences our own rule', () => {
  expect(found('FROM a\n# plimsoll ignore=no-x\nRUN echo $x\n', [on(relay), on(own)])).toEqual(['shellcheck SC2046 warning 3 10']);
});

it('gives a chosen severity to everything', () => {
  expect(found('FROM a\nRUN echo $y\n', [on(relay, true)])).toEqual(['shellcheck SC2086 warning 2 10', 'shellcheck SC2046 warning 2 10']);
});

it('heeds # shellcheck disable in a heredoc, for the script or for what follows', () => {
  const script = (lines: string): string => `FROM a\nRUN <<EOF\n${lines}EOF\n`;
  const disabled = (lines: string): readonly string[] => found(script(lines), [on(own)]).map((line) => line.split(' ').slice(-2).join(' '));
  expect(disabled('echo $x\necho $x\n')).toEqual(['3 6', '4 6']);
  expect(disabled('#!/bin/sh\n# shellcheck disable=SC2086,SC2154\nset -e\necho $x\n')).toEqual([]);
  expect(disabled('set -e\n# shellcheck disable=SC2000-SC2100 # why\nif a; then\n  echo $x\nfi\necho $x\n')).toEqual(['8 6']);
  expect(disabled('if a; then\n  # shellcheck disable=all\n  echo $x\n  echo $x\nfi\n')).toEqual(['6 8']);
  expect(disabled('# shellcheck disable=SC2154\necho $x\n')).toEqual(['4 6']);
});
