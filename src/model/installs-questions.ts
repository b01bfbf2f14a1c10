import type { Answer } from '../knowledge/package-managers.ts';
import type { Command } from '../nodes.ts';
import { managerCallOf, optionPresent } from '../shell/installs.ts';
import type { ManagerCall } from '../shell/installs.ts';
import { isAnswered } from './installs-settings.ts';
import type { Model } from './model.ts';

/** A call that asks whether it may go on, with what would tell it before. */
export interface AskingCall extends ManagerCall {
  readonly yes: Answer;
}

/** The call of a package manager that a command is, where it asks and nothing answers. */
export function askingCall(command: Command, model: Model): AskingCall | undefined {
  const call = managerCallOf(command);
  const yes = call?.row.yes;
  if (!call || !yes || !asksFirst(call) || isFedAnswers(command, model) || isAnswered(call, yes, model)) return undefined;
  return { yes, ...call };
}

function asksFirst(call: ManagerCall): boolean {
  const { action, row, operands, options, command } = call;
  if (!row.yes || row.yes.assumed || action === 'refresh' || action === 'clean') return false;
  if (action === 'install' && operands.length + options.length === 0 && !command.wrappers.includes('xargs')) return false;
  return !optionPresent(call, harmless);
}

// prettier-ignore
const harmless = [
  '-s', '--simulate', '--just-print', '--dry-run', '--recon', '--no-act', '--print-uris', '--assume-no', '--assumeno', '--help', '-h', '--version',
] as const;

/** Whether something else than a terminal is the standard input: `yes | apt-get install …`, a file, a here-document. */
function isFedAnswers({ pipe, redirections, nesting, step, range }: Command, model: Model): boolean {
  if ((pipe && pipe.index > 0) || redirections.some(({ operator, descriptor = '0' }) => operator.startsWith('<') && descriptor === '0'))
    return true;
  if (nesting.length === 0) return false;
  // `yes | { apt-get …; }`: what is in front of the group feeds all in it.
  const instruction = model.instructionOf({ range });
  const script = instruction && model.scripts(instruction).find(({ commands }) => commands.some((one) => one.range === range));
  return (
    script?.commands.some((one) => one.step === step && one.pipe?.index === 0 && one.range[1] <= range[0] && answering.has(one.name)) ===
    true
  );
}

const answering: ReadonlySet<string> = new Set(['yes', 'echo', 'printf', 'cat']);
