import type { Node, NodeType } from '../nodes.ts';
import type { Context } from '../rule.ts';
import { Mentions } from './mentions.ts';
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
  /** The rules that have nothing to say of most files. */
  readonly particular: readonly Running[];
  /** By the types that they visit. */
  readonly routes: Map<string, Route>;
  /** The last one that was made for a file, and which of `particular` it is without: the next version of the file mostly has the same. */
  last: { readonly key: string; readonly plan: Plan } | undefined;
}

export const none: readonly Visit[] = [];
const plans = new WeakMap<readonly RuleSetting[], WholePlan>();

/** The plan for files of any kind; one for each list of settings. */
export function planOf(settings: readonly RuleSetting[]): WholePlan {
  const known = plans.get(settings);
  if (known) return known;
  const visits = new Map<NodeType, Visit[]>();
  const particular: Running[] = [];
  for (const setting of settings) {
    const running: Running = { setting, codes: Object.values(setting.rule.codes ?? {}).flat() };
    if (setting.rule.mentions) particular.push(running);
    const handlers = setting.rule.visit as Readonly<Record<string, Visit['handler'] | undefined>>;
    for (const type of Object.keys(handlers) as NodeType[]) {
      const handler = handlers[type];
      if (!handler) continue;
      const list = visits.get(type);
      if (list) list.push({ running, handler });
      else visits.set(type, [{ running, handler }]);
    }
  }
  const plan: WholePlan = { visits, route: planRoute(visits.keys()), particular, routes: new Map(), last: undefined };
  plans.set(settings, plan);
  return plan;
}

/** The plan for a file of this text: without the rules that could find nothing in it. */
export function planFor(text: string, whole: WholePlan): Plan {
  const { particular } = whole;
  if (particular.length === 0) return whole;
  const mentions = new Mentions(text);
  let key = '';
  for (const { setting } of particular) key += mentions.any(setting.rule.mentions ?? []) ? '+' : '-';
  if (!key.includes('-')) return whole;
  if (whole.last?.key !== key) whole.last = { key, plan: without(new Set(particular.filter((_, i) => key[i] === '-')), whole) };
  return whole.last.plan;
}

function without(idle: ReadonlySet<Running>, { visits: all, routes }: WholePlan): Plan {
  const visits = new Map<NodeType, readonly Visit[]>();
  for (const [type, list] of all) {
    const left = list.filter(({ running }) => !idle.has(running));
    if (left.length > 0) visits.set(type, left);
  }
  const key = [...visits.keys()].join(' ');
  const route = routes.get(key) ?? planRoute(visits.keys());
  routes.set(key, route);
  return { visits, route };
}
