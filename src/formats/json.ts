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

function toFinding({ rule, codes, category, severity, message, line, column, endLine, endColumn, fix }: Finding): object {
  return {
    ...{ rule, codes, category, severity, message, line, column, endLine, endColumn, url: findingUrl(rule, codes) },
    ...(fix ? { fix: toFix(fix) } : {}),
  };
}

function toFix({ safety, title, edits, files }: FixOffer): object {
  return {
    ...{ safety, title, edits: edits.map(({ range: [start, end], text }) => ({ start, end, text })) },
    ...(files.length > 0 ? { files: files.map(({ path, text }) => ({ path, text })) } : {}),
  };
}

/** What another program says is explained by that program. */
const findingUrl = (rule: string, [code]: readonly string[]): string =>
  rule === 'shellcheck' && code !== undefined ? `https://www.shellcheck.net/wiki/${code}` : ruleUrl(rule);

/** Where the package documents a rule, relative to its root. */
export const ruleUrl = (rule: string): string => `rules/README.md#${rule}`;
