import { backgroundService, foregroundService } from '../knowledge/daemons.ts';
import { packageManager } from '../knowledge/package-managers.ts';
import { packageNameOf, packageNote } from '../knowledge/packages.ts';
import type { Command, Install, Instruction, Part, Range, Run, ShellWord } from '../nodes.ts';
import type { Model, StageInfo } from './model.ts';
import { startupOf, type Startup } from './processes.ts';

/** An operating system's package that the image holds because the file says so. */
export interface InstalledPackage {
  readonly install: Install;
  readonly word: ShellWord;
  /** Without version and architecture. */
  readonly name: string;
}

/** A server that is started when a container starts, or by a RUN. */
export interface StartedService {
  /** The service of `service x start`, else the program's base name. */
  readonly name: string;
  readonly at: { readonly range: Range };
}

/** What an image holds and starts: of a stage and all that it is built from. */
export interface ImageServices {
  readonly packages: readonly InstalledPackage[];
  readonly started: readonly StartedService[];
  readonly startup: Startup | undefined;
  readonly ports: readonly Part[];
  /** How often the instructions name something, comments left out. */
  mentions(pattern: RegExp): number;
}

/** What a container of `stage` holds and starts beside its application. */
export function servicesOf(stage: StageInfo, model: Model): ImageServices {
  const instructions = instructionsOf(stage);
  const runs = instructions.filter((instruction): instruction is Run => instruction.type === 'Run');
  const startup = startupOf(stage, model);
  return {
    packages: runs.flatMap((run) => packagesOf(run, model)),
    started: [...runs.flatMap((run) => startedBy(run, model)), ...(startup?.programs.filter(({ role }) => role !== 'step') ?? [])],
    startup,
    ports: instructions.flatMap((one) => (one.type === 'Expose' ? one.ports.map(({ container }) => container) : [])),
    mentions: (pattern) => instructions.reduce((sum, one) => sum + countIn(one, pattern, model), 0),
  };
}

function instructionsOf(stage: StageInfo): readonly Instruction[] {
  const chain: StageInfo[] = [];
  for (let at: StageInfo | undefined = stage; at; at = at.base) chain.push(at);
  return chain.reverse().flatMap(({ node }) => node.instructions);
}

const packagesOf = (run: Run, model: Model): readonly InstalledPackage[] =>
  model
    .scripts(run)
    .flatMap((script) => model.installs(script))
    .filter(({ manager }) => packageManager(manager)?.system)
    .flatMap((install) => install.packages.map((word) => ({ install, word, name: packageNameOf(word.value ?? '') })));

/** A server that is stopped again served the build only. */
function startedBy(run: Run, model: Model): readonly StartedService[] {
  const commands = model.scripts(run).flatMap((script) => script.commands);
  if (commands.some(isStop)) return [];
  return commands.flatMap((command) => {
    const service = backgroundService(command) ?? foregroundService(command);
    return service === undefined ? [] : { name: isProgram(command) ? command.name : service, at: command };
  });
}

const isStop = ({ name, words }: Command): boolean =>
  /^p?kill(?:all)?$/.test(name) || words.some(({ value = '' }) => /^(?:--)?(?:stop|shutdown|quit)$/.test(value));

const isProgram = ({ name }: Command): boolean => !/^(?:service|invoke-rc\.d|rc-service|systemctl|initctl|sv|s6-svc)$/.test(name);

const countIn = (instruction: Instruction, pattern: RegExp, { text }: Model): number =>
  [
    ...text
      .slice(...instruction.range)
      .replace(/^[ \t]*#.*$/gm, '')
      .matchAll(pattern),
  ].length;

/** Whether all that a container goes on as is what `isService` knows; unless a script hides it, then nobody can know. */
export function isDedicatedTo({ startup, packages, ports }: ImageServices, isService: (name: string) => boolean): boolean {
  if (!startup) return false;
  const lasting = startup.programs.filter(({ role }) => role !== 'step' && role !== 'keeper');
  if (lasting.length > 0 && lasting.every(({ name }) => isService(name))) return true;
  // Ports, or something that keeps several programs, say that there is more than the script's one.
  const showsMore =
    ports.some(({ text }) => !agentPorts.has(text)) || packages.some(({ name }) => packageNote(name)?.class === 'supervisor');
  return startup.isOpaque && lasting.length <= 1 && !showsMore;
}

/** Ports of services that this module's rules are about: https://www.iana.org/assignments/service-names-port-numbers. */
const agentPorts: ReadonlySet<string> = new Set(['123', '161', '162', '323', '514', '601', '2812', '5666', '6514', '10050', '25826']);
