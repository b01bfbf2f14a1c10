import type { Tool } from '../rule.ts';
import type { ImageFamily } from './images.ts';
import { languagePackageManagers } from './language-package-managers.ts';
import { stemsOf } from './stems.ts';
import { systemPackageManagers } from './system-package-managers.ts';

/** What a call of a package manager does. `refresh` fetches the index, `upgrade` renews what is installed. */
export type PackageAction = 'install' | 'refresh' | 'upgrade' | 'remove' | 'clean';

/** Other tools' names for one fact of a row. */
export type Codes = Readonly<Partial<Record<Tool, readonly string[]>>>;

/** Something that a command line can say in more than one way. One of them is enough. */
export interface Answer {
  /** What a fix writes behind the verb. */
  readonly write: string;
  readonly options: readonly string[];
  /** Options that say it only in front of the verb. */
  readonly global?: readonly string[];
  /** Options that say it when they are given twice. */
  readonly twice?: readonly string[];
  /** A line of configuration on the command line: `-o APT::Install-Recommends=false`. Key and value in lower case. */
  readonly setting?: { readonly options: readonly string[]; readonly key: string; readonly values: readonly string[] };
  /** Environment variable that says it when it has one of these values, in lower case. */
  readonly variable?: { readonly name: string; readonly values: readonly string[] };
  /** What a configuration file or the manager's own `config` command would hold. */
  readonly config?: RegExp;
  /** Verbs that need no such answer. */
  readonly unneeded?: readonly string[];
  /** Where there is no terminal, silence says it too. */
  readonly assumed?: true;
}

export interface Pin {
  /** What a fix or message writes behind the name: `=<version>`. */
  readonly write: string;
  /** Words with a version. */
  readonly pinned: RegExp;
  /** Words whose version moves on its own: `@latest`. */
  readonly floating?: RegExp;
  /** Words that need no version: files, URLs, folders, groups. */
  readonly exempt?: RegExp;
  /** Options that pin all that the call installs: `--version`, `--constraint`. */
  readonly options?: readonly string[];
  /** Verbs whose packages have their versions in a file. */
  readonly unneeded?: readonly string[];
  /** The version may be the next word: `luarocks install lpeg 1.0.2-1`. */
  readonly nextWord?: RegExp;
  /** Words that the tools named in `codes` take for pinned: where they match, a finding does not carry those codes. */
  readonly peers?: RegExp;
}

export interface PackageCache {
  /** What stays in the layer, for a message. */
  readonly what: string;
  /** Keeps it from being written at all. */
  readonly avoid?: Answer;
  /** Commands that empty it: program, then words that must follow in this order. */
  readonly commands: readonly string[];
  /** Where it lies: removing one of them, or a mount over it, is enough. `~` is anybody's home. */
  readonly paths: readonly string[];
  /** The text that a fix appends behind `&&`; absent where `avoid` is the better fix. */
  readonly clean?: string;
  /** What a cache mount for it covers. */
  readonly mounts: readonly string[];
  /** The mount needs `sharing=locked`. */
  readonly locked?: true;
  /** It is big and of no use at run time; else it is small, or shares its bytes with what is installed. */
  readonly costs: boolean;
}

/** How a project names what it needs, for managers that read it from files. */
export interface Manifests {
  readonly files: readonly string[];
  readonly locks: readonly string[];
  /** Verbs and options that install exactly what the lock file says. */
  readonly frozen: { readonly verbs: readonly string[]; readonly options: readonly string[] };
}

/** What the rules know of one package manager. A rule reads a row; no rule names a tool. */
export interface PackageManager {
  /** The first is the one that examples call. */
  readonly commands: readonly string[];
  /** Names with a version in them: `pip3.12`. */
  readonly versioned?: RegExp;
  /** Packages of the operating system, not of a language. */
  readonly system: boolean;
  /** Images that have it. */
  readonly families?: readonly ImageFamily[];
  /** A package that exists. */
  readonly example: string;
  /** First words of a call, for each thing it can do; the first one that installs is the one that examples write. */
  readonly verbs: Readonly<Partial<Record<PackageAction, readonly string[]>>>;
  /** Verbs among those that upgrade which move the whole system on, packages removed where that takes it. */
  readonly leaps?: readonly string[];
  /** The program called without any operand installs: `yarn`, `bundle`. */
  readonly bare?: true;
  /** The program has no verbs: what it is given, it installs. */
  readonly verbless?: true;
  /** What an option says that takes the place of a verb; the first match counts. `operands` absent: with and without. */
  readonly operations?: readonly { readonly action: PackageAction | 'other'; readonly option: RegExp; readonly operands?: boolean }[];
  /** Options whose value is the next word, which is then no package. */
  readonly valued: readonly string[];
  /** In front of the verb, where the same letters mean something else there; absent: `valued`. */
  readonly globalValued?: readonly string[];
  /** `-abc` is one option, not three. */
  readonly longDash?: true;
  /** What stands behind `--` are no packages. */
  readonly argumentsBehindDashes?: true;
  /** Operands that are no packages, wherever they stand: cargo's `+nightly`. */
  readonly ignored?: RegExp;
  readonly yes?: Answer;
  readonly lean?: Answer;
  readonly pin?: Pin;
  readonly cache?: PackageCache;
  readonly manifests?: Manifests;
  /** Options that switch signature or certificate checks off, each with its codes. */
  readonly unsigned?: Readonly<Record<string, Codes>>;
  /** The order of packages cannot matter. */
  readonly sortable: boolean;
  readonly codes?: Readonly<Partial<Record<PackageFact, Codes>>>;
  /** The only commands that those codes are for; absent: all of the row. */
  readonly coded?: readonly string[];
}

export type PackageFact = 'yes' | 'lean' | 'pin' | 'cache' | 'leap' | 'upgrade' | 'refresh';

/** All package managers. Each row names its sources. */
export const packageManagers = { ...systemPackageManagers, ...languagePackageManagers } as const satisfies Record<string, PackageManager>;

export type PackageManagerName = keyof typeof packageManagers;
export type PackageManagerEntry = readonly [name: PackageManagerName, row: PackageManager];

/** The rows in the order of the tables. */
export const packageManagerEntries: readonly PackageManagerEntry[] = (Object.keys(packageManagers) as PackageManagerName[]).map((name) => [
  name,
  packageManagers[name],
]);

const byCommand: ReadonlyMap<string, PackageManagerEntry> = new Map(
  packageManagerEntries.flatMap((entry) => entry[1].commands.map((command) => [command, entry] as const)),
);
const byName: ReadonlyMap<string, PackageManager> = new Map(packageManagerEntries);
const versioned = packageManagerEntries.filter(([, row]) => row.versioned);
const hasDigit = /\d/;

/** The package manager that a program's base name calls. */
export function managerOf(command: string): PackageManagerEntry | undefined {
  return byCommand.get(command) ?? (hasDigit.test(command) ? versioned.find(([, row]) => row.versioned?.test(command)) : undefined);
}

/** The row that `Install.manager` names. */
export function packageManager(name: string): PackageManager | undefined {
  return byName.get(name);
}

/** The codes of other tools for one fact, for a call by this command. */
export function packageCodes(row: PackageManager, fact: PackageFact, command: string): readonly string[] {
  if (row.coded && !row.coded.includes(command)) return [];
  return Object.values(row.codes?.[fact] ?? {}).flat();
}

/** All codes of other tools for one fact, by tool: what a rule for all managers puts into its `codes`. */
export function codesByTool(fact: PackageFact): Codes {
  const all: Partial<Record<Tool, string[]>> = {};
  for (const [, { codes }] of packageManagerEntries) {
    for (const [tool, names] of Object.entries(codes?.[fact] ?? {}) as [Tool, readonly string[]][]) {
      all[tool] = [...new Set([...(all[tool] ?? []), ...names])];
    }
  }
  return all;
}

/** Words of which a text must hold one that calls any of the managers that are wanted. */
export const commandStems = (isWanted: (row: PackageManager) => boolean): readonly string[] =>
  stemsOf(packageManagerEntries.flatMap(([, row]) => (isWanted(row) ? row.commands : [])));

/** One example for each row that has the fact, so that a new row brings its own docs and tests. */
export function eachWith<F extends keyof PackageManager, T>(fact: F, make: (row: RowWith<F>, name: PackageManagerName) => T): T[] {
  const has = (row: PackageManager): row is RowWith<F> => row[fact] !== undefined;
  return packageManagerEntries.flatMap(([name, row]) => (has(row) ? [make(row, name)] : []));
}

export type RowWith<F extends keyof PackageManager> = PackageManager & { readonly [K in F]-?: Exclude<PackageManager[K], undefined> };

/** Whether removing `path`, or mounting over it, takes care of a cache: it is one of its places, or lies above it. */
export function coversCache({ paths }: PackageCache, path: string, how: 'remove' | 'mount'): boolean {
  const bare = withoutTail(path);
  return paths.some((place) => {
    const inside = how === 'mount' && isInside(bare, place);
    return inside || (place.startsWith('~/') ? isAboveBelowHome(bare, place.slice(1)) : isAtOrAbove(bare, place));
  });
}

const isAtOrAbove = (upper: string, lower: string) => upper === lower || lower.startsWith(`${upper}/`);
const isInside = (path: string, place: string) =>
  place.startsWith('~/') ? path.includes(`${place.slice(1)}/`) : path.startsWith(`${place}/`);

/** `/.cache/pip` below a home is reached by `/home/app`, `/home/app/.cache` and all that ends in `/.cache/pip`; `/opt/go` is not above `~/go/pkg`. */
function isAboveBelowHome(path: string, place: string): boolean {
  if (isHome(path) || path.endsWith(place)) return true;
  for (let slash = place.lastIndexOf('/'); slash > 0; slash = place.lastIndexOf('/', slash - 1)) {
    const upper = place.slice(0, slash);
    if (path.endsWith(upper) && (place.startsWith('/.') || isHome(path.slice(0, -upper.length)))) return true;
  }
  return false;
}

const isHome = (path: string) => path === '~' || path === '$HOME' || path === '${HOME}' || path === '/root' || /^\/home\/[^/]+$/.test(path);

function withoutTail(path: string): string {
  let end = path.length;
  while (end > 1 && (path[end - 1] === '*' || path[end - 1] === '/')) end--;
  return path.slice(0, end);
}
