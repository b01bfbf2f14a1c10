import fc from 'fast-check';
import { stringify } from 'yaml';
import { describe, expect, it } from 'vitest';
import { readDocument, type Tree } from '../../src/config/document.ts';
import { hadolintLayer, hadolintSchema } from '../../src/config/hadolint.ts';
import { initialConfig } from '../../src/config/init.ts';
import { layerOf, type Layer } from '../../src/config/layer.ts';
import { planRules, settingsOf } from '../../src/config/plan.ts';
import { presetAssignments } from '../../src/config/presets.ts';
import { configSchema } from '../../src/config/schema.ts';
import { validate } from '../../src/config/validate.ts';
import { rules } from './rules.ts';

const source = { name: '.hadolint.yaml', folder: '/', rules };
const schema = configSchema(rules);

async function treeOf(text: string): Promise<Tree> {
  const document = await readDocument(text);
  if ('problems' in document) throw new Error(`${JSON.stringify(document.problems)} in ${text}`);
  return document.tree;
}

/** What runs, without the functions that narrow a rule to some of its findings. */
function effect({ preset, assignments, failLevel, inlineConfig }: Layer): unknown {
  const plans = planRules(rules, [...presetAssignments(preset?.value ?? 'recommended', rules), ...assignments]);
  const states = plans.map(({ rule, byCode }) => {
    const codes = [...byCode].map(([code, { isOn, severity, options }]) => {
      const given = Object.fromEntries(Object.entries(options).map(([name, { value }]) => [name, value]));
      return [code, isOn ? { severity, given } : 'off'] as const;
    });
    return [rule.name, Object.fromEntries(codes.filter(([, state]) => state !== 'off'))];
  });
  return { states, running: settingsOf(plans).length, failLevel: failLevel?.value, comments: inlineConfig?.value ?? true };
}

const code = fc.constantFrom('DL3008', 'DL3009', 'DL3026', 'DL3057', 'DL3005', 'SC2086', 'SC1091', 'DL4711', 'a: b # c\n- d');
const codes = fc.array(code, { maxLength: 4 });
const files = fc.record(
  {
    ignored: codes,
    override: fc.record({ error: codes, warning: codes, info: codes, style: codes }, { requiredKeys: [] }),
    'failure-threshold': fc.constantFrom('error', 'warning', 'info', 'style', 'ignore', 'none'),
    'no-fail': fc.boolean(),
    trustedRegistries: fc.oneof(fc.constantFrom('docker.io', '*.gcr.io'), fc.array(fc.string())),
    'label-schema': fc.dictionary(fc.string(), fc.constantFrom('text', 'url')),
    'strict-labels': fc.boolean(),
    'disable-ignore-pragma': fc.boolean(),
    format: fc.string(),
  },
  { requiredKeys: [] },
);

describe('a .hadolint.yaml', () => {
  it('becomes a configuration of ours that is valid and does the same', async () => {
    await fc.assert(
      fc.asyncProperty(files, async (file) => {
        const tree = await treeOf(stringify(file));
        expect(validate(tree, hadolintSchema)).toEqual([]);
        const text = initialConfig({ rules, hadolint: { name: '.hadolint.yaml', tree } });
        const written = await treeOf(text);
        expect(validate(written, schema), text).toEqual([]);
        expect(effect(layerOf(written, source)), text).toEqual(effect(hadolintLayer(tree, source)));
      }),
      { numRuns: 500 },
    );
  });

  it('hands its registries to the rule that takes them', async () => {
    const layer = hadolintLayer(await treeOf('trustedRegistries: docker.io\noverride: { info: [DL3026] }\n'), source);
    const settings = settingsOf(planRules(rules, [...presetAssignments('hadolint', rules), ...layer.assignments]));
    const given = settings.filter(({ rule }) => rule.name === 'no-b').map(({ severity, options }) => [severity, options['allow']]);
    expect(given).toContainEqual(['info', ['docker.io']]);
  });

  it('may turn on what hadolint leaves out, and ignores what it ignores and overrides', async () => {
    const layer = hadolintLayer(await treeOf('ignored: [DL3008]\noverride: { error: [DL3057, DL3008] }\n'), source);
    const [plan] = planRules(rules, [...presetAssignments('hadolint', rules), ...layer.assignments]);
    expect(plan?.byCode.get('DL3057')).toMatchObject({ isOn: true, severity: 'error' });
    expect(plan?.byCode.get('DL3008')).toMatchObject({ isOn: false });
  });

  it('keeps its reasons', async () => {
    const tree = await treeOf('ignored:\n  - DL3008 # why: "not"\n  - DL3026\n');
    const text = initialConfig({ rules, hadolint: { name: 'h', tree } });
    expect(text).toContain('\n  DL3008: off  # no-a: why: "not"\n  DL3026: off  # no-b\n');
  });
});

describe('initialConfig', () => {
  it('is valid without anything to take over, comments taken off as well', async () => {
    const text = initialConfig({ rules, schema: 'a/schema.json', above: '../plimsoll.yaml' });
    expect(validate(await treeOf(text), schema)).toEqual([]);
    const uncommented = text
      .replaceAll(/^# ?((?: *- | {2,}|[a-z]+:(?: \.| *$)).*)$/gm, '$1')
      .replaceAll(/no-root-user|require-user/g, 'no-a');
    expect(uncommented).toContain('\noverrides:\n');
    expect(validate(await treeOf(uncommented), schema)).toEqual([]);
  });
});
