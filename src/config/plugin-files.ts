import { dirname, isAbsolute, resolve } from 'node:path';
import type { AnyRule } from '../rule.ts';
import { readDocument } from './document.ts';
import { entryOf, textsOf } from './layer.ts';
import type { Sourced } from './plan.ts';
import { rulesOf, withRules } from './plugins.ts';
import { shownPath, textOf, type Complaint, type ReadOptions } from './read.ts';

/** What a host does with plugins; without it none is loaded. */
export interface PluginHost {
  /** `false`: every module is refused. */
  readonly mayLoad: boolean;
  /** No module is run and none is missed: whatever is said of rules that nobody knows may be about theirs, and does not count. */
  readonly leavesOut?: true;
  /** Why a module must not be run, named at `config`; `undefined`: it may. */
  refusal(module: string, config: string): string | undefined;
  /** Runs a module, by its absolute path or a package's name, and gives its default export. */
  load(module: string, config: string): Promise<unknown>;
}

/** A plugin as a configuration names it. */
interface Wanted extends Sourced<string> {
  readonly config: string;
  readonly module: string;
}

export interface Plugins {
  /** plimsoll's own and those of plugins. */
  readonly rules: readonly AnyRule[];
  readonly problems: readonly Complaint[];
  /** There are plugins whose rules are not among `rules`. */
  readonly lacksSome?: boolean;
}

/** Loads what a configuration file and those that it extends name under `plugins`. No module runs where one of them must not. */
export async function loadPlugins(path: string, rules: readonly AnyRule[], cwd: string, host: PluginHost | undefined): Promise<Plugins> {
  const wanted = await collect(path, cwd, new Set());
  if (host?.leavesOut) return { rules, problems: [], lacksSome: wanted.length > 0 };
  const refused = wanted.flatMap(({ value, origin, module, config }) => {
    // A file that is extended is trusted no more than the one that extends it.
    const reason = host ? (host.refusal(module, path) ?? host.refusal(module, config)) : 'plugins are not loaded here';
    return reason === undefined ? [] : [{ where: origin, message: `plugins: '${value}' is not loaded: ${reason}` }];
  });
  if (refused.length > 0 || !host) return { rules, problems: refused };
  let all = rules;
  const problems: Complaint[] = [];
  const loaded = new Set<string>();
  for (const { value, origin, module, config } of wanted) {
    if (loaded.has(module)) continue;
    loaded.add(module);
    try {
      all = withRules(all, rulesOf(await host.load(module, config)));
    } catch (error) {
      const reason = error instanceof Error ? error.message.split('\n')[0] : String(error);
      problems.push({ where: origin, message: `plugins: '${value}': ${reason ?? ''}` });
    }
  }
  return { rules: all, problems };
}

/** The plugins that a configuration file and those that it extends name, with the place of each; `unsaved` as in `ReadOptions`. */
export const pluginsNamedBy = (path: string, cwd: string, unsaved?: ReadOptions['unsaved']): Promise<readonly Sourced<string>[]> =>
  collect(path, cwd, new Set(), unsaved);

/** Extended files first. What is wrong with a file is told when it is read in earnest. */
async function collect(path: string, cwd: string, seen: Set<string>, unsaved?: ReadOptions['unsaved']): Promise<readonly Wanted[]> {
  if (seen.has(path) || /hadolint\.ya?ml$/i.test(path)) return [];
  seen.add(path);
  const text = unsaved?.(path) ?? textOf(path);
  if (typeof text !== 'string' || !/plugins|extends/.test(text)) return [];
  const document = await readDocument(text);
  if ('problems' in document) return [];
  const source = { name: shownPath(path, cwd) };
  const folder = dirname(path);
  const found: Wanted[] = [];
  for (const { value } of textsOf(entryOf(document.tree, 'extends'), source))
    found.push(...(await collect(resolve(folder, value), cwd, seen, unsaved)));
  const own = textsOf(entryOf(document.tree, 'plugins'), source);
  return [
    ...found,
    ...own.map((one) => ({
      ...one,
      config: path,
      module: /^\.\.?[\\/]/.test(one.value) || isAbsolute(one.value) ? resolve(folder, one.value) : one.value,
    })),
  ];
}
