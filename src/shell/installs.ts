import { managerOf, packageManager } from '../knowledge/package-managers.ts';
import type { Answer, PackageAction, PackageManager, PackageManagerEntry, PackageManagerName, Pin } from '../knowledge/package-managers.ts';
import type { Command, Install, Range, ShellScript, ShellWord } from '../nodes.ts';
import { lastUpTo } from '../syntax/ordered.ts';

/** A package manager called to do something that its row knows. */
export interface ManagerCall {
  readonly manager: PackageManagerName;
  readonly row: PackageManager;
  readonly command: Command;
  /** The manager's own word: `pip` in `python -m pip install`. */
  readonly program: ShellWord;
  readonly action: PackageAction;
  /** The last word of the verb; where there is none, the option that takes its place or the manager's own word. */
  readonly verb: ShellWord;
  /** All words of the verb: `pip install`, `global add`; empty where there is none. */
  readonly verbText: string;
  readonly options: Install['options'];
  /** What is neither option, nor value of one, nor verb. */
  readonly operands: readonly ShellWord[];
}

/** Every call in a script that installs packages, in the order written. */
export function installsOf(script: ShellScript): readonly Install[] {
  const installs: Install[] = [];
  for (const command of script.commands) {
    const call = managerCallOf(command);
    if (call?.action === 'install') installs.push(installOf(call, script));
  }
  return installs.length > 0 ? installs : none;
}

const none: readonly Install[] = [];

/** The package manager that a command calls, and for what; absent where it is none, or does something that no table knows. */
export function managerCallOf(command: Command): ManagerCall | undefined {
  const found = findManager(command, 0, command.name);
  return found && readCall(command, found.at, found.entry);
}

/** Whether one of these options is given: alone, with a value, or among short ones (`-qy`). A value of `false` means it is not. */
export function optionPresent({ manager, options }: Pick<Install, 'manager' | 'options'>, names: readonly string[]): boolean {
  const row = packageManager(manager);
  return options.some((option) => countIn(option.word, names, row) > 0);
}

/** Whether a call says what `answer` asks for, or need not. A variable that may hold options (`$APT_FLAGS`) may say it too, so it counts. */
export function answers(call: Call, answer: Answer): boolean {
  const { global = [], twice = [], setting, unneeded = [] } = answer;
  if (optionPresent(call, answer.options) || isVerb(call, unneeded)) return true;
  const row = packageManager(call.manager);
  const [verbStart] = call.verb.range;
  if (call.options.some(({ word }) => word.range[0] < verbStart && countIn(word, global, row) > 0)) return true;
  if (call.options.reduce((sum, { word }) => sum + countIn(word, twice, row), 0) > 1) return true;
  if (setting && call.options.some((option) => setting.options.includes(option.name) && saysSetting(option, setting))) return true;
  return call.command.words.some(mayHoldOptions);
}

type Call = Pick<Install, 'manager' | 'command' | 'options' | 'verb'>;

function isVerb({ command, verb }: Call, verbs: readonly string[]): boolean {
  if (verbs.length === 0) return false;
  const before = command.words[command.words.indexOf(verb) - 1];
  return verbs.includes(verb.text) || verbs.includes(`${before?.text ?? ''} ${verb.text}`);
}

export type PinState = 'pinned' | 'floating' | 'open' | 'exempt' | 'unknown';

/** How one package word of a call is pinned. `exempt`: it needs no version; `unknown`: a variable decides it. */
export function pinState(install: Install, word: ShellWord): PinState {
  const pin = packageManager(install.manager)?.pin;
  if (!pin) return 'exempt';
  const { all, places } = pinsOf(install, pin);
  if (all) return all;
  const text = word.value ?? unquoted(word.text);
  if (pin.nextWord) {
    const at = places.get(word) ?? 0;
    if (at > 0 && pin.nextWord.test(text)) return 'exempt';
    if (pin.nextWord.test(install.packages[at + 1]?.value ?? '')) return 'pinned';
  }
  const names = packageNames(install, word);
  if (!names) return stateOf(text, pin) ?? 'unknown';
  const states = names.map((name) => stateOf(name, pin) ?? 'open');
  return states.find((state) => state === 'open') ?? states.find((state) => state === 'floating') ?? states[0] ?? 'exempt';
}

interface Pins {
  /** What verb or options say of all words alike. */
  readonly all?: PinState;
  readonly places: ReadonlyMap<ShellWord, number>;
}

/** Worked out once a call, so that a long list of packages costs no more than its length. */
const knownPins = new WeakMap<Install, Pins>();

function pinsOf(install: Install, { options = [], unneeded = [] }: Pin): Pins {
  const known = knownPins.get(install);
  if (known) return known;
  const all: PinState | undefined = isVerb(install, unneeded) ? 'exempt' : optionPresent(install, options) ? 'pinned' : undefined;
  const pins: Pins = { ...(all ? { all } : {}), places: new Map(install.packages.map((word, index) => [word, index])) };
  knownPins.set(install, pins);
  return pins;
}

function stateOf(text: string, { exempt, floating, pinned }: Pin): PinState | undefined {
  if (exempt?.test(text)) return 'exempt';
  if (floating?.test(text)) return 'floating';
  return pinned.test(text) ? 'pinned' : undefined;
}

/** What a package word stands for: itself, or the words of a variable that the same script set before (`deps='gcc make'`). Absent: nobody knows. */
function packageNames({ command, script }: Pick<Install, 'command' | 'script'>, word: ShellWord): readonly string[] | undefined {
  if (word.value !== undefined) return [word.value];
  const [expansion, more] = word.expansions;
  if (more || expansion?.kind !== 'variable' || (word.text !== `$${expansion.name}` && word.text !== `\${${expansion.name}}`))
    return undefined;
  const value = lastBefore(assignmentsOf(script).get(expansion.name ?? '') ?? [], command.range[0])?.value;
  return value?.split(/\s+/).filter((name) => name !== '');
}

interface Assigned {
  readonly at: { readonly range: Range };
  readonly value: string | undefined;
}

const knownAssignments = new WeakMap<ShellScript, ReadonlyMap<string, readonly Assigned[]>>();

/** Where a script sets each variable, in order. */
function assignmentsOf(script: ShellScript): ReadonlyMap<string, readonly Assigned[]> {
  const known = knownAssignments.get(script);
  if (known) return known;
  const found = new Map<string, Assigned[]>();
  for (const { assignments } of script.commands) {
    for (const at of assignments) {
      const { name, value } = at;
      const entry = { at, value: value?.value };
      const entries = found.get(name);
      if (entries) entries.push(entry);
      else found.set(name, [entry]);
    }
  }
  knownAssignments.set(script, found);
  return found;
}

/** The last entry that begins before `offset`. */
const lastBefore = (entries: readonly Assigned[], offset: number): Assigned | undefined =>
  entries[lastUpTo(entries, offset - 1, ({ at }) => at.range[0])];

function installOf({ manager, command, program, verb, options, operands }: ManagerCall, script: ShellScript): Install {
  const end = command.words.at(-1)?.range[1] ?? program.range[1];
  const start = command.words[0]?.range[0] ?? program.range[0];
  return { type: 'Install', range: [start, end], manager, command, verb, options, packages: operands, script };
}

interface Found {
  readonly at: number;
  readonly entry: PackageManagerEntry;
}

/** The manager behind a program that runs it: `python -m pip`, `php composer.phar`, `corepack yarn`, `conda run -n env pip`. */
function findManager(command: Command, at: number, name: string): Found | undefined {
  if (name === '') return undefined;
  const { words } = command;
  const entry = managerOf(name);
  if (!entry) {
    if (isPython(name)) return findModule(words, at);
    if (name === 'php' || name === 'corepack') return behindOptions(command, at, ['-d', '-c', '--define', '--php-ini']);
    return undefined;
  }
  if (runners.has(entry[0])) {
    const run = nextOperand(words, at, entry[1].valued);
    if (words[run]?.value === 'run') return behindOptions(command, run, [...entry[1].valued, '--cwd', '--with', '--env-file']);
  }
  return { at, entry };
}

const runners: ReadonlySet<PackageManagerName> = new Set<PackageManagerName>(['conda', 'poetry', 'pipenv', 'uv']);
const isPython = (name: string) => name.startsWith('py') && /^(?:python|pypy)[\d.]*t?$/.test(name);

function behindOptions(command: Command, at: number, valued: readonly string[]): Found | undefined {
  const next = nextOperand(command.words, at, valued);
  const name = command.words[next]?.value;
  return name === undefined ? undefined : findManager(command, next, name.slice(name.lastIndexOf('/') + 1));
}

function nextOperand(words: readonly ShellWord[], at: number, valued: readonly string[]): number {
  for (let i = at + 1; i < words.length; i++) {
    const text = words[i]?.value;
    if (text === undefined || !isOption(text)) return i;
    if (valued.includes(text)) i++;
  }
  return words.length;
}

/** `-m pip`, also as `-Im pip` or `-mpip`. */
function findModule(words: readonly ShellWord[], at: number): Found | undefined {
  for (let i = at + 1; i < words.length; i++) {
    const text = words[i]?.value;
    if (text === undefined || !isOption(text)) return undefined;
    if (text === '-X' || text === '-W') i++;
    const module = text.startsWith('--') ? -1 : text.indexOf('m');
    if (module < 0) continue;
    const attached = text.slice(module + 1);
    const place = attached === '' ? i + 1 : i;
    const entry = managerOf(attached === '' ? (words[place]?.value ?? '') : attached);
    return entry && { at: place, entry };
  }
  return undefined;
}

function readCall(command: Command, at: number, [manager, row]: PackageManagerEntry): ManagerCall | undefined {
  const program = command.words[at];
  if (!program) return undefined;
  const verbs = verbReader(verbsOf(manager, row));
  let onlyOperands = false;
  const options: Install['options'][number][] = [];
  const operands: ShellWord[] = [];
  for (let i = at + 1; i < command.words.length; i++) {
    const word = command.words[i];
    if (!word) break;
    const text = word.value ?? unquoted(word.text);
    if (row.ignored?.test(text)) continue;
    if (!onlyOperands && text === '--') {
      if (row.argumentsBehindDashes) break;
      onlyOperands = true;
    } else if (!onlyOperands && isOption(text)) {
      const valued = verbs.verb() ? row.valued : (row.globalValued ?? row.valued);
      const value = takesNext(text, valued, row) ? command.words[++i] : undefined;
      const name = optionName(text, valued, row);
      options.push(value ? { name, word, value } : { name, word });
    } else {
      const role = verbs.read(word);
      if (role === 'foreign') return undefined;
      if (role === 'operand') operands.push(word);
    }
  }
  const verb = verbs.verb() ?? verbWithoutWord(row, program, options, operands, verbs.hasBegun());
  if (!verb) return undefined;
  return { manager, row, command, program, options, operands, action: verb.action, verb: verb.verb, verbText: verb.verbText };
}

interface VerbReader {
  /** `foreign`: the call does something that the row does not know. A word without a value in front of the verb is passed over. */
  read(word: ShellWord): 'verb' | 'operand' | 'foreign';
  verb(): Verb | undefined;
  hasBegun(): boolean;
}

function verbReader({ actions, beginnings }: Verbs): VerbReader {
  let verb: Verb | undefined;
  let said = '';
  let reading = actions.size > 0;
  return {
    verb: () => verb,
    hasBegun: () => said !== '',
    read(word) {
      if (!reading) return 'operand';
      if (word.value === undefined) {
        reading = said === '';
        return reading ? 'verb' : 'operand';
      }
      said = said === '' ? word.value : `${said} ${word.value}`;
      const action = actions.get(said);
      reading = beginnings.has(said);
      if (action) verb = { action, verb: word, verbText: said };
      if (action || reading) return 'verb';
      return verb ? 'operand' : 'foreign';
    },
  };
}

type Verb = Pick<ManagerCall, 'action' | 'verb' | 'verbText'>;

/** What a call does whose verb is an option (`pacman -S`), or that has none (`yarn`, `cpanm Mojolicious`). */
function verbWithoutWord(
  row: PackageManager,
  program: ShellWord,
  options: Install['options'],
  operands: readonly ShellWord[],
  hasBegun: boolean,
): Verb | undefined {
  const has = operands.length > 0;
  for (const { action, option, operands: wanted } of row.operations ?? []) {
    if (wanted !== undefined && wanted !== has) continue;
    const given = options.find(({ word }) => option.test(word.value ?? word.text));
    if (given) return action === 'other' ? undefined : { action, verb: row.verbless ? program : given.word, verbText: '' };
  }
  const installs = row.verbless ? has : row.bare && !has && !hasBegun && !options.some(({ name }) => informs.has(name));
  return installs ? { action: 'install', verb: program, verbText: '' } : undefined;
}

const informs: ReadonlySet<string> = new Set(['-h', '--help', '-v', '--version', '-V']);

interface Verbs {
  readonly actions: ReadonlyMap<string, PackageAction>;
  /** What a longer verb begins with: `pip` of `pip install`. */
  readonly beginnings: ReadonlySet<string>;
}

const verbTables = new Map<PackageManagerName, Verbs>();

function verbsOf(manager: PackageManagerName, row: PackageManager): Verbs {
  const known = verbTables.get(manager);
  if (known) return known;
  const actions = new Map<string, PackageAction>();
  const beginnings = new Set<string>();
  for (const [action, verbs] of Object.entries(row.verbs) as [PackageAction, readonly string[]][]) {
    for (const verb of verbs) {
      actions.set(verb, action);
      for (let blank = verb.indexOf(' '); blank > 0; blank = verb.indexOf(' ', blank + 1)) beginnings.add(verb.slice(0, blank));
    }
  }
  const table = { actions, beginnings };
  verbTables.set(manager, table);
  return table;
}

const isOption = (text: string) => text.length > 1 && text.startsWith('-');

/** The text of a word that an expansion keeps from having a value, without the quotes around it. */
const unquoted = (text: string) => (text.startsWith('"') ? text.slice(1, text.endsWith('"') && text.length > 1 ? -1 : undefined) : text);

/** Whether options of this row are one dash and several letters that each mean something. */
const isCluster = (text: string, row: PackageManager | undefined) => !row?.longDash && !text.startsWith('--') && text.length > 2;

function takesNext(text: string, valued: readonly string[], row: PackageManager): boolean {
  if (row.longDash && text.startsWith('--')) return valued.includes(text.slice(1));
  if (!isCluster(text, row) || valued.includes(text)) return valued.includes(text);
  const at = valuedLetter(text, valued);
  return at === text.length - 1;
}

/** Index of the first letter in `-abc` that takes a value; all behind it is that value. -1 where there is none. */
function valuedLetter(cluster: string, valued: readonly string[]): number {
  for (let i = 1; i < cluster.length && cluster[i] !== '='; i++) if (valued.includes(`-${cluster[i]}`)) return i;
  return -1;
}

function optionName(text: string, valued: readonly string[], row: PackageManager): string {
  if (isCluster(text, row) && valued.includes(text.slice(0, 2))) return text.slice(0, 2);
  const equals = text.indexOf('=');
  return equals < 0 ? text : text.slice(0, equals);
}

/** How often a word says one of these options: `-qqy` says `-q` twice, `-q=2` as well, `--yes=false` never. */
function countIn(word: ShellWord, names: readonly string[], row: PackageManager | undefined): number {
  if (names.length === 0) return 0;
  const text = word.value ?? unquoted(word.text);
  const equals = text.indexOf('=');
  const name = equals < 0 ? text : text.slice(0, equals);
  const value = equals < 0 ? '' : text.slice(equals + 1).toLowerCase();
  if (names.includes(text)) return 1;
  if (names.includes(name)) return /^\d+$/.test(value) ? Number(value) : refusals.has(value) ? 0 : 1;
  if (!isCluster(name, row)) return 0;
  const stop = valuedLetter(name, row?.valued ?? []);
  return [...name.slice(1, stop < 0 ? undefined : stop + 1)].filter((letter) => names.includes(`-${letter}`)).length;
}

const refusals: ReadonlySet<string> = new Set(['false', 'no', 'off', 'n']);

function saysSetting({ name, word, value }: Install['options'][number], setting: NonNullable<Answer['setting']>): boolean {
  const attached = word.value ?? unquoted(word.text);
  const text = (value ? (value.value ?? unquoted(value.text)) : attached.slice(name.length).replace(/^=/, '')).toLowerCase();
  return text.split(/\s/).some((part) => {
    const equals = part.indexOf('=');
    if ((equals < 0 ? part : part.slice(0, equals)) !== setting.key) return false;
    const said = equals < 0 ? '' : part.slice(equals + 1);
    return setting.values.includes(said) || said.includes('$');
  });
}

/** An unquoted variable, whole, whose name says that it holds options. */
function mayHoldOptions({ value, quoted, expansions: [first, second] }: ShellWord): boolean {
  return (
    value === undefined &&
    !quoted &&
    !second &&
    first?.kind === 'variable' &&
    /(?:opts?|options?|args?|arguments?|flags?|params?|switch(?:es)?)$/i.test(first.name ?? '')
  );
}
