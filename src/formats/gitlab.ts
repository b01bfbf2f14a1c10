import { issuesOf } from './codeclimate.ts';
import type { Format } from './format.ts';
import { lastLine } from './places.ts';

/** GitLab's Code Quality report: Code Climate's issues in one JSON array, placed by line. */
export const gitlab: Format = (results, options) => {
  const issues = results.flatMap((result) =>
    issuesOf(result, options, (finding) => ({ lines: { begin: finding.line, end: lastLine(finding) } })),
  );
  return `${JSON.stringify(issues, null, 2)}\n`;
};
