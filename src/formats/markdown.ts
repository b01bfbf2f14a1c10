import type { Finding, LintResult } from '../engine/types.ts';
import { summarize, type Format, type FormatOptions } from './format.ts';
import { printable } from './printable.ts';
import { fixHint, plural } from './text.ts';

/** For a comment on a pull request: the sums, then a table a file, folded where there are several. */
export const markdown: Format = (results, options) => {
  const affected = results.filter(({ findings }) => findings.length > 0);
  const heading = `### plimsoll: ${sums(results, affected.length, options)}\n`;
  if (affected.length === 0) return options.quiet ? '' : heading;
  const { blocks, left } = fitted(affected);
  const hint = fixHint(results, options.unsafeFixes).replaceAll(/--fix(?: --unsafe-fixes)?/g, '`$&`');
  const parts = [
    ...(options.quiet ? [] : [heading]),
    ...blocks,
    ...(left > 0 ? [`${plural(left, 'more finding')}: a comment holds no more.\n`] : []),
    ...(options.quiet || !hint ? [] : [`${hint}.\n`]),
  ];
  return parts.join('\n');
};

function sums(results: readonly LintResult[], affected: number, { fixed, known = 0, fixOnly }: FormatOptions): string {
  const { findings, errors, warnings, infos, files } = summarize(results);
  if (fixOnly) return fixed > 0 ? `fixed ${plural(fixed, 'finding')}` : `nothing to fix in ${plural(files, 'file')}`;
  const noun = known > 0 ? 'new finding' : 'finding';
  const others = known > 0 ? `, ${known} known` : '';
  if (findings === 0) return `no ${noun}s in ${plural(files, 'file')}${others}`;
  const kinds = [errors && plural(errors, 'error'), warnings && plural(warnings, 'warning'), infos && plural(infos, 'info')];
  return `${plural(findings, noun)} in ${plural(affected, 'file')} (${kinds.filter(Boolean).join(', ')})${others}`;
}

/** GitHub takes comments of 65,536 characters; a little is left for what stands around. */
const maxLength = 60_000;

/** As many files and rows as fit, and how many findings do not. */
function fitted(results: readonly LintResult[]): { readonly blocks: readonly string[]; readonly left: number } {
  const blocks: string[] = [];
  let room = maxLength;
  let left = 0;
  for (const { path, findings } of results) {
    const rows: string[] = [];
    const frame = block(path, findings.length, [], results.length === 1);
    room -= frame.length;
    for (const finding of findings) {
      const next = row(finding);
      if (next.length >= room) break;
      room -= next.length + 1;
      rows.push(next);
    }
    left += findings.length - rows.length;
    if (rows.length === 0) room = 0;
    else blocks.push(block(path, findings.length, rows, results.length === 1));
  }
  return { blocks, left };
}

function block(path: string, count: number, rows: readonly string[], isOpen: boolean): string {
  return [
    `<details${isOpen ? ' open' : ''}>`,
    `<summary><code>${escapeHtml(printable(path))}</code>: ${plural(count, 'finding')}</summary>`,
    '',
    '| Place | Severity | Finding | Rule | Fix |',
    '| ---: | --- | --- | --- | --- |',
    ...rows,
    '',
    '</details>\n',
  ].join('\n');
}

function row({ line, column, severity, message, rule, fix }: Finding): string {
  return `| ${line}:${column} | ${severity} | ${escapeMarkdown(printable(message))} | \`${rule}\` | ${fix?.safety ?? ''} |`;
}

/** What stands between two backticks is code, and everything else is itself, in a cell of a table. */
function escapeMarkdown(text: string): string {
  const parts = text.split('`');
  const isPaired = parts.length % 2 === 1 && parts.every((part, index) => index % 2 === 0 || /^\S(?:.*\S)?$/s.test(part));
  if (!isPaired) return escapeText(text);
  return parts.map((part, index) => (index % 2 === 0 ? escapeText(part) : escapeCode(part))).join('');
}

/** The empty comment keeps GitHub from taking `@sha256` for a person, and `#1` for an issue. */
const escapeText = (text: string): string =>
  escapeHtml(text)
    .replaceAll(/[\\`*_[\]~$]/g, '\\$&')
    .replaceAll(/([@#])(?=\w)/g, '$1<!-- -->')
    .replaceAll('|', '&#124;');

/** Readers differ in what a backslash before a pipe means in code, so there an element stands for the backticks. */
const escapeCode = (text: string): string => (text.includes('|') ? `<code>${escapeText(text)}</code>` : `\`${text}\``);

const escapeHtml = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
