import Ajv from 'ajv';
import { describe, expect, it } from 'vitest';
import type { LintResult } from '../../src/engine/types.ts';
import { nasty, nastyResults, print, saying, usual } from './samples.ts';

const ajv = new Ajv.default({ allErrors: true });
const text = { type: 'string', minLength: 1 };
const count = { type: 'integer', minimum: 1 };

function object(properties: Readonly<Record<string, object>>, required: readonly string[] = Object.keys(properties)): object {
  return { type: 'object', properties, required, additionalProperties: false };
}

function errorsOf(schema: object, data: unknown): readonly unknown[] {
  const validate = ajv.compile(schema);
  validate(data);
  return validate.errors ?? [];
}

const suites = [
  ['usual results', usual],
  ['nasty texts', nastyResults],
  ['nothing', []],
] as const;

/** https://github.com/codeclimate/platform/blob/master/spec/analyzers/SPEC.md#data-types; GitLab reads a part of it. */
function issueSchema(location: Readonly<Record<string, object>>): object {
  const required = ['type', 'check_name', 'description', 'categories', 'location', 'severity', 'fingerprint'];
  const place = object({ path: text, ...location });
  const properties = {
    type: { const: 'issue' },
    check_name: text,
    description: { ...text, pattern: '^[^\\n]*$' },
    categories: {
      type: 'array',
      minItems: 1,
      items: { enum: ['Bug Risk', 'Clarity', 'Compatibility', 'Complexity', 'Duplication', 'Performance', 'Security', 'Style'] },
    },
    location: place,
    other_locations: { type: 'array', minItems: 1, items: place },
    severity: { enum: ['info', 'minor', 'major', 'critical', 'blocker'] },
    fingerprint: text,
  };
  return object(properties, required);
}

interface Issue {
  readonly description: string;
  readonly fingerprint: string;
  readonly severity: string;
  readonly location: { readonly path: string; readonly lines: { readonly begin: number; readonly end: number } };
}

describe('codeclimate', () => {
  const position = object({ line: count, column: count });

  it.each(suites)('is a stream as the specification has it: %s', async (_, results) => {
    const issues = (await print('codeclimate', results)).split('\0');
    expect(issues.pop()?.trim()).toBe('');
    const schema = issueSchema({ positions: object({ begin: position, end: position }) });
    for (const issue of issues) expect(errorsOf(schema, JSON.parse(issue))).toEqual([]);
    expect(issues).toHaveLength(results.flatMap(({ findings }) => findings).length);
  });

  it('looks like this', async () => {
    expect((await print('codeclimate', usual.slice(1, 3))).replaceAll('\0', '␀')).toMatchInlineSnapshot(`
      "{"type":"issue","check_name":"no-latest","description":"'a:latest' changes without notice.","categories":["Compatibility"],"location":{"path":"sub/a b.Dockerfile","positions":{"begin":{"line":1,"column":6},"end":{"line":1,"column":14}}},"severity":"minor","fingerprint":"5f9bf0d602b72a9c"}␀
      {"type":"issue","check_name":"require-ignore-file","description":"\`.dockerignore\` is stale.","categories":["Performance"],"location":{"path":"sub/a b.Dockerfile","positions":{"begin":{"line":2,"column":1},"end":{"line":2,"column":9}}},"severity":"info","fingerprint":"b8acb35c72027a70"}␀
      "
    `);
  });
});

describe('gitlab', () => {
  const gitlab = async (results: readonly LintResult[]): Promise<readonly Issue[]> =>
    JSON.parse(await print('gitlab', results)) as readonly Issue[];

  it.each(suites)('is what GitLab documents: %s', async (_, results) => {
    const issues = await gitlab(results);
    const schema = { type: 'array', items: issueSchema({ lines: object({ begin: count, end: count }) }) };
    expect(errorsOf(schema, issues)).toEqual([]);
    for (const { location } of issues) expect(location.lines.end).toBeGreaterThanOrEqual(location.lines.begin);
  });

  it('has a fingerprint of its own for every finding, and a severity for each of ours', async () => {
    const issues = await gitlab(usual);
    expect(new Set(issues.map(({ fingerprint }) => fingerprint)).size).toBe(issues.length);
    expect(new Set(issues.map(({ severity }) => severity))).toEqual(new Set(['info', 'minor', 'major']));
  });

  it('has the same fingerprints after lines were added above', async () => {
    const [before, after] = ['', '# x\n'].map(async (above) => gitlab([saying('x', 'Dockerfile'), movedBy(above)]));
    expect((await after)?.map(({ fingerprint }) => fingerprint)).toEqual((await before)?.map(({ fingerprint }) => fingerprint));
  });

  it('ends where the finding does', async () => {
    const [whole] = await gitlab([saying('x', 'x', { range: [0, 14], column: 1, endLine: 2, endColumn: 1 })]);
    expect(whole?.location.lines).toEqual({ begin: 1, end: 1 });
  });
});

/** The same finding further down. */
function movedBy(above: string): LintResult {
  const result = saying('x', 'moved', { range: [5 + above.length, 13 + above.length], line: 1 + (above ? 1 : 0) });
  return { ...result, text: above + result.text };
}

describe('sonarqube', () => {
  interface Report {
    readonly rules: readonly { readonly id: string; readonly type: string; readonly severity: string }[];
    readonly issues: readonly { readonly ruleId: string; readonly primaryLocation: { readonly textRange: TextRange } }[];
  }
  interface TextRange {
    readonly startLine: number;
    readonly endLine?: number;
    readonly startColumn?: number;
    readonly endColumn?: number;
  }
  /** As SonarQube's ExternalIssueReportValidator checks it. */
  const attributes = ['CLEAR', 'COMPLETE', 'CONVENTIONAL', 'EFFICIENT', 'FORMATTED', 'LOGICAL', 'TRUSTWORTHY'];
  const rule = object({
    ...{ id: text, name: text, description: text, engineId: text },
    cleanCodeAttribute: { enum: attributes },
    type: { enum: ['BUG', 'VULNERABILITY', 'CODE_SMELL'] },
    severity: { enum: ['BLOCKER', 'CRITICAL', 'MAJOR', 'MINOR', 'INFO'] },
    impacts: {
      type: 'array',
      minItems: 1,
      items: object({
        softwareQuality: { enum: ['SECURITY', 'RELIABILITY', 'MAINTAINABILITY'] },
        severity: { enum: ['LOW', 'MEDIUM', 'HIGH'] },
      }),
    },
  });
  const column = { type: 'integer', minimum: 0 };
  const textRange = object({ startLine: count, startColumn: column, endLine: count, endColumn: column }, ['startLine']);
  const place = object({ message: text, filePath: text, textRange });
  const issue = object({ ruleId: text, primaryLocation: place, secondaryLocations: { type: 'array', items: place } }, [
    'ruleId',
    'primaryLocation',
  ]);
  const schema = object({ rules: { type: 'array', items: rule }, issues: { type: 'array', items: issue } });

  const sonarqube = async (results: readonly LintResult[]): Promise<Report> => JSON.parse(await print('sonarqube', results)) as Report;

  it.each(suites)('is the generic format: %s', async (_, results) => {
    const report = await sonarqube(results);
    expect(errorsOf(schema, report)).toEqual([]);
    const ids = report.rules.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    for (const { ruleId } of report.issues) expect(ids).toContain(ruleId);
  });

  it.each([
    ['usual results', usual],
    ['nasty texts', nastyResults],
    ['other line ends', [{ ...saying('x', 'x', { range: [5, 6] }), text: 'FROM\ra\n' }]],
    ['an empty file', [{ ...saying('x', 'x', { range: [0, 0], column: 1, endColumn: 1 }), text: '' }]],
    ['CRLF', [{ ...saying('x', 'x', { range: [0, 9], column: 1, endLine: 2, endColumn: 1 }), text: 'FROM a:\r\nb' }]],
    ['a CRLF itself', [{ ...saying('x', 'x', { range: [6, 8], column: 7, endLine: 2, endColumn: 1 }), text: 'FROM a\r\nb' }]],
  ])('has only ranges that SonarQube accepts: %s', async (_, results: readonly LintResult[]) => {
    const { issues } = await sonarqube(results);
    const texts = results.flatMap(({ text: one, findings }) => findings.map(() => one));
    for (const [index, { primaryLocation }] of issues.entries()) {
      const lines = texts[index]?.split(/\r\n|\r|\n/) ?? [];
      const { startLine, endLine = startLine, startColumn, endColumn = 0 } = primaryLocation.textRange;
      expect(endLine).toBeLessThanOrEqual(lines.length);
      if (startColumn === undefined) continue;
      expect(startColumn).toBeLessThanOrEqual(lines[startLine - 1]?.length ?? -1);
      expect(endColumn).toBeLessThanOrEqual(lines[endLine - 1]?.length ?? -1);
      expect(endLine > startLine || endColumn > startColumn).toBe(true);
    }
  });

  it('has exact columns where it can', async () => {
    const { issues, rules } = await sonarqube([
      saying('x'),
      saying('x', 'x', { range: [0, 14], column: 1, endLine: 2, endColumn: 1, severity: 'error' }),
      saying('x', 'x', { range: [13, 13], column: 14, endColumn: 14 }),
    ]);
    expect(issues.map(({ primaryLocation }) => primaryLocation.textRange)).toEqual([
      { startLine: 1, startColumn: 5, endLine: 1, endColumn: 13 },
      { startLine: 1, startColumn: 0, endLine: 1, endColumn: 13 },
      { startLine: 1 },
    ]);
    expect(rules).toMatchObject([{ id: 'no-latest', type: 'CODE_SMELL', severity: 'MAJOR' }]);
  });
});

describe('paths', () => {
  it.each(['gitlab', 'codeclimate', 'sonarqube'] as const)('survive in %s', async (name) => {
    const paths = nasty.map((part) => `dir/${part}/Dockerfile`);
    const report = await print(
      name,
      paths.map((path) => saying('x', path)),
    );
    const found = [...report.matchAll(/"(?:path|filePath)": ?("(?:[^"\\]|\\.)*")/g)].map((match) => JSON.parse(match[1] ?? '""') as string);
    expect(found).toEqual(paths);
  });

  it.each(['gitlab', 'codeclimate', 'sonarqube', 'sarif', 'github'] as const)('are those of the repository in %s', async (name) => {
    const report = await print(name, usual, { locate: (path) => `repository/${path}` });
    expect(report).toMatch(/repository\/Dockerfile/);
    expect(report).not.toMatch(/(?<!repository\/)broken/);
  });
});
