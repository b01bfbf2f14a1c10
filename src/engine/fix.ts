import type { Files } from '../model/model.ts';
import type { Dockerfile } from '../nodes.ts';
import type { FileEdit, Severity, TextEdit } from '../rule.ts';
import { parse, withoutBom } from '../syntax/parse.ts';
import { applyEdits, overlaps } from './edits.ts';
import { lintTree } from './lint.ts';
import { keepsStructure } from './keeps-structure.ts';
import type { Finding, FixOffer, FixOptions, FixResult, LintInput, LintResult, RuleSetting } from './types.ts';
import { lastStarting } from '../syntax/ordered.ts';

/** Lints and fixes in passes until nothing changes (at most 10). Writes nothing itself. */
export function fix(input: LintInput, settings: readonly RuleSetting[], options: FixOptions): FixResult {
  const bom = input.text.charCodeAt(0) === 0xfeff ? '\ufeff' : '';
  const blocked = new Set<string>();
  let state: State = { text: withoutBom(input.text), files: new Map(), fixed: 0 };
  let before: Pass | undefined;
  for (let pass = 0; ; pass++) {
    const tree = parse(state.text);
    const result = lintTree({ ...input, text: state.text, files: overlaid(input.files, state.files) }, tree, settings, options);
    const stuck = before ? stuckRules(before, result) : [];
    if (before && stuck.length > 0) {
      // What a fix leaves as it was, or makes again, would grow with every pass.
      for (const rule of stuck) blocked.add(rule);
      state = before.state;
      before = undefined;
      continue;
    }
    const isOpen = pass < maxPasses && tree.problems.every(({ fatal }) => !fatal);
    const chosen = isOpen ? choose(result, options, blocked) : [];
    const applied = applySoundly(state.text, tree, chosen);
    if (applied.findings.length === 0) return { text: bom + state.text, files: [...state.files.values()], fixed: state.fixed, result };
    before = { state, result, findings: applied.findings };
    state = { text: applied.text, files: withFiles(state.files, applied.findings), fixed: state.fixed + applied.findings.length };
  }
}

interface State {
  readonly text: string;
  readonly files: ReadonlyMap<string, FileEdit>;
  readonly fixed: number;
}

/** A pass that has been made: what it began with, and what it fixed. */
interface Pass {
  readonly state: State;
  readonly result: LintResult;
  readonly findings: readonly Fixable[];
}

type Fixable = Finding & { readonly fix: FixOffer };

/** Rules of which a fix has been made and the same words are found at fault as often as before. */
function stuckRules({ result, findings }: Pass, after: LintResult): readonly string[] {
  const [then, now] = [countFaults(result), countFaults(after)];
  return findings
    .filter((finding) => (now.get(faultOf(finding, result)) ?? 0) >= (then.get(faultOf(finding, result)) ?? 0))
    .map(({ rule }) => rule);
}

const faultOf = ({ rule, message, range }: Finding, { text }: LintResult): string => `${rule}\n${message}\n${text.slice(...range)}`;

function countFaults(result: LintResult): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const finding of result.findings) {
    const fault = faultOf(finding, result);
    counts.set(fault, (counts.get(fault) ?? 0) + 1);
  }
  return counts;
}

const maxPasses = 10;

const rank: Readonly<Record<Severity, number>> = { error: 0, warning: 1, info: 2 };

/** Fixes that can be made together, whole or not at all; the more severe go first. */
function choose({ findings }: LintResult, { unsafe }: FixOptions, blocked: ReadonlySet<string>): readonly Fixable[] {
  const offers = findings.filter(
    (finding): finding is Fixable => finding.fix !== undefined && (unsafe || finding.fix.safety === 'safe') && !blocked.has(finding.rule),
  );
  const byRank = offers
    .map((finding, i) => ({ finding, i }))
    .sort((a, b) => rank[a.finding.severity] - rank[b.finding.severity] || a.i - b.i);
  const edits = new EditSet();
  return byRank.filter(({ finding }) => edits.take(finding.fix)).map(({ finding }) => finding);
}

/** Edits already chosen, by place, so that a clash is found without looking at all of them. */
class EditSet {
  readonly #sorted: TextEdit[] = [];
  readonly #paths = new Set<string>();

  /** Takes all edits of a fix, or none where one clashes. */
  take({ edits, files }: FixOffer): boolean {
    if (files.some(({ path }) => this.#paths.has(path)) || edits.some((edit) => this.#clashes(edit))) return false;
    for (const { path } of files) this.#paths.add(path);
    for (const edit of edits) this.#sorted.splice(this.#place(edit.range[0]), 0, edit);
    return true;
  }

  #clashes({ range }: TextEdit): boolean {
    const at = this.#place(range[0]);
    // Edits taken do not overlap: only the neighbours can clash.
    for (let i = at - 1; i >= 0 && i >= at - 2; i--) if (overlaps((this.#sorted[i] as TextEdit).range, range)) return true;
    for (let i = at; i < this.#sorted.length; i++) {
      const next = (this.#sorted[i] as TextEdit).range;
      if (next[0] > range[1]) break;
      if (overlaps(next, range)) return true;
    }
    return false;
  }

  #place(start: number): number {
    return lastStarting(this.#sorted, start - 1) + 1;
  }
}

interface Applied {
  readonly text: string;
  readonly findings: readonly Fixable[];
}

/** Applies all, or where the result is no longer the same file otherwise, as many as leave it sound: halves that hold are kept whole. */
function applySoundly(text: string, tree: Dockerfile, findings: readonly Fixable[]): Applied {
  const whole = applyAll(text, tree, findings);
  if (whole) return whole;
  if (findings.length <= 1) return { text, findings: [] };
  const middle = findings.length >> 1;
  const first = applySoundly(text, tree, findings.slice(0, middle));
  const second = applySoundly(text, tree, findings.slice(middle));
  return applyAll(text, tree, [...first.findings, ...second.findings]) ?? first;
}

/** All of them; `undefined` where they would break the file or another instruction. */
function applyAll(text: string, tree: Dockerfile, findings: readonly Fixable[]): Applied | undefined {
  const edits = findings.flatMap((finding) => finding.fix.edits);
  if (edits.length === 0) return { text, findings };
  const result = applyEdits(text, edits);
  return keepsStructure(tree, parse(result), edits) ? { text: result, findings } : undefined;
}

/** The tree as later passes see it: with the files that earlier ones would write. */
function overlaid(files: Files | undefined, written: ReadonlyMap<string, FileEdit>): Files | undefined {
  if (!files || written.size === 0) return files;
  return {
    path: files.path,
    read: (path) => written.get(path)?.text ?? files.read(path),
    list: (path) => {
      const entries = files.list(path);
      if (!entries) return entries;
      const prefix = path === '' ? '' : `${path}/`;
      const added = [...written.keys()]
        .filter((one) => one.startsWith(prefix) && !one.slice(prefix.length).includes('/'))
        .map((one) => one.slice(prefix.length));
      const names = new Set(entries.map(({ name }) => name));
      return [...entries, ...added.filter((name) => !names.has(name)).map((name) => ({ name, kind: 'file' as const }))];
    },
  };
}

/** Adds the files that fixes write; of several edits of one file the last counts, and what it was before the first. */
function withFiles(files: ReadonlyMap<string, FileEdit>, findings: readonly Fixable[]): ReadonlyMap<string, FileEdit> {
  const all = new Map(files);
  for (const edit of findings.flatMap((finding) => finding.fix.files)) {
    const earlier = all.get(edit.path) ?? edit;
    all.set(edit.path, { path: edit.path, text: edit.text, ...(earlier.was === undefined ? {} : { was: earlier.was }) });
  }
  return all;
}
