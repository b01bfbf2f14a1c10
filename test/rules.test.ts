import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { rules } from '../rules/index.ts';
import { outputs } from '../src/generate.ts';
import type { AnyRule, Example, Tool } from '../src/rule.ts';
import { checkExample, readMarks, variants } from './rule-examples.ts';

const codePatterns = {
  hadolint: /^(DL|SC)\d{4}$/,
  buildkit: /^([A-Z][a-z]*)+$/,
  shellcheck: /^SC\d{4}$/,
  tally: /^([a-z0-9-]+\/)?[A-Za-z0-9-]+$/,
  trivy: /^(AVD-)?DS-?\d{3,4}$/,
  checkov: /^CKV2?_DOCKER_\d+$/,
  kics: /^[0-9a-f]{8}(-[0-9a-f]{4}){0,3}(-[0-9a-f]{12})?$/,
  semgrep: /^[a-z0-9.-]+$/,
  dockerfilelint: /^[A-Za-z0-9_.-]+$/,
  dockerfileUtils: /^[A-Z_]+$/,
  dockerBench: /^4\.\d+$/,
  lynis: /^[a-z0-9-]+$/,
  dockle: /^(CIS-DI|DKL-DI|DKL-LI)-\d{4}$/,
} satisfies Record<Tool, RegExp>;

describe('all rules', () => {
  it('are in rules/index.ts', () => {
    const files = readdirSync('rules').filter((file) => file.endsWith('.ts') && file !== 'index.ts');
    expect(rules.map((rule) => `${rule.name}.ts`)).toEqual(files.sort());
  });

  it('have summaries of their own', () => {
    const summaries = rules.map((rule) => rule.summary);
    expect(summaries.filter((summary, i) => summaries.indexOf(summary) < i)).toEqual([]);
  });

  it('are described as they are: `npm run generate`', () => {
    for (const { path, text } of outputs(rules)) expect(readFileSync(path, 'utf8')).toBe(text);
  });
});

describe.each(rules.map((rule) => [rule.name, rule] as const))('%s', (_, rule) => {
  it('says what it is', () => {
    expect(rule.name).toMatch(/^[a-z][a-z0-9]*(-[a-z0-9]+)+$/);
    expect(rule.summary).toMatch(/^[A-Z`].*\.$/s);
    expect(rule.why).toMatch(/\S.*[.!?]$/s);
    expect(wordsOf(rule).filter((words) => /TODO|FIXME/.test(words))).toEqual([]);
    expect(messagesOf(rule).filter((message) => !/[.!?)]$/.test(message))).toEqual([]);
    expect(rule.fixTitle === undefined, 'fixTitle stands with fix').toBe(rule.fix === undefined);
    expect(rule.fixTitle ?? '', 'a title has no full stop').not.toMatch(/\.$/);
    expect((rule.references ?? []).filter((url) => !url.startsWith('https://'))).toEqual([]);
    expect(Object.keys(rule.visit)).not.toEqual([]);
  });

  it('has codes as their tools write them', () => {
    const codes = Object.entries(rule.codes ?? {}) as [Tool, readonly string[]][];
    expect(codes.flatMap(([tool, list]) => list.filter((code) => !codePatterns[tool].test(code)))).toEqual([]);
    expect(codes.filter(([, list]) => new Set(list).size < list.length || list.length === 0)).toEqual([]);
  });

  it('shows what it reports and what not', () => {
    const isReported = rule.examples.map(({ bad }) => bad !== undefined);
    expect(isReported).toContain(true);
    expect(rule.examples.some(({ good }) => good !== undefined)).toBe(true);
    for (const { bad, good } of rule.examples) {
      if (bad !== undefined) expect(readMarks(bad).ranges).not.toEqual([]);
      expect(good ?? '', 'only `bad` has marks').not.toMatch(/[«»]/);
      expect(bad ?? good, 'an example is bad or good').toBeDefined();
    }
  });

  for (const [i, example] of rule.examples.entries()) {
    const label = `example ${String(i + 1)}: ${(example.bad ?? example.good ?? '').trim().replace(/\s+/g, ' ').slice(0, 60)}`;
    it(label, () => {
      checkExample(rule, example);
    });
    for (const variant of variants) {
      const rewritten = variant.rewrite(rule, example);
      if (!rewritten) continue;
      it(`${label} (${variant.name})`, () => {
        checkExample(rule, rewritten, variant);
      });
    }
  }
});

const messagesOf = (rule: AnyRule): readonly string[] => Object.values(rule.messages as Readonly<Record<string, string>>);

const wordsOf = (rule: AnyRule): readonly string[] => {
  const notes = (rule.examples as readonly Example[]).map(({ note }) => note ?? '');
  return [rule.summary, rule.why, rule.fixTitle ?? '', ...messagesOf(rule), ...notes];
};
