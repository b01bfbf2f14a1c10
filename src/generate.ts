import { existsSync, readdirSync, readFileSync, realpathSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { rules } from '../rules/index.ts';
import { isInPreset, ownPresets } from './config/presets.ts';
import { configSchema, pluginRules } from './config/schema.ts';
import { defaultOptions } from './config/select.ts';
import { lint } from './engine/lint.ts';
import { switchOf, tagWords } from './formats/rule-words.ts';
import { uncoveredCodes } from './knowledge/uncovered-codes.ts';
import type { Files } from './model/model.ts';
import type { Option, OptionSpecs } from './options.ts';
import type { AnyRule, Example, Tool } from './rule.ts';
import { shellcheckRule } from './shellcheck/rule.ts';

interface Output {
  /** Relative to the project's root. */
  readonly path: string;
  readonly text: string;
}

/** Everything that is written from the rules' own words, the same bytes each time. rules/index.ts comes from build.mjs. */
export function outputs(all: readonly AnyRule[]): readonly Output[] {
  return [
    { path: 'rules/README.md', text: readme(all) },
    { path: 'rules/schema.json', text: `${JSON.stringify(configSchema([...all, shellcheckRule()], pluginRules), null, 2)}\n` },
  ];
}

/** The build context of an example, with the Dockerfile itself at its root. */
export function exampleFiles(dockerfile: string, others: Readonly<Record<string, string>>): Files {
  const texts = new Map(Object.entries({ ...others, Dockerfile: dockerfile }));
  return {
    path: 'Dockerfile',
    read: (path) => texts.get(path),
    list(path) {
      const start = path === '' ? '' : `${path}/`;
      const below = [...texts.keys()].filter((file) => file.startsWith(start)).map((file) => file.slice(start.length).split('/'));
      if (below.length === 0) return undefined;
      const kinds = new Map(below.map(([name = '', ...rest]) => [name, rest.length > 0 ? ('directory' as const) : ('file' as const)]));
      return [...kinds].map(([name, kind]) => ({ name, kind }));
    },
  };
}

/** The first version of a rule: it compiles and its examples pass, so that there is something to change. */
export function skeleton(name: string): string {
  return `import { defineRule, dockerfile } from '../src/rule.ts';

export default defineRule({
  name: '${name}',
  summary: 'TODO: what it asks for, in one sentence of ${name}.',
  why: 'TODO: what goes wrong otherwise, and for whom.',
  category: 'style',
  severity: 'warning',
  presets: [],
  fix: 'safe',
  fixTitle: 'TODO: what the fix does',
  messages: { todo: "'{{path}}' is wrong because TODO; write \`/done\` instead." },
  examples: [
    { bad: dockerfile\`WORKDIR «/todo»\`, good: dockerfile\`WORKDIR /done\` },
    { good: dockerfile\`WORKDIR /app\`, note: 'TODO: why this is fine, unless it is plain.' },
  ],
  visit: {
    Workdir({ path }, { report }) {
      if (path?.value !== '/todo') return;
      report({ at: path, message: 'todo', data: { path: path.text }, fix: (edit) => edit.replace(path, '/done') });
    },
  },
});
`;
}

/** Why `name` cannot or should not be a rule's. */
export function objection(name: string): { readonly refused: boolean; readonly reason: string } | undefined {
  if (!/^[a-z][a-z0-9]*(-[a-z0-9]+)+$/.test(name))
    return { refused: true, reason: 'a rule has a name of two words or more, such as no-host-port' };
  if (!/^(no|require|prefer|valid)-/.test(name))
    return { refused: false, reason: 'most rules begin with no-, require-, prefer- or valid-' };
  return undefined;
}

const tools = {
  hadolint: 'hadolint',
  buildkit: 'BuildKit (`docker build --check`)',
  shellcheck: 'ShellCheck',
  tally: 'tally',
  trivy: 'Trivy',
  checkov: 'Checkov',
  kics: 'KICS',
  semgrep: 'Semgrep',
  dockerfilelint: 'dockerfilelint',
  dockerfileUtils: 'dockerfile-utils',
  dockerBench: 'Docker Bench for Security',
  lynis: 'Lynis',
  dockle: 'Dockle',
} as const satisfies Record<Tool, string>;
const toolNames = Object.keys(tools) as Tool[];

function readme(all: readonly AnyRule[]): string {
  const rows = all.map((rule) => [`[${rule.name}](#${rule.name})`, rule.severity, rule.fix ?? '', presetsOf(rule), prose(rule.summary)]);
  const parts = [
    '<!-- Written by `npm run generate`. -->',
    '# Rules',
    `${String(all.length)} rules. A *safe* fix leaves the image as it is, or mends a build that failed; an *unsafe* one may change the image and wants \`--unsafe-fixes\`. A rule without presets runs only where it is asked for.`,
    table(['Rule', 'Severity', 'Fix', 'Presets', 'What it does'], rows),
    ...[...all, shellcheckRule()].flatMap(section),
    ...migration(all),
  ];
  return `${parts.join('\n\n')}\n`;
}

function section(rule: AnyRule): readonly string[] {
  const facts = [
    `Category: ${rule.category}`,
    `severity: ${rule.severity}`,
    `presets: ${switchOf(rule) ?? (presetsOf(rule) || 'none')}`,
    rule.fix ? `${rule.fix} fix: ${prose(rule.fixTitle)}` : 'no fix',
    ...tagWords(rule).map((words) => `tag ${words}`),
  ];
  const references = rule.references ?? [];
  const known = toolNames.flatMap((tool) => {
    const codes = rule.codes?.[tool] ?? [];
    return codes.length > 0 ? [`${tools[tool]} ${codes.map(code).join(', ')}`] : [];
  });
  return [
    `## ${rule.name}`,
    prose(rule.summary),
    prose(rule.why),
    `${facts.join('; ')}.`,
    ...optionTable(optionsOf(rule)),
    ...(rule.examples as readonly Example[]).flatMap((example) => exampleParts(rule, example)),
    ...(known.length > 0 ? [`Elsewhere: ${known.join('; ')}.`] : []),
    ...(references.length > 0 ? [`Read more: ${references.map((url) => `<${url}>`).join(', ')}`] : []),
  ];
}

function exampleParts(rule: AnyRule, example: Example): readonly string[] {
  const { bad, good, files, fixedFiles, note } = example;
  const options = Object.entries(example.options ?? {}).map(([name, value]) => code(`${name}: ${JSON.stringify(value)}`));
  const given = options.length > 0 ? `, with ${options.join(', ')}` : '';
  const remark = note ? [prose(note)] : [];
  const context = Object.entries(files ?? {}).flatMap(([path, text]) => [`where ${code(path)} holds`, fence('text', text)]);
  if (bad === undefined) return [`Fine${given}:`, ...remark, fence('dockerfile', good ?? ''), ...context];
  const after = good === undefined ? [] : [rule.fix ? 'Fixed:' : 'Better:', fence('dockerfile', good)];
  const written = Object.entries(fixedFiles ?? {}).flatMap(([path, text]) => [`and ${code(path)}`, fence('text', text)]);
  const said = messagesFor(rule, example, bad.replace(/[«»]/g, ''));
  return [`Reported${given}:`, ...remark, fence('dockerfile', bad.replace(/[«»]/g, '')), ...context, said, ...after, ...written];
}

/** What plimsoll says of an example, from a real run. */
function messagesFor(rule: AnyRule, { options, files }: Example, text: string): string {
  const setting = { rule, severity: rule.severity, options: { ...defaultOptions(rule), ...options } };
  const around = files ? exampleFiles(text, files) : undefined;
  const { findings, failures } = lint({ path: 'Dockerfile', text, files: around }, [setting], { fixes: false, inlineConfig: true });
  for (const { error } of failures) throw error;
  return findings.map(({ line, message }) => `- Line ${String(line)}: ${prose(message)}`).join('\n');
}

function optionTable(options: OptionSpecs): readonly string[] {
  const rows = Object.entries(options).map(([name, { schema, default: value }]) => [
    code(name),
    typeOf(schema),
    code(JSON.stringify(value)),
    prose(typeof schema['description'] === 'string' ? schema['description'] : ''),
  ]);
  return rows.length > 0 ? [table(['Option', 'Type', 'Default', 'What it does'], rows)] : [];
}

function typeOf(schema: Option<unknown>['schema']): string {
  if (Array.isArray(schema['enum'])) return schema['enum'].map((value) => code(JSON.stringify(value))).join(' or ');
  return schema['type'] === 'array' ? 'list of strings' : String(schema['type']);
}

/** For those who know a finding by another tool's code: the rule that makes it, or why none does. */
function migration(all: readonly AnyRule[]): readonly string[] {
  const parts = toolNames.flatMap((tool) => {
    const byCode = new Map<string, string[]>();
    for (const rule of all) for (const known of rule.codes?.[tool] ?? []) byCode.set(known, [...(byCode.get(known) ?? []), rule.name]);
    if (byCode.size === 0) return [];
    const covered = [...byCode].map(([known, names]): Row => [known, names.map((name) => `[${name}](#${name})`).join(', ')]);
    const others = Object.entries(uncoveredCodes[tool] ?? {}).filter(([known]) => !byCode.has(known));
    const rows = [...covered, ...others.map(([known, reason]): Row => [known, `No rule: ${reason}`])].sort(byKey);
    const remark = tool === 'shellcheck' ? [otherShellcheckCodes] : [];
    return [
      `### ${tools[tool]}`,
      table(
        ['Code', 'Rule'],
        rows.map(([known, words]) => [code(known), words]),
      ),
      ...remark,
    ];
  });
  const heading = '## Coming from hadolint, BuildKit, ShellCheck or another tool';
  return parts.length > 0 ? [heading, "A code that has a rule works wherever a rule's name does.", ...parts] : [];
}

type Row = readonly [known: string, words: string];

const otherShellcheckCodes =
  "All other codes of ShellCheck's are reported by an installed ShellCheck, with `shellcheck: true` or `--shellcheck`: see [shellcheck](#shellcheck).";

const optionsOf = (rule: AnyRule): OptionSpecs => (rule.options ?? {}) as OptionSpecs;

const presetsOf = (rule: AnyRule): string => ownPresets.filter((preset) => isInPreset(rule, preset)).join(', ');

const byKey = ([a]: readonly [string, unknown], [b]: readonly [string, unknown]): number => (a < b ? -1 : a > b ? 1 : 0);

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}

function fence(language: string, given: string): string {
  const text = given
    .replaceAll('\r\n', '\n')
    .replace(invisible, (character) => `<U+${character.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}>`);
  const ticks = text.includes('```') ? '````' : '```';
  return `${ticks}${language}\n${text.replace(/\n$/, '')}\n${ticks}`;
}

/** What a page cannot show: its code stands in its place. */
const invisible = /[\0-\x08\x0b-\x1f\x7f\u00ad\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff]/g;

const code = (text: string): string => (text.includes('`') ? `\`\` ${text} \`\`` : `\`${text}\``);

/** Keeps `<name>` outside of code from being read as HTML. */
const prose = (text: string): string => text.replace(/`[^`]*`|[<>]/g, (part) => (part === '<' ? '&lt;' : part === '>' ? '&gt;' : part));

const root = join(dirname(fileURLToPath(import.meta.url)), '..');

function write(): number {
  for (const { path, text } of outputs(rules)) if (current(path) !== text) writeFileSync(join(root, path), text);
  return 0;
}

function check(): number {
  const files = readdirSync(join(root, 'rules')).filter((file) => file.endsWith('.ts') && file !== 'index.ts');
  const stale = outputs(rules).flatMap(({ path, text }) => (current(path) === text ? [] : [path]));
  if (files.sort().join() !== rules.map((rule) => `${rule.name}.ts`).join()) stale.push('rules/index.ts');
  for (const path of stale) complain(`${path} is stale: run \`npm run generate\``);
  return stale.length > 0 ? 1 : 0;
}

function writeNewRule(name: string): number {
  const path = `rules/${name}.ts`;
  const doubt = objection(name);
  if (doubt) complain(`'${name}': ${doubt.reason}`);
  if (doubt?.refused) return 1;
  if (existsSync(join(root, path))) {
    complain(`${path} is there already`);
    return 1;
  }
  writeFileSync(join(root, path), skeleton(name));
  process.stdout.write(`Wrote ${path}. Edit it, then run \`npm run generate\` and \`npm test\`.\n`);
  return 0;
}

const current = (path: string): string | undefined => (existsSync(join(root, path)) ? readFileSync(join(root, path), 'utf8') : undefined);

function complain(text: string): void {
  process.stderr.write(`${text}\n`);
}

if (process.argv[1] !== undefined && realpathSync(process.argv[1]) === fileURLToPath(import.meta.url)) {
  const [mode, name] = process.argv.slice(2);
  process.exitCode = mode === '--new' ? writeNewRule(name ?? '') : mode === '--check' ? check() : write();
}
