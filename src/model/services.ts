import { backgroundService, foregroundService, serviceManagers } from '../knowledge/daemons.ts';
import { packageManager } from '../knowledge/package-managers.ts';
import { packageNameOf, packageNote } from '../knowledge/packages.ts';
import type { Install, Instruction, Range, Run, ShellWord } from '../nodes.ts';
import { oncePerNode } from './memory.ts';
import type { Model, StageInfo } from './model.ts';
import { startupOf, stops } from './processes.ts';
import { chainOf } from './written-scripts.ts';

/** An operating system's package that an image holds because its file says so. */
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

/** The packages that a stage and those that it is built from install. */
export const installedPackages = oncePerNode((stage: StageInfo, model): readonly InstalledPackage[] =>
  runsOf(stage, model)
    .flatMap((run) => model.scripts(run))
    .flatMap((script) => model.installs(script))
    .filter(({ manager }) => packageManager(manager)?.system)
    .flatMap((install) => install.packages.map((word) => ({ install, word, name: packageNameOf(word.value ?? '') }))),
);

/** What a container of `stage` starts, and what a RUN starts without stopping it again. */
export const startedServices = oncePerNode((stage: StageInfo, model): readonly StartedService[] => {
  const programs = startupOf(stage, model)?.programs ?? [];
  return [...runsOf(stage, model).flatMap((run) => startedBy(run, model)), ...programs.filter(({ role }) => role !== 'step')];
});

/** Whether a container starts with a script that the file does not hold. */
export const startsUnseen = (stage: StageInfo, model: Model): boolean =>
  startupOf(stage, model)?.programs.some(({ isHidden }) => isHidden) ?? false;

/** How often the instructions of a stage and those that it is built from say something; comments do not count. */
export const mentions = (pattern: RegExp, stage: StageInfo, model: Model): number =>
  instructionsOf(stage, model).reduce(
    (sum, { range }) => sum + (withoutComments(model.text.slice(...range)).match(pattern)?.length ?? 0),
    0,
  );

/** Whether an SSH server is there for files, git's or SFTP's, and not for people who log in. */
export const servesFiles = (stage: StageInfo, model: Model): boolean =>
  /git-shell|git-daemon|gitolite|gitea|gogs|sftp/i.test(model.text) &&
  mentions(/git-shell|git-daemon|gitolite|gitea|gogs|sftp/gi, stage, model) > 0;

/** Whether they expose a port that `isWanted`. */
export const exposes = (isWanted: (port: string) => boolean, stage: StageInfo): boolean =>
  chainOf(stage).some(({ node }) =>
    node.instructions.some((one) => one.type === 'Expose' && one.ports.some(({ container }) => isWanted(container.text))),
  );

/** Whether all that a container goes on as is what `isService` knows, or may be, for all that the file shows. */
export function isDedicatedTo(isService: (name: string) => boolean, stage: StageInfo, model: Model): boolean {
  const programs = startupOf(stage, model)?.programs ?? [];
  const lasting = programs.filter(({ role }) => role !== 'step' && role !== 'keeper');
  return (
    lasting.length > 0 &&
    lasting.every(({ name, isHidden }) => isService(name) || (isHidden && lasting.length === 1 && !showsMore(stage, model)))
  );
}

/** A port, or a package that keeps several programs, says that there is more than one service behind a script. */
const showsMore = (stage: StageInfo, model: Model): boolean =>
  exposes((port) => !agentPorts.has(port), stage) ||
  installedPackages(stage, model).some(({ name }) => packageNote(name)?.class === 'supervisor');

/** NTP, SNMP, syslog, Monit, NRPE, Zabbix, collectd: https://www.iana.org/assignments/service-names-port-numbers. */
const agentPorts: ReadonlySet<string> = new Set(['123', '161', '162', '323', '514', '601', '2812', '5666', '6514', '10050', '25826']);

const instructionsOf = oncePerNode((stage: StageInfo): readonly Instruction[] => {
  const instructions: Instruction[] = [];
  for (const { node } of chainOf(stage)) for (const one of node.instructions) instructions.push(one);
  return instructions;
});

const runsOf = oncePerNode((stage: StageInfo, model): readonly Run[] => instructionsOf(stage, model).filter((one) => one.type === 'Run'));

const withoutComments = (text: string): string => (text.includes('#') ? text.replace(/^[ \t]*#.*$/gm, '') : text);

function startedBy(run: Run, model: Model): readonly StartedService[] {
  const services: StartedService[] = [];
  for (const { commands } of model.scripts(run))
    for (const command of commands) {
      const service = backgroundService(command) ?? foregroundService(command);
      if (service !== undefined) services.push({ name: serviceManagers.has(command.name) ? service : command.name, at: command });
    }
  return services.length > 0 && model.scripts(run).some(({ commands }) => commands.some(stops)) ? [] : services;
}
