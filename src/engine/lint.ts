import type { Dockerfile } from '../nodes.ts';
import { parse, withoutBom } from '../syntax/parse.ts';
import { FileContext } from './file-context.ts';
import { planFor, planOf, type Plan } from './plan.ts';
import { withoutRepeated } from './repeated.ts';
import { withoutDisabled } from './shellcheck-directives.ts';
import { suppress } from './suppress.ts';
import { now } from './timing.ts';
import type { Finding, LintInput, LintOptions, LintResult, RuleSetting } from './types.ts';
import { walk } from './walk.ts';
import { triggerOf } from '../syntax/onbuild.ts';
import { compareText } from '../syntax/ordered.ts';

/** Runs the rules over one Dockerfile. Never throws for bad input: what cannot be read is a finding, a rule that throws a failure. */
export function lint(input: LintInput, settings: readonly RuleSetting[], options: LintOptions = {}): LintResult {
  const { timing, reuse } = options;
  if (!timing) {
    const text = withoutBom(input.text);
    return lintTree(input, reuse ? reuse.parse(text) : parse(text), settings, options);
  }
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
  const context = new FileContext(input, dockerfile, plan, options);
  if (options.timing) readScripts(context);
  walk(context, plan.route, context);
  const { findings, failures } = context;
  context.finish();
  const own = withoutRepeated(findings, settings);
  const isHeeded = options.inlineConfig !== false;
  // Of a rule that has crashed nobody knows what a comment would have silenced.
  const ran = failures.length === 0 ? settings : settings.filter(({ rule }) => failures.every((failure) => failure.rule !== rule.name));
  const kept = isHeeded ? withoutDisabled(visitSuppressions(context, own, ran, plan), context) : own;
  kept.sort((a, b) => a.range[0] - b.range[0] || a.range[1] - b.range[1] || compareText(a.rule, b.rule));
  return { path: input.path, text: dockerfile.text, findings: kept, failures };
}

/** So that the time for what all rules ask for is not counted as that of the rule that happens to ask first. */
function readScripts({ dockerfile, scripts }: FileContext): void {
  // A script is parsed when somebody asks what is in it.
  for (const instruction of dockerfile.instructions) for (const script of scripts(triggerOf(instruction))) script.commands.at(0);
}

/** Suppressions are visited when all else has been, and what is found in them can itself be suppressed only for the whole file. */
function visitSuppressions(context: FileContext, own: Finding[], settings: readonly RuleSetting[], { visits }: Plan): Finding[] {
  const { findings, dockerfile } = context;
  const { kept, suppressions } = suppress(own, dockerfile, settings);
  const visitors = visits.get('Suppression');
  if (!visitors || suppressions.length === 0) return kept;
  const before = findings.length;
  for (const suppression of suppressions) context.node(suppression);
  return [...kept, ...suppress(findings.slice(before), dockerfile, settings).kept];
}
