import { boolean, integer, oneOf, string, strings } from '../../src/options.ts';
import { defineRule, type AnyRule } from '../../src/rule.ts';

const common = { summary: 'Disallow.', why: 'Because.', messages: {}, examples: [], visit: {} } as const;

/** Rules that do nothing, with every kind of option and code. */
export const rules: readonly AnyRule[] = [
  defineRule({
    ...common,
    name: 'no-a',
    category: 'user',
    severity: 'error',
    codes: { hadolint: ['DL3008', 'DL3009', 'DL3057'], buildkit: ['UndefinedVar'], dockerBench: ['4.3'], tally: ['hadolint/DL3008'] },
    options: {
      names: strings({ default: ['x'], describe: 'Names.' }),
      size: integer({ default: 2, min: 1, describe: 'A size.' }),
      strict: boolean({ default: false, describe: 'Strictly.' }),
    },
  }),
  defineRule({
    ...common,
    name: 'no-b',
    category: 'packages',
    severity: 'warning',
    presets: ['strict'],
    codes: { hadolint: ['DL3026', 'DL3009'], shellcheck: ['SC2086', 'SC1091'] },
    options: {
      allow: strings({ default: [], describe: 'Registries.' }),
      mode: oneOf(['a', 'b'], { default: 'a', describe: 'A mode.' }),
      size: integer({ default: 0, describe: 'Another size.' }),
      title: string({ default: '', describe: 'A title.' }),
    },
  }),
  defineRule({ ...common, name: 'require-c', category: 'packages', severity: 'info', codes: { kics: ['41c195f4'], hadolint: ['DL3005'] } }),
  defineRule({ ...common, name: 'valid-syntax', category: 'syntax', severity: 'error' }),
];
