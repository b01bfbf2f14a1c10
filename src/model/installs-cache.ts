import { coversCache, packageManagerEntries } from '../knowledge/package-managers.ts';
import type { PackageCache } from '../knowledge/package-managers.ts';
import type { Command, Instruction, Range, Run, ShellScript, ShellWord } from '../nodes.ts';
import { managerCallOf, optionPresent } from '../shell/installs.ts';
import type { ManagerCall } from '../shell/installs.ts';
import { oncePerFile, oncePerNode } from './memory.ts';
import { isAnswered, variableAt } from './installs-settings.ts';
import type { Model, StageInfo } from './model.ts';

/** A package manager called in a script. */
export interface ScriptCall extends ManagerCall {
  readonly script: ShellScript;
}

/** What a RUN leaves of a package manager's cache. */
export interface LeftCache {
  readonly cache: PackageCache;
  /** Where to say so: the first call that installs, or what fetched the lists. */
  readonly told: ScriptCall;
  /** What fills the cache with nothing behind it that empties it. */
  readonly writers: readonly ScriptCall[];
}

/** The caches that stay in the layer of a RUN, one for each manager that it calls. */
export function cachesLeft(run: Run, model: Model): readonly LeftCache[] {
  const calls = callsIn(run, model);
  if (calls.length === 0) return [];
  const managers = new Map(calls.map(({ manager, row }) => [manager, row]));
  const left: LeftCache[] = [];
  for (const [manager, { cache }] of managers) {
    if (!cache?.costs) continue;
    const own = calls.filter((call) => call.manager === manager);
    const filling = own.filter((call) => fills(call, cache, model));
    const [any] = filling;
    if (!any) continue;
    const places = placesOf(own, any, model);
    const emptied = lastEmptied(any, cache, places, run, model);
    const writers = filling.filter(({ command }) => command.range[0] >= emptied);
    const told = placeToTell(own, writers, cache);
    if (told && !isMounted(cache, places, run, model)) left.push({ cache, told, writers });
  }
  return left;
}

/** Every call of a package manager in a RUN, in the order of its scripts. */
const callsIn = oncePerNode((run: Run, model): readonly ScriptCall[] => {
  const calls: ScriptCall[] = [];
  for (const script of model.scripts(run))
    for (const command of script.commands) {
      const call = managerCallOf(command);
      if (call) calls.push({ script, ...call });
    }
  return calls;
});

function placeToTell(calls: readonly ScriptCall[], writers: readonly ScriptCall[], cache: PackageCache): ScriptCall | undefined {
  const [first] = writers;
  if (!first) return undefined;
  const installs = (isFilledByRefresh(cache) ? calls : writers).filter(
    ({ action, command }) => action === 'install' && command.range[0] >= first.command.range[0],
  );
  const isOrphan = cache.clean === undefined && calls.every(({ action }) => action === 'refresh');
  return isOrphan ? undefined : (installs[0] ?? first);
}

/** apt fetches its lists with `update` alone, and its images throw the archives of what is installed away by themselves. */
const isFilledByRefresh = ({ paths }: PackageCache): boolean => paths[0] === '/var/lib/apt/lists';

const isOfIndex = ({ what }: PackageCache): boolean => /lists|index|metadata/.test(what);

function fills(call: ScriptCall, cache: PackageCache, model: Model): boolean {
  const { action, verbText, manager } = call;
  if (action === 'clean' || action === 'remove') return false;
  if (action === 'refresh' ? !isOfIndex(cache) : isFilledByRefresh(cache)) return false;
  // What is fetched so is what a later build reads.
  if ((manager === 'go' || manager === 'cargo') && !verbText.endsWith('install')) return false;
  if (manager === 'yarn' && isNewYarn(call, model)) return false;
  // pip takes the beginning of an option for the whole.
  if (optionPresent(call, ['--no-index', '--no-cache'])) return false;
  if (!call.row.system && model.stageOf(call.command)?.facts?.builder === true) return false;
  return action === 'refresh' || !cache.avoid || !isAnswered(call, cache.avoid, model);
}

/** Since version 2 the cache may be what the program is run from (Plug'n'Play): https://yarnpkg.com/features/pnp. */
const isNewYarn = (call: ScriptCall, model: Model): boolean =>
  optionPresent(call, ['--immutable', '--immutable-cache', '--inline-builds', '--mode']) ||
  call.verbText.startsWith('workspaces') ||
  namesNewYarn(model);

const namesNewYarn = oncePerFile(({ text }) => /\.yarnrc\.yml|\.yarn\b|corepack enable|yarn set version/.test(text));

function isMounted(cache: PackageCache, places: readonly string[], run: Run, model: Model): boolean {
  if (places.some((place) => /^\/(?:dev\/shm|proc)\//.test(place))) return true;
  const targets = run.flags.flatMap(({ mount }) => {
    if (mount?.kind !== 'cache' && mount?.kind !== 'tmpfs') return [];
    const word = mount.options.find(({ key }) => key === 'target')?.value;
    return word ? [model.resolve(word, run)] : [];
  });
  // A target that nobody can know may be the right one.
  return targets.some(
    (target) => target === undefined || coversCache(cache, target, 'mount') || places.some((place) => isWithin(place, target)),
  );
}

/** Where calls were told to keep their cache. */
function placesOf(calls: readonly ScriptCall[], one: ScriptCall, model: Model): readonly string[] {
  const places: string[] = [];
  for (const { options } of calls)
    for (const { name, word, value } of options) if (cacheOptions.has(name)) places.push(value?.value ?? word.text.slice(name.length + 1));
  for (const name of cacheVariables) {
    const place = variableAt(name, one, model);
    if (place !== undefined) places.push(place);
  }
  return places;
}

const cacheOptions: ReadonlySet<string> = new Set(['--cache', '--cache-dir', '--cache-folder', '--cachedir', '--pkg-cache-dir']);

// prettier-ignore
const cacheVariables = [
  'PIP_CACHE_DIR', 'POETRY_CACHE_DIR', 'XDG_CACHE_HOME', 'CONDA_PKGS_DIRS', 'npm_config_cache', 'NPM_CONFIG_CACHE', 'YARN_CACHE_FOLDER',
  'COMPOSER_CACHE_DIR', 'COMPOSER_HOME', 'GOMODCACHE', 'GOPATH', 'CARGO_HOME', 'BUNDLE_PATH', 'BUNDLE_USER_CACHE', 'GEM_HOME',
] as const;

const isWithin = (inner: string, outer: string): boolean => inner === outer || inner.startsWith(outer.endsWith('/') ? outer : `${outer}/`);

/** Where a RUN empties a cache for the last time; -1: nowhere. A function and a trap may be called at the end. */
function lastEmptied(call: ScriptCall, cache: PackageCache, places: readonly string[], run: Run, model: Model): number {
  let last = -1;
  for (const { commands } of model.scripts(run))
    for (const command of commands) {
      if (!empties(command, call, cache, places)) continue;
      last = Math.max(last, command.nesting.includes('function') || command.name === 'trap' ? Infinity : command.range[0]);
    }
  return last;
}

function empties(command: Command, call: ScriptCall, cache: PackageCache, places: readonly string[]): boolean {
  const { name, words } = command;
  if (!removers.has(name)) return (name.includes('clean') && cleaningName.test(name)) || isCleanCommand(command, call, cache);
  const covers = (path: string): boolean =>
    coversCache(cache, path, 'remove') ||
    cache.paths.some((place) => path.includes(place)) ||
    places.some((place) => isWithin(place, path.replace(/\/\*?$/, ''))) ||
    (!call.row.system && isCacheOf(call, path));
  return pathsOf(words).some((path) => (name !== 'find' || path !== '/') && covers(path));
}

const removers: ReadonlySet<string> = new Set(['rm', 'rmdir', 'cd', 'pushd', 'trap', 'find']);

/** A helper that says so: `docker-image-cleanup`. */
const cleaningName = /(?:^|[-_.])clean(?:up)?(?:[-_.]|$)/;

/** Somewhere else, but the manager's own cache by its name, or one below a folder that nobody can know. */
const isCacheOf = ({ row, manager }: ScriptCall, path: string): boolean =>
  path.includes('cache') && (/^[$`]/.test(path) || [manager, ...row.commands].some((name) => path.includes(name)));

/** One of the row's commands: the program, and its words in this order with others between them. */
function isCleanCommand(command: Command, { manager }: ScriptCall, { commands }: PackageCache): boolean {
  const isOwn = managerCallOf(command)?.manager === manager;
  return commands.some((wanted) => {
    const blank = wanted.indexOf(' ');
    if (!isOwn && command.name !== (blank < 0 ? wanted : wanted.slice(0, blank))) return false;
    let at = 0;
    return wanted
      .split(' ')
      .slice(1)
      .every((verb) => (at = command.words.findIndex(({ value }, i) => i >= at && value === verb) + 1) > 0);
  });
}

/** The operands as paths: braces expanded, quotes taken off, the default where one is given, and all from a wildcard on is a star. */
const pathsOf = (words: readonly ShellWord[]): readonly string[] =>
  words.slice(1).flatMap(({ value, text }) =>
    // Most are written out.
    value !== undefined && /^(?:\/[\w./-]*(?:(?<=\/)\*)?|-[\w-]+)$/.test(value)
      ? [value]
      : (value === undefined ? [text, plainPath(text)] : [value])
          .flatMap((path) => expandBraces(path))
          .flatMap((path) => [path, ...path.split(/\s+/)])
          .flatMap((path) => [path, path.replace(/(?<=\/)[^/*?[]*[*?[].*$/, '*')])
          .flatMap((path) => (/^[/~$`-]/.test(path) ? path : [path, `/${path}`])),
  );

const plainPath = (text: string): string =>
  text
    .replace(/["']/g, '')
    .replace(/\$\([^()]*\)/g, '$X')
    .replace(/\$\{\w+:?-([^{}]*)\}/g, '$1');

function expandBraces(text: string, depth = 0): readonly string[] {
  const found = /^(.*?)(?<!\$)\{([^{},]*,[^{}]*)\}(.*)$/s.exec(text);
  if (!found || depth > 4) return [text];
  const [, before = '', list = '', after = ''] = found;
  return list.split(',').flatMap((part) => expandBraces(before + part + after, depth + 1));
}

/** Whether a call later in the stage, or in one built from it, installs from lists that it has not fetched itself. */
export function needsListsLater({ row }: ScriptCall, run: Run, model: Model): boolean {
  const key = row.cache?.paths[0] ?? '';
  const stage = model.stageOf(run);
  const needs = stage && listNeeds(model).get(stage);
  return needs !== undefined && (needs.inherited.has(key) || (needs.last.get(key) ?? -1) > run.range[1]);
}

interface ListNeeds {
  /** Offset of the last such call of the stage, by where the lists lie. */
  readonly last: Map<string, number>;
  /** Stages built from it have such calls. */
  readonly inherited: Set<string>;
}

const listNeeds = oncePerFile((model): ReadonlyMap<StageInfo, ListNeeds> => {
  const needs = new Map<StageInfo, ListNeeds>();
  const of = (stage: StageInfo): ListNeeds => {
    const own = needs.get(stage) ?? { last: new Map<string, number>(), inherited: new Set<string>() };
    needs.set(stage, own);
    return own;
  };
  for (const stage of model.stages.toReversed()) {
    const { last, inherited } = of(stage);
    for (const instruction of stage.node.instructions) for (const key of unfetched(instruction, model)) last.set(key, instruction.range[0]);
    if (stage.base) for (const key of [...last.keys(), ...inherited]) of(stage.base).inherited.add(key);
  }
  return needs;
});

/** Where the lists lie that an instruction installs from without having fetched them. */
function unfetched(instruction: Instruction, model: Model): readonly string[] {
  if (instruction.type !== 'Run') return [];
  const fetched = new Set<string>();
  return callsIn(instruction, model).flatMap((call) => {
    const key = call.row.cache?.paths[0];
    if (key === undefined || !listed.has(key)) return [];
    if (call.action === 'refresh' || optionPresent(call, ['--no-cache', '-U', '--update', '--update-cache'])) fetched.add(key);
    return (call.action === 'install' || call.action === 'upgrade') && !fetched.has(key) ? [key] : [];
  });
}

/** The managers that fetch no lists of their own accord. */
const listed: ReadonlySet<string> = new Set(
  packageManagerEntries.flatMap(([, { cache }]) => (cache && /lists|index/.test(cache.what) ? cache.paths.slice(0, 1) : [])),
);

/** Whether what a stage's layers hold reaches the image: it is shipped, or a shipped stage copies all of it. */
export function reachesImage(stage: StageInfo | undefined, model: Model): boolean {
  return !stage || stage.isShipped || wholeCopies(model).has(stage);
}

const wholeCopies = oncePerFile((model): ReadonlySet<StageInfo> => {
  const names = new Set(
    model.stages
      .filter(({ isShipped }) => isShipped)
      .flatMap(({ node }) => node.instructions)
      .flatMap((one) => (one.type === 'Copy' && one.sources.some(({ value }) => value === '/' || value === '/*') ? one.flags : []))
      .flatMap(({ name, value }) => (name === 'from' && value ? [value.value.toLowerCase()] : [])),
  );
  const found = new Set<StageInfo>();
  for (const stage of model.stages) {
    if (!names.has(stage.node.name ?? '') && !names.has(String(stage.node.index))) continue;
    for (let at: StageInfo | undefined = stage; at && !found.has(at); at = at.base) found.add(at);
  }
  return found;
});

/** From the program's first word to the end of its verb: `apt-get install`. */
export const calledAt = ({ command, verb, program }: ScriptCall): { readonly range: Range } => ({
  range: [command.words[0]?.range[0] ?? program.range[0], verb.range[1]],
});

/** The program and its verb: `pip install`, `pacman -Syu`. */
export function callText({ program, verb, verbText }: ScriptCall): string {
  const path = program.value ?? program.text;
  const name = path.slice(path.lastIndexOf('/') + 1);
  return verb === program ? name : `${name} ${verbText === '' ? verb.text : verbText}`;
}
