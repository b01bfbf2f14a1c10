import { ConfigError } from '../config/errors.ts';
import { parseCommand, parseLint } from './command-line.ts';
import { UsageError } from './errors.ts';
import { complain, write } from './output.ts';

/** The command. All output is written synchronously, so nothing is lost by exiting at once. */
async function main(args: readonly string[]): Promise<number> {
  const [name = '', ...rest] = args;
  try {
    if (Object.hasOwn(commands, name)) return await runCommand(name, rest);
    const parsed = parseLint(args);
    if ('print' in parsed) return print(parsed.print);
    const { lintCommand } = await import('./lint-command.ts');
    return await lintCommand(parsed.flags, parsed.operands);
  } catch (error) {
    return explainFailure(error);
  }
}

/** First word, usage, and what is loaded for it. A folder of that name is linted as `./rules`. */
const commands = {
  init: {
    usage:
      'Usage: plimsoll init [--force] [DIR]\nWrites a commented plimsoll.yaml, and takes over what a .hadolint.yaml says. --force replaces a file.\n',
    load: async () => (await import('./init-command.ts')).initCommand,
  },
  rules: {
    usage: 'Usage: plimsoll rules [--output-format text|json]\nLists every rule.\n',
    load: async () => (await import('./rules-command.ts')).rulesCommand,
  },
  explain: {
    usage:
      "Usage: plimsoll explain RULE…\nSays what a rule is about, with examples. RULE is a name or another tool's code such as DL3008.\n",
    load: async () => (await import('./explain-command.ts')).explainCommand,
  },
  ast: {
    usage: 'Usage: plimsoll ast FILE…\nShows how Docker reads each file: one JSON object a line.\n',
    load: async () => (await import('./ast-command.ts')).astCommand,
  },
} as const;

async function runCommand(name: string, args: readonly string[]): Promise<number> {
  const { usage, load } = commands[name as keyof typeof commands];
  const parsed = parseCommand(name, usage, args);
  if ('print' in parsed) return print(parsed.print);
  const command = await load();
  return command(parsed.flags, parsed.operands);
}

function print(text: string): number {
  write(1, text);
  return 0;
}

function explainFailure(error: unknown): number {
  if (error instanceof UsageError || error instanceof ConfigError) {
    complain(error.message);
    write(2, error instanceof UsageError ? "Run 'plimsoll --help' for the options.\n" : "Run 'plimsoll rules' for the rules.\n");
    return 2;
  }
  complain(`internal error: ${error instanceof Error ? error.message : String(error)} (please report)`);
  if (process.env['DEBUG'] === 'plimsoll' && error instanceof Error) write(2, `${error.stack ?? ''}\n`);
  return 2;
}

void main(process.argv.slice(2)).then((code) => process.exit(code));
