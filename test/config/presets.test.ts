import { describe, expect, it } from 'vitest';
import { rules } from '../../rules/index.ts';
import { hadolintSeverities, retiredHadolintCodes } from '../../src/config/hadolint-severities.ts';
import { planRules } from '../../src/config/plan.ts';
import { isInPreset, presetAssignments, type Preset } from '../../src/config/presets.ts';
import { hasShared, rows } from '../shared.ts';
import * as stubs from './rules.ts';

describe('presets', () => {
  it.each([
    ['recommended', ['no-a', 'require-c', 'valid-syntax']],
    ['strict', ['no-a', 'no-b', 'require-c', 'valid-syntax']],
    ['cis', []],
    ['hadolint', ['no-a', 'no-b', 'valid-syntax']],
    ['buildkit', ['no-a', 'valid-syntax']],
    ['all', ['no-a', 'no-b', 'require-c', 'valid-syntax']],
    ['off', []],
  ] as const)('%s', (preset, names) => {
    expect(stubs.rules.filter((rule) => isInPreset(rule, preset)).map((rule) => rule.name)).toEqual(names);
    const plans = planRules(stubs.rules, presetAssignments(preset, stubs.rules));
    expect(
      plans.filter(({ whole, byCode }) => whole.isOn || [...byCode.values()].some(({ isOn }) => isOn)).map(({ rule }) => rule.name),
    ).toEqual(names);
  });

  it('give a code the severity of its tool', () => {
    const said = (preset: Preset): unknown =>
      planRules(stubs.rules, presetAssignments(preset, stubs.rules)).map(({ rule, whole, byCode }) => [
        rule.name,
        whole.isOn,
        Object.fromEntries([...byCode].map(([code, { severity }]) => [code, severity])),
      ]);
    expect(said('hadolint')).toEqual([
      ['no-a', false, { DL3008: 'warning', DL3009: 'info' }],
      ['no-b', false, { DL3026: 'error', DL3009: 'info', SC2086: 'warning' }],
      ['require-c', false, {}],
      ['valid-syntax', true, {}],
    ]);
    expect(said('buildkit')).toEqual([
      ['no-a', false, { UndefinedVar: 'warning' }],
      ['no-b', false, {}],
      ['require-c', false, {}],
      ['valid-syntax', true, {}],
    ]);
  });
});

describe('the severities of hadolint', () => {
  it('are known for every code of it that a rule has', () => {
    const codes = rules.flatMap((rule) => rule.codes?.hadolint ?? []);
    expect(codes.filter((code) => !hadolintSeverities[code] && !retiredHadolintCodes.has(code))).toEqual([]);
  });

  it.skipIf(!hasShared)('are those that hadolint gives to real files', () => {
    const files = rows<{ readonly findings: readonly (readonly [string, number, string])[] }>('oracle/hadolint.jsonl');
    const findings = files.flatMap((file) => file.findings);
    const said = new Map(
      findings.flatMap(([code, , severity]) => (code.startsWith('DL') ? [[code, severity.replace('style', 'info')]] : [])),
    );
    expect(said.size).toBeGreaterThan(30);
    for (const [code, severity] of said) expect(`${code} ${hadolintSeverities[code] ?? ''}`).toBe(`${code} ${severity}`);
  });
});
