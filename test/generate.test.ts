import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { rules } from '../rules/index.ts';
import { exampleFiles, objection, outputs, skeleton } from '../src/generate.ts';
import { integer, oneOf, strings } from '../src/options.ts';
import { defineRule, dockerfile, type AnyRule } from '../src/rule.ts';
import { checkExample } from './rule-examples.ts';

const sample = defineRule({
  name: 'no-short-port',
  summary: 'Disallow `EXPOSE` of a <short> port.',
  why: 'It is short.',
  category: 'network',
  severity: 'error',
  presets: ['strict'],
  fix: 'unsafe',
  fixTitle: 'Write a longer port',
  codes: { hadolint: ['DL9999'], dockerBench: ['4.99'] },
  references: ['https://example.com/'],
  options: {
    digits: integer({ default: 2, min: 1, describe: 'How many digits are too few.' }),
    mode: oneOf(['a', 'b'], { default: 'a', describe: 'One|other.' }),
    allow: strings({ default: ['80'], describe: 'Ports that may be short.' }),
  },
  messages: { short: '{{port}} is short; write `{{port}}00`.' },
  examples: [
    { bad: dockerfile`EXPOSE «22» 80`, good: dockerfile`EXPOSE 2200 80`, note: 'A note.' },
    { good: dockerfile`EXPOSE 22`, options: { allow: ['22'] }, files: { '.dockerignore': '.git\n' } },
  ],
  visit: {
    Port({ range, container: { text } }, { options, report }) {
      if (text.length > options.digits || options.allow.includes(text)) return;
      report({ at: { range }, message: 'short', data: { port: text }, fix: (edit) => edit.insertAfter({ range }, '00') });
    },
  },
});

/** https://docs.docker.com/reference/build-checks/ */
const buildkitChecks = [
  ...['StageNameCasing', 'FromAsCasing', 'NoEmptyContinuation', 'ConsistentInstructionCasing', 'DuplicateStageName', 'ReservedStageName'],
  ...['JSONArgsRecommended', 'MaintainerDeprecated', 'UndefinedArgInFrom', 'WorkdirRelativePath', 'UndefinedVar', 'ExposeInvalidFormat'],
  ...['MultipleInstructionsDisallowed', 'LegacyKeyValueFormat', 'RedundantTargetPlatform', 'SecretsUsedInArgOrEnv', 'ExposeProtoCasing'],
  ...['InvalidDefaultArgInFrom', 'FromPlatformFlagConstDisallowed', 'CopyIgnoredFile', 'InvalidDefinitionDescription'],
  'InvalidBaseImagePlatform',
];

const written = (all: readonly AnyRule[], path: string): string => outputs(all).find((output) => output.path === path)?.text ?? '';

describe('rules/README.md', () => {
  const readme = written([sample], 'rules/README.md');

  it('has a row and a section for a rule', () => {
    expect(readme).toContain(
      '| [no-short-port](#no-short-port) | error | unsafe | strict | Disallow `EXPOSE` of a &lt;short&gt; port. |\n',
    );
    expect(readme).toContain('\n## no-short-port\n\nDisallow `EXPOSE` of a &lt;short&gt; port.\n\nIt is short.\n');
    expect(readme).toContain('Category: network; severity: error; presets: strict; unsafe fix: Write a longer port.\n');
    expect(readme).toContain('Elsewhere: hadolint `DL9999`; Docker Bench for Security `4.99`.\n\nRead more: <https://example.com/>\n');
  });

  it('shows examples with what is said of them', () => {
    const said = 'Line 1: 22 is short; write `2200`.';
    expect(readme).toContain(
      `Reported:\n\nA note.\n\n\`\`\`dockerfile\nEXPOSE 22 80\n\`\`\`\n\n- ${said}\n\nFixed:\n\n\`\`\`dockerfile\nEXPOSE 2200 80\n\`\`\`\n`,
    );
    expect(readme).toContain(
      'Fine, with `allow: ["22"]`:\n\n```dockerfile\nEXPOSE 22\n```\n\nwhere `.dockerignore` holds\n\n```text\n.git\n```\n',
    );
  });

  it('lists options and the codes of other tools', () => {
    expect(readme).toContain('| `mode` | `"a"` or `"b"` | `"a"` | One\\|other. |\n');
    expect(readme).toContain('### hadolint\n\n| Code | Rule |\n| --- | --- |\n');
    expect(readme).toContain('| `DL9999` | [no-short-port](#no-short-port) |\n');
  });

  it('says why no rule has a code, until one has it', () => {
    expect(readme).toContain('| `DL3005` | No rule: hadolint itself has dropped it: ');
    const with3005 = written([{ ...sample, codes: { hadolint: ['DL3005'] } }], 'rules/README.md');
    expect(with3005).toContain('| `DL3005` | [no-short-port](#no-short-port) |\n');
    expect(with3005).not.toContain('DL3005` | No rule');
  });

  it('has words for every code of BuildKit', () => {
    const real = written(rules, 'rules/README.md');
    const section = real.slice(real.indexOf('### BuildKit'));
    expect(buildkitChecks.filter((name) => !section.includes(`| \`${name}\` | `))).toEqual([]);
  });
});

describe('rules/schema.json', () => {
  const schema = JSON.parse(written([sample], 'rules/schema.json')) as { definitions: { rules: object } };

  it('knows rules with their options, and codes', () => {
    expect(schema.definitions.rules).toMatchObject({
      additionalProperties: false,
      properties: {
        'no-short-port': {
          anyOf: [{}, { type: 'array', items: [{}, { additionalProperties: false, properties: { digits: { minimum: 1, default: 2 } } }] }],
        },
      },
      patternProperties: { '^(4\\.99|DL9999)$': {} },
    });
  });

  it('takes a project without rules', () => {
    expect(() => outputs([])).not.toThrow();
  });
});

describe('exampleFiles', () => {
  const files = exampleFiles('FROM scratch\n', { '.dockerignore': '', 'src/a/b.js': 'b' });

  it('holds the Dockerfile and the folders of the others', () => {
    expect(files.read('Dockerfile')).toBe('FROM scratch\n');
    expect(files.read('src/a/b.js')).toBe('b');
    expect(files.read('src')).toBeUndefined();
    expect(files.list('')).toEqual([
      { name: '.dockerignore', kind: 'file' },
      { name: 'src', kind: 'directory' },
      { name: 'Dockerfile', kind: 'file' },
    ]);
    expect(files.list('src')).toEqual([{ name: 'a', kind: 'directory' }]);
    expect(files.list('lib')).toBeUndefined();
  });
});

describe('a new rule', () => {
  it('passes its own examples', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'plimsoll-'));
    try {
      const path = join(folder, 'prefer-done.ts');
      writeFileSync(path, skeleton('prefer-done').replace('../src/rule.ts', resolve('src/rule.ts')));
      const { default: rule } = (await import(path)) as { default: AnyRule };
      expect(rule.name).toBe('prefer-done');
      for (const example of rule.examples) checkExample(rule, example);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  it.each([
    ['no-host-port', undefined],
    ['absolute-workdir', false],
    ['no', true],
    ['No-Port', true],
    ['no-port-', true],
    ['../no-port', true],
    ['', true],
  ])('may be called %j: refused %j', (name, refused) => {
    expect(objection(name)?.refused).toBe(refused);
  });

  it.each(['No-Port', 'valid-syntax', ''])('is not written as %j', (name) => {
    const before = readdirSync('rules');
    const { status, stderr } = spawnSync(process.execPath, ['dist/generate.mjs', '--new', name], { encoding: 'utf8' });
    expect(stderr).not.toBe('');
    expect(status).toBe(1);
    expect(readdirSync('rules')).toEqual(before);
  });
});
