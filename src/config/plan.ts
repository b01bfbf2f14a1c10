import type { RuleSetting } from '../engine/types.ts';
import type { AnyRule, Severity } from '../rule.ts';
import { defaultOptions } from './select.ts';

/** How much of a rule is meant: everything, or the findings that carry one of some codes. */
export type Part = 'whole' | ReadonlySet<string>;

/** A value and where it comes from: `default`, `preset strict`, `plimsoll.yaml:4:3`, `--select`. */
export interface Sourced<T> {
  readonly value: T;
  readonly origin: string;
}

/** Something said about rules. What is said later counts more. */
export interface Assignment {
  readonly parts: ReadonlyMap<AnyRule, Part>;
  readonly isOn: boolean;
  /** `own`: the rule's; absent: as it was. */
  readonly severity?: Severity | 'own';
  readonly options?: Readonly<Record<string, Sourced<unknown>>>;
  readonly origin: string;
}

/** What counts for a rule, or for its findings with one code. */
export interface RuleState {
  readonly isOn: boolean;
  readonly severity: Severity;
  /** Of both: `plimsoll.yaml:4:3, --select` has its severity from the one and is on by the other. */
  readonly origin: string;
  readonly severityOrigin: string;
  /** Only those that are set. */
  readonly options: Readonly<Record<string, Sourced<unknown>>>;
  /** When a code was last spoken of by itself: the latest decides about findings with several codes. */
  readonly stamp: number;
}

export interface RulePlan {
  readonly rule: AnyRule;
  readonly whole: RuleState;
  /** Only codes that somebody spoke of. */
  readonly byCode: ReadonlyMap<string, RuleState>;
}

/** Adds up what is said about each rule. */
export function planRules(rules: readonly AnyRule[], assignments: readonly Assignment[]): readonly RulePlan[] {
  const plans = new Map<AnyRule, Plan>();
  for (const rule of rules) plans.set(rule, { rule, whole: initial(rule), byCode: none });
  assignments.forEach((assignment, stamp) => {
    assignment.parts.forEach((part, rule) => {
      const plan = plans.get(rule);
      if (plan) say(plan, part, assignment, stamp);
    });
  });
  return [...plans.values()];
}

interface Plan extends RulePlan {
  whole: RuleState;
  byCode: ReadonlyMap<string, RuleState>;
}

const none: ReadonlyMap<string, RuleState> = new Map();
const noOptions: RuleState['options'] = {};

const initial = ({ severity }: AnyRule): RuleState => ({
  ...{ isOn: false, severity, origin: 'default', severityOrigin: 'default' },
  ...{ options: noOptions, stamp: -1 },
});

function say(plan: Plan, part: Part, assignment: Assignment, stamp: number): void {
  const { rule, whole, byCode } = plan;
  if (part === 'whole') {
    plan.whole = change(whole, assignment, rule);
    if (byCode.size > 0) plan.byCode = new Map([...byCode].map(([code, state]) => [code, change(state, assignment, rule)]));
    return;
  }
  const changed = new Map(byCode);
  for (const code of part) changed.set(code, { ...change(changed.get(code) ?? whole, assignment, rule), stamp });
  plan.byCode = changed;
}

/** The rules to run. One whose codes differ in severity or options runs once for each difference, and says only what is meant. */
export function settingsOf(plans: readonly RulePlan[]): readonly RuleSetting[] {
  return plans.flatMap((plan) => {
    const { rule, whole, byCode } = plan;
    if (byCode.size === 0) return whole.isOn ? [settingOf(rule, whole)] : [];
    const states = [whole, ...byCode.values()];
    const groups = new Map(states.map((state) => [keyOf(state, rule), state]));
    if (groups.size === 1) return whole.isOn ? [settingOf(rule, whole)] : [];
    return [...groups].flatMap(([key, state]) =>
      state.isOn
        ? [
            // Only the findings that are meant.
            { ...settingOf(rule, state), accepts: (codes: readonly string[]) => keyOf(stateFor(plan, codes), rule) === key },
          ]
        : [],
    );
  });
}

function change(state: RuleState, { isOn, severity, options, origin }: Assignment, rule: AnyRule): RuleState {
  const own = severity === 'own' ? rule.severity : severity;
  const severityOrigin = severity === undefined ? state.severityOrigin : severity === 'own' ? 'default' : origin;
  // Who turns on what is on has changed nothing.
  const isSwitched = isOn !== state.isOn;
  const keeps = severity === undefined && isOn;
  const both = severityOrigin === origin ? origin : `${severityOrigin}, ${origin}`;
  return {
    isOn,
    severity: own ?? state.severity,
    origin: keeps ? (isSwitched ? both : state.origin) : origin,
    severityOrigin,
    options: options ? { ...state.options, ...knownOptions(options, rule) } : state.options,
    stamp: state.stamp,
  };
}

function knownOptions(options: RuleState['options'], { options: specs }: AnyRule): RuleState['options'] {
  const known = specs as Readonly<Record<string, unknown>> | undefined;
  return Object.fromEntries(Object.entries(options).filter(([name]) => known && Object.hasOwn(known, name)));
}

function settingOf(rule: AnyRule, state: RuleState): RuleSetting {
  const options: Record<string, unknown> = defaultOptions(rule);
  for (const [name, { value }] of Object.entries(state.options)) options[name] = value;
  return { rule, severity: state.severity, ...(isChosen(state) ? { isChosen: true } : {}), options };
}

/** Whether somebody has said what the severity is to be. */
const isChosen = ({ severityOrigin }: RuleState): boolean => severityOrigin !== 'default';

function stateFor({ whole, byCode }: RulePlan, codes: readonly string[]): RuleState {
  let state = whole;
  for (const code of codes) {
    const own = byCode.get(code);
    if (own && own.stamp > state.stamp) state = own;
  }
  return state;
}

/** What makes two states the same to whoever reads the findings. */
function keyOf(state: RuleState, { relays }: AnyRule): string {
  if (!state.isOn) return 'off';
  const { severity, options } = state;
  return JSON.stringify([severity, relays && isChosen(state), Object.entries(options).map(([name, { value }]) => [name, value])]);
}
