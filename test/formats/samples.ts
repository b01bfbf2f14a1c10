import { text } from '../../src/formats/text.ts';
import { defaultOptions } from '../../src/config/select.ts';
import { lint } from '../../src/engine/lint.ts';
import type { Finding, LintResult, RuleSetting } from '../../src/engine/types.ts';
import { plain, type FormatOptions } from '../../src/formats/format.ts';
import { formats, type FormatName, type Loader } from '../../src/formats/index.ts';
import type { FileEntry, Files } from '../../src/model/model.ts';
import { rules } from '../cli/rules.ts';

export const settings: readonly RuleSetting[] = rules.map((rule) => ({ rule, severity: rule.severity, options: defaultOptions(rule) }));

export const options: FormatOptions = {
  ...{ settings, version: '1.2.3', colors: plain, quiet: false, unsafeFixes: false, fixed: 0 },
  locate: (path, beside) => beside ?? path,
  textBeside: () => undefined,
};

/** A report as the command writes it. */
export async function print(name: FormatName, results: readonly LintResult[], given: Partial<FormatOptions> = {}): Promise<string> {
  const loader: Loader = formats[name];
  const all = { ...options, ...given };
  if ('parts' in loader) return text(results, all);
  if ('whole' in loader) return (await loader.whole())(results, all);
  const format = await loader.byFile();
  return results.map((result) => format(result, all)).join('');
}

/** Lints with the rules of test/cli/rules.ts; `ignore` is what lies there as `.dockerignore`. */
export function linted(path: string, text: string, ignore?: string): LintResult {
  const entries: readonly FileEntry[] = ignore === undefined ? [] : [{ name: '.dockerignore', kind: 'file' }];
  const files: Files = {
    path: 'Dockerfile',
    read: (name) => (name === '.dockerignore' ? ignore : undefined),
    list: () => entries,
  };
  return lint({ path, text, files }, settings);
}

/** Everything that has ever broken a report, in one message or path. */
export const nasty = [
  ...['a|b', '`c`', '``', '`d|e`', '`f', '<b>g</b>', '&amp;', '"h"', "'i'", ']]>', '<!--', '-->', '{0}', '%0A', '::error::', ',', ':'],
  ...[
    '\u001b[31m',
    '\u0000',
    '\t',
    '\r\n',
    '\u2028',
    '\u202e',
    '\ufffe',
    '\ud800',
    '😀',
    'é',
    '@someone',
    '#12',
    '$x$',
    '*y*',
    '_z_',
    '~~w~~',
  ],
  ...['[link](http://x)', '\\', '\\|', 'http://x/a_b_c', '#', '?', '%'],
] as const;

/** A file at `path` with one finding that says `message`. */
export function saying(message: string, path = 'Dockerfile', place: Partial<Finding> = {}): LintResult {
  const finding: Finding = {
    ...{ rule: 'no-latest', codes: ['DL3007', 'CKV_DOCKER_7'], category: 'base-image', severity: 'warning', message },
    ...{ range: [5, 13], line: 1, column: 6, endLine: 1, endColumn: 14, ...place },
  };
  return { path, text: 'FROM a:latest\nRUN b\n', findings: [finding], failures: [] };
}

/** Files with findings of every severity, with and without fixes, over several lines, and none. */
export const usual: readonly LintResult[] = [
  linted('Dockerfile', 'FROM a:latest\nMAINTAINER b\nCOPY . b\nRUN apk add \\\n  c\nRUN apk add c\n'),
  linted('sub/a b.Dockerfile', '\ufeffFROM a:latest AS x\r\nCOPY . b\r\n', 'old\n'),
  linted('clean/Dockerfile', 'FROM a\n'),
  linted('broken', ''),
  linted('/outside/Dockerfile', 'FROM a:latest\nFOO\n'),
];

export const nastyResults: readonly LintResult[] = [
  ...nasty.map((text) => saying(`Before ${text} after.`)),
  ...nasty.map((text) => saying('A message.', `dir/${text}/Docker${text}file`)),
  saying(nasty.join(' '), nasty.join('')),
  saying('A whole line.', 'x', { range: [0, 14], column: 1, endLine: 2, endColumn: 1 }),
  saying('A line end.', 'x', { range: [13, 14], column: 14, endLine: 2, endColumn: 1 }),
  saying('No extent.', 'x', { range: [13, 13], column: 14, endColumn: 14 }),
  saying('Two lines.', 'x', { range: [5, 17], endLine: 2, endColumn: 4 }),
  saying('The end.', 'x', { range: [20, 20], line: 3, column: 1, endLine: 3, endColumn: 1 }),
  saying('Others.', 'x', {
    related: [{ range: [0, 4], note: nasty.join(' ') }, ...nasty.map((path) => ({ path, range: [0, 1] as const, note: 'There.' }))],
  }),
  saying('Another rule.', 'x', { rule: 'unlisted', codes: [], severity: 'info', category: 'syntax' }),
];
