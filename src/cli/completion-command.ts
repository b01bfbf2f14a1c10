import { rules } from '../../rules/index.ts';
import { formatNames } from '../formats/index.ts';
import { lintCommand, otherCommand, type CommandFlags } from './command-line.ts';
import { bash, fish, zsh, type Completion, type CompletionOption } from './completion-scripts.ts';
import { UsageError } from './errors.ts';
import { write } from './output.ts';

/** `plimsoll completion SHELL`: a script that completes what the options say there is. */
export function completionCommand(_: CommandFlags, operands: readonly string[]): Promise<number> {
  const shell = operands[0] as keyof typeof shells;
  if (operands.length !== 1 || !Object.hasOwn(shells, shell))
    throw new UsageError(`completion needs a shell: ${Object.keys(shells).join(', ')}`);
  const names = rules.map((rule) => rule.name).sort();
  const operandsOf = { rules: [], explain: names, completion: Object.keys(shells) };
  const commands = ['init', 'rules', 'explain', 'ast', 'merge', 'lsp', 'completion'].map((name) => ({
    name,
    options: optionsOf(otherCommand(name)),
    ...(Object.hasOwn(operandsOf, name) ? { operands: operandsOf[name as keyof typeof operandsOf] } : {}),
  }));
  write(1, shells[shell]({ rules: names, options: optionsOf(lintCommand()), commands }));
  return Promise.resolve(0);
}

const shells: Readonly<Record<'bash' | 'zsh' | 'fish', (completion: Completion) => string>> = { bash, zsh, fish };

type Command = ReturnType<typeof lintCommand>;

function optionsOf(command: Command): readonly CompletionOption[] {
  const own = command.options.map(({ long, short, flags, argChoices }) => {
    const name = (long ?? flags).slice(2);
    return { name, ...(short ? { letter: short.slice(1) } : {}), value: valueOf(flags, argChoices) };
  });
  return [...own, { name: 'help', letter: 'h', value: 'none' }];
}

/** What stands behind an option, from the placeholder that it has. */
function valueOf(flags: string, choices: readonly string[] | undefined): CompletionOption['value'] {
  if (choices) return choices;
  const [, placeholder] = /<(\w+)>/.exec(flags) ?? [];
  if (placeholder === 'format') return formatNames;
  if (placeholder === 'rules') return 'rules';
  return placeholder === undefined ? 'none' : 'file';
}
