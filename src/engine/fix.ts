import type { Files } from '../model/model.ts';
import type { FileEdit, Severity, TextEdit } from '../rule.ts';
import { parse, withoutBom } from '../syntax/parse.ts';
import { applyEdits, overlaps } from './edits.ts';
import { lintTree } from './lint.ts';
import { keepsStructure } from './keeps-structure.ts';
import type { Finding, FixOffer, FixOptions, FixResult, LintInput, LintResult, RuleSetting } from './types.ts';

/** Lints and fixes in passes until nothing changes (at most 10). Writes nothing itself. */
export function fix(input: LintInput, settings: readonly RuleSetting[], options: FixOptions): FixResult {
  const bom = input.text.charCodeAt(0) === 0xfeff ? '\ufeff' : '';
  const files = new Map<string, FileEdit>();
  let text = withoutBom(input.text);
  let fixed = 0;
  for (let pass = 0; ; pass++) {
    const tree = parse(text);
    const result = lintTree({ ...input, text, files: overlaid(input.files, files) }, tree, settings, options);
    const chosen = pass < maxPasses && tree.problems.every(({ fatal }) => !fatal) ? choose(result, options) : [];
    const applied = applySoundly(text, tree, chosen);
    if (applied.count === 0) return { text: bom + text, files: [...files.values()], fixed, result };
    for (const edit of applied.files) files.set(edit.path, mergeFile(files.get(edit.path), edit));
    text = applied.text;
    fixed += applied.count;
  }
}

const maxPasses = 10;

const rank: Readonly<Record<Severity, number>> = { error: 0, warning: 1, info: 2 };

/** Fixes that can be made together, whole or not at all; the more severe go first. */
function choose({ findings }: LintResult, { unsafe }: FixOptions): readonly FixOffer[] {
  const offers = findings.filter(
    (finding): finding is Finding & { readonly fix: FixOffer } => finding.fix !== undefined && (unsafe || finding.fix.safety === 'safe'),
  );
  const byRank = offers
    .map((finding, i) => ({ finding, i }))
    .sort((a, b) => rank[a.finding.severity] - rank[b.finding.severity] || a.i - b.i);
  const taken: FixOffer[] = [];
  const edits = new EditSet();
  for (const { finding } of byRank) if (edits.take(finding.fix)) taken.push(finding.fix);
  return taken;
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
    let low = 0;
    let high = this.#sorted.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.#sorted[middle] as TextEdit).range[0] < start) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}

interface Applied {
  readonly text: string;
  readonly files: readonly FileEdit[];
  readonly count: number;
}

/** Applies all, or where the result is no longer the same file otherwise, as many as leave it sound. */
function applySoundly(text: string, tree: ReturnType<typeof parse>, offers: readonly FixOffer[]): Applied {
  if (offers.length === 0) return { text, files: [], count: 0 };
  const edits = offers.flatMap((offer) => offer.edits);
  const result = applyEdits(text, edits);
  const files = offers.flatMap((offer) => offer.files);
  if (keepsStructure(tree, parse(result), edits)) return { text: result, files, count: offers.length };
  if (offers.length === 1) return { text, files: [], count: 0 };
  const sound = offers.filter((offer) => keepsStructure(tree, parse(applyEdits(text, offer.edits)), offer.edits));
  if (sound.length === offers.length) return applySoundly(text, tree, offers.slice(0, offers.length >> 1));
  return applySoundly(text, tree, sound);
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

/** Keeps what the file was before the first of several edits. */
const mergeFile = (earlier: FileEdit | undefined, edit: FileEdit): FileEdit => {
  if (!earlier) return edit;
  return earlier.was === undefined ? { path: edit.path, text: edit.text } : { path: edit.path, text: edit.text, was: earlier.was };
};
