import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openProgram } from '../../src/cli/shellcheck/program.ts';
import { createModel } from '../../src/model/create.ts';
import type { Model } from '../../src/model/model.ts';
import type { Instruction, Range } from '../../src/nodes.ts';
import type { ShellcheckComment } from '../../src/shellcheck/answer.ts';
import { handOver, placeOf, type Handover } from '../../src/shellcheck/handover.ts';
import { aboutHandingOver } from '../../src/shellcheck/report.ts';
import { parse, withoutBom } from '../../src/syntax/parse.ts';

/** One finding about a RUN, by one code. Lines and columns from 1, columns in UTF-16 units. */
export interface Said {
  readonly path: string;
  readonly code: string;
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
  readonly message: string;
  /** The shell in force, where ShellCheck says it. */
  readonly shell?: string;
}

/** What the two say about one code. */
export interface Row {
  readonly code: string;
  readonly both: number;
  readonly onlyOurs: readonly Said[];
  readonly onlyTheirs: readonly Said[];
}

export interface File {
  readonly path: string;
  readonly text: string;
}

/** What ShellCheck says about every RUN of some files. */
export function shellcheckSays(files: readonly File[]): readonly Said[] {
  const asked = files.flatMap(({ path, text }) => {
    const model = createModel(path, parse(withoutBom(text)));
    return runsOf(model).flatMap((run) =>
      model
        .scripts(run)
        .flatMap((script) => handOver(script, run, model) ?? [])
        .map((given) => ({ model, given })),
    );
  });
  const answers = remembered(asked.map(({ given }) => given.text));
  return asked.flatMap(({ model, given }) => (answers.get(given.text) ?? []).flatMap((comment) => sayOf(comment, given, model)));
}

function sayOf(comment: ShellcheckComment, given: Handover, model: Model): readonly Said[] {
  const code = `SC${comment.code}`;
  const start = given.offsetAt(comment.line, comment.column);
  if (start === undefined || aboutHandingOver.has(comment.code)) return [];
  const range = placeOf(given.script, start, given.offsetAt(comment.endLine, comment.endColumn) ?? start);
  return [{ path: model.path, code, ...positions(range, model), message: comment.message, shell: given.script.dialect }];
}

function positions([start, end]: Range, model: Model): Pick<Said, 'line' | 'column' | 'endLine' | 'endColumn'> {
  const [from, to] = [model.positionAt(start), model.positionAt(end)];
  return { line: from.line, column: from.column, endLine: to.line, endColumn: to.column };
}

const runsOf = ({ dockerfile }: Model): readonly Instruction[] =>
  dockerfile.instructions.flatMap((one) => (one.type === 'Onbuild' ? (one.trigger ?? []) : one)).filter(({ type }) => type === 'Run');

/** ShellCheck needs a while for a whole corpus; its answers are kept by text. */
function remembered(texts: readonly string[]): ReadonlyMap<string, readonly ShellcheckComment[]> {
  const store = join(tmpdir(), 'plimsoll-referee.json');
  const known = existsSync(store) ? (JSON.parse(readFileSync(store, 'utf8')) as Record<string, readonly ShellcheckComment[]>) : {};
  const keyOf = (text: string): string => createHash('sha256').update(text).digest('base64');
  const missing = [...new Set(texts)].filter((text) => !known[keyOf(text)]);
  openProgram({ env: process.env, untrusted: [] })
    .check(missing)
    .forEach((comments, i) => (known[keyOf(missing[i] ?? '')] = comments));
  if (missing.length > 0) writeFileSync(store, JSON.stringify(known));
  return new Map(texts.map((text) => [text, known[keyOf(text)] ?? []]));
}

/** What the built command says about every RUN of some files, by ShellCheck's codes. `folder` is what their paths are relative to. */
export function plimsollSays(files: readonly File[], folder: string, command: string): readonly Said[] {
  const args = [
    command,
    '--isolated',
    '--preset',
    'all',
    '--no-inline-config',
    '--output-format',
    'json',
    '--exit-zero',
    '--files-from',
    '-',
  ];
  const input = files.map(({ path }) => path).join('\n');
  const run = spawnSync(process.execPath, args, { cwd: folder, input, encoding: 'utf8', maxBuffer: 1 << 30 });
  if (run.status !== 0) throw new Error(`the command ended with ${String(run.status)}: ${run.stderr}`);
  const lines = new Map(files.map(({ path, text }) => [path, runLines(text)]));
  const report = JSON.parse(run.stdout) as {
    files: readonly { path: string; findings: readonly (Said & { codes: readonly string[] })[] }[];
  };
  return report.files.flatMap(({ path, findings }) =>
    findings
      .filter(({ line }) => lines.get(path)?.has(line))
      .flatMap(({ codes, ...finding }) => codes.filter((code) => /^SC\d{4}$/.test(code)).map((code) => ({ ...finding, path, code }))),
  );
}

function runLines(text: string): ReadonlySet<number> {
  const model = createModel('', parse(withoutBom(text)));
  return new Set(
    runsOf(model).flatMap(({ startLine, endLine }) => Array.from({ length: endLine - startLine + 1 }, (_, i) => startLine + i)),
  );
}

/** Sets one against the other: a finding of ours is one of theirs with the same code that shares a character with it, or else its line. */
export function compare(ours: readonly Said[], theirs: readonly Said[]): readonly Row[] {
  const keyOf = ({ path, code }: Said): string => `${code} ${path}`;
  const groups = new Map<string, { ours: Said[]; theirs: Said[] }>();
  const groupOf = (said: Said) => {
    const group = groups.get(keyOf(said)) ?? { ours: [], theirs: [] };
    groups.set(keyOf(said), group);
    return group;
  };
  for (const said of ours) groupOf(said).ours.push(said);
  for (const said of theirs) groupOf(said).theirs.push(said);
  const rows = new Map<string, { code: string; both: number; onlyOurs: Said[]; onlyTheirs: Said[] }>();
  for (const [key, group] of groups) {
    const code = key.slice(0, 6);
    const row = rows.get(code) ?? { code, both: 0, onlyOurs: [], onlyTheirs: [] };
    rows.set(code, row);
    let left = group.theirs;
    let open = group.ours;
    for (const isSame of [overlap, (a: Said, b: Said) => a.line === b.line]) {
      open = open.filter((own) => {
        const match = left.find((other) => isSame(own, other));
        if (!match) return true;
        left = left.filter((other) => other !== match);
        row.both++;
        return false;
      });
    }
    row.onlyOurs.push(...open);
    row.onlyTheirs.push(...left);
  }
  const size = ({ both, onlyOurs, onlyTheirs }: Row): number => both + onlyOurs.length + onlyTheirs.length;
  return [...rows.values()].sort((a, b) => size(b) - size(a) || (a.code < b.code ? -1 : 1));
}

const isBefore = (a: readonly [number, number], b: readonly [number, number]): boolean => a[0] < b[0] || (a[0] === b[0] && a[1] < b[1]);

const overlap = (a: Said, b: Said): boolean =>
  isBefore([a.line, a.column], [b.endLine, b.endColumn]) && isBefore([b.line, b.column], [a.endLine, a.endColumn]);

/** How many of their findings we have, and how many of ours they have, in percent; rounded down, so that 100 is all. */
export const rateOf = (both: number, others: readonly Said[]): number | undefined =>
  both + others.length === 0 ? undefined : Math.floor((1000 * both) / (both + others.length)) / 10;

/** A table in Markdown, the most frequent code first. */
export function tableOf(rows: readonly Row[]): string {
  const sum: Row = {
    code: 'all',
    both: rows.reduce((total, { both }) => total + both, 0),
    onlyOurs: rows.flatMap(({ onlyOurs }) => onlyOurs),
    onlyTheirs: rows.flatMap(({ onlyTheirs }) => onlyTheirs),
  };
  const cell = (rate: number | undefined): string => (rate === undefined ? '' : `${String(rate)} %`);
  const lines = [...rows, sum].map(({ code, both, onlyOurs, onlyTheirs }) => {
    const rates = [cell(rateOf(both, onlyTheirs)), cell(rateOf(both, onlyOurs))];
    return `| ${[code, both, onlyOurs.length, onlyTheirs.length, ...rates].join(' | ')} |`;
  });
  return ['| Code | both | only ours | only theirs | recall | precision |', '| --- | --- | --- | --- | --- | --- |', ...lines].join('\n');
}
