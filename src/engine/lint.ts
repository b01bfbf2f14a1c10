import { createModel } from '../model/create.ts';
import type { Model } from '../model/model.ts';
import type { Dockerfile, Node, NodeType } from '../nodes.ts';
import type { Messages, Report } from '../rule.ts';
import { parse, withoutBom } from '../syntax/parse.ts';
import { makeEdits } from './edits.ts';
import { suppress } from './suppress.ts';
import type { Finding, LintInput, LintOptions, LintResult, RuleFailure, RuleSetting } from './types.ts';
import { walk, type Visit } from './walk.ts';
import { compareText } from '../syntax/ordered.ts';

/** Runs the rules over one Dockerfile. Never throws for bad input: what cannot be read is a finding, a rule that throws a failure. */
export function lint(input: LintInput, settings: readonly RuleSetting[], options: LintOptions = {}): LintResult {
  return lintTree(input, parse(withoutBom(input.text)), settings, options);
}

/** The same for a file that is parsed already. */
export function lintTree(
  input: LintInput,
  dockerfile: Dockerfile,
  settings: readonly RuleSetting[],
  options: LintOptions = {},
): LintResult {
  const model = createModel(input.path, dockerfile, input.files);
  const findings: Finding[] = [];
  const failures: RuleFailure[] = [];
  const table = new Map<NodeType, Visit[]>();
  for (const setting of settings) addVisits(table, setting, model, options, findings, failures);
  walk(model, table);
  const kept = options.inlineConfig === false ? findings : visitSuppressions(findings, dockerfile, settings, table);
  kept.sort((a, b) => a.range[0] - b.range[0] || a.range[1] - b.range[1] || compareText(a.rule, b.rule));
  return { path: input.path, text: dockerfile.text, findings: kept, failures };
}

/** Suppressions are visited when all else has been, and what is found in them can itself be suppressed only for the whole file. */
function visitSuppressions(
  findings: Finding[],
  dockerfile: Dockerfile,
  settings: readonly RuleSetting[],
  table: ReadonlyMap<NodeType, readonly Visit[]>,
): Finding[] {
  const { kept, suppressions } = suppress(findings, dockerfile, settings);
  const visits = table.get('Suppression');
  if (!visits || suppressions.length === 0) return kept;
  const before = findings.length;
  for (const suppression of suppressions) for (const visit of visits) visit(suppression);
  return [...kept, ...suppress(findings.slice(before), dockerfile, settings).kept];
}

type AnyReport = Report<Record<string, string>> & { readonly data?: Readonly<Record<string, string | number>> };

function addVisits(
  table: Map<NodeType, Visit[]>,
  setting: RuleSetting,
  model: Model,
  options: LintOptions,
  findings: Finding[],
  failures: RuleFailure[],
): void {
  const { rule } = setting;
  // Without a prototype chain a spread would ask every lazy part of the model; so the model is the prototype.
  const context = Object.assign(Object.create(model) as Model, {
    options: setting.options,
    report: (problem: AnyReport) => {
      findings.push(makeFinding(problem, setting, model, options));
    },
  });
  let failed = false;
  for (const type of Object.keys(rule.visit) as NodeType[]) {
    const handler = rule.visit[type] as ((node: Node, given: typeof context) => void) | undefined;
    if (!handler) continue;
    const visit: Visit = (node) => {
      if (failed) return;
      try {
        handler(node, context);
      } catch (error) {
        failed = true;
        failures.push({ rule: rule.name, path: model.path, error });
      }
    };
    const list = table.get(type);
    if (list) list.push(visit);
    else table.set(type, [visit]);
  }
}

function makeFinding(problem: AnyReport, { rule, severity }: RuleSetting, model: Model, options: LintOptions): Finding {
  const { range } = problem.at;
  const start = model.positionAt(range[0]);
  const end = model.positionAt(range[1]);
  const made = problem.fix && options.fixes !== false ? makeEdits(problem.fix, model.text) : undefined;
  return {
    rule: rule.name,
    codes: problem.codes ?? Object.values(rule.codes ?? {}).flat(),
    category: rule.category,
    severity,
    message: formatMessage((rule.messages as Messages)[problem.message] ?? '', problem.data),
    range,
    line: start.line,
    column: start.column,
    endLine: end.line,
    endColumn: end.column,
    ...(rule.url === undefined ? {} : { url: rule.url }),
    ...(made
      ? { fix: { safety: problem.safety ?? rule.fix ?? 'unsafe', title: problem.title ?? rule.fixTitle ?? rule.summary, ...made } }
      : {}),
  };
}

const formatMessage = (template: string, data: Readonly<Record<string, string | number>> = {}): string =>
  template.replace(/\{\{(\w+)\}\}/g, (whole, key: string) => (key in data ? String(data[key]) : whole));
