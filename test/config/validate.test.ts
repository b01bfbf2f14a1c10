import { Ajv } from 'ajv';
import fc from 'fast-check';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { rules as realRules } from '../../rules/index.ts';
import { readDocument } from '../../src/config/document.ts';
import { configSchema, pluginRules, type Schema } from '../../src/config/schema.ts';
import { shellcheckRule } from '../../src/shellcheck/rule.ts';
import { validate } from '../../src/config/validate.ts';
import { outputs } from '../../src/generate.ts';
import { rules } from './rules.ts';

/** rules/schema.json as it is written for these rules. */
const written = JSON.parse(outputs(rules).find(({ path }) => path === 'rules/schema.json')?.text ?? '') as Schema;
const ajv = new Ajv({ strict: true, strictTuples: false, allErrors: true });
const accepts = ajv.compile(written);

async function problemsOf(text: string, schema = written): Promise<readonly string[]> {
  const document = await readDocument(text);
  if ('problems' in document) return ['unreadable'];
  return validate(document.tree, schema).map(({ line, column, path, message }) => `${line}:${column} ${path}: ${message}`);
}

describe('the generated schema', () => {
  it('is a strict JSON Schema, for the real rules as well', () => {
    expect(() => new Ajv({ strict: true, strictTuples: false }).compile(configSchema(realRules))).not.toThrow();
    expect(configSchema([...rules, shellcheckRule()], pluginRules)).toEqual(written);
  });

  it('accepts and rejects what the command accepts and rejects', async () => {
    const seen = { true: 0, false: 0 };
    await fc.assert(
      fc.asyncProperty(documents, async (value) => {
        const text = JSON.stringify(value);
        const isValid = accepts(JSON.parse(text));
        seen[`${isValid}`]++;
        expect((await problemsOf(text)).length === 0, text).toBe(isValid);
      }),
      { numRuns: 1500 },
    );
    expect(Math.min(seen.true, seen.false)).toBeGreaterThan(100);
  });
});

describe('rules/schema.json', () => {
  const acceptsReal = ajv.compile(JSON.parse(readFileSync('rules/schema.json', 'utf8')) as Schema);
  const errorsOf = (yaml: string): string => (acceptsReal(parse(yaml)) ? '' : ajv.errorsText(acceptsReal.errors));
  const names = readdirSync('examples', { recursive: true, encoding: 'utf8' }).filter((name) =>
    /(?:^|\/)\.?plimsoll\.(?:ya?ml|json)$/.test(name),
  );

  it('accepts the configurations of the examples, of the README, and of init', () => {
    expect(names.length).toBeGreaterThan(0);
    for (const name of names) expect(errorsOf(readFileSync(join('examples', name), 'utf8')), name).toBe('');
    const [, readme = ''] = /```yaml\n(preset:[^]*?)```/.exec(readFileSync('README.md', 'utf8')) ?? [];
    expect(errorsOf(readme)).toBe('');
  });

  it('lets the rules of plugins pass, and no others', () => {
    expect(errorsOf('rules: { acme/no-x: off, acme/no-y: [error, { any: thing }], acme/no-z: [warning] }')).toBe('');
    expect(errorsOf('overrides: [{ files: [a], rules: { acme/no-x: info } }]')).toBe('');
    for (const wrong of ['acme/no-x: loud', 'acme/no-x: [error, 1]', 'no-such-rule: off', 'Acme/no-x: off', 'acme/: off'])
      expect(errorsOf(`rules: { ${wrong} }`), wrong).not.toBe('');
  });
});

const severities = fc.constantFrom<unknown>('error', 'warning', 'info', 'off', 'error', 'warn', false, 2, null);
const words = fc.constantFrom<unknown>('a', 'b', 'x', 1, 0, -1, 1.5, true, null, [], ['a'], ['a', 'a'], ['a', 1], {});
const options = fc.dictionary(fc.constantFrom('names', 'size', 'strict', 'allow', 'mode', 'title', 'other'), words, { maxKeys: 2 });
const ruleKeys = [
  'no-a',
  'no-b',
  'require-c',
  'user',
  'packages',
  'DL3008',
  'DL3009',
  'UndefinedVar',
  'hadolint/DL3008',
  '41c195f4',
  '4.3',
  '4x3',
  'no-d',
];
const ruleValues = fc.oneof(
  { weight: 3, arbitrary: severities },
  { weight: 3, arbitrary: fc.tuple(severities, options) },
  fc.tuple(severities),
  fc.tuple(severities, options, options),
  words,
);
const rulesValue = fc.dictionary(fc.constantFrom(...ruleKeys), ruleValues, { maxKeys: 2 });
const lists = fc.oneof({ weight: 3, arbitrary: fc.array(fc.constantFrom<unknown>('a', 'a/**', 'b'), { maxLength: 3 }) }, words);
const shared = { preset: fc.constantFrom<unknown>('strict', 'off', 'hadolint', 'best', 1), rules: rulesValue };
const overrides = fc.array(fc.record({ files: lists, ...shared, 'fail-level': severities }, { requiredKeys: [] }), { maxLength: 2 });

/** Half right, half wrong. */
const documents = fc.oneof(
  { weight: 4, arbitrary: fc.record({ rules: rulesValue }) },
  {
    weight: 4,
    arbitrary: fc.record(
      {
        ...shared,
        ...{ extends: lists, exclude: lists, 'fail-level': severities, overrides },
        ...{ 'inline-config': words, baseline: words, $schema: words, other: words },
      },
      { requiredKeys: [] },
    ),
  },
  words,
  fc.jsonValue(),
);

describe('a problem', () => {
  it.each([
    ['rules: { no-a: [error, { size: 0 }] }', '1:32 rules.no-a[1].size: expected a whole number of at least 1; got 0'],
    ['rules: { no-a: [error, { size: a }] }', "1:32 rules.no-a[1].size: expected a whole number of at least 1; got 'a'"],
    ['rules: { no-b: [error, { size: 1.5 }] }', '1:32 rules.no-b[1].size: expected a whole number; got 1.5'],
    ['rules: { no-a: [error, { names: [a, b, a] }] }', "1:40 rules.no-a[1].names[2]: 'a' is there twice"],
    ['rules: { no-b: [error, { mode: c }] }', "1:32 rules.no-b[1].mode: expected a or b; got 'c'; did you mean 'a'?"],
    ['rules: { no-b: [error, { title: [] }] }', '1:33 rules.no-b[1].title: expected a text; got a list'],
    ['rules: { no-b: [] }', '1:16 rules.no-b: expected at least one entry'],
    ['rules: { no-a: [error, {}, 1] }', '1:28 rules.no-a: expected at most 2 entries'],
    [
      'rules: { no-a: { size: 1 } }',
      '1:16 rules.no-a: expected error, warning, info or off, or a list of severity and options; got a mapping',
    ],
    ['rules: { require-c: { a: 1 } }', '1:21 rules.require-c: expected error, warning, info or off; got a mapping'],
    [
      'rules: { no-a: false }',
      "1:16 rules.no-a: expected error, warning, info or off, or a list of severity and options; got false; did you mean 'off'?",
    ],
    ['rules: { xyz-nothing-like-it: off }', "1:10 rules.xyz-nothing-like-it: unknown rule; 'plimsoll rules' lists those there are"],
    ['rules: { dl3008: off }', "1:10 rules.dl3008: unknown rule; did you mean 'DL3008'?"],
    ['rules:\n  4.30: off', "2:3 rules.4.30: unknown rule; did you mean '4.3'?"],
    ['rules: { DL3008: [error, { allow: [] }] }', '1:28 rules.DL3008[1].allow: unknown option; expected names, size or strict'],
    ['rules:', '1:7 rules: expected a mapping (key: value); got nothing'],
    [
      `preset: ${'long '.repeat(20)}`,
      "1:9 preset: expected recommended, strict, cis, hadolint, buildkit, all or off; got 'long long long long long long long long …'",
    ],
    ['rules: { require-c: warn }', "1:21 rules.require-c: expected error, warning, info or off; got 'warn'; did you mean 'warning'?"],
    ['inline-config: yes', "1:16 inline-config: expected true or false; got 'yes'"],
    ['', ''],
    ['# nothing', ''],
    ['rules:\n  4.3: off\n  DL3009: [error, { size: 0, allow: [a] }]', ''],
  ])('%s', async (text, expected) => {
    expect((await problemsOf(text)).join('\n')).toBe(expected);
  });
});
