import { dirname, resolve } from 'node:path';
import type { RuleSetting } from '../engine/types.ts';
import type { AnyRule } from '../rule.ts';
import { shellcheckRule } from '../shellcheck/rule.ts';
import { openFinder } from './find.ts';
import type { Layer, Override } from './layer.ts';
import { loadLayers } from './load.ts';
import { loadPlugins, type PluginHost, type Plugins } from './plugin-files.ts';
import { openMatcher, type Matcher } from './patterns.ts';
import { planRules, settingsOf, type Assignment, type RulePlan, type Sourced } from './plan.ts';
import { presetAssignments, type Preset } from './presets.ts';
import { shownPath, type Broken, type Complaint } from './read.ts';
import type { FailLevel } from './schema.ts';
import { chosen, type Choice } from './select.ts';

/** What a command line, an editor or the environment says; it wins over every file. */
export interface ConfigRequest extends Choice {
  readonly rules: readonly AnyRule[];
  readonly cwd: string;
  /** The only file to read; its patterns start at `cwd`. */
  readonly config?: Sourced<string> | undefined;
  /** Read no file at all. */
  readonly isolated?: boolean | undefined;
  readonly preset?: Preset | undefined;
  readonly failLevel?: FailLevel | undefined;
  /** `false`: comments do not count, whatever the files say. */
  readonly inlineConfig?: boolean | undefined;
  /** The rule that hands on what ShellCheck says: it is on where `shellcheck` says so. Absent: the host has no ShellCheck. */
  readonly relay?: AnyRule | undefined;
  readonly shellcheck?: boolean | undefined;
  /** Who loads the plugins that files name. */
  readonly plugins?: PluginHost | undefined;
}

/** What counts for a file. */
export interface FileConfig {
  readonly settings: readonly RuleSetting[];
  readonly plans: readonly RulePlan[];
  readonly preset: Sourced<Preset>;
  readonly failLevel: Sourced<FailLevel>;
  readonly inlineConfig: Sourced<boolean>;
  readonly shellcheck: Sourced<boolean>;
  /** `value` as it is written, relative to the absolute `folder`. */
  readonly baseline?: Sourced<string> & { readonly folder: string };
  readonly exclude: readonly Sourced<string>[];
  /** Where it says that the file is to be left out. */
  readonly excludedBy?: string;
  /** The files that all of this comes from, the one that counts most last. */
  readonly sources: readonly string[];
}

export interface BrokenConfig extends Broken {
  /** The file as messages name it. */
  readonly name: string;
}

/** Whether a configuration cannot be used. */
export const isBroken = (config: FileConfig | BrokenConfig): config is BrokenConfig => 'problems' in config;

export interface Configs {
  /** What counts for a file, which need not exist; `path` is absolute or relative to `cwd`. */
  of(path: string): Promise<FileConfig | BrokenConfig>;
}

/** Finds, reads and merges configurations, each once. Files of the same settings get the same object. */
export function openConfigs(request: ConfigRequest): Configs {
  const { cwd, config, isolated, relay = shellcheckRule() } = request;
  // A wrong name on the command line is wrong for every file, so it throws here, unless a plugin may bring it.
  const flags = request.plugins?.mayLoad ? undefined : chosen(request, [...request.rules, relay]);
  const find = openFinder();
  const opened = new Map<string, Promise<OpenConfig>>();
  const open = (file: string | undefined): Promise<OpenConfig> => {
    const known = opened.get(file ?? '') ?? openConfig(file, request, relay, flags);
    opened.set(file ?? '', known);
    return known;
  };
  return {
    async of(path) {
      const absolute = resolve(cwd, path);
      if (isolated) return (await open(undefined))(absolute);
      if (config !== undefined) return (await open(resolve(cwd, config.value)))(absolute);
      const { plimsoll, hadolint } = find(resolve(absolute, '..'));
      return (await open(plimsoll ?? hadolint))(absolute);
    },
  };
}

/** Gives what counts for an absolute path. */
type OpenConfig = (absolute: string) => FileConfig | BrokenConfig;

interface Request extends ConfigRequest {
  /** The rules, and the one that may come on. */
  readonly known: readonly AnyRule[];
  readonly flags: readonly Assignment[];
}

async function openConfig(
  file: string | undefined,
  given: ConfigRequest,
  relay: AnyRule,
  chosenFlags: readonly Assignment[] | undefined,
): Promise<OpenConfig> {
  const { cwd, config } = given;
  const {
    rules: own,
    problems: refused,
    lacksSome,
  }: Plugins = file === undefined ? { rules: given.rules, problems: [] } : await loadPlugins(file, given.rules, cwd, given.plugins);
  // ShellCheck's name and its codes mean something everywhere, also where a host cannot start it.
  const rules = [...own, relay];
  const request: Request = { ...given, rules: own, known: rules, flags: chosenFlags ?? chosen(given, rules) };
  const read = { rules, cwd, lacksSome, ...(config === undefined ? {} : { folder: cwd }) };
  const layers = file === undefined ? [] : refused.length > 0 ? { problems: refused } : await loadLayers(file, read);
  if ('problems' in layers) {
    const name = shownPath(file ?? '', cwd);
    const problems = layers.problems.map((problem) => (config && problem.where === name ? blame(problem, config.origin) : problem));
    const broken = { name, problems };
    return () => broken;
  }
  const overrides = await Promise.all(layers.flatMap((layer) => layer.overrides.map((override) => openOverride(override, layer))));
  const excludes = await Promise.all(layers.map((layer) => openExclude(layer)));
  const merged = new Map<string, FileConfig>();
  return (absolute) => {
    const matching = overrides.filter(({ matches }) => matches(absolute));
    const excludedBy = excludes.map((exclude) => exclude(absolute)).find((origin) => origin !== undefined);
    const key = JSON.stringify([matching.map(({ index }) => index), excludedBy]);
    const counted =
      merged.get(key) ??
      merge(
        layers,
        matching.map(({ override }) => override),
        excludedBy,
        request,
      );
    merged.set(key, counted);
    return counted;
  };
}

/** A file that cannot be read at all: who asked for it? */
const blame = ({ where, message }: Complaint, origin: string): Complaint => ({ where, message: `${message} (${origin})` });

interface OpenOverride {
  readonly index: string;
  readonly override: Override;
  readonly matches: (absolute: string) => boolean;
}

async function openOverride(override: Override, { name, folder, overrides }: Layer): Promise<OpenOverride> {
  const matcher = await openMatcher(folder, override.files);
  return { index: `${name}:${overrides.indexOf(override)}`, override, matches: (absolute) => matcher(absolute) !== undefined };
}

/** Where the pattern stands that leaves a path out. */
async function openExclude({ folder, exclude }: Layer): Promise<(absolute: string) => string | undefined> {
  const matcher: Matcher = await openMatcher(
    folder,
    exclude.map(({ value }) => value),
  );
  return (absolute) => {
    const index = matcher(absolute);
    return index === undefined ? undefined : exclude[index]?.origin;
  };
}

function merge(layers: readonly Layer[], overrides: readonly Override[], excludedBy: string | undefined, request: Request): FileConfig {
  const { rules, relay, flags, preset, failLevel, inlineConfig } = request;
  const said = [...layers, ...overrides];
  const base: Sourced<Preset> = preset
    ? { value: preset, origin: '--preset' }
    : (layers.findLast((layer) => layer.preset)?.preset ?? { value: 'recommended', origin: 'default' });
  const fresh = preset ? undefined : overrides.findLast((override) => override.preset)?.preset;
  const shellcheck: Sourced<boolean> =
    request.shellcheck === undefined
      ? (layers.findLast((layer) => layer.shellcheck)?.shellcheck ?? { value: false, origin: 'default' })
      : { value: request.shellcheck, origin: request.shellcheck ? '--shellcheck' : '--no-shellcheck' };
  const relaying = relay && shellcheck.value ? [relay] : [];
  const plans = planRules(
    [...rules, ...relaying],
    [
      ...presetAssignments(base.value, rules),
      ...relaying.map((rule) => ({ parts: new Map([[rule, 'whole' as const]]), isOn: true, origin: shellcheck.origin })),
      ...layers.flatMap((layer) => layer.assignments),
      ...overrides.flatMap((override) => [
        ...(override.preset && !preset ? presetAssignments(override.preset.value, rules) : []),
        ...override.assignments,
      ]),
      ...flags,
    ],
  );
  const { baseline, name = '' } = layers.findLast((layer) => layer.baseline) ?? {};
  return {
    settings: settingsOf(plans),
    plans,
    preset: fresh ?? base,
    failLevel: failLevel
      ? { value: failLevel, origin: '--fail-level' }
      : (said.findLast((one) => one.failLevel)?.failLevel ?? { value: 'warning', origin: 'default' }),
    inlineConfig:
      inlineConfig === false
        ? { value: false, origin: '--no-inline-config' }
        : (layers.findLast((layer) => layer.inlineConfig)?.inlineConfig ?? { value: true, origin: 'default' }),
    shellcheck,
    ...(baseline ? { baseline: { ...baseline, folder: dirname(resolve(request.cwd, name)) } } : {}),
    exclude: layers.flatMap((layer) => layer.exclude),
    ...(excludedBy === undefined ? {} : { excludedBy }),
    sources: layers.map((layer) => layer.name),
  };
}
