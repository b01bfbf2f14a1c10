import type { Finding, LintResult } from '../engine/types.ts';
import { codeFrame } from './code-frame.ts';
import { summarize, type Format, type ReportOptions } from './format.ts';
import { mentionLines } from './related.ts';
import { element, escapeXml, xmlDocument } from './xml.ts';

/** JUnit's XML: a suite a file, a failed test a finding; a file without findings is one test that passed. */
export const junit: Format = (results, options) => {
  const failures = summarize(results).findings;
  const tests = results.reduce((sum, { findings }) => sum + Math.max(findings.length, 1), 0);
  return xmlDocument(
    element(
      'testsuites',
      { name: 'plimsoll', tests, failures, errors: 0 },
      results.map((result) => toSuite(result, options)),
    ),
  );
};

function toSuite(result: LintResult, options: ReportOptions): string {
  const { path, findings } = result;
  const tests = findings.map((finding) => toTest(result, finding, options));
  const passed = tests.length > 0 ? [] : [element('testcase', { name: 'no findings', classname: path, time: 0 })];
  const counts = { tests: Math.max(tests.length, 1), failures: tests.length, errors: 0, skipped: 0, time: 0 };
  return element('testsuite', { name: path, ...counts }, [...tests, ...passed]);
}

/** Only attributes that Jenkins' schema has: its xUnit plugin refuses others. */
function toTest(result: LintResult, finding: Finding, options: ReportOptions): string {
  const { path, text, lacksText } = result;
  const { rule, severity, message, line, column } = finding;
  const frame = lacksText ? [] : codeFrame(text, finding, { gutter: (part) => part, marker: (part) => part });
  const mentions = mentionLines(result, finding, options).map((mention) => `see ${mention}`);
  const failure = element('failure', { type: severity, message }, [escapeLines([`${path}:${line}:${column}`, ...frame, ...mentions])]);
  return element('testcase', { name: `${rule} (${line}:${column})`, classname: path, time: 0 }, [failure]);
}

const escapeLines = (lines: readonly string[]): string => lines.map(escapeXml).join('\n');
