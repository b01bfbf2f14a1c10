import { backgroundService, daemonOf, initPaths, interpreters, reapers, supervisors } from '../knowledge/daemons.ts';
import type { Cmd, Command, Entrypoint, Instruction, ShellScript, ShellWord, Word } from '../nodes.ts';
import { nestedScripts } from '../shell/nested.ts';
import { programName, seeThrough } from '../shell/wrappers.ts';
import { oncePerNode } from './memory.ts';
import type { Model, StageInfo } from './model.ts';
import { chainOf, writtenScripts, type WrittenScript, type WrittenScripts } from './written-scripts.ts';

/** What a container starts with: the last ENTRYPOINT and CMD of its stages, as far as the file says. */
export interface Startup {
  readonly entrypoint?: Entrypoint;
  readonly cmd?: Cmd;
  /** All programs, in the order written, seen through wrappers, shells and scripts that the file holds. */
  readonly programs: readonly Started[];
}

export interface Started {
  readonly command: Command;
  /** The service of `service x start`, else the program's base name; empty where it is not known. */
  readonly name: string;
  /** The word that names a supervisor, or the whole command. */
  readonly at: ShellWord | Command;
  /**
   * `supervisor`: starts others and keeps them. `background`: goes on beside what follows. `main`: what the container goes on as.
   * `keeper`: only waits, or is a shell. `step`: over before the next begins.
   */
  readonly role: 'supervisor' | 'background' | 'main' | 'keeper' | 'step';
  /** A script that the file does not hold, which may start anything. */
  readonly isHidden: boolean;
}

/** What a container of `stage` starts; absent where neither it nor a stage that it is built from says. Worked out once a stage. */
export const startupOf = oncePerNode((stage: StageInfo, model): Startup | undefined => {
  const { entrypoint, cmd } = inForce(stage);
  if (!entrypoint && !cmd) return undefined;
  const reading = new Reading(model, writtenScripts(stage, model));
  if (entrypoint?.shell) reading.instruction(entrypoint);
  else readExec(reading, entrypoint, cmd);
  if (cmd?.shell) reading.instruction(cmd);
  return { programs: reading.programs, ...(entrypoint && { entrypoint }), ...(cmd && { cmd }) };
});

/** CMD's words are the entrypoint's last; behind a script that ends in `exec "$@"` they are a command of their own. */
function readExec(reading: Reading, entrypoint: Entrypoint | undefined, cmd: Cmd | undefined): void {
  const own = entrypoint?.exec?.items ?? [];
  const given = cmd?.exec?.items ?? [];
  const [first] = given;
  const command = commandOf([...own, ...given]);
  if (command.words.length === 0) return;
  const isBehind = own.length > 0 && first && !first.value.startsWith('-') && command.words[0]?.range !== first.range;
  reading.exec(command, isBehind ? [entrypoint] : [entrypoint, cmd], isBehind || cmd?.shell ? 'step' : 'main');
  if (isBehind) reading.exec(commandOf(given), [cmd], 'main');
}

/** An ENTRYPOINT drops the CMD of the image that it is built on, and in shell form any CMD: moby/buildkit, dispatchEntrypoint. */
function inForce(stage: StageInfo): Pick<Startup, 'entrypoint' | 'cmd'> {
  let entrypoint: Entrypoint | undefined;
  let cmd: Cmd | undefined;
  for (const { node } of chainOf(stage)) {
    let own: Entrypoint | undefined;
    let ownCmd: Cmd | undefined;
    for (const instruction of node.instructions)
      if (instruction.type === 'Entrypoint') own = instruction;
      else if (instruction.type === 'Cmd') ownCmd = instruction;
    cmd = ownCmd ?? (own ? undefined : cmd);
    entrypoint = own ?? entrypoint;
  }
  return { ...(entrypoint && { entrypoint }), ...(cmd && !entrypoint?.shell && { cmd }) };
}

/** The words of an exec form as a command, without what only reaps or steps down in front. */
function commandOf(items: readonly Word[]): Command {
  let words: readonly ShellWord[] = items.map(({ range, value }) => ({
    type: 'ShellWord',
    range,
    text: value,
    value,
    quoted: false,
    role: 'argument',
    parts: [],
    expansions: [],
  }));
  let seen = seeThrough(words);
  while (reapers.has(programName(seen.words[0])) && seen.words.length > 1) {
    const next = seen.words.findIndex(({ value = '' }, i) => i > 0 && !value.startsWith('-'));
    if (next < 0) break;
    words = seen.words.slice(next);
    seen = seeThrough(words);
  }
  const range = [items[0]?.range[0] ?? 0, items.at(-1)?.range[1] ?? 0] as const;
  const rest = { wrappers: seen.wrappers, front: [], assignments: [], redirections: [], background: false, nesting: [], step: 0 };
  return { type: 'Command', range, name: programName(seen.words[0]), words: seen.words, ...rest };
}

/** Collects programs, following scripts. */
class Reading {
  readonly programs: Started[] = [];
  readonly #model: Model;
  readonly #files: WrittenScripts;
  readonly #read = new Set<WrittenScript>();

  constructor(model: Model, files: WrittenScripts) {
    this.#model = model;
    this.#files = files;
  }

  instruction(instruction: Instruction): void {
    for (const script of this.#model.scripts(instruction)) this.#script(script);
  }

  exec(command: Command, instructions: readonly (Cmd | Entrypoint | undefined)[], role: 'main' | 'step'): void {
    const scripts = instructions.flatMap((one) => (one?.exec ? this.#model.scripts(one) : []));
    if (scripts.length > 0) for (const script of scripts) this.#script(script);
    else this.#add(command, role);
  }

  #script({ commands }: ShellScript): void {
    const list = commands.filter(({ nesting }) => !nesting.includes('substitution'));
    const roles = rolesOf(list, this.#model);
    for (const command of list) this.#add(command, roles.get(command) ?? 'step');
  }

  #add(command: Command, role: Started['role']): void {
    const path = scriptPath(command);
    const file = path === undefined ? undefined : this.#files.find(path);
    const script = file?.parse();
    const isRead = script !== undefined && script.commands.length > 0;
    const isHidden = !isRead && path !== undefined && looksLikeScript(path);
    const supervisor = supervisorWord(command, this.#model);
    if (supervisor) this.programs.push({ command, name: programName(supervisor), at: supervisor, role: 'supervisor', isHidden });
    else
      this.programs.push({ command, name: startedName(command), at: command, role: isRead && role === 'main' ? 'step' : role, isHidden });
    if (!file || !isRead || this.#read.has(file) || this.#read.size > 8) return;
    this.#read.add(file);
    for (const one of [script, ...nestedScripts(script)]) this.#script(one);
  }
}

/** The script that a command runs: its own path, or a shell's first operand. */
function scriptPath({ name, words }: Command): string | undefined {
  const [program, ...rest] = words;
  if (!shells.has(name)) return program?.value;
  return rest.some(({ text }) => /^-[a-z]*c$/.test(text)) ? undefined : rest.find(({ text }) => !/^[-+]/.test(text))?.value;
}

const runsScript = (command: Command): boolean => shells.has(command.name) && scriptPath(command) !== undefined;

const shells: ReadonlySet<string> = new Set(['sh', 'bash', 'ash', 'dash', 'ksh', 'zsh', 'source', '.']);

const looksLikeScript = (path: string): boolean =>
  /\.(?:sh|bash)$|entry-?point|(?:^|[/_-])(?:start|run|init|boot|launch|bootstrap|startup|entry|cmd)(?:[_-]|$)/.test(path);

/** What a script's commands are to it; those left out are steps. */
function rolesOf(commands: readonly Command[], model: Model): ReadonlyMap<Command, Started['role']> {
  const jobs = new Set(jobsOf(commands, model));
  const lastStop = commands.findLastIndex((command) => stops(command) && !command.nesting.includes('function'));
  const staying = commands
    .slice(lastStop + 1)
    .filter((command) => jobs.has(command) || backgroundService({ ...command, background: false }) !== undefined);
  const last = commands.findLast((command) => isWorthACount(command) && !command.nesting.includes('function'));
  const waits = last !== undefined && waiters.has(last.name);
  const roles = new Map<Command, Started['role']>();
  if (last) roles.set(last, waits || (keepers.has(last.name) && !runsScript(last)) ? 'keeper' : 'main');
  for (const command of staying) {
    // One job that the script waits for is the container's one process.
    if (command !== last)
      roles.set(command, last && last.range[0] > command.range[0] && (staying.length > 1 || !waits) ? 'background' : 'main');
  }
  return roles;
}

/** Of each command line that `&` sends to the background, the command that stays there; none of those that soon end. */
function jobsOf(commands: readonly Command[], { text }: Model): readonly Command[] {
  const lines: Command[][] = [];
  for (const [i, command] of commands.entries()) {
    if (!command.background) continue;
    const before = commands[i - 1];
    const goesOn = before?.background && !/(?:^|[^&<>])&(?![&>])/.test(text.slice(before.range[1], command.range[0]));
    if (goesOn) lines.at(-1)?.push(command);
    else lines.push([command]);
  }
  return lines.flatMap((line) => {
    const job = line.findLast(({ pipe }) => pipe === undefined || pipe.index === 0);
    const polls = line.some(({ name, nesting }) => name === 'sleep' || nesting.includes('condition'));
    return job && !polls && isWorthACount(job) && !isErrand(job) ? job : [];
  });
}

/** Does something once, forwards a log, or is what one program needs on its side of a socket: a display, a session bus, keys. */
function isErrand({ name, words }: Command): boolean {
  const runs = interpreters.has(name) || runners.has(name) || shells.has(name);
  const operands = runs ? words.slice(1).filter(({ text }) => !text.startsWith('-')) : [];
  return errands.has(name) || [name, ...operands.slice(0, 2).map(({ text }) => text)].some((one) => errandNames.test(one));
}

const listed = (names: string): ReadonlySet<string> => new Set(names.split(/\s+/));

const errands = listed(`sleep tail cat tee curl wget kill chown chmod find rm cp mv mkdir touch sed grep awk ln ls logger read tar rsync git
  aws gcloud kubectl psql mysql mariadb mongo mongosh redis-cli sqlcmd rabbitmqctl kcadm.sh wait Xvfb dbus-daemon dbus-launch ssh-agent
  gpg-agent xdg-open xdpyinfo`);
const errandNames =
  /(?:^|[_./:-])(?:wait|init|set-?up|import|migrat\w*|seed|create|config\w*|restore|bootstrap|register|provision|prepare|warm\w*|check|health\w*|install|update|download|fix|load)(?:[_./:-]|$)/i;

const isWorthACount = ({ name }: Command): boolean => !trivial.has(name);

const trivial = listed(
  'echo printf exit true false : set export trap unset local return shift cd umask ulimit test [ [[ readonly declare break continue',
);
const waiters = listed('wait fg');
const keepers = listed('tail sleep cat read bash sh ash dash zsh top pause inotifywait');

/** A service that is stopped again was only needed for a while. */
export const stops = ({ name, words }: Command): boolean =>
  /^p?kill(?:all)?$/.test(name) || words.some(({ value }) => value !== undefined && /^(?:--)?(?:stop|shutdown|quit)$/.test(value));

function startedName(command: Command): string {
  if (daemonOf(command.name)) return command.name;
  return backgroundService(command) ?? command.name;
}

/** The word that calls a supervisor or an init, itself or through `npx`, `bundle exec` or an interpreter. */
function supervisorWord({ name, words }: Command, model: Model): ShellWord | undefined {
  const reach = interpreters.has(name) || runners.has(name) ? 4 : 1;
  const at = words.slice(0, reach).findIndex((word) => supervisors.has(programName(word)) || initPaths.has(word.value ?? ''));
  const word = words[at];
  if (!word || (at > 0 && name === programName(word))) return undefined;
  const program = programName(word);
  const line = words
    .slice(at + 1)
    .map(({ value, text }) => value ?? text)
    .join(' ');
  if (word.value === '/init' && !hasS6(model)) return undefined;
  if (daemonOf(program)?.idle?.test(line) || conditions.get(program)?.test(line) === false) return undefined;
  return word;
}

const runners: ReadonlySet<string> = new Set([
  'npx',
  'pnpx',
  'bunx',
  'bundle',
  'poetry',
  'pipenv',
  'uv',
  'pdm',
  'yarn',
  'pnpm',
  'npm',
  'bun',
]);

/** `/init` may be anything, unless s6-overlay is in the image. */
const hasS6 = ({ text, finalStage }: Model): boolean =>
  finalStage?.facts?.init !== undefined || /\bs6(?![a-z\d])|cont-init\.d|with-contenv|lsiobase/i.test(text);

const procfile = /^(?:start|s)(?: +-\S+(?: +[^-\s]\S*)?)*$/;

/** With which arguments a supervisor starts several programs; never, where it is only the client of one or made for a single app. */
const conditions: ReadonlyMap<string, RegExp> = new Map([
  ...['foreman', 'honcho', 'forego', 'goreman', 'overmind', 'procodile'].map((name) => [name, procfile] as const),
  ...['supervisorctl', 's6-rc', 'pm2-runtime', 'pm2-docker'].map((name) => [name, /(?!)/] as const),
  ['pm2', /^(?:start|resurrect)(?!.*--no-daemon)/],
  ['npm-run-all', /(?:^| )(?:-\w*p|--parallel)(?: |$)/],
]);
