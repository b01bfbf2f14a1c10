import { existsSync } from 'node:fs';
import { ConfigError } from '../config/errors.ts';
import { nearest } from '../syntax/nearest.ts';
import type { LintFlags } from './lint-flags.ts';
import { OutputError, UsageError } from './errors.ts';
import { lintCommand } from './lint-command.ts';
import { typedWords } from '../files/names.ts';
import { complain, write } from './output.ts';
import { plainLint } from './plain-lint.ts';
import { version } from './version.ts';

/** The command, of which `bundle` is a hash; gives the exit code. All output is written synchronously, so nothing is lost by exiting at once. */
export async function run(words: readonly string[], bundle = ''): Promise<number> {
  const args = typedWords(words);
  const [name = '', ...rest] = args;
  try {
    if (Object.hasOwn(commands, name)) return await runCommand(name, rest);
    if (name === 'merge') return await runMerge(rest);
    const parsed = plainLint(args, process.env) ?? (await import('./command-line.ts')).parseLint(args);
    return 'print' in parsed ? print(parsed.print) : await lint(parsed.flags, parsed.operands, bundle);
  } catch (error) {
    return explainFailure(error);
  }
}

function lint(flags: LintFlags, operands: readonly string[], bundle: string): Promise<number> {
  refuseMistyped(operands);
  return lintCommand(flags, operands, bundle);
}

/** First word, usage, and what is loaded for it. A folder of that name is linted as `./rules`. */
const commands = {
  init: {
    usage:
      'Usage: plimsoll init [--force] [DIR]\nWrites a commented plimsoll.yaml, and takes over what a .hadolint.yaml says. --force replaces a file.\n',
    load: async () => (await import('./init-command.ts')).initCommand,
  },
  rules: {
    usage:
      'Usage: plimsoll rules [--category NAME] [--preset NAME] [--fixable] [--output-format text|json|markdown]\nLists the rules: all, or those to which every condition applies.\n',
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
  lsp: {
    usage: 'Usage: plimsoll lsp --stdio\nThe language server: an editor starts it and talks to it over standard input and output.\n',
    // A bundle of its own: see build.mjs.
    load: async () => {
      const { lspCommand } = await import('../lsp/command.ts');
      return () => lspCommand(version());
    },
  },
  completion: {
    usage:
      'Usage: plimsoll completion bash|zsh|fish\nPrints a script for the shell: eval "$(plimsoll completion bash)"; plimsoll completion fish | source\n',
    load: async () => (await import('./completion-command.ts')).completionCommand,
  },
} as const;

async function runCommand(name: string, args: readonly string[]): Promise<number> {
  const { usage, load } = commands[name as keyof typeof commands];
  const { parseCommand } = await import('./command-line.ts');
  const parsed = parseCommand(name, usage, args);
  if ('print' in parsed) return print(parsed.print);
  const command = await load();
  return command(parsed.flags, parsed.operands);
}

/** It takes the options that make reports. */
async function runMerge(args: readonly string[]): Promise<number> {
  const { parseMerge } = await import('./command-line.ts');
  const parsed = parseMerge(mergeUsage, args);
  if ('print' in parsed) return print(parsed.print);
  const { mergeCommand } = await import('./merge-command.ts');
  return mergeCommand(parsed.flags, parsed.operands);
}

const mergeUsage = `Usage: plimsoll merge [options] FILE…
Makes one report of several that were written with --output-format json or
ndjson; - is standard input. The options are those of a lint run:
--output-format FORMAT and --output-file FILE (both can be repeated),
--statistics, --quiet, --color, --no-color, --fail-level LEVEL, --exit-zero.
`;

/** A first word that is no file may have been meant as a command. */
function refuseMistyped([word = '']: readonly string[]): void {
  if (word.length < 3 || /[^a-z]/i.test(word)) return;
  if (['lint', 'check', 'fix'].includes(word) && !existsSync(word))
    throw new UsageError(`no file is called '${word}', and linting needs no command: plimsoll${word === 'fix' ? ' --fix' : ''} [paths]`);
  const near = nearest(word, [...Object.keys(commands), 'merge']);
  if (near !== undefined && !existsSync(word)) throw new UsageError(`no file or command is called '${word}' (did you mean '${near}'?)`);
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
  if (error instanceof OutputError) {
    complain(error.message);
    return 2;
  }
  complain(`internal error: ${error instanceof Error ? error.message : String(error)} (please report)`);
  if (process.env['DEBUG'] === 'plimsoll' && error instanceof Error) write(2, `${error.stack ?? ''}\n`);
  return 2;
}
