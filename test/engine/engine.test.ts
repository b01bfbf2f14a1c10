import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fix } from '../../src/engine/fix.ts';
import { keepsStructure } from '../../src/engine/keeps-structure.ts';
import { applyEdits, overlaps } from '../../src/engine/edits.ts';
import { lint } from '../../src/engine/lint.ts';
import type { RuleSetting } from '../../src/engine/types.ts';
import { defineRule, type AnyRule } from '../../src/rule.ts';
import { parse } from '../../src/syntax/parse.ts';

const on = (...rules: readonly AnyRule[]): readonly RuleSetting[] => rules.map((rule) => ({ rule, severity: rule.severity, options: {} }));
const words = {
  summary: 'A.',
  why: 'B.',
  category: 'style',
  severity: 'warning',
  messages: { hit: 'Saw {{what}}.' },
  examples: [],
} as const;

const keyword = (name: string, replacement: string): AnyRule =>
  defineRule({
    ...words,
    name: `no-${name.toLowerCase()}`,
    fix: 'safe',
    fixTitle: 'Replace it',
    visit: {
      Keyword(node, { report }) {
        if (node.text !== name) return;
        report({ at: node, message: 'hit', data: { what: name }, fix: (edit) => edit.replace(node, replacement) });
      },
    },
  });

const throwing = defineRule({
  ...words,
  name: 'no-luck',
  visit: {
    Run() {
      throw new Error('boom');
    },
  },
});

describe('lint', () => {
  it('gives places in lines and columns, messages filled in, by place', () => {
    const { findings } = lint({ path: 'x', text: '\ufeffFROM a\n  RUN b\nRUN c\n' }, on(keyword('RUN', 'run')));
    expect(
      findings.map(({ line, column, endLine, endColumn, message, range }) => [line, column, endLine, endColumn, message, range]),
    ).toEqual([
      [2, 3, 2, 6, 'Saw RUN.', [9, 12]],
      [3, 1, 3, 4, 'Saw RUN.', [15, 18]],
    ]);
  });

  it('goes on when a rule throws, and says so once', () => {
    const { findings, failures } = lint({ path: 'x', text: 'FROM a\nRUN b\nRUN c\n' }, on(throwing, keyword('RUN', 'run')));
    expect(failures.map(({ rule, path }) => [rule, path])).toEqual([['no-luck', 'x']]);
    expect(findings).toHaveLength(2);
  });

  it('walks into ONBUILD', () => {
    expect(lint({ path: 'x', text: 'FROM a\nONBUILD RUN b\n' }, on(keyword('RUN', 'run'))).findings.map(({ column }) => column)).toEqual([
      9,
    ]);
  });
});

describe('suppressions', () => {
  const lines = (text: string, options = {}): readonly number[] =>
    lint({ path: 'x', text }, on(keyword('RUN', 'run')), options).findings.map(({ line }) => line);

  it.each([
    ['FROM a\n# plimsoll ignore=no-run -- why\nRUN b\nRUN c\n', [4]],
    ['FROM a\n# plimsoll ignore=no-run\n# and more words\n\nRUN b\n', []],
    ['FROM a\n# plimsoll ignore=other,no-run\nRUN b\n', []],
    ['FROM a\n# plimsoll ignore=other\nRUN b\n', [3]],
    ['FROM a\n# ignore=no-run\nRUN b\n', [3]],
  ])('%j leaves lines %j', (text, expected) => {
    expect(lines(text)).toEqual(expected);
  });

  it('are not read when inline comments are off', () => {
    expect(lines('FROM a\n# plimsoll ignore=no-run\nRUN b\n', { inlineConfig: false })).toEqual([3]);
  });

  it('inside an instruction cover the next line alone', () => {
    const word = defineRule({
      ...words,
      name: 'no-x',
      visit: {
        Command({ words: [, ...rest] }, { report }) {
          for (const at of rest) report({ at, message: 'hit', data: { what: at.text } });
        },
      },
    });
    const text = 'FROM a\nRUN a \\\n  one \\\n  # plimsoll ignore=no-x -- why\n  # more\n  two \\\n  three\n';
    expect(lint({ path: 'x', text }, on(word)).findings.map(({ message }) => message)).toEqual(['Saw one.', 'Saw three.']);
  });
});

describe('fix', () => {
  const fixed = (text: string, ...rules: readonly AnyRule[]): string => fix({ path: 'x', text }, on(...rules), { unsafe: true }).text;

  it('works in passes until nothing changes, and keeps the byte order mark', () => {
    expect(fixed('\ufeffFROM a\nRUN b\n', keyword('RUN', 'CMD'), keyword('CMD', 'ENTRYPOINT'))).toBe('\ufeffFROM a\nENTRYPOINT b\n');
  });

  it('ends when fixes chase each other', () => {
    const result = fix({ path: 'x', text: 'FROM a\nRUN b\n' }, on(keyword('RUN', 'CMD'), keyword('CMD', 'RUN')), { unsafe: true });
    expect(result.text).toMatch(/^FROM a\n(RUN|CMD) b\n$/);
  });

  it('does not write a fix that breaks the file or another instruction', () => {
    expect(fixed('FROM a\nRUN b\nUSER c\n', keyword('RUN', 'RUNN'))).toBe('FROM a\nRUN b\nUSER c\n');
    const swallow = defineRule({
      ...words,
      name: 'no-b',
      fix: 'safe',
      fixTitle: 'Continue',
      visit: {
        Run(node, { report }) {
          report({ at: node, message: 'hit', data: { what: '' }, fix: (edit) => edit.insertAfter(node, ' \\') });
        },
      },
    });
    expect(fixed('FROM a\nRUN b\nUSER c\n', swallow)).toBe('FROM a\nRUN b\nUSER c\n');
  });

  it('does not make a fix that leaves its finding, nor let it grow', () => {
    const growing = defineRule({
      ...words,
      name: 'no-peace',
      fix: 'safe',
      fixTitle: 'More',
      visit: {
        Run(node, { report }) {
          report({ at: node.keyword, message: 'hit', data: { what: '' }, fix: (edit) => edit.insertAfter(node, ' more') });
        },
      },
    });
    const result = fix({ path: 'x', text: 'FROM a\nRUN b\nUSER c\n' }, on(growing, keyword('USER', 'user')), { unsafe: true });
    expect([result.text, result.fixed]).toEqual(['FROM a\nRUN b\nuser c\n', 1]);
  });

  it('does not touch a file that Docker cannot parse', () => {
    expect(fixed('FROM a\nRUN b\nENV X\n', keyword('RUN', 'CMD'))).toBe('FROM a\nRUN b\nENV X\n');
  });

  it('leaves unsafe fixes out unless they are asked for', () => {
    const unsafe: AnyRule = { ...keyword('RUN', 'CMD'), fix: 'unsafe', fixTitle: 'x' };
    const input = { path: 'x', text: 'FROM a\nRUN b\n' };
    expect(fix(input, on(unsafe), { unsafe: false }).text).toBe(input.text);
    expect(fix(input, on(unsafe), { unsafe: true }).text).toBe('FROM a\nCMD b\n');
  });
});

describe('edits', () => {
  it('clash where they share characters or a place of insertion', () => {
    expect(overlaps([0, 2], [2, 4])).toBe(false);
    expect(overlaps([0, 3], [2, 4])).toBe(true);
    expect(overlaps([2, 2], [2, 2])).toBe(true);
    expect(overlaps([2, 2], [2, 4])).toBe(true);
    expect(overlaps([1, 1], [2, 4])).toBe(false);
  });

  it('are applied by place', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1, maxLength: 30 }), fc.uniqueArray(fc.nat(29), { maxLength: 6 }), (text, places) => {
        const edits = places.filter((at) => at < text.length).map((at) => ({ range: [at, at + 1] as const, text: `<${String(at)}>` }));
        expect(applyEdits(text, edits)).toBe(
          [...text.split('')].map((char, at) => (edits.some(({ range }) => range[0] === at) ? `<${String(at)}>` : char)).join(''),
        );
      }),
    );
  });
});

describe('structure', () => {
  it('is kept when only the edited instruction differs', () => {
    const before = parse('FROM a\nRUN b\nUSER c\n');
    expect(keepsStructure(before, parse('FROM a\nRUN x\nUSER c\n'), [{ range: [11, 12], text: 'x' }])).toBe(true);
    expect(keepsStructure(before, parse('FROM a\nRUN x\nUSER d\n'), [{ range: [11, 12], text: 'x' }])).toBe(false);
    expect(keepsStructure(before, parse('FROM a\nUSER c\n'), [])).toBe(false);
  });
});

describe('suppressions of every form', () => {
  const seen = (text: string): readonly number[] =>
    lint({ path: 'x', text }, on({ ...keyword('RUN', 'run'), codes: { hadolint: ['DL3059'], buildkit: ['SomeCheck'] } })).findings.map(
      ({ line }) => line,
    );

  it.each([
    ['FROM a\n# hadolint ignore=DL3059\nRUN b\nRUN c\n', [4]],
    ['FROM a\n# hadolint ignore=DL3008,DL3059 # dummy\n# check=skip=Other // dummy\nRUN b\n', []],
    ['FROM a\n# check=skip=SomeCheck // dummy\nRUN b\n', []],
    ['FROM a\n# hadolint global ignore=DL3059\nRUN b\nRUN c\n', []],
    ['# check=skip=SomeCheck,Other;error=true\nFROM a\nRUN b\n', []],
    ['# check=skip=all\nFROM a\nRUN b\n', []],
    ['# plimsoll ignore-file=no-run -- generated\nFROM a\nRUN b\nFROM c\nRUN d\n', []],
    ['FROM a\n# plimsoll ignore-stage=no-run\nRUN b\nRUN c\nFROM d\nRUN e\n', [6]],
    ['FROM a\nRUN b\n# plimsoll ignore-stage=no-run\nFROM d\nRUN e\n', [2]],
    ['# plimsoll ignore-stage=no-run\nARG A\nFROM a\nRUN b\nFROM c\nRUN d\n', [6]],
    ['FROM a\n# plimsoll ignore=all -- why\nRUN b\nRUN c\n', [4]],
    ['FROM a\n# PLIMSOLL ignore=No-Run\nRUN b\n', []],
  ])('%j leaves lines %j', (text, expected) => {
    expect(seen(text)).toEqual(expected);
  });

  it('make BuildKit findings errors where its directive says so', () => {
    const rule: AnyRule = { ...keyword('RUN', 'run'), codes: { buildkit: ['SomeCheck'] } };
    const severities = (text: string): readonly string[] => lint({ path: 'x', text }, on(rule)).findings.map(({ severity }) => severity);
    expect(severities('# check=error=true\nFROM a\nRUN b\n')).toEqual(['error']);
    expect(severities('FROM a\nRUN b\n')).toEqual(['warning']);
  });
});
