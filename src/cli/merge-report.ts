import type { Finding, FixOffer, RelatedPlace } from '../engine/types.ts';
import { categoryNames } from '../formats/categories.ts';
import type { Category } from '../rule.ts';

/** What a report says of a file. */
export interface FileReport {
  readonly path: string;
  readonly findings: readonly ReportedFinding[];
  /** Why the file could not be read. */
  readonly error?: string;
}

/** Its offsets are not in the report. */
export type ReportedFinding = Omit<Finding, 'range'>;

/** What a value of JSON or NDJSON output holds. */
export interface Reported {
  readonly files: readonly FileReport[];
  /** How many findings a baseline has left out, where one was in use. */
  readonly known?: number;
}

/** Throws an error that says what is not as plimsoll writes it. */
export function readReport(value: unknown): Reported {
  const report = toRecord(value, 'the value');
  if ('path' in report) return { files: [toFile(report, '')] };
  if (!('files' in report)) throw new Error('not a report of plimsoll: expected an object with path and findings, or with files');
  const { version = null, files, summary } = report;
  if (version !== '1') throw new Error(`not a report that this plimsoll knows: its version is ${JSON.stringify(version)}; expected "1"`);
  const known = summary === undefined ? undefined : toRecord(summary, 'summary')['known'];
  return {
    files: toList(files, 'files').map((file, index) => toFile(toRecord(file, `files[${index}]`), `files[${index}].`)),
    ...(known === undefined ? {} : { known: toCount(known, 'summary.known', 0) }),
  };
}

type Fields = Readonly<Record<string, unknown>>;

function toFile({ path, findings, error }: Fields, where: string): FileReport {
  return {
    path: toText(path, `${where}path`),
    findings: toList(findings, `${where}findings`).map((finding, index) => toFinding(finding, `${where}findings[${index}]`)),
    ...(error === undefined ? {} : { error: toText(error, `${where}error`) }),
  };
}

function toFinding(value: unknown, where: string): ReportedFinding {
  const { rule, codes, category, severity, message, line, column, endLine, endColumn, related, fix } = toRecord(value, where);
  return {
    rule: toText(rule, `${where}.rule`),
    codes: toList(codes, `${where}.codes`).map((code, index) => toText(code, `${where}.codes[${index}]`)),
    category: toWord(category, categories, `${where}.category`),
    severity: toWord(severity, ['error', 'warning', 'info'], `${where}.severity`),
    message: toText(message, `${where}.message`),
    line: toCount(line, `${where}.line`, 1),
    column: toCount(column, `${where}.column`, 1),
    endLine: toCount(endLine, `${where}.endLine`, 1),
    endColumn: toCount(endColumn, `${where}.endColumn`, 1),
    ...(related === undefined
      ? {}
      : { related: toList(related, `${where}.related`).map((one, index) => toRelated(one, `${where}.related[${index}]`)) }),
    ...(fix === undefined ? {} : { fix: toFix(fix, `${where}.fix`) }),
  };
}

function toRelated(value: unknown, where: string): RelatedPlace {
  const { path, message, start, end, line, column, endLine, endColumn } = toRecord(value, where);
  const place = {
    line: toCount(line ?? 1, `${where}.line`, 1),
    column: toCount(column ?? 1, `${where}.column`, 1),
    endLine: toCount(endLine ?? 1, `${where}.endLine`, 1),
    endColumn: toCount(endColumn ?? 1, `${where}.endColumn`, 1),
  };
  return {
    ...(path === undefined ? {} : { path: toText(path, `${where}.path`) }),
    range: [toCount(start, `${where}.start`, 0), toCount(end, `${where}.end`, 0)],
    note: toText(message, `${where}.message`),
    ...(line === undefined ? {} : { place }),
  };
}

const categories = Object.keys(categoryNames) as readonly Category[];

function toFix(value: unknown, where: string): FixOffer {
  const { safety, title, edits, files = [] } = toRecord(value, where);
  return {
    safety: toWord(safety, ['safe', 'unsafe'], `${where}.safety`),
    title: toText(title, `${where}.title`),
    edits: toList(edits, `${where}.edits`).map((edit, index) => {
      const place = `${where}.edits[${index}]`;
      const { start, end, text } = toRecord(edit, place);
      return { range: [toCount(start, `${place}.start`, 0), toCount(end, `${place}.end`, 0)], text: toText(text, `${place}.text`) };
    }),
    files: toList(files, `${where}.files`).map((file, index) => {
      const place = `${where}.files[${index}]`;
      const { path, text } = toRecord(file, place);
      return { path: toText(path, `${place}.path`), text: toText(text, `${place}.text`) };
    }),
  };
}

function toRecord(value: unknown, where: string): Fields {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw expected('an object', where);
  return value as Fields;
}

function toList(value: unknown, where: string): readonly unknown[] {
  if (!Array.isArray(value)) throw expected('a list', where);
  return value;
}

function toText(value: unknown, where: string): string {
  if (typeof value !== 'string') throw expected('a text', where);
  return value;
}

function toCount(value: unknown, where: string, least: number): number {
  if (typeof value !== 'number' || !Number.isSafeInteger(value) || value < least)
    throw expected(`a whole number of at least ${least}`, where);
  return value;
}

function toWord<const W extends string>(value: unknown, words: readonly W[], where: string): W {
  const word = words.find((known) => known === value);
  if (word === undefined) throw expected(`one of ${words.join(', ')}`, where);
  return word;
}

const expected = (what: string, where: string): Error => new Error(`not a report of plimsoll: expected ${what} as ${where}`);
