import type { Finding } from '../engine/types.ts';
import type { Entry } from './lint-cache.ts';

/** Entries as they are written. What may stand in several of them stands once, among the `words`, and goes by its number. */
export interface Packed {
  readonly words: readonly string[];
  readonly rows: readonly Row[];
}

type Row = readonly [
  ...[path: string, config: number, self: string | 0, hash: string],
  ...[stamp: Entry['stamp'], seen: readonly number[], findings: readonly PackedFinding[]],
];

/** All but its place and its edits is a word: JSON of what most findings of a rule have in common. */
type PackedFinding = readonly [
  ...[rest: number, start: number, end: number, line: number, column: number, endLine: number, endColumn: number],
  edits?: NonNullable<Finding['fix']>['edits'],
];

type Common = Omit<Finding, 'range' | 'line' | 'column' | 'endLine' | 'endColumn'>;

export function pack(entries: Iterable<readonly [string, Entry]>): Packed {
  const numbers = new Map<string, number>();
  const numberOf = (word: string): number => {
    const number = numbers.get(word) ?? numbers.size;
    if (number === numbers.size) numbers.set(word, number);
    return number;
  };
  const packFinding = (finding: Finding): PackedFinding => {
    const { range, line, column, endLine, endColumn, ...rest } = finding;
    const place = [...range, line, column, endLine, endColumn] as const;
    if (!rest.fix) return [numberOf(JSON.stringify(rest)), ...place];
    const { edits, ...fix } = rest.fix;
    return [numberOf(JSON.stringify({ ...rest, fix })), ...place, edits];
  };
  const rows = [...entries].map(([path, { config, self, hash, stamp, seen, findings }]): Row => {
    const own = self === path ? 0 : self;
    return [path, numberOf(config), own, hash, stamp, seen.map(numberOf), findings.map(packFinding)];
  });
  return { words: [...numbers.keys()], rows };
}

/** Entries by path; each is put together when it is asked for. */
export function unpack({ words, rows }: Packed): ReadonlyMap<string, () => Entry> {
  const parsed: (Common | undefined)[] = [];
  const wordOf = (number: number): string => words[number] ?? '';
  const unpackFinding = ([number, start, end, line, column, endLine, endColumn, edits = []]: PackedFinding): Finding => {
    const { rule, codes, category, severity, message, related, url, fix } = (parsed[number] ??= parseCommon(wordOf(number)));
    // All of one shape, property by property: spreads take ten times as long.
    const finding: { -readonly [K in keyof Finding]: Finding[K] } = {
      ...{ rule, codes, category, severity, message, range: [start, end] },
      ...{ line, column, endLine, endColumn },
    };
    if (related) finding.related = related;
    if (url !== undefined) finding.url = url;
    if (fix) finding.fix = { safety: fix.safety, title: fix.title, edits, files: fix.files };
    return finding;
  };
  const unpackRow = ([path, config, self, hash, stamp, seen, findings]: Row): Entry => ({
    ...{ config: wordOf(config), self: self === 0 ? path : self, hash, stamp, seen: seen.map(wordOf) },
    get findings() {
      return findings.map(unpackFinding);
    },
  });
  return new Map(rows.map((row) => [row[0], () => unpackRow(row)]));
}

function parseCommon(word: string): Common {
  const { rule, codes, category, severity, message, related, url, fix, ...others } = JSON.parse(word) as Common;
  // Nothing may be left out by those who put findings together.
  others satisfies Record<string, never>;
  return {
    ...{ rule, codes, category, severity, message },
    ...(related && { related }),
    ...(url !== undefined && { url }),
    ...(fix && { fix }),
  };
}
