import { pointlessCommands, type Lack } from '../knowledge/pointless-commands.ts';
import type { Command, Run, ShellScript } from '../nodes.ts';

/** What a command of a RUN lacks there; absent where it may well do something. */
export function lackOf(command: Command, script: ShellScript, run: Run): Lack | undefined {
  const lack = pointlessCommands.get(command.name);
  if (lack === undefined || isAsking(command)) return undefined;
  const before = script.commands.filter(({ range }) => range[0] < command.range[0]);
  const behind = script.commands.filter(({ range }) => range[0] > command.range[0]);
  switch (lack) {
    case 'terminal':
      return command.words.some(({ text }) => isBatch.test(text)) || command.redirections.some(({ operator }) => operator.startsWith('<'))
        ? undefined
        : lack;
    case 'system':
      return run.flags.some(({ name }) => name === 'security') ? undefined : lack;
    case 'network':
      return run.flags.some(({ mount }) => mount?.kind === 'ssh' || mount?.kind === 'secret') ? undefined : lack;
    case 'processes':
      // Only what this very RUN has started can be seen or stopped.
      return before.some((one) => one.background || isStart(one)) ? undefined : lack;
    case 'service':
      return isServiceUsed(command, before, behind) ? undefined : lack;
  }
}

/** `vim +PluginInstall +qall`, `vim -es`, `emacs --batch`, `top -bn1`. */
const isBatch = /^(?:\+|-c$|-e?s$|-[eES]|-u$|--(?:batch|script|headless|cmd|eval)|-b)/;

const isAsking = ({ words }: Command): boolean => words.length === 2 && /^(?:--version|--help|-V|-h)$/.test(words[1]?.text ?? '');

/** A daemon by its name or arguments: `mysqld_safe`, `/etc/init.d/x start`, `x --daemonize`. */
const isStart = ({ name, words }: Command): boolean =>
  /(?:d|d_safe|d-safe|ctl|ctlcluster)$/.test(name) ||
  words.some(({ text }) => /^(?:start|restart|-d|-D|--daemon(?:ize)?|--background|--fork)$/.test(text));

/** A service that this RUN starts serves the rest of it; it is over with it. */
function isServiceUsed({ name, words }: Command, before: readonly Command[], behind: readonly Command[]): boolean {
  const verb = words.map(({ text }) => text).find((text) => verbs.has(text));
  if (name === 'systemctl' && !verb) return true;
  if (verb === 'start' || verb === 'restart') return behind.some((one) => one.name !== 'service' && one.name !== 'systemctl');
  return before.some(isStart);
}

const verbs: ReadonlySet<string> = new Set(['start', 'restart', 'stop', 'status', 'reload', 'force-reload', 'try-restart']);
