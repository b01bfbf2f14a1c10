import { Command, CommanderError, Option } from 'commander';
import { presets, type Preset } from '../config/presets.ts';
import { failLevels } from '../config/schema.ts';
import { categoryNames } from '../config/select.ts';
import { UsageError } from './errors.ts';
import { help } from './help.ts';
import { append, collect, outputsOf, toLint, type LintFlags, type RawFlags } from './lint-flags.ts';
import type { OutputWord } from './outputs.ts';
import { version } from './version.ts';

/** What a command line asks for: to print a text and be done, or to run with options and operands. */
export type Parsed<F> = { readonly print: string } | { readonly flags: F; readonly operands: readonly string[] };

export function parseLint(args: readonly string[], env: NodeJS.ProcessEnv = process.env): Parsed<LintFlags> {
  const words: OutputWord[] = [];
  const parsed = parse<RawFlags>(lintCommand(words), args, help);
  return 'print' in parsed ? parsed : toLint({ ...parsed, words }, env);
}

/** The options of the other commands. */
export interface CommandFlags {
  readonly outputFormat: 'text' | 'json' | 'markdown';
  readonly category?: string;
  readonly preset?: Preset;
  readonly fixable?: true;
  readonly color?: boolean;
  readonly force?: true;
  /** With it, or with `--allow-plugins`, the rules of plugins are known too. */
  readonly config?: string;
  readonly allowPlugins?: true;
}

export function parseCommand(name: string, usage: string, args: readonly string[]): Parsed<CommandFlags> {
  return parse<CommandFlags>(otherCommand(name), args, usage);
}

/** The options of a command that is called by its name. */
export function otherCommand(name: string): Command {
  if (name === 'merge') return reporting(base(name), []);
  const command = base(name).option('--color').option('--no-color');
  if (name === 'init') command.option('--force');
  // There is no other way to talk to it; the process id is what clients add by themselves.
  if (name === 'lsp') command.option('--stdio').addOption(new Option('--clientProcessId <id>').hideHelp());
  if (name === 'rules' || name === 'explain') command.option('--config <file>').option('--allow-plugins');
  if (name !== 'rules') return command;
  return command
    .addOption(new Option('--category <name>').choices(categoryNames))
    .addOption(new Option('--preset <name>').choices(presets))
    .option('--fixable')
    .addOption(new Option('--output-format <format>').choices(['text', 'json', 'markdown']).default('text'));
}

export type MergeFlags = Pick<LintFlags, 'outputs' | 'statistics' | 'quiet' | 'color' | 'failLevel' | 'exitZero'>;

export function parseMerge(usage: string, args: readonly string[], env: NodeJS.ProcessEnv = process.env): Parsed<MergeFlags> {
  const words: OutputWord[] = [];
  const parsed = parse<Omit<MergeFlags, 'outputs'>>(reporting(base('merge'), words), args, usage);
  if ('print' in parsed) return parsed;
  return { flags: { ...parsed.flags, outputs: outputsOf(words, parsed.flags, env) }, operands: parsed.operands };
}

/** `words` takes the options whose order counts. */
export function lintCommand(words: OutputWord[] = []): Command {
  return reporting(base('plimsoll'), words)
    .version(version(), '-V, --version')
    .option('--fix')
    .option('--unsafe-fixes')
    .option('--diff')
    .option('--fix-only')
    .option('--exit-non-zero-on-fix')
    .option('--add-ignores')
    .option('--reason <text>')
    .option('--baseline <file>')
    .option('--no-baseline')
    .option('--update-baseline')
    .option('--exclude <pattern>', '', append)
    .option('--files-from <list>')
    .addOption(new Option('--preset <name>').choices(presets))
    .option('--select <rules>', '', collect)
    .option('--extend-select <rules>', '', collect)
    .option('--ignore <rules>', '', collect)
    .option('--config <file>')
    .option('--isolated')
    .option('--allow-plugins')
    .option('--print-config <file>')
    .option('--no-inline-config')
    .option('--shellcheck')
    .option('--no-shellcheck')
    .option('--timing')
    .option('--cache')
    .option('--cache-location <folder>')
    .option('--stdin-filename <name>');
}

/** The options of commands that make reports. */
function reporting(command: Command, words: OutputWord[]): Command {
  const collectWord = (option: OutputWord['option']) => (value: string) => void words.push({ option, value });
  return command
    .option('--output-format <format>', '', collectWord('format'))
    .option('--output-file <file>', '', collectWord('file'))
    .option('--statistics')
    .option('-q, --quiet')
    .option('--color')
    .option('--no-color')
    .addOption(new Option('--fail-level <level>').choices(failLevels))
    .option('--exit-zero');
}

function base(name: string): Command {
  const silent = (): void => {};
  return new Command(name).argument('[operands...]').exitOverride().configureOutput({ writeOut: silent, writeErr: silent });
}

function parse<F>(command: Command, args: readonly string[], usage: string): Parsed<F> {
  try {
    command.parse(args, { from: 'user' });
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    if (error.code === 'commander.helpDisplayed' || error.code === 'commander.help') return { print: usage };
    if (error.code === 'commander.version') return { print: `${error.message}\n` };
    throw new UsageError(oneLine(error.message));
  }
  return { flags: command.opts() as F, operands: command.args };
}

/** `error: unknown option '--fxi'⏎(Did you mean --fix?)` in the form of our own messages. */
function oneLine(message: string): string {
  return message
    .replace(/^error: /, '')
    .split('\n')
    .flatMap((line) => line.trim() || [])
    .join(' ')
    .replace('(Did you', '(did you')
    .replace(/ is invalid\. Allowed/, ' is invalid; allowed');
}
