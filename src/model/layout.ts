import { packageManagers } from '../knowledge/package-managers.ts';
import type { Install, Instruction, KeyValue, Range, Run, ShellScript, ShellWord, Step } from '../nodes.ts';
import type { TextEdit } from '../rule.ts';
import type { Model } from './model.ts';
import { compareText, lastStarting } from '../syntax/ordered.ts';

interface Ranged {
  readonly range: Range;
}

/** Whether two things of one instruction stand on the same physical line: nothing but blanks between them, and no line end. */
const onSameLine = ({ text }: Pick<Model, 'text'>, before: Ranged, after: Ranged): boolean => {
  // Not looked for beyond: a line may hold very many things.
  return !text.slice(before.range[1], after.range[0]).includes('\n');
};

/** Runs of two or more neighbours that share a line, each as the list's `[first, last]` indices. */
function sharedLines(model: Pick<Model, 'text'>, list: readonly Ranged[]): readonly (readonly [first: number, last: number])[] {
  if (list.length < 2) return [];
  const runs: (readonly [number, number])[] = [];
  let first = 0;
  for (let i = 1; i <= list.length; i++) {
    const next = list[i];
    if (next && onSameLine(model, list[i - 1] as Ranged, next)) continue;
    if (i - 1 > first) runs.push([first, i - 1]);
    first = i;
  }
  return runs;
}

/** Offset of the line that the instruction begins, or the first of the comments right above it. */
export function startWithComments({ range: [start] }: Instruction, { text, dockerfile }: Model): number {
  const lineStart = (offset: number): number => text.lastIndexOf('\n', offset - 1) + 1;
  const floor = dockerfile.instructions[lastStarting(dockerfile.instructions, start - 1)]?.range[1] ?? 0;
  let at = lineStart(start);
  for (let up = lineStart(at - 1); at > 0 && up > floor && /^[ \t]*#/.test(text.slice(up, at)); up = lineStart(at - 1)) at = up;
  return at;
}

/** What a continued line of the instruction begins with: as its first continued line does, else four blanks more than the instruction. */
export function continuationIndent({ text, indentAt }: Pick<Model, 'text' | 'indentAt'>, { source, range }: Instruction): string {
  const own = indentAt(range[0]);
  for (const offset of source.offsets.slice(1)) {
    const indent = indentAt(offset);
    if (text[offset + indent.length] !== '\n' && indent.length > own.length) return indent;
  }
  return `${own}    `;
}

/** One level deeper, in the way that `indent` is written. */
const deeper = (indent: string): string => (indent.includes('\t') ? `${indent}\t` : `${indent}    `);

/** Puts a line continuation in place of the blanks between two things. */
export const breakBetween = (
  { eol, dockerfile }: Pick<Model, 'eol' | 'dockerfile'>,
  start: number,
  end: number,
  indent: string,
): TextEdit => ({
  range: [start, end],
  text: ` ${dockerfile.escape}${eol}${indent}`,
});

/** The part of `[start, end)` that stands on the line of `start`, without a continuation at its end. */
function lineSpan({ text, dockerfile }: Pick<Model, 'text' | 'dockerfile'>, start: number, end: number): Range {
  const newline = text.indexOf('\n', start);
  if (newline < 0 || newline >= end) return [start, end];
  let stop = newline;
  while (stop > start && (/\s/.test(text[stop - 1] as string) || text[stop - 1] === dockerfile.escape)) stop--;
  return [start, stop];
}

export interface LayoutProblem {
  readonly kind: 'commands' | 'packages';
  /** The part of the first line concerned that holds more than one. */
  readonly range: Range;
  readonly count: number;
  fix(): readonly TextEdit[];
}

/** What of a RUN could stand on lines of its own: commands joined by `&&` or `;`, and packages; in the order written. */
export function argumentLayout(run: Run, model: Model): readonly LayoutProblem[] {
  const [script] = model.scripts(run);
  if (script?.origin !== 'instruction' && script?.origin !== 'heredoc') return [];
  const problems: LayoutProblem[] = script.origin === 'instruction' ? [...commandLayout(script, run, model)] : [];
  for (const install of model.installs(script))
    if (install.script === script) for (const problem of packageLayout(install, run, model)) problems.push(problem);
  return problems.length > 1 ? problems.sort((a, b) => a.range[0] - b.range[0] || b.range[1] - a.range[1]) : problems;
}

function commandLayout({ steps }: ShellScript, run: Run, model: Model): readonly LayoutProblem[] {
  const shared = sharedLines(model, steps);
  if (shared.length === 0) return [];
  const indent = stepIndent(steps, run, model);
  /** Looked up once for all fixes. */
  let stays: ReadonlySet<string> | undefined;
  return shared.flatMap(([first, last]) => {
    const breaks = steps.slice(first + 1, last + 1).filter(({ operator }) => operator && breakable.has(operator.text));
    const [start, end] = [steps[first], steps[last]];
    if (breaks.length === 0 || !start || !end) return [];
    const from = startOfLine(start, steps[first + 1] as Step, model);
    return {
      kind: 'commands',
      range: lineSpan(model, from, end.range[1]),
      count: breaks.length + 1,
      fix: () => {
        stays ??= stayingOperators(run);
        const own = stays;
        return steps
          .slice(first + 1, last + 1)
          .flatMap((step, i) => breakStep({ before: steps[first + i] as Step, step, indent, stays: own }, model));
      },
    } satisfies LayoutProblem;
  });
}

/** What the lines begin with on which a command begins, where there is one; else what any continued line begins with. */
function stepIndent(steps: readonly Step[], run: Run, model: Model): string {
  const first = steps.find(({ operator, range }, i) => i > 0 && (startsLine(operator ?? { range }, model) || startsLine({ range }, model)));
  return first ? model.indentAt(first.range[0]) : continuationIndent(model, run);
}

/** Whether nothing but blanks stands before a thing on its line. */
function startsLine({ range }: Ranged, { text }: Pick<Model, 'text'>): boolean {
  let at = range[0] - 1;
  while (text[at] === ' ' || text[at] === '\t') at--;
  return text[at] === '\n';
}

/** Where the line begins that `next` shares with `step`'s end; `step` itself may begin on an earlier one. */
function startOfLine(step: Step, next: Step, { text, indentAt }: Model): number {
  const start = text.lastIndexOf('\n', next.range[0]) + 1;
  return Math.max(step.range[0], start + indentAt(start).length);
}

/** `a && b`: the operator goes to the next line, or stays where the instruction's other lines end in it; `;` always stays. */
function breakStep({ before, step: { operator, range }, indent, stays }: Break, model: Model): readonly TextEdit[] {
  if (!operator || !breakable.has(operator.text)) return [];
  return stays.has(operator.text)
    ? [breakBetween(model, operator.range[1], range[0], indent)]
    : [breakBetween(model, before.range[1], operator.range[0], indent), { range: [operator.range[1], range[0]], text: ' ' }];
}

interface Break {
  readonly before: Step;
  readonly step: Step;
  readonly indent: string;
  /** The operators that stay at the end of their lines. */
  readonly stays: ReadonlySet<string>;
}

/** What a line may be broken at. */
const breakable: ReadonlySet<string> = new Set(['&&', ';']);

/** Those that the lines of an instruction end in already rather than begin with; `;` always. */
function stayingOperators({ source: { text, starts } }: Run): ReadonlySet<string> {
  const isUsed = starts.some(
    (start, i) =>
      i > 0 &&
      text
        .slice(starts[i - 1], start)
        .trimEnd()
        .endsWith('&&'),
  );
  return new Set(isUsed ? breakable : [';']);
}

function packageLayout(install: Install, run: Run, model: Model): readonly LayoutProblem[] {
  if (install.packages.length < 2) return [];
  return neighbours(install).flatMap((packages) =>
    sharedLines(model, packages)
      .slice(0, 1)
      .map(([first, last]) => ({
        kind: 'packages' as const,
        range: [(packages[first] as ShellWord).range[0], (packages[last] as ShellWord).range[1]] as const,
        count: last - first + 1,
        fix: () => layOutPackages(packages, install, run, model),
      })),
  );
}

/** Packages that follow one another without an option between them. */
function neighbours({ command, packages }: Install): readonly (readonly ShellWord[])[] {
  const wanted = new Set(packages);
  const runs: ShellWord[][] = [[]];
  for (const word of command.words) {
    if (wanted.has(word)) runs.at(-1)?.push(word);
    else runs.push([]);
  }
  return runs.filter(({ length }) => length > 1);
}

function layOutPackages(packages: readonly ShellWord[], install: Install, run: Run, model: Model): readonly TextEdit[] {
  const { words } = install.command;
  const indent = packageIndent(install, run, model);
  const first = words.indexOf(packages[0] as ShellWord);
  const around = words.slice(first - 1, first + packages.length + 1);
  const gaps = around.slice(1).flatMap((word, i) => {
    const before = around[i] as ShellWord;
    return onSameLine(model, before, word) ? [breakBetween(model, before.range[1], word.range[0], indent)] : [];
  });
  return [...gaps, ...sortPackages(packages, install, model)];
}

/** As those packages that have a line of their own already; else one level below the command's line. */
function packageIndent({ packages, command, script }: Install, run: Run, model: Model): string {
  const { indentAt, positionAt } = model;
  const alone = packages.find((word) => startsLine(word, model));
  if (alone) return indentAt(alone.range[0]);
  const isFirstLine = positionAt(command.range[0]).line === positionAt(run.range[0]).line;
  if (!isFirstLine) return deeper(indentAt(command.range[0]));
  const base = continuationIndent(model, run);
  return script.steps.length > 1 ? deeper(base) : base;
}

/** Swaps words for words, where the manager does not care about the order and nothing but blanks lies between them. */
function sortPackages(packages: readonly ShellWord[], { manager }: Install, model: Model): readonly TextEdit[] {
  const first = packages[0] as ShellWord;
  const last = packages.at(-1) as ShellWord;
  const isPlain = packages.every(
    ({ value, expansions, range, text }) => value !== undefined && expansions.length === 0 && model.text.slice(...range) === text,
  );
  if (!isSortable(manager) || !isPlain || model.text.slice(first.range[0], last.range[1]).includes('#')) return [];
  const sorted = [...packages].sort((a, b) => compareText(a.value ?? '', b.value ?? ''));
  return packages.flatMap(({ range, text }, i) => {
    const wanted = sorted[i]?.text ?? text;
    return wanted === text ? [] : [{ range, text: wanted }];
  });
}

const isSortable = (manager: string): boolean =>
  Object.entries(packageManagers).some(([name, { sortable }]) => name === manager && sortable);

/** The pairs of an ENV or LABEL that share a line; told at the first of them. */
export function pairLayout(
  pair: KeyValue,
  model: Model,
): { readonly range: Range; readonly count: number; fix(): readonly TextEdit[] } | undefined {
  const instruction = model.instructionOf(pair);
  if (instruction?.type !== 'Env' && instruction?.type !== 'Label') return undefined;
  const { pairs } = instruction;
  if (pairs[0] !== pair || pairs.length < 2) return undefined;
  const runs = sharedLines(model, pairs);
  const [run] = runs;
  if (!run) return undefined;
  const indent = continuationIndent(model, instruction);
  return {
    range: lineSpan(model, (pairs[run[0]] as KeyValue).range[0], (pairs[run[1]] as KeyValue).range[1]),
    count: run[1] - run[0] + 1,
    fix: () =>
      runs.flatMap(([first, last]) =>
        pairs
          .slice(first + 1, last + 1)
          .map((next, i) => breakBetween(model, (pairs[first + i] as KeyValue).range[1], next.range[0], indent)),
      ),
  };
}
