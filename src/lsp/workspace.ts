import { dirname, join, relative, resolve, sep } from 'node:path';
import { rules } from '../../rules/index.ts';
import { isBroken, openConfigs, type BrokenConfig, type Configs, type FileConfig } from '../config/configs.ts';
import { ConfigError } from '../config/errors.ts';
import type { PluginHost } from '../config/plugin-files.ts';
import { isInside, openTrees, type Trees } from '../files/tree.ts';
import type { Files } from '../model/model.ts';
import type { AnyRule } from '../rule.ts';
import { pathOf } from './kinds.ts';
import type { Settings } from './settings.ts';

/** What counts for a document beside its text. */
export interface Surroundings {
  /** As findings name the file. */
  readonly path: string;
  /** The folder that relative paths start from: the workspace folder of the document. */
  readonly cwd: string;
  readonly settings: Settings;
  readonly config: FileConfig;
  /** What should count instead, but cannot be used. */
  readonly broken?: BrokenConfig & { readonly standsIn: StandIn };
  /** The tree around the file, with the texts that are open in the editor; absent for a buffer that is no file. */
  readonly files?: Files;
  /** Absolute root of `files`. */
  readonly root?: string;
}

/** What counts where a configuration cannot be used: what it last said when it could, else the defaults. */
export type StandIn = 'what it last said' | 'the defaults';

/** The folders that are open, and what was read of them. */
export interface Workspace {
  of(uri: string): Promise<Surroundings>;
  /** Absolute paths of the folders. */
  folders(): readonly string[];
  setFolders(folders: readonly string[]): void;
  settingsOf(folder: string | undefined): Promise<Settings>;
  /** Everything is read again when it is next needed: configurations, settings and files. */
  forget(): void;
  /** The same for files around documents only. */
  forgetFiles(): void;
}

export interface WorkspaceOptions {
  /** Asks the editor for the settings of a folder; `undefined`: of the whole. */
  readonly askSettings: (folder: string | undefined) => Promise<Settings>;
  /** Hands on what ShellCheck says. */
  readonly relay: AnyRule;
  /** The text of a file that is open. */
  readonly openText: (absolute: string) => string | undefined;
  /** How long what was read of files and of configurations holds, in milliseconds. */
  readonly keepFiles: number;
  readonly keepConfigs: () => number;
}

export function openWorkspace(options: WorkspaceOptions): Workspace {
  let folders: readonly string[] = [];
  const scopes = new Map<string, Scope>();
  const usable = new Map<string, Pick<Configs, 'of'>>();
  const scopeOf = (cwd: string, folder: string | undefined): Scope => {
    const scope = scopes.get(cwd) ?? openScope(cwd, folder, usable, options);
    scopes.set(cwd, scope);
    return scope;
  };
  return {
    async of(uri) {
      const path = pathOf(uri);
      const folder = path === undefined ? folders[0] : innermost(folders, path);
      const cwd = folder ?? (path === undefined ? process.cwd() : dirname(path));
      return scopeOf(cwd, folder).of(path);
    },
    folders: () => folders,
    setFolders(given) {
      folders = given;
      scopes.clear();
    },
    settingsOf: (folder) => scopeOf(folder ?? process.cwd(), folder).settings(),
    forget: () => scopes.clear(),
    forgetFiles() {
      for (const scope of scopes.values()) scope.forgetFiles();
    },
  };
}

/** Of folders inside one another the inner one. */
function innermost(folders: readonly string[], path: string): string | undefined {
  return folders.filter((folder) => isInside(path, folder)).sort((a, b) => b.length - a.length)[0];
}

/** One workspace folder. */
interface Scope {
  of(path: string | undefined): Promise<Surroundings>;
  settings(): Promise<Settings>;
  forgetFiles(): void;
}

/** `usable` is kept when all else is read again: by folder and name of a configuration, with what it was last read without errors. */
function openScope(
  cwd: string,
  folder: string | undefined,
  usable: Map<string, Pick<Configs, 'of'>>,
  { askSettings, openText, keepFiles, keepConfigs, relay }: WorkspaceOptions,
): Scope {
  let asked: Promise<Settings> | undefined;
  const settings = (): Promise<Settings> => (asked ??= askSettings(folder));
  const trees = keeping(
    () => keepFiles,
    () => openTrees(cwd),
  );
  const configs = keeping(keepConfigs, async () => configsFor(cwd, await settings(), relay));
  let defaults: Pick<Configs, 'of'> | undefined;
  const keyOf = (name: string): string => `${cwd}\n${name}`;
  const standIn = async (broken: BrokenConfig, absolute: string, said: Settings): Promise<Pick<Surroundings, 'config' | 'broken'>> => {
    const before = await usable.get(keyOf(broken.name))?.of(absolute);
    if (before && !isBroken(before)) return { config: before, broken: { ...broken, standsIn: 'what it last said' } };
    const { inlineConfig } = said;
    defaults ??= openConfigs({ rules, cwd, inlineConfig, relay, isolated: true });
    const config = await defaults.of(absolute);
    // Without a file and without anything chosen there is nothing that could be wrong.
    if (isBroken(config)) throw new Error(config.problems[0]?.message);
    return { config, broken: { ...broken, standsIn: 'the defaults' } };
  };
  return {
    settings,
    forgetFiles: () => trees.forget(),
    async of(path) {
      const said = await settings();
      const opened = await configs.get();
      // A buffer without a name is taken for one of the workspace folder.
      const absolute = path ?? join(cwd, 'Dockerfile');
      const found = await opened.of(absolute);
      if (!isBroken(found) && found.sources.length > 0) usable.set(keyOf(found.sources.at(-1) ?? ''), opened);
      const counted = isBroken(found) ? await standIn(found, absolute, said) : { config: found };
      const shown = { cwd, settings: said, ...counted };
      if (path === undefined) return { ...shown, path: '-' };
      return { ...shown, path: shownFrom(cwd, path), ...around(path, trees.get(), openText) };
    },
  };
}

/** A value that is made again once it is older than so many milliseconds. */
function keeping<T>(milliseconds: () => number, make: () => T): { get(): T; forget(): void } {
  let kept: { readonly value: T; readonly since: number } | undefined;
  return {
    get() {
      const now = Date.now();
      if (!kept || now - kept.since > milliseconds()) kept = { value: make(), since: now };
      return kept.value;
    },
    forget: () => (kept = undefined),
  };
}

/** An editor runs nothing of what is linted, and nothing that a configuration names. */
const leftOut: PluginHost = { mayLoad: false, leavesOut: true, refusal: () => 'editors run no plugins', load: () => Promise.resolve() };

function configsFor(cwd: string, settings: Settings, relay: AnyRule): Pick<Configs, 'of'> {
  const { config, isolated, preset, select, extendSelect, ignore, inlineConfig, shellcheck } = settings;
  try {
    return openConfigs({
      ...{ rules, cwd, isolated, inlineConfig, relay, shellcheck, plugins: leftOut },
      ...(config === undefined ? {} : { config: { value: config, origin: 'the editor’s settings' } }),
      ...(preset === undefined ? {} : { preset }),
      ...(select === undefined ? {} : { select }),
      ...(extendSelect === undefined ? {} : { extendSelect }),
      ...(ignore === undefined ? {} : { ignore }),
    });
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    const broken = { name: 'the editor’s settings', problems: [{ where: 'plimsoll', message: error.message }] };
    return { of: () => Promise.resolve(broken) };
  }
}

function around(path: string, trees: Trees, openText: WorkspaceOptions['openText']): Required<Pick<Surroundings, 'files' | 'root'>> {
  const { root } = trees.of(path);
  const files = trees.files(path);
  return {
    root,
    files: {
      path: files.path,
      read: (inside) => openText(resolve(root, inside)) ?? files.read(inside),
      list: (inside) => files.list(inside),
    },
  };
}

function shownFrom(cwd: string, path: string): string {
  const near = relative(cwd, path).replaceAll(sep, '/');
  return near.startsWith('../') ? path : near;
}
