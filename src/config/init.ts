import type { AnyRule } from '../rule.ts';
import { entryOf } from './layer.ts';
import type { Table, Tree } from './document.ts';
import { hadolintCodes, hadolintFailLevel, hadolintOptions, hadolintSchema, takersOf } from './hadolint.ts';
import { hadolintSeverities } from './hadolint-severities.ts';
import { presets } from './presets.ts';
import { codesOf } from './select.ts';

export interface InitRequest {
  readonly rules: readonly AnyRule[];
  /** The way to the JSON Schema from the file that is written; none where plimsoll is not installed nearby. */
  readonly schema?: string;
  /** A configuration above, which the new one hides. */
  readonly above?: string;
  /** What to take over. */
  readonly hadolint?: { readonly name: string; readonly tree: Tree };
}

/** A first plimsoll.yaml, with a word about each key; what a `.hadolint.yaml` says is taken over, and what cannot be is named. */
export function initialConfig({ rules, schema, above, hadolint }: InitRequest): string {
  const head = [
    ...(schema === undefined ? [] : [`# yaml-language-server: $schema=${schema}`]),
    '# What plimsoll does in this folder and below.',
    '# `plimsoll --print-config FILE` shows what counts for a file, and who says so.',
    ...(above === undefined ? [] : ['', '# Without this, nothing that the file above says counts here.', `# extends: ${above}`]),
  ];
  const parts = hadolint ? takenOver(hadolint.name, hadolint.tree, rules) : fresh;
  return `${[head, ...parts, ...others].map((lines) => lines.join('\n')).join('\n\n')}\n`;
}

type Part = readonly string[];

const aboutPreset = `# The rules to start from: ${presets.slice(0, -1).join(', ')} or ${presets.at(-1) ?? ''}.`;
const aboutRules = [
  '# Severity (error, warning, info, off), or severity and options, by rule, category or code of another tool.',
  '# `plimsoll rules` lists the rules; `plimsoll explain RULE` says what one is about, and its options.',
];
const aboutLevel = '# The least severity that makes the exit code 1: error, warning, info, or none.';

const fresh: readonly Part[] = [
  [aboutPreset, 'preset: recommended'],
  [...aboutRules, '# rules:', '#   no-root-user: error', '#   DL3008: off'],
  [aboutLevel, 'fail-level: warning'],
];

const others: readonly Part[] = [
  [
    '# Other settings for some files, which are named as in .gitignore.',
    '# overrides:',
    "#   - files: ['*.dev.Dockerfile', test/]",
    '#     rules:',
    '#       require-user: off',
  ],
  ['# Files and folders to leave out, named as in .gitignore.', '# exclude:', '#   - vendor/'],
  ['# Run an installed ShellCheck too, and report what it says beyond our own rules.', '# shellcheck: true'],
];

function takenOver(name: string, tree: Tree, rules: readonly AnyRule[]): readonly Part[] {
  const source = { name, folder: '', rules };
  const failLevel = hadolintFailLevel(tree, source);
  const pragma = entryOf(tree, 'disable-ignore-pragma');
  const isPragmaOff = pragma?.type === 'scalar' && pragma.value === true;
  const left = tree.type === 'table' ? leftOut(tree) : [];
  return [
    [
      `# Taken over from ${name}, which counts no more now that this file is here.`,
      aboutPreset,
      "# hadolint: what hadolint reports, as severe as there; recommended is plimsoll's own choice.",
      'preset: hadolint',
    ],
    ruleLines(tree, source),
    [aboutLevel, `fail-level: ${failLevel.value}`],
    ...(isPragmaOff
      ? [['# Comments in Dockerfiles (`# hadolint ignore=…`, `# plimsoll ignore=…`) do not count.', 'inline-config: false']]
      : []),
    ...(left.length > 0 ? [[`# Not taken over: ${left.join(', ')}. How to print is up to the command line.`]] : []),
  ];
}

interface Line {
  severity: string;
  readonly options: Map<string, readonly string[] | boolean>;
  comment: string | undefined;
}

function ruleLines(tree: Tree, source: { readonly name: string; readonly rules: readonly AnyRule[] }): Part {
  const { rules } = source;
  const lines = new Map<string, Line>();
  const lineOf = (code: string): Line => {
    const severity = hadolintSeverities[code] ?? 'warning';
    const line = lines.get(code) ?? { severity, options: new Map(), comment: undefined };
    lines.set(code, line);
    return line;
  };
  const remarks: string[] = [];
  const wanted = hadolintOptions(tree, source);
  const taken = wanted.filter((said) => takersOf(said, rules).length > 0);
  for (const { code, option, value } of taken) lineOf(code).options.set(option, value);
  for (const { key, value } of wanted)
    if (!taken.some((said) => said.key === key))
      remarks.push(`  # ${key}: ${JSON.stringify(value)}  # no rule of plimsoll has an option for it`);
  for (const { code, severity, comment } of hadolintCodes(tree, source)) {
    if (rules.some((rule) => codesOf(rule).includes(code))) Object.assign(lineOf(code), { severity, comment });
    else remarks.push(`  # ${oneLine(code)}: ${severity}  # no rule of plimsoll goes by this code`);
  }
  const sorted = [...lines].sort(([a], [b]) => (a < b ? -1 : 1));
  const written = sorted.map(([code, line]) => `  ${code}: ${ruleValue(line)}  # ${wordsOn(code, line, rules)}`);
  return [...aboutRules, written.length > 0 ? 'rules:' : '# rules:', ...written, ...new Set(remarks)];
}

function ruleValue({ severity, options }: Line): string {
  const given = [...options].map(([name, value]) => `${name}: ${JSON.stringify(value)}`);
  return given.length > 0 ? `[${severity}, { ${given.join(', ')} }]` : severity;
}

/** The rule's name, and why the writer of the file chose so. */
function wordsOn(code: string, { comment }: Line, rules: readonly AnyRule[]): string {
  const names = rules.filter((rule) => codesOf(rule).includes(code)).map((rule) => rule.name);
  return names.join(', ') + (comment === undefined ? '' : `: ${oneLine(comment)}`);
}

const oneLine = (text: string): string => text.replaceAll(/\s+/g, ' ').trim();

const leftOut = ({ entries }: Table): readonly string[] =>
  entries.map(({ key }) => oneLine(key)).filter((key) => !Object.hasOwn(hadolintSchema.properties ?? {}, key));
