import type { Finding, FixOffer, LinePlace, LintResult, RuleSetting } from '../engine/types.ts';
import type { Range } from '../nodes.ts';
import type { FileEdit, Severity } from '../rule.ts';
import { lineTable, type LineTable } from '../syntax/lines.ts';
import { categoryNames } from './categories.ts';
import { fingerprintsOf } from './fingerprint.ts';
import type { Format, ReportOptions } from './format.ts';
import { mentionsOf, type Mention } from './related.ts';
import { helpMarkdown, helpText } from './rule-words.ts';

/** SARIF 2.1.0: every rule that ran, every finding with its fix as replacements, paths relative to the root of the sources. */
export const sarif: Format = (results, options) => {
  const log = { $schema: schema, version: '2.1.0', runs: [toRun(results, options)] };
  return `${JSON.stringify(log, null, 2)}\n`;
};

const schema = 'https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json';
const root = '%SRCROOT%';
const levels = { error: 'error', warning: 'warning', info: 'note' } as const satisfies Readonly<Record<Severity, string>>;

function toRun(results: readonly LintResult[], options: ReportOptions): object {
  const rules = [...options.settings.map(toDescriptor), ...unlisted(results, options.settings)];
  const paths = [...new Set(results.map(({ path }) => options.locate(path)))];
  const indexes = { rules: indexed(rules.map(({ id }) => id)), artifacts: indexed(paths) };
  return {
    tool: { driver: { name: 'plimsoll', semanticVersion: options.version, rules } },
    columnKind: 'utf16CodeUnits',
    // Without a `uri`, so that the log is the same on every machine: whoever reads it knows where the sources are.
    originalUriBaseIds: { [root]: { description: { text: 'The root of the repository, or the folder that plimsoll ran in.' } } },
    artifacts: paths.map((path) => ({ location: toLocation(path), roles: ['analysisTarget'] })),
    results: results.flatMap((result) => toResults(result, indexes, options)),
  };
}

/** Where what is named stands in the run's own lists. */
interface Indexes {
  readonly rules: ReadonlyMap<string, number>;
  readonly artifacts: ReadonlyMap<string, number>;
}

const indexed = (names: readonly string[]): ReadonlyMap<string, number> => new Map(names.map((name, index) => [name, index]));

/** Of a rule. */
interface Descriptor {
  readonly id: string;
  readonly [property: string]: unknown;
}

function toDescriptor({ rule, severity }: RuleSetting): Descriptor {
  const isSecurity = categoryNames[rule.category].quality === 'SECURITY';
  return {
    id: rule.name,
    shortDescription: { text: rule.summary },
    fullDescription: { text: rule.why },
    help: { text: helpText(rule), markdown: helpMarkdown(rule) },
    defaultConfiguration: { enabled: true, level: levels[severity] },
    properties: { tags: [rule.category, ...(isSecurity ? ['security'] : [])] },
  };
}

/** Files in an encoding that cannot be linted are reported even where no rule was chosen that does so. */
function unlisted(results: readonly LintResult[], settings: readonly RuleSetting[]): readonly Descriptor[] {
  const listed = new Set(settings.map(({ rule }) => rule.name));
  const found = new Set(results.flatMap(({ findings }) => findings.map(({ rule }) => rule)));
  return [...found].filter((name) => !listed.has(name)).map((id) => ({ id }));
}

/** A file that a report names, with what its places are counted by. */
interface Source {
  readonly path: string;
  readonly location: object;
  /** Absent: only offsets are known. */
  readonly lines: LineTable | undefined;
  readonly options: Pick<ReportOptions, 'locate' | 'textBeside'>;
  readonly result: LintResult;
}

function toResults(result: LintResult, indexes: Indexes, options: ReportOptions): readonly object[] {
  const path = options.locate(result.path);
  const location = { ...toLocation(path), index: indexes.artifacts.get(path) };
  const source: Source = { path: result.path, location, lines: result.lacksText ? undefined : lineTable(result.text), options, result };
  const fingerprints = fingerprintsOf(result, path);
  return result.findings.map((finding, index) => ({
    ...{ ruleId: finding.rule, ruleIndex: indexes.rules.get(finding.rule) },
    ...toResult(finding, source),
    partialFingerprints: { 'plimsoll/v1': fingerprints[index] },
  }));
}

function toResult(finding: Finding, source: Source): object {
  const { severity, message, codes, range, fix } = finding;
  const region = source.lines ? toRegion(range, source.lines) : toLines(finding);
  const physicalLocation = { artifactLocation: source.location, region };
  const mentions = mentionsOf(source.result, finding, source.options);
  return {
    ...{ level: levels[severity], message: { text: message }, locations: [{ physicalLocation }] },
    ...(mentions.length > 0 ? { relatedLocations: mentions.map((mention, id) => toRelated(mention, id, source)) } : {}),
    ...(fix ? { fixes: [toFix(fix, source)] } : {}),
    ...(codes.length > 0 ? { properties: { codes } } : {}),
  };
}

/** Viewers number these places by their ids, and show their texts beside the code. */
function toRelated({ path, message, range: [start, end], place }: Mention, index: number, { location, result, options }: Source): object {
  const artifactLocation = path === undefined ? location : toLocation(options.locate(result.path, path));
  const region = place ? toLines(place) : { charOffset: start, charLength: end - start };
  return { id: index + 1, physicalLocation: { artifactLocation, region }, message: { text: message } };
}

const toLines = ({ line, column, endLine, endColumn }: LinePlace): object => ({
  ...{ startLine: line, startColumn: column, endLine, endColumn },
});

function toRegion([start, end]: Range, lines: LineTable | undefined): object {
  if (!lines) return { charOffset: start, charLength: end - start };
  const first = lines.positionAt(start);
  const last = lines.positionAt(end);
  return {
    ...{ startLine: first.line, startColumn: first.column, endLine: last.line, endColumn: last.column },
    ...{ charOffset: start, charLength: end - start },
  };
}

function toFix({ safety, title, edits, files }: FixOffer, source: Source): object {
  const replacements = edits.map(({ range, text }) => toReplacement(toRegion(range, source.lines), text));
  const artifactChanges = [
    ...(replacements.length > 0 ? [{ artifactLocation: source.location, replacements }] : []),
    ...files.map((edit) => toFileChange(edit, source)),
  ];
  return { description: { text: title }, artifactChanges, properties: { safety } };
}

/** A whole file: all of its text until now makes way. */
function toFileChange({ path, text, was = '' }: FileEdit, source: Source): object {
  return {
    artifactLocation: toLocation(source.options.locate(source.path, path)),
    replacements: [toReplacement(toRegion([0, was.length], lineTable(was)), text)],
  };
}

const toReplacement = (deletedRegion: object, text: string): object =>
  text === '' ? { deletedRegion } : { deletedRegion, insertedContent: { text } };

function toLocation(path: string): object {
  const uri = path.split('/').map(encodeSegment).join('/');
  if (path.startsWith('/')) return { uri: `file://${uri}` };
  return /^[A-Za-z]:\//.test(path) ? { uri: `file:///${path.slice(0, 2)}${uri.slice(uri.indexOf('/'))}` } : { uri, uriBaseId: root };
}

/** Half a surrogate pair has no encoding. */
const encodeSegment = (text: string): string => encodeURIComponent(text.replaceAll(/\p{Surrogate}/gu, '\ufffd'));
