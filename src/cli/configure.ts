import { rules } from '../../rules/index.ts';
import { openConfigs, type Configs, type FileConfig } from '../config/configs.ts';
import type { RuleSetting } from '../engine/types.ts';
import { shellcheckRule, type ShellcheckHost } from '../shellcheck/rule.ts';
import type { LintFlags } from './lint-flags.ts';
import { complain } from './output.ts';
import { pluginHost } from './plugins.ts';

export interface FlaggedConfigs extends Configs {
  /** Where the answers of ShellCheck are to be put in, should a file's configuration want them. */
  readonly shellcheck: ShellcheckHost;
  /** The modules of plugins that have been run so far; absolute. */
  readonly pluginFiles: () => readonly string[];
}

/** The configurations as the flags and the environment have it. An unknown rule among the flags throws. */
export function openFlagged(
  flags: Pick<LintFlags, 'config' | 'allowPlugins' | 'filesFrom'> & Partial<LintFlags>,
  operands: readonly string[],
  env: NodeJS.ProcessEnv = process.env,
): FlaggedConfigs {
  const variable = env['PLIMSOLL_CONFIG'];
  const named = variable ? { value: variable, origin: 'PLIMSOLL_CONFIG' } : undefined;
  const config = flags.config === undefined ? named : { value: flags.config, origin: '--config' };
  const cwd = process.cwd();
  // What a list names is not known yet.
  const isNamed = config !== undefined && flags.filesFrom === undefined;
  const pluginFiles: string[] = [];
  const trust = { allow: flags.allowPlugins ?? false, isNamed, operands, cwd };
  const plugins = pluginHost(trust, (file) => pluginFiles.push(file));
  const shellcheck: ShellcheckHost = {};
  const opened = openConfigs({ ...flags, rules, relay: shellcheckRule(shellcheck), cwd, config, plugins });
  return { ...opened, shellcheck, pluginFiles: () => pluginFiles };
}

interface Failure {
  readonly path: string;
  readonly message: string;
}

export interface Configured {
  /** The files to lint. */
  readonly paths: readonly string[];
  /** What is wrong with configurations. */
  readonly errors: readonly Failure[];
  /** The files that are not linted for it. */
  readonly unlinted: readonly Failure[];
  /** Every rule that runs for some file. */
  readonly settings: readonly RuleSetting[];
  /** What counts for one of `paths`, by its name in reports. */
  readonly configOf: (name: string) => FileConfig;
}

interface Given {
  readonly configs: Configs;
  readonly flags: LintFlags;
  /** Files that were named and are excluded are spoken of. */
  readonly operands: readonly string[];
}

/** Finds what counts for each file, and leaves out those that are excluded or whose configuration cannot be used. */
export async function configure(found: readonly string[], { configs, flags, operands }: Given): Promise<Configured> {
  const known = new Map<string, FileConfig>();
  const errors: Failure[] = [];
  const unlinted: Failure[] = [];
  const broken = new Set<object>();
  const paths: string[] = [];
  for (const path of found) {
    const name = path === '-' ? (flags.stdinFilename ?? '-') : path;
    const config = await configs.of(name);
    if ('problems' in config) {
      if (!broken.has(config)) errors.push(...config.problems.map(({ where, message }) => ({ path: where, message })));
      broken.add(config);
      unlinted.push({ path: name, message: `not linted: ${config.name} has errors` });
    } else if (config.excludedBy !== undefined && path !== '-') {
      if (operands.includes(path) && !flags.quiet) complain(`${name}: not linted: excluded at ${config.excludedBy}`);
    } else {
      // What is read from standard input goes back as it is.
      known.set(name, config.excludedBy === undefined ? config : { ...config, settings: [] });
      paths.push(path);
    }
  }
  return { paths, errors, unlinted, settings: settingsOf(known), configOf: (name) => known.get(name) ?? unknown(name) };
}

/** The first setting of each rule. */
function settingsOf(known: ReadonlyMap<string, FileConfig>): readonly RuleSetting[] {
  const settings = new Map<string, RuleSetting>();
  for (const config of new Set(known.values()))
    for (const setting of config.settings) if (!settings.has(setting.rule.name)) settings.set(setting.rule.name, setting);
  return [...settings.values()].sort((a, b) => (a.rule.name < b.rule.name ? -1 : 1));
}

function unknown(name: string): never {
  throw new Error(`${name} has no configuration`);
}
