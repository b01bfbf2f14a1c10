import type { RuleSetting } from '../engine/types.ts';
import type { AnyRule } from '../rule.ts';
import { planRules, settingsOf } from './plan.ts';
import { presetAssignments, type Preset } from './presets.ts';
import { chosen, type Choice } from './select.ts';

export function selectRules(rules: readonly AnyRule[], choice: Choice & { readonly preset: Preset }): readonly RuleSetting[] {
  return settingsOf(planRules(rules, [...presetAssignments(choice.preset, rules), ...chosen(choice, rules)]));
}
