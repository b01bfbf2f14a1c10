import { describe, expect, it } from 'vitest';
import { rules } from '../../rules/index.ts';
import { defaultOptions } from '../../src/config/select.ts';
import { lint } from '../../src/engine/lint.ts';
import { Mentions, toWords } from '../../src/engine/mentions.ts';
import type { RuleSetting } from '../../src/engine/types.ts';
import { exampleFiles } from '../../src/generate.ts';
import type { AnyRule } from '../../src/rule.ts';
import { readMarks } from '../rule-examples.ts';

const settingOf = (rule: AnyRule): RuleSetting => ({ rule, severity: rule.severity, options: defaultOptions(rule) });
const settings = rules.map(settingOf);
const always = rules.map(({ mentions: _, ...rule }) => settingOf(rule as AnyRule));

describe('the words that rules wait for', () => {
  it.each(rules.filter(({ mentions }) => mentions).map((rule) => [rule.name, rule] as const))('are in lower case: %s', (_, rule) => {
    expect(rule.mentions).toEqual(rule.mentions?.map((word) => word.toLowerCase()));
  });

  it.each(rules.map((rule) => [rule.name, rule] as const))('hide nothing that any rule finds in the examples of %s', (_, rule) => {
    for (const { bad, good, files } of rule.examples) {
      for (const text of [bad && readMarks(bad).text, good]) {
        if (text === undefined) continue;
        const input = { path: 'Dockerfile', text, ...(files && { files: exampleFiles(text, files) }) };
        const found = (list: readonly RuleSetting[]) => lint(input, list).findings.map(({ rule, range }) => [rule, range]);
        expect(found(settings)).toEqual(found(always));
      }
    }
  });
});

describe('Mentions', () => {
  it.each([
    ['FROM a\nRUN apt-get install openssh', ['ssh'], true],
    ['FROM a\nRUN APT-GET', ['apt'], true],
    ['FROM a\nRUN apt-get', ['dnf', 'apt'], true],
    ['FROM a\nRUN yum', ['dnf', 'apt'], false],
    ['FROM a\nRUN a\\\npt', ['apt'], true],
    ['FROM a\nRUN a\\\r\npt', ['apt'], true],
    ['# escape=`\nFROM a\nRUN a`\npt', ['apt'], true],
    ['FROM a\nRUN a \\\n pt', ['apt'], false],
    ['FROM a\nRUN a \\\npt', ['apt'], false],
    ['FROM a\nRUN a\n', [], false],
  ])('of %j: any of %j is %s', (text, words, expected) => {
    expect(new Mentions(text).any(toWords(words))).toBe(expected);
  });
});
