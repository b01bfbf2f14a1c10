import type { Command } from '../nodes.ts';
import { optionPresent } from '../shell/installs.ts';
import type { ManagerCall } from '../shell/installs.ts';
import type { Model } from './model.ts';

/** Whether a call wants to know if it may go on, unless it is told before. */
export function asksFirst(call: ManagerCall): boolean {
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
export function isFedAnswers({ pipe, redirections, nesting, step, range }: Command, model: Model): boolean {
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
