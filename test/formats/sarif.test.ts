import Ajv from 'ajv-draft-04';
import addFormats from 'ajv-formats';
import { createRequire } from 'node:module';
import { describe, expect, it } from 'vitest';
import { applyEdits } from '../../src/engine/edits.ts';
import type { LintResult } from '../../src/engine/types.ts';
import type { FormatOptions } from '../../src/formats/format.ts';
import { linted, nasty, nastyResults, print, saying, settings, usual } from './samples.ts';

interface Region {
  readonly startLine: number;
  readonly startColumn: number;
  readonly endLine: number;
  readonly endColumn: number;
  readonly charOffset: number;
  readonly charLength: number;
}

interface Location {
  readonly uri: string;
  readonly uriBaseId?: string;
  readonly index?: number;
}

interface Log {
  readonly runs: readonly [
    {
      readonly tool: {
        readonly driver: { readonly rules: readonly { readonly id: string; readonly help?: { readonly markdown: string } }[] };
      };
      readonly artifacts: readonly { readonly location: Location }[];
      readonly results: readonly {
        readonly ruleId: string;
        readonly ruleIndex: number;
        readonly level: string;
        readonly message: { readonly text: string };
        readonly locations: readonly [{ readonly physicalLocation: { readonly artifactLocation: Location; readonly region: Region } }];
        readonly partialFingerprints: Readonly<Record<string, string>>;
        readonly fixes?: readonly {
          readonly artifactChanges: readonly {
            readonly artifactLocation: Location;
            readonly replacements: readonly { readonly deletedRegion: Region; readonly insertedContent?: { readonly text: string } }[];
          }[];
        }[];
      }[];
    },
  ];
}

const require = createRequire(import.meta.url);
const ajv = new Ajv.default({ strict: false, allErrors: true, unicodeRegExp: false });
addFormats.default(ajv);
/** The official schema, as Microsoft ships it. */
const validate = ajv.compile(require('@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json') as object);

async function sarif(results: readonly LintResult[], given: Partial<FormatOptions> = {}): Promise<Log['runs'][0]> {
  const log = JSON.parse(await print('sarif', results, given)) as Log;
  validate(log);
  expect(validate.errors ?? []).toEqual([]);
  return log.runs[0];
}

/** Offset of a line and column, counted without plimsoll's own tables. */
function offsetOf(text: string, line: number, column: number): number {
  const before = text.split('\n').slice(0, line - 1);
  return before.reduce((sum, one) => sum + one.length + 1, 0) + column - 1;
}

describe('sarif', () => {
  it.each([
    ['usual results', usual],
    ['nasty texts', nastyResults],
    ['nothing', []],
  ])('is what the official schema wants: %s', async (_, results) => {
    const run = await sarif(results);
    expect(run.results).toHaveLength(results.flatMap(({ findings }) => findings).length);
  });

  it('describes every rule that ran, and names the one of each result', async () => {
    const { tool, results } = await sarif([...usual, ...nastyResults]);
    const { rules } = tool.driver;
    expect(rules.slice(0, settings.length).map(({ id }) => id)).toEqual(settings.map(({ rule }) => rule.name));
    expect(rules[0]).toEqual({
      id: 'no-latest',
      shortDescription: { text: 'Disallow the tag `latest`.' },
      fullDescription: { text: 'Nobody knows what it is tomorrow.' },
      help: {
        text: "Nobody knows what it is tomorrow.\nFix (unsafe): Remove the tag.\nElsewhere: hadolint DL3007.\n'plimsoll explain no-latest' shows examples.",
        markdown:
          'Nobody knows what it is tomorrow.\n\n- Fix (unsafe): Remove the tag.\n- Elsewhere: hadolint DL3007.\n\n' +
          'Reported:\n\n```dockerfile\nFROM a:latest\n```\n\nFixed:\n\n```dockerfile\nFROM a\n```',
      },
      defaultConfiguration: { enabled: true, level: 'warning' },
      properties: { tags: ['base-image'] },
    });
    for (const { ruleId, ruleIndex } of results) expect(rules[ruleIndex]?.id).toBe(ruleId);
    expect(rules.at(-1)).toEqual({ id: 'unlisted' });
  });

  it('has places that lead to the same text by line and by offset', async () => {
    const sources = [...usual, linted('x', 'FROM a:latest AS 😀\nMAINTAINER 😀\r\nCOPY 😀 😀\n')];
    const { results } = await sarif(sources);
    const texts = sources.flatMap(({ text, findings }) => findings.map(({ range }) => ({ text, range })));
    for (const [index, { locations }] of results.entries()) {
      const { region } = locations[0].physicalLocation;
      const { text, range } = texts[index] ?? { text: '', range: [0, 0] };
      expect([region.charOffset, region.charOffset + region.charLength]).toEqual(range);
      expect(offsetOf(text, region.startLine, region.startColumn)).toBe(range[0]);
      expect(offsetOf(text, region.endLine, region.endColumn)).toBe(range[1]);
    }
  });

  it('has fixes whose replacements do what the fix does', async () => {
    const { results } = await sarif(usual);
    const findings = usual.flatMap(({ text, findings }) => findings.map((finding) => ({ text, finding })));
    let count = 0;
    for (const [index, { fixes = [] }] of results.entries()) {
      const { text, finding } = findings[index]!;
      expect(fixes).toHaveLength(finding.fix ? 1 : 0);
      for (const { artifactLocation, replacements } of fixes[0]?.artifactChanges ?? []) {
        if (artifactLocation.uri === '.dockerignore') continue;
        const edits = replacements.map(({ deletedRegion: { startLine, startColumn, endLine, endColumn }, insertedContent }) => ({
          range: [offsetOf(text, startLine, startColumn), offsetOf(text, endLine, endColumn)] as const,
          text: insertedContent?.text ?? '',
        }));
        expect(applyEdits(text, edits)).toBe(applyEdits(text, finding.fix?.edits ?? []));
        count++;
      }
    }
    expect(count).toBeGreaterThan(3);
  });

  it('replaces whole files beside the linted one', async () => {
    const { results } = await sarif(usual);
    const changes = results.flatMap(({ fixes = [] }) => fixes.flatMap(({ artifactChanges }) => artifactChanges));
    const beside = changes.filter(({ artifactLocation }) => artifactLocation.uri === '.dockerignore');
    expect(beside.map(({ replacements }) => replacements)).toEqual([
      [{ deletedRegion: region(1, 1, 1, 1, 0, 0), insertedContent: { text: 'node_modules\n' } }],
      [{ deletedRegion: region(1, 1, 2, 1, 0, 4), insertedContent: { text: 'node_modules\n' } }],
    ]);
  });

  it('names files by URIs from which the path comes back', async () => {
    const paths = nasty.map((text) => `dir/${text}/Dockerfile`);
    const { artifacts, results } = await sarif(paths.map((path) => saying('x', path)));
    for (const [index, { location }] of artifacts.entries()) {
      const path = paths[index]?.replaceAll('\ud800', '\ufffd');
      expect(location.uriBaseId).toBe('%SRCROOT%');
      expect(decodeURIComponent(location.uri)).toBe(path);
      expect(decodeURIComponent(new URL(location.uri, 'file:///root/').pathname)).toBe(`/root/${path}`);
      expect(results[index]?.locations[0].physicalLocation.artifactLocation).toEqual({ ...location, index });
    }
    const uris = (await sarif([saying('x', '/a b/c'), saying('x', 'C:/a b/c'), saying('x', 'a:b'), saying('x', '-')])).artifacts;
    expect(uris.map(({ location }) => location)).toEqual([
      { uri: 'file:///a%20b/c' },
      { uri: 'file:///C:/a%20b/c' },
      { uri: 'a%3Ab', uriBaseId: '%SRCROOT%' },
      { uri: '-', uriBaseId: '%SRCROOT%' },
    ]);
  });
});

describe('fingerprints', () => {
  const of = async (text: string, path = 'Dockerfile'): Promise<readonly string[]> => {
    const { results } = await sarif([linted(path, text)]);
    return results.map(({ partialFingerprints }) => partialFingerprints['plimsoll/v1'] ?? '');
  };
  const text = 'FROM a:latest\nRUN apk add b c\nRUN apk add b c\nMAINTAINER d\n';

  it('are all different, also of findings that are the same', async () => {
    const all = [...(await of(text)), ...(await of(text, 'a/Dockerfile')), ...(await of('FROM b:latest\nMAINTAINER c\n'))];
    expect(new Set(all).size).toBe(10);
    for (const one of all) expect(one).toMatch(/^[0-9a-f]{16}$/);
  });

  it.each([
    ['lines above', '# x\n\nARG x\nFROM a:latest\nRUN apk add b c\nUSER x\nRUN apk add b c\nMAINTAINER d\n'],
    ['another layout', 'FROM   a:latest\nRUN apk add \\\n  b \\\n  # why\n  c\nRUN apk add b c\nMAINTAINER d'],
    ['CRLF and a byte order mark', `\ufeff${text.replaceAll('\n', '\r\n')}`],
  ])('stay with %s', async (_, other) => {
    expect(await of(other)).toEqual(await of(text));
  });

  it('change with the instruction, and only its own', async () => {
    const [before, after] = [await of(text), await of(text.replace('a:latest', 'z:latest'))];
    expect(after.map((one, index) => one === before[index])).toEqual([false, true, true, true]);
  });

  it('tell heredocs apart', async () => {
    const [a, b] = await of('FROM a\nRUN <<E\napk add b\nE\nRUN <<E\napk add c\nE\n');
    expect(await of('FROM a\nRUN <<E\napk add c\nE\n')).toEqual([b]);
    expect(a).not.toBe(b);
  });

  it('of many findings in one instruction are found at once', async () => {
    const one = linted('Dockerfile', `FROM a\nRUN apk add ${'b '.repeat(50_000)}\n`);
    const finding = one.findings[0]!;
    const { results } = await sarif([{ ...one, findings: Array.from({ length: 5000 }, () => finding) }]);
    expect(new Set(results.map(({ partialFingerprints }) => partialFingerprints['plimsoll/v1'])).size).toBe(5000);
  });
});

const region = (
  startLine: number,
  startColumn: number,
  endLine: number,
  endColumn: number,
  charOffset: number,
  charLength: number,
): Region => ({
  ...{ startLine, startColumn, endLine, endColumn, charOffset, charLength },
});
