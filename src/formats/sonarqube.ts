import type { Finding, LintResult, RuleSetting } from '../engine/types.ts';
import type { Severity } from '../rule.ts';
import { lineAt } from '../syntax/lines.ts';
import { categoryNames } from './categories.ts';
import type { Format, ReportOptions } from './format.ts';
import { lastLine } from './places.ts';
import { mentionsOf, type Mention } from './related.ts';

/** SonarQube's generic issues with their rules: the form of 10.3 and later, also with what its Standard Experience mode reads. */
export const sonarqube: Format = (results, options) => {
  const report = { rules: toRules(results, options.settings), issues: results.flatMap((result) => toIssues(result, options)) };
  return `${JSON.stringify(report, null, 2)}\n`;
};

/** SonarQube refuses a report whose issues have no rule in it; rules without issues mean nothing to it. */
function toRules(results: readonly LintResult[], settings: readonly RuleSetting[]): readonly object[] {
  const found = new Map<string, Finding>();
  for (const finding of results.flatMap(({ findings }) => findings)) {
    const before = found.get(finding.rule);
    if (!before || ranks[before.severity] < ranks[finding.severity]) found.set(finding.rule, finding);
  }
  const known = new Map(settings.map(({ rule }) => [rule.name, rule]));
  return [...found.values()].map(({ rule: id, category, severity }) => {
    const { quality, attribute } = categoryNames[category];
    const rule = known.get(id);
    return {
      ...{ id, name: rule?.summary ?? id, description: rule?.why ?? id, engineId: 'plimsoll' },
      ...{ cleanCodeAttribute: attribute, type: types[quality], severity: severities[severity] },
      impacts: [{ softwareQuality: quality, severity: impacts[severity] }],
    };
  });
}

const ranks: Readonly<Record<Severity, number>> = { info: 0, warning: 1, error: 2 };
const types = { SECURITY: 'VULNERABILITY', RELIABILITY: 'BUG', MAINTAINABILITY: 'CODE_SMELL' } as const;
const severities: Readonly<Record<Severity, string>> = { error: 'MAJOR', warning: 'MINOR', info: 'INFO' };
/** Those that 10.3 knows; it has no `INFO` yet. */
const impacts: Readonly<Record<Severity, string>> = { error: 'HIGH', warning: 'MEDIUM', info: 'LOW' };

function toIssues(result: LintResult, options: ReportOptions): readonly object[] {
  const { text, lacksText, findings } = result;
  const filePath = options.locate(result.path);
  // SonarQube ends lines at a lone `\r` too, so its columns are other ones there.
  const hasOtherLines = (lacksText ?? false) || /\r(?!\n)/.test(text);
  return findings.map((finding) => {
    const textRange = hasOtherLines ? { startLine: finding.line } : toRange(text, finding);
    const others = mentionsOf(result, finding, options).flatMap((mention) => toSecondary(mention, result.path, options));
    return {
      ...{ ruleId: finding.rule, primaryLocation: { message: finding.message, filePath, textRange } },
      ...(others.length > 0 ? { secondaryLocations: others } : {}),
    };
  });
}

/** By line alone, which cannot lead astray. */
function toSecondary({ path, message, place }: Mention, own: string, { locate }: ReportOptions): readonly object[] {
  return place ? [{ message, filePath: locate(own, path), textRange: { startLine: place.line } }] : [];
}

/** Columns count from 0 and stay on the characters of their line. One range that is empty or leads astray ends SonarQube's whole analysis. */
function toRange(text: string, finding: Finding): object {
  const endLine = lastLine(finding);
  const start = columnOf(text, finding.range[0]);
  const end = columnOf(text, endLine === finding.endLine ? finding.range[1] : finding.range[1] - 1);
  if (endLine === finding.line && end <= start) return { startLine: finding.line };
  return { startLine: finding.line, startColumn: start, endLine, endColumn: end };
}

/** The place in its line, line end excluded. */
function columnOf(text: string, offset: number): number {
  const start = offset === 0 ? 0 : text.lastIndexOf('\n', offset - 1) + 1;
  return Math.min(offset, lineAt(text, start).end) - start;
}
