import type { Finding, LinePlace, LintResult } from '../engine/types.ts';
import type { Severity } from '../rule.ts';
import { categoryNames } from './categories.ts';
import { fingerprintsOf } from './fingerprint.ts';
import type { FileFormat, ReportOptions } from './format.ts';
import { printable } from './printable.ts';
import { mentionsOf } from './related.ts';

/** One JSON object an issue, each ended by NUL, as the Code Climate specification wants a stream of issues. */
export const codeclimate: FileFormat = (result, options) =>
  issuesOf(result, options, positions, (finding) => elsewhere(result, finding, options))
    .map((issue) => `${JSON.stringify(issue)}\0\n`)
    .join('');

/** The issues of a file in Code Climate's terms; `place` gives the form of their locations, `more` what else is said of one. */
export function issuesOf(
  result: LintResult,
  { locate }: Pick<ReportOptions, 'locate'>,
  place: (finding: Finding) => object,
  more: (finding: Finding) => object = () => ({}),
): readonly object[] {
  const path = locate(result.path);
  const fingerprints = fingerprintsOf(result, path);
  return result.findings.map((finding, index) => ({
    type: 'issue',
    check_name: finding.rule,
    description: printable(finding.message),
    categories: [categoryNames[finding.category].codeClimate],
    location: { path, ...place(finding) },
    severity: severities[finding.severity],
    fingerprint: fingerprints[index],
    ...more(finding),
  }));
}

/** Of `info`, `minor`, `major`, `critical` and `blocker`; the last two are for what threatens people, not builds. */
const severities: Readonly<Record<Severity, string>> = { error: 'major', warning: 'minor', info: 'info' };

/** Places without a word of why: the specification has no room for one. */
function elsewhere(result: LintResult, finding: Finding, options: ReportOptions): object {
  const locations = mentionsOf(result, finding, options).flatMap(({ path, place }) =>
    place ? [{ path: options.locate(result.path, path), ...positions(place) }] : [],
  );
  return locations.length > 0 ? { other_locations: locations } : {};
}

function positions({ line, column, endLine, endColumn }: LinePlace): object {
  return { positions: { begin: { line, column }, end: { line: endLine, column: endColumn } } };
}
