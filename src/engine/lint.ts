import { FileModel } from '../model/create.ts';
import type { Dockerfile, Node } from '../nodes.ts';
import type { Messages, Related, Report } from '../rule.ts';
import { parse, withoutBom } from '../syntax/parse.ts';
import { makeEdits } from './edits.ts';
import { none, planFor, planOf, type Plan, type Running, type Visit } from './plan.ts';
import { withoutRepeated } from './repeated.ts';
import { withoutDisabled } from './shellcheck-directives.ts';
import { suppress } from './suppress.ts';
import { now, type Timing } from './timing.ts';
import type { Finding, LintInput, LintOptions, LintResult, RelatedPlace, RuleFailure, RuleSetting } from './types.ts';
import { walk } from './walk.ts';
import { compareText } from '../syntax/ordered.ts';

/** Runs the rules over one Dockerfile. Never throws for bad input: what cannot be read is a finding, a rule that throws a failure. */
export function lint(input: LintInput, settings: readonly RuleSetting[], options: LintOptions = {}): LintResult {
  const { timing } = options;
  if (!timing) return lintTree(input, parse(withoutBom(input.text)), settings, options);
  const start = now();
  const dockerfile = parse(withoutBom(input.text));
  timing.whole += now() - start;
  return lintTree(input, dockerfile, settings, options);
}

/** The same for a file that is parsed already. */
export function lintTree(
  input: LintInput,
  dockerfile: Dockerfile,
  settings: readonly RuleSetting[],
  options: LintOptions = {},
): LintResult {
  const { timing } = options;
  if (!timing) return lintParsed(input, dockerfile, settings, options);
  const start = now();
  const result = lintParsed(input, dockerfile, settings, options);
  timing.whole += now() - start;
  return result;
}

function lintParsed(input: LintInput, dockerfile: Dockerfile, settings: readonly RuleSetting[], options: LintOptions): LintResult {
  const plan = planFor(dockerfile.text, planOf(settings));
  const context = new FileContext(input, dockerfile, options);
  walk(context, plan.route, (node) => context.visit(node, plan.visits.get(node.type) ?? none));
  const { findings, failures } = context;
  const own = withoutRepeated(findings, settings);
  const isHeeded = options.inlineConfig !== false;
  // Of a rule that has crashed nobody knows what a comment would have silenced.
  const ran = failures.length === 0 ? settings : settings.filter(({ rule }) => failures.every((failure) => failure.rule !== rule.name));
  const kept = isHeeded ? withoutDisabled(visitSuppressions(context, own, ran, plan), context) : own;
  kept.sort((a, b) => a.range[0] - b.range[0] || a.range[1] - b.range[1] || compareText(a.rule, b.rule));
  return { path: input.path, text: dockerfile.text, findings: kept, failures };
}

/** Suppressions are visited when all else has been, and what is found in them can itself be suppressed only for the whole file. */
function visitSuppressions(context: FileContext, own: Finding[], settings: readonly RuleSetting[], { visits }: Plan): Finding[] {
  const { findings, dockerfile } = context;
  const { kept, suppressions } = suppress(own, dockerfile, settings);
  const visitors = visits.get('Suppression');
  if (!visitors || suppressions.length === 0) return kept;
  const before = findings.length;
  for (const suppression of suppressions) context.visit(suppression, visitors);
  return [...kept, ...suppress(findings.slice(before), dockerfile, settings).kept];
}

type AnyReport = Report<Record<string, string>> & { readonly data?: Readonly<Record<string, string | number>> };

/** What the rules see of a file: its model, and `options` and `report` of the rule whose turn it is. One for all rules is cheap to make. */
class FileContext extends FileModel {
  readonly findings: Finding[] = [];
  readonly failures: RuleFailure[] = [];
  readonly #makesFixes: boolean;
  readonly #timing: Timing | undefined;
  readonly #failed = new Set<Running>();
  #running: Running | undefined;

  constructor({ path, files }: LintInput, dockerfile: Dockerfile, { fixes = true, timing }: LintOptions) {
    super(path, dockerfile, files);
    this.#makesFixes = fixes;
    this.#timing = timing;
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
  visit(node: Node, visits: readonly Visit[]): void {
    if (this.#timing) return this.#visitTimed(node, visits, this.#timing);
    this.#call(node, visits);
  }

  #visitTimed(node: Node, visits: readonly Visit[], timing: Timing): void {
    for (const visit of visits) {
      const start = now();
      this.#call(node, [visit]);
      timing.add(visit.running.setting.rule.name, now() - start);
    }
  }

  #call(node: Node, visits: readonly Visit[]): void {
    for (const { running, handler } of visits) {
      if (this.failures.length > 0 && this.#failed.has(running)) continue;
      this.#running = running;
      try {
        handler(node, this);
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

const toPlace = ({ at, path, note }: Related): RelatedPlace => ({ range: at.range, note, ...(path === undefined ? {} : { path }) });

const formatMessage = (template: string, data: Readonly<Record<string, string | number>> = {}): string =>
  template.replace(/\{\{(\w+)\}\}/g, (whole, key: string) => (key in data ? String(data[key]) : whole));
