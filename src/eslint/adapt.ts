import type { Rule as EslintRule } from 'eslint';
import { isInPreset } from '../config/presets.ts';
import { defaultOptions, optionsOf } from '../config/select.ts';
import { makeEdits } from '../engine/edits.ts';
import type { Model } from '../model/model.ts';
import type { Node, NodeType } from '../nodes.ts';
import type { AnyRule, Category, Fix, Messages, Report, Safety, TextEdit } from '../rule.ts';
import type { DockerfileSourceCode } from './source-code.ts';

/** What ESLint gives to a rule, as far as it is used here. */
interface EslintContext {
  readonly options: readonly unknown[];
  readonly sourceCode: DockerfileSourceCode;
  report(problem: object): void;
}

type AnyReport = Report<Messages> & { readonly data?: Readonly<Record<string, string | number>> };

/** A rule of ours as ESLint takes it: the same visitors, called by ESLint's own walk. `url` leads to its documentation. */
export function adapt(rule: AnyRule, url?: string): EslintRule.RuleModule {
  const names = Object.keys(optionsOf(rule));
  const properties = Object.fromEntries(Object.entries(optionsOf(rule)).map(([name, { schema }]) => [name, schema]));
  const meta = {
    type: types[rule.category],
    languages: ['docker/dockerfile'],
    docs: {
      description: rule.summary,
      recommended: isInPreset(rule, 'recommended'),
      ...(url === undefined ? {} : { url }),
    },
    // A single fix may be safer or less safe than the rule's usual one, and ESLint throws at what it was not told of.
    ...(rule.fix ? { fixable: 'code', hasSuggestions: true } : {}),
    schema: names.length > 0 ? [{ type: 'object', properties, additionalProperties: false }] : [],
    ...(names.length > 0 ? { defaultOptions: [defaultOptions(rule)] } : {}),
    messages: rule.messages as Messages,
  };
  const create = (context: EslintContext): Readonly<Record<string, (node: Node) => void>> => createVisitors(rule, context);
  // ESLint's own types know the languages that it brings along.
  return { meta, create } as unknown as EslintRule.RuleModule;
}

const types = {
  syntax: 'problem',
  'base-image': 'problem',
  stages: 'problem',
  user: 'problem',
  packages: 'problem',
  shell: 'problem',
  secrets: 'problem',
  network: 'problem',
  files: 'problem',
  runtime: 'problem',
  variables: 'problem',
  metadata: 'suggestion',
  context: 'suggestion',
  cache: 'suggestion',
  suppression: 'suggestion',
  style: 'layout',
} as const satisfies Record<Category, 'problem' | 'suggestion' | 'layout'>;

type Handler = (node: Node, context: object) => void;

function createVisitors(rule: AnyRule, context: EslintContext): Readonly<Record<string, (node: Node) => void>> {
  const { sourceCode } = context;
  sourceCode.ran.add(rule);
  const codes = Object.values((rule.codes ?? {}) as Readonly<Record<string, readonly string[]>>).flat();
  const own = {
    // ESLint before 9.15 knows nothing of defaults.
    options: { ...defaultOptions(rule), ...(context.options[0] as object | undefined) },
    report: (problem: AnyReport): void => {
      const { at, message, data } = problem;
      // Comments that are not ESLint's count before it hears of anything.
      if (sourceCode.silencer?.silences({ rule: rule.name, codes: problem.codes ?? codes, range: at.range })) return;
      context.report({ loc: sourceCode.getLoc({ range: at.range }), messageId: message, data, ...fixOf(problem, rule, sourceCode.text) });
    },
  };
  // All rules ask one model, whose lazy parts stay lazy: a spread would ask for every one of them.
  const ours = new Proxy<Model>(sourceCode.model, {
    get: (model, key): unknown => (key in own ? own[key as keyof typeof own] : Reflect.get(model, key)),
  });
  const visit = rule.visit as Readonly<Partial<Record<NodeType, Handler>>>;
  return Object.fromEntries(
    Object.entries(visit).map(([type, handler]) => [
      type,
      (node: Node): void => {
        handler(node, ours);
      },
    ]),
  );
}

/** A safe fix is a fix for ESLint, an unsafe one a suggestion. What writes other files ESLint cannot do, so such a fix is left out. */
function fixOf(problem: AnyReport, rule: AnyRule, text: string): object {
  const edits = problem.fix && editsOf(problem.fix, text);
  if (!edits) return {};
  const safety: Safety = problem.safety ?? rule.fix ?? 'unsafe';
  if (safety === 'safe') return { fix: () => edits };
  return { suggest: [{ desc: problem.title ?? rule.fixTitle ?? rule.summary, fix: () => edits }] };
}

function editsOf(fix: Fix, text: string): readonly TextEdit[] | undefined {
  // The bytes that are no UTF-8 have become this, and ESLint would write it back.
  if (text.includes('\ufffd')) return undefined;
  const made = makeEdits(fix, text);
  return made?.files.length === 0 ? made.edits : undefined;
}
