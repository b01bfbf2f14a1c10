import { pointlessCommands, type Lack } from '../knowledge/pointless-commands.ts';
import type { Command, Run, ShellScript } from '../nodes.ts';

/** A command that has nothing to do in a build, with what it lacks there. */
export interface Pointless {
  readonly command: Command;
  readonly lack: Lack;
}

/** The commands of a RUN's script that lack something there; those that may well do something are not among them. */
export function pointlessIn({ commands }: ShellScript, run: Run): readonly Pointless[] {
  if (!commands.some(({ name }) => pointlessCommands.has(name))) return [];
  const lastUser = commands.findLastIndex(({ name }) => name !== 'service' && name !== 'systemctl');
  let isStarted = false;
  return commands.flatMap((command, i): readonly Pointless[] => {
    const lack = pointlessCommands.get(command.name);
    const helps = lack === undefined || isAsking(command) || isOfUse(command, lack, run, isStarted, i < lastUser);
    // Only what this very RUN has started can be seen or stopped.
    isStarted ||= command.background || isStart(command);
    return helps ? [] : [{ command, lack }];
  });
}

function isOfUse(command: Command, lack: Lack, run: Run, isStarted: boolean, isFollowed: boolean): boolean {
  const { words, redirections, name } = command;
  switch (lack) {
    case 'terminal':
      return words.some(({ text }) => isBatch.test(text)) || redirections.some(({ operator }) => operator.startsWith('<'));
    case 'system':
      return run.flags.some((flag) => flag.name === 'security');
    case 'network':
      return run.flags.some(({ mount }) => mount?.kind === 'ssh' || mount?.kind === 'secret');
    case 'processes':
      return isStarted;
    case 'service': {
      const verb = words.map(({ text }) => text).find((text) => verbs.has(text));
      if (name === 'systemctl' && verb === undefined) return true;
      // A service that this RUN starts serves the rest of it; it is over with it.
      return verb === 'start' || verb === 'restart' ? isFollowed : isStarted;
    }
  }
}

/** `vim +PluginInstall +qall`, `vim -es`, `emacs --batch`, `top -bn1`. */
const isBatch = /^(?:\+|-c$|-e?s$|-[eES]|-u$|--(?:batch|script|headless|cmd|eval)|-b)/;

const isAsking = ({ words }: Command): boolean => words.length === 2 && /^(?:--version|--help|-V|-h)$/.test(words[1]?.text ?? '');

/** A daemon by its name or arguments: `mysqld_safe`, `/etc/init.d/x start`, `x --daemonize`. */
const isStart = ({ name, words }: Command): boolean =>
  /(?:d|d_safe|d-safe|ctl|ctlcluster)$/.test(name) || words.some(({ text }) => starting.has(text));

const starting: ReadonlySet<string> = new Set(['start', 'restart', '-d', '-D', '--daemon', '--daemonize', '--background', '--fork']);

const verbs: ReadonlySet<string> = new Set(['start', 'restart', 'stop', 'status', 'reload', 'force-reload', 'try-restart']);
