import { describe, expect, it } from 'vitest';
import { rules } from '../../rules/index.ts';
import { defaultOptions } from '../../src/config/select.ts';
import { lint } from '../../src/engine/lint.ts';
import { Mentions, toWords } from '../../src/engine/mentions.ts';
import type { RuleSetting } from '../../src/engine/types.ts';
import { insecureSettings, insecureSwitches, insecureVariables, trustedHostOptions } from '../../src/knowledge/certificate-checks.ts';
import { commandStems, packageManagerEntries } from '../../src/knowledge/package-managers.ts';
import { daemonStems, packageNotes } from '../../src/knowledge/packages.ts';
import { stemsOf } from '../../src/knowledge/stems.ts';
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

describe('a rule that waits for a word', () => {
  const seen: string[] = [];
  const rule = (name: string, mentions?: readonly string[]): AnyRule => ({
    ...{ name, summary: '', why: '', category: 'style', severity: 'info', messages: {}, examples: [] },
    ...(mentions && { mentions }),
    visit: { Dockerfile: () => seen.push(`${name}: file`), Command: () => seen.push(`${name}: command`) },
  });

  it.each([
    ['FROM a\nRUN b\n', ['no-a: file', 'no-c: file', 'no-a: command', 'no-c: command']],
    ['FROM b\nRUN d\n', ['no-a: file', 'no-b: file', 'no-d: file', 'no-a: command', 'no-b: command', 'no-d: command']],
    ['FROM scratch\n', ['no-a: file', 'no-c: file']],
  ])('is run on no other file: %j', (text, expected) => {
    seen.length = 0;
    const list = [rule('no-a'), rule('no-b', ['from b']), rule('no-c', ['C', 'run b']), rule('no-d', ['run d'])];
    lint({ path: 'Dockerfile', text }, list.map(settingOf));
    expect(seen).toEqual(expected);
  });
});

describe('the words of tables', () => {
  const isCovered = (names: readonly string[], words: readonly string[]): readonly string[] =>
    names.filter((name) => !words.some((word) => name.toLowerCase().includes(word)));

  it('find every daemon but the one of two letters', () => {
    const names = packageNotes.flatMap((note) => (note.class === 'daemon' ? note.names : []));
    expect(isCovered(names, daemonStems)).toEqual(['at']);
    expect(new Mentions('FROM a\nRUN apt-get install at').any(toWords(daemonStems))).toBe(true);
    expect(isCovered(['zabbix_agentd', 'crond', 'rsyslogd', 'systemd', 'init'], daemonStems)).toEqual([]);
  });

  it('find every way to switch off a check of certificates', () => {
    const words = rules.find(({ name }) => name === 'no-disabled-certificate-check')?.mentions ?? [];
    const switches = insecureSwitches.map(({ command, long }) => `${command} ${long}`);
    const settings = insecureSettings.map(({ words: { source } }) => source);
    expect(isCovered([...switches, ...settings, ...trustedHostOptions.values(), ...insecureVariables.keys()], words)).toEqual([]);
    expect(
      isCovered(
        insecureSwitches.flatMap(({ command, short }) => (short === undefined ? [] : [command])),
        words,
      ),
    ).toEqual([]);
  });

  it('find every package manager, whatever version its name has', () => {
    const names = packageManagerEntries.flatMap(([, { commands, versioned }]) => [...commands, ...(versioned ? [versioned.source] : [])]);
    expect(
      isCovered(
        names,
        commandStems(() => true),
      ),
    ).toEqual([]);
  });
});

describe('stemsOf', () => {
  it.each([
    [['apt-get', 'apt', 'aptitude'], ['apt']],
    [['a', 'a'], ['a']],
    [
      ['ab', 'bc'],
      ['ab', 'bc'],
    ],
    [[], []],
  ])('of %j: %j', (words, expected) => {
    expect(stemsOf(words)).toEqual(expected);
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
    ['FROM a\nRUN a\\\n# between\n\npt', ['apt'], true],
    ['FROM a\nRUN a\\ \t\npt', ['apt'], true],
    ['FROM a\nRUN ap\\\nt', ['apt'], true],
    ['FROM a\nRUN a"p"t', ['apt'], true],
    ["FROM a\nRUN 'a'pt", ['apt'], true],
    ['FROM a\nRUN \\apt', ['apt'], true],
    ['FROM a\nCMD ["\\u0061pt"]', ['apt'], true],
    ["FROM a\nRUN $'\\x61pt'", ['apt'], true],
    ['FROM a\nRUN \\unknown', ['apt'], false],
    ['FROM a\nRUN CD /', ['cd'], true],
    ['FROM a\nRUN dc', ['cd'], false],
    ['FROM a\nRUN a |\\\n| b', ['||'], true],
    ['FROM a\nRUN a | b', ['||'], false],
    ['FROM a\nRUN x', ['$', 'X'], true],
    ['FROM a\nRUN x', ['$', '\u2019'], false],
    ['FROM a\nRUN \u2019', ['\u2019'], true],
    ['FROM apt', ['apt'], true],
    ['', ['apt', 'a'], false],
  ])('of %j: any of %j is %s', (text, words, expected) => {
    expect(new Mentions(text).any(toWords(words))).toBe(expected);
  });
});
