import type { AnyRule, Severity } from '../rule.ts';
import { hadolintSeverities, retiredHadolintCodes, silentShellcheckCodes } from './hadolint-severities.ts';
import type { Assignment, Part } from './plan.ts';
import { toolOptions } from './tool-options.ts';

/** Presets that rules name themselves. */
export const ownPresets = ['recommended', 'strict', 'cis'] as const;
/** Every preset, those first that say what plimsoll itself thinks. */
export const presets = [...ownPresets, 'hadolint', 'buildkit', 'all', 'off'] as const;
export type Preset = (typeof presets)[number];

const standardPresets: readonly Preset[] = ['recommended', 'strict'];

/** Whether a preset has a rule, or at least some of its findings. */
export function isInPreset(rule: AnyRule, preset: Preset): boolean {
  switch (preset) {
    case 'all':
      return true;
    case 'off':
      return false;
    case 'hadolint':
    case 'buildkit':
      return rule.name === syntaxRule || codesIn(rule, preset).length > 0;
    default:
      return (rule.presets ?? standardPresets).includes(preset);
  }
}

/** What a preset says about each rule: on or off, with its own severity or that of the tool it stands for. */
export function presetAssignments(preset: Preset, rules: readonly AnyRule[], origin = `preset ${preset}`): readonly Assignment[] {
  const isTool = preset === 'hadolint' || preset === 'buildkit';
  const isOn = (rule: AnyRule): boolean => (isTool ? rule.name === syntaxRule : isInPreset(rule, preset));
  const [off, on] = [new Map<AnyRule, Part>(), new Map<AnyRule, Part>()];
  for (const rule of rules) (isOn(rule) ? on : off).set(rule, 'whole');
  const start: readonly Assignment[] = [
    { parts: off, isOn: false, severity: 'own', origin },
    { parts: on, isOn: true, severity: 'own', origin },
  ];
  return isTool ? [...start, ...toolAssignments(preset, rules, origin), ...optionAssignments(preset, rules, origin)] : start;
}

type ToolPreset = 'hadolint' | 'buildkit';

/** A file that cannot be read is an error for every tool, whatever it calls that. */
const syntaxRule = 'valid-syntax';

/** One for each severity, the worst last: it wins where a finding goes by two codes. */
function toolAssignments(preset: ToolPreset, rules: readonly AnyRule[], origin: string): readonly Assignment[] {
  return (['own', 'info', 'warning', 'error'] as const).flatMap((severity) => {
    const parts = new Map<AnyRule, Part>();
    for (const rule of rules) {
      const codes = codesIn(rule, preset).filter((code) => severityOf(code, preset) === severity);
      if (codes.length > 0) parts.set(rule, new Set(codes));
    }
    return parts.size > 0 ? [{ parts, isOn: true, severity, origin }] : [];
  });
}

/** The tool's own policies, each for the findings that go by its code. */
function optionAssignments(preset: ToolPreset, rules: readonly AnyRule[], origin: string): readonly Assignment[] {
  return Object.entries(toolOptions[preset]).flatMap(([code, values]) => {
    const parts = new Map(rules.filter((rule) => codesIn(rule, preset).includes(code)).map((rule) => [rule, new Set([code])] as const));
    if (parts.size === 0) return [];
    const options = Object.fromEntries(Object.entries(values).map(([name, value]) => [name, { value, origin }]));
    return [{ parts, isOn: true, options, origin }];
  });
}

/** The codes of a rule that the tool reports when nothing is configured. */
function codesIn({ codes }: AnyRule, preset: ToolPreset): readonly string[] {
  if (preset === 'buildkit') return codes?.buildkit ?? [];
  const own = (codes?.hadolint ?? []).filter((code) => hadolintSeverities[code] !== 'off' && !retiredHadolintCodes.has(code));
  return [...own, ...(codes?.shellcheck ?? []).filter((code) => !silentShellcheckCodes.has(code))];
}

/** ShellCheck's codes keep the severity of our rule, for both have three that mean the same. */
function severityOf(code: string, preset: ToolPreset): Severity | 'own' {
  if (preset === 'buildkit') return 'warning';
  const severity = hadolintSeverities[code];
  return severity === undefined || severity === 'off' ? 'own' : severity;
}
