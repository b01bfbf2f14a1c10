import type { Finding, FixOffer, LintResult } from '../engine/types.ts';
import { summarize, type Format } from './format.ts';

/** One JSON document: every file with its findings, then the sums. */
export const json: Format = (results, { known }) => {
  const summary = { ...summarize(results), ...(known === undefined ? {} : { known }) };
  return `${JSON.stringify({ version: '1', files: results.map(toFile), summary }, null, 2)}\n`;
};

/** A file and its findings as both JSON formats write them. */
export function toFile({ path, findings }: LintResult): object {
  return { path, findings: findings.map(toFinding) };
}

function toFinding({ rule, codes, category, severity, message, line, column, endLine, endColumn, url, fix }: Finding): object {
  return {
    ...{ rule, codes, category, severity, message, line, column, endLine, endColumn, ...linkOf(rule, codes, url) },
    ...(fix ? { fix: toFix(fix) } : {}),
  };
}

function toFix({ safety, title, edits, files }: FixOffer): object {
  return {
    ...{ safety, title, edits: edits.map(({ range: [start, end], text }) => ({ start, end, text })) },
    ...(files.length > 0 ? { files: files.map(({ path, text }) => ({ path, text })) } : {}),
  };
}

/** Where a finding is explained. What another program says is explained by that program. */
const linkOf = (name: string, [code]: readonly string[], url: string | undefined): { readonly url?: string } =>
  linkTo({ name, url: name === 'shellcheck' && code !== undefined ? `https://www.shellcheck.net/wiki/${code}` : url });

/** `url` of a rule, where it has a page. */
export function linkTo({ name, url }: { readonly name: string; readonly url?: string | undefined }): { readonly url?: string } {
  return url === '' ? {} : { url: url ?? ruleUrl(name) };
}

/** Where the package documents a rule, relative to its root. */
export const ruleUrl = (rule: string): string => `rules/README.md#${rule}`;
