import { describe, expect, it } from 'vitest';
import { planRules, settingsOf, type Assignment } from '../../src/config/plan.ts';
import { presetAssignments, type Preset } from '../../src/config/presets.ts';
import { chosen, resolve, type Choice } from '../../src/config/select.ts';
import { lint } from '../../src/engine/lint.ts';
import { defineRule, type AnyRule } from '../../src/rule.ts';

const codesAt: Readonly<Record<string, readonly string[] | undefined>> = {
  a: ['A'],
  b: ['B', 'KICS'],
  ab: ['A', 'B'],
  none: [],
  all: undefined,
};

/** Reports each stage name with the codes that stand behind it above. */
const rule = defineRule({
  name: 'no-stage',
  summary: '.',
  why: '.',
  category: 'stages',
  severity: 'info',
  codes: { hadolint: ['A', 'B'], kics: ['KICS'] },
  messages: { stage: '.' },
  examples: [],
  visit: {
    From: (from, { report }) => report({ at: from, message: 'stage', codes: codesAt[from.alias?.text ?? ''] }),
  },
}) satisfies AnyRule;

const text = Object.keys(codesAt)
  .map((name) => `FROM x AS ${name}\n`)
  .join('');

const say = (selector: string, severity: 'error' | 'warning' | 'info' | 'off'): Assignment => ({
  parts: resolve(selector, [rule]),
  ...(severity === 'off' ? { isOn: false } : { isOn: true, severity }),
  origin: selector,
});

function run(said: readonly Assignment[], preset: Preset = 'recommended'): string {
  const settings = settingsOf(planRules([rule], [...presetAssignments(preset, [rule]), ...said]));
  const names = Object.keys(codesAt);
  return lint({ path: 'Dockerfile', text }, settings)
    .findings.map(({ line, severity }) => `${names[line - 1] ?? ''}:${severity[0] ?? ''}`)
    .join(' ');
}

const choose = (choice: Choice): readonly Assignment[] => chosen(choice, [rule]);

describe('planRules', () => {
  it.each([
    ['nothing', [], 'a:i b:i ab:i none:i all:i'],
    ['the rule', [say('no-stage', 'error')], 'a:e b:e ab:e none:e all:e'],
    ['one code', [say('A', 'error')], 'a:e b:i ab:e none:i all:e'],
    ['two codes: the later wins', [say('A', 'error'), say('B', 'warning')], 'a:e b:w ab:w none:i all:w'],
    ['a code that is off', [say('A', 'off')], 'b:i none:i'],
    ['the whole after a code', [say('A', 'off'), say('no-stage', 'error')], 'a:e b:e ab:e none:e all:e'],
    ['a code of a rule that is off', [say('no-stage', 'off'), say('KICS', 'warning')], 'b:w all:w'],
    ['--select keeps severities', [say('A', 'error'), ...choose({ select: ['all'] })], 'a:e b:i ab:e none:i all:e'],
    ['--select by code', [say('A', 'error'), ...choose({ select: ['A'] })], 'a:e ab:e all:e'],
    ['--ignore', choose({ ignore: ['A'] }), 'b:i none:i'],
    ['--extend-select', [say('no-stage', 'off'), ...choose({ extendSelect: ['kics'] })], 'b:i all:i'],
  ] as const)('%s', (_, said, expected) => {
    expect(run(said)).toBe(expected);
  });

  it('narrows to a tool', () => {
    const known = { ...rule, codes: { hadolint: ['DL3008', 'DL3009'], buildkit: ['UndefinedVar'] } } satisfies AnyRule;
    const settings = (preset: Preset): readonly string[] =>
      settingsOf(planRules([known], presetAssignments(preset, [known]))).map(({ severity }) => severity);
    expect(settings('hadolint')).toEqual(['info', 'warning']);
    expect(settings('buildkit')).toEqual(['warning']);
    expect(settings('cis')).toEqual([]);
  });

  it('leaves a rule as it is where no code is spoken of', () => {
    expect(settingsOf(planRules([rule], presetAssignments('all', [rule])))[0]?.rule).toBe(rule);
  });
});
