import type { Finding, FixOffer, LintResult } from '../engine/types.ts';
import { summarize, type Format, type ReportOptions } from './format.ts';
import { mentionsOf, type Mention } from './related.ts';

/** One JSON document: every file with its findings, then the sums. */
export const json: Format = (results, options) => {
  const { known } = options;
  const summary = { ...summarize(results), ...(known === undefined ? {} : { known }) };
  return `${JSON.stringify({ version: '1', files: results.map((result) => toFile(result, options)), summary }, null, 2)}\n`;
};

/** A file and its findings as both JSON formats write them. */
export function toFile(result: LintResult, options: Pick<ReportOptions, 'textBeside'>): object {
  return { path: result.path, findings: result.findings.map((finding) => toFinding(finding, mentionsOf(result, finding, options))) };
}

function toFinding(finding: Finding, mentions: readonly Mention[]): object {
  const { rule, codes, category, severity, message, line, column, endLine, endColumn, url, fix } = finding;
  return {
    ...{ rule, codes, category, severity, message, line, column, endLine, endColumn, ...linkOf(rule, codes, url) },
    ...(mentions.length > 0 ? { related: mentions.map(toRelated) } : {}),
    ...(fix ? { fix: toFix(fix) } : {}),
  };
}

/** Without `path` it is in the same file. */
function toRelated({ path, message, range: [start, end], place }: Mention): object {
  return { ...(path === undefined ? {} : { path }), message, ...place, start, end };
}

function toFix({ safety, title, edits, files }: FixOffer): object {
  return {
    ...{ safety, title, edits: edits.map(({ range: [start, end], text }) => ({ start, end, text })) },
    ...(files.length > 0 ? { files: files.map(({ path, text }) => ({ path, text })) } : {}),
  };
}

/** Where a finding is explained. What another program says is explained by that program. */
const linkOf = (name: string, [code]: readonly string[], url: string | undefined): { readonly url?: string } =>
  linkTo({ name, url: name === 'shellcheck' && code !== undefined ? shellcheckPage(code) : url });

/** What ShellCheck has to say about a code of its own. */
export const shellcheckPage = (code: string): string => `https://www.shellcheck.net/wiki/${code}`;

/** `url` of a rule, where it has a page. */
export function linkTo({ name, url }: { readonly name: string; readonly url?: string | undefined }): { readonly url?: string } {
  return url === '' ? {} : { url: url ?? ruleUrl(name) };
}

/** Where the package documents a rule, relative to its root. */
export const ruleUrl = (rule: string): string => `rules/README.md#${rule}`;
