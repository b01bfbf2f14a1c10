import type { Node, NodeType } from '../nodes.ts';
import type { Context } from '../rule.ts';
import { Mentions, toWords, type Word } from './mentions.ts';
import type { RuleSetting } from './types.ts';
import { planRoute, type Route } from './walk.ts';

/** Which rules are called where. */
export interface Plan {
  readonly visits: ReadonlyMap<NodeType, readonly Visit[]>;
  readonly route: Route;
}

/** One rule's interest in one type of node. */
export interface Visit {
  readonly running: Running;
  readonly handler: (node: Node, context: Context) => void;
}

export interface Running {
  readonly setting: RuleSetting;
  /** All codes of the rule. */
  readonly codes: readonly string[];
}

/** What a list of settings comes to, the same for every file. */
interface WholePlan extends Plan {
  /** Of each rule that has nothing to say of most files, the words of which it waits for one; the first is nobody's. */
  readonly waits: readonly (readonly Word[])[];
  readonly types: readonly TypePlan[];
  /** By the types that they do not call. */
  readonly routes: Map<string, Route>;
  /** The last one that was made for a file, and which of `waits` count in it: the file's next version mostly has the same. */
  last: { readonly isCalled: readonly boolean[]; readonly plan: Plan } | undefined;
}

interface TypePlan {
  readonly type: NodeType;
  readonly visits: readonly Visit[];
  /** For each visit, which of `waits` is its rule's; 0 for a rule that waits for nothing. */
  readonly waiting: readonly number[];
}

export const none: readonly Visit[] = [];
const plans = new WeakMap<readonly RuleSetting[], WholePlan>();

/** The plan for files of any kind; one for each list of settings. */
export function planOf(settings: readonly RuleSetting[]): WholePlan {
  const known = plans.get(settings);
  if (known) return known;
  const visits = new Map<NodeType, Visit[]>();
  const waits: (readonly Word[])[] = [[]];
  const places = new Map<Running, number>();
  for (const setting of settings) {
    const running: Running = { setting, codes: Object.values(setting.rule.codes ?? {}).flat() };
    if (setting.rule.mentions) places.set(running, waits.push(toWords(setting.rule.mentions)) - 1);
    const handlers = setting.rule.visit as Readonly<Record<string, Visit['handler'] | undefined>>;
    for (const type of Object.keys(handlers) as NodeType[]) {
      const handler = handlers[type];
      if (!handler) continue;
      const list = visits.get(type);
      if (list) list.push({ running, handler });
      else visits.set(type, [{ running, handler }]);
    }
  }
  const types = [...visits].map(([type, list]) => ({ type, visits: list, waiting: list.map(({ running }) => places.get(running) ?? 0) }));
  const plan: WholePlan = { visits, route: planRoute(visits.keys()), waits, types, routes: new Map(), last: undefined };
  plans.set(settings, plan);
  return plan;
}

/** The plan for a file of this text: without the rules that could find nothing in it. */
export function planFor(text: string, whole: WholePlan): Plan {
  const { waits, last } = whole;
  if (waits.length === 1) return whole;
  const mentions = new Mentions(text);
  const isCalled = waits.map((words, i) => i === 0 || mentions.any(words));
  if (!isCalled.includes(false)) return whole;
  if (last && isCalled.every((is, i) => is === last.isCalled[i])) return last.plan;
  const plan = partOf(whole, isCalled);
  whole.last = { isCalled, plan };
  return plan;
}

function partOf({ types, routes }: WholePlan, isCalled: readonly boolean[]): Plan {
  const visits = new Map<NodeType, readonly Visit[]>();
  let without = '';
  for (const one of types) {
    const left = visitsLeft(one, isCalled);
    if (left.length > 0) visits.set(one.type, left);
    else without += `${one.type} `;
  }
  const route = routes.get(without) ?? planRoute(visits.keys());
  routes.set(without, route);
  return { visits, route };
}

function visitsLeft({ visits, waiting }: TypePlan, isCalled: readonly boolean[]): readonly Visit[] {
  const left: Visit[] = [];
  for (let i = 0; i < visits.length; i++) if (isCalled[waiting[i] as number]) left.push(visits[i] as Visit);
  return left.length === visits.length ? visits : left;
}
