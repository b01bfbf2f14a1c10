import { FileModel } from '../model/create.ts';
import { scriptsOf } from '../model/scripts.ts';
import type { Dockerfile, Instruction, Node, Range, ShellScript } from '../nodes.ts';
import type { Context, Messages, Related, Report } from '../rule.ts';
import { followMoves } from '../shell/script.ts';
import { makeEdits } from './edits.ts';
import { none, type Plan, type Running, type Visit } from './plan.ts';
import { forget, type Reuse, type Seen } from './reuse.ts';
import { now, type Timing } from './timing.ts';
import type { Finding, LintInput, LintOptions, RelatedPlace, RuleFailure, RuleSetting } from './types.ts';
import type { Visitor } from './walk.ts';
import { Watched } from './watched.ts';

type AnyReport = Report<Record<string, string>> & { readonly data?: Readonly<Record<string, string | number>> };

/** What the rules see of a file: its model, and `options` and `report` of the rule whose turn it is. One for all rules is cheap to make. */
export class FileContext extends FileModel implements Visitor {
  readonly findings: Finding[] = [];
  readonly failures: RuleFailure[] = [];
  readonly #makesFixes: boolean;
  readonly #timing: Timing | undefined;
  readonly #failed = new Set<Running>();
  readonly #plan: Plan;
  readonly #reuse: Reuse | undefined;
  #running: Running | undefined;
  /** Where what is found in a script is noted, with what hangs on the rest of the file. */
  #seen: Seen | undefined;

  constructor({ path, files }: LintInput, dockerfile: Dockerfile, plan: Plan, { fixes = true, timing, reuse }: LintOptions) {
    super(path, dockerfile, files);
    this.#plan = plan;
    this.#makesFixes = fixes;
    this.#timing = timing;
    this.#reuse = fixes || timing ? undefined : reuse;
    this.#reuse?.begin(plan, dockerfile);
  }

  get options(): RuleSetting['options'] {
    return (this.#running as Running).setting.options;
  }

  readonly report = (problem: AnyReport): void => {
    const running = this.#running as Running;
    const { accepts } = running.setting;
    if (accepts && !accepts(problem.codes ?? running.codes)) return;
    this.findings.push(makeFinding(problem, running, this, this.#makesFixes));
  };

  /** Calls the rules one after the other. One that throws is not called again for this file. */
  node(node: Node): void {
    const visits = this.#plan.visits.get(node.type) ?? none;
    if (this.#timing) return this.#visitTimed(node, visits, this.#timing);
    if (this.#seen) return this.#note(node, visits, this.#seen);
    this.#call(node, visits);
  }

  /** Goes through an instruction's scripts, or, where they have not changed, to what is not known of them from before. */
  scriptsIn(instruction: Instruction, go: () => void): void {
    if (!this.#reuse) return go();
    this.scripts(instruction);
    const seen = this.#reuse.seenIn(instruction);
    if (!seen) return go();
    if (seen.again.length > 0 && !followMoves(seen.scripts)) forget(seen);
    if (seen.isComplete) {
      for (const finding of seen.findings) this.findings.push(moved(finding, seen.start - seen.foundAt, this));
      for (const { visit, node } of seen.again) this.#call(node, [visit]);
      return;
    }
    this.#seen = seen;
    seen.foundAt = seen.start;
    go();
    this.#seen = undefined;
    seen.isComplete = this.failures.length === 0;
  }

  /** All has been visited. */
  finish(): void {
    this.#reuse?.finish(this.failures.length === 0);
  }

  protected override makeScripts(instruction: Instruction): readonly ShellScript[] {
    const shell = this.shellAt(instruction);
    return this.#reuse ? this.#reuse.scriptsOf(instruction, shell, this.text) : scriptsOf(instruction, shell);
  }

  /** Calls the rules, and notes what they find by the node alone apart from those that looked at the rest of the file. */
  #note(node: Node, visits: readonly Visit[], seen: Seen): void {
    for (const visit of visits) {
      const before = this.findings.length;
      const watched = new Watched(this);
      this.#call(node, [visit], watched);
      if (watched.isTouched) seen.again.push({ visit, node });
      else if (this.findings.length > before) seen.findings.push(...this.findings.slice(before));
    }
  }

  #visitTimed(node: Node, visits: readonly Visit[], timing: Timing): void {
    for (const visit of visits) {
      const start = now();
      this.#call(node, [visit]);
      timing.add(visit.running.setting.rule.name, now() - start);
    }
  }

  #call(node: Node, visits: readonly Visit[], context: Context = this): void {
    for (const { running, handler } of visits) {
      if (this.failures.length > 0 && this.#failed.has(running)) continue;
      this.#running = running;
      try {
        handler(node, context);
      } catch (error) {
        this.#failed.add(running);
        this.failures.push({ rule: running.setting.rule.name, path: this.path, error });
      }
    }
  }
}

function makeFinding(problem: AnyReport, { setting, codes }: Running, model: FileModel, makesFixes: boolean): Finding {
  const { rule, severity, isChosen } = setting;
  const { range } = problem.at;
  const start = model.positionAt(range[0]);
  const end = model.positionAt(range[1]);
  const made = problem.fix && makesFixes ? makeEdits(problem.fix, model.text) : undefined;
  return {
    rule: rule.name,
    codes: problem.codes ?? codes,
    category: rule.category,
    severity: isChosen ? severity : (problem.severity ?? severity),
    message: formatMessage((rule.messages as Messages)[problem.message] ?? '', problem.data),
    range,
    line: start.line,
    column: start.column,
    endLine: end.line,
    endColumn: end.column,
    ...(problem.related ? { related: problem.related.map(toPlace) } : {}),
    ...(rule.url === undefined ? {} : { url: rule.url }),
    ...(made
      ? { fix: { safety: problem.safety ?? rule.fix ?? 'unsafe', title: problem.title ?? rule.fixTitle ?? rule.summary, ...made } }
      : {}),
  };
}

/** A finding of the same text further up or down. */
function moved(finding: Finding, by: number, model: FileModel): Finding {
  const shifted = ([start, end]: Range): Range => [start + by, end + by];
  const range = shifted(finding.range);
  const start = model.positionAt(range[0]);
  const end = model.positionAt(range[1]);
  return {
    ...finding,
    range,
    ...{ line: start.line, column: start.column, endLine: end.line, endColumn: end.column },
    ...(finding.related && {
      related: finding.related.map((one) => (one.path === undefined ? { ...one, range: shifted(one.range) } : one)),
    }),
  };
}

const toPlace = ({ at, path, note }: Related): RelatedPlace => ({
  range: [at.range[0], at.range[1]],
  note,
  ...(path === undefined ? {} : { path }),
});

/** Puts `data` into the `{{names}}` of a message; one that is not there stays as it is. */
function formatMessage(template: string, data: Readonly<Record<string, string | number>> = {}): string {
  let text = '';
  let from = 0;
  for (let open = template.indexOf('{{'); open >= 0; open = template.indexOf('{{', from)) {
    const close = template.indexOf('}}', open);
    if (close < 0) break;
    const value = data[template.slice(open + 2, close)];
    text += template.slice(from, open) + (value === undefined ? template.slice(open, close + 2) : String(value));
    from = close + 2;
  }
  return text + template.slice(from);
}
