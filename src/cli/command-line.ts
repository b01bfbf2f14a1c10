import { Command, CommanderError, Option } from 'commander';
import { presets, type Preset } from '../config/select.ts';
import { formatNames, type FormatName } from '../formats/index.ts';
import { UsageError } from './errors.ts';
import { help } from './help.ts';

/** Put in by build.mjs. */
declare const PLIMSOLL_VERSION: string;

/** What the command line of a lint run says. */
export interface LintFlags {
  readonly fix?: true;
  readonly unsafeFixes?: true;
  readonly diff?: true;
  readonly preset: Preset;
  readonly select?: readonly string[];
  readonly extendSelect?: readonly string[];
  readonly ignore?: readonly string[];
  readonly isolated?: true;
  readonly inlineConfig: boolean;
  readonly outputFormat: FormatName;
  readonly outputFile?: string;
  readonly statistics?: true;
  readonly quiet?: true;
  /** Absent: the terminal decides. */
  readonly color?: boolean;
  readonly failLevel: (typeof failLevels)[number];
  readonly exitZero?: true;
  readonly stdinFilename?: string;
}

/** What a command line asks for: to print a text and be done, or to run with options and operands. */
export type Parsed<F> = { readonly print: string } | { readonly flags: F; readonly operands: readonly string[] };

export function parseLint(args: readonly string[]): Parsed<LintFlags> {
  const parsed = parse<LintFlags>(lintCommand(), args, help);
  if ('print' in parsed) return parsed;
  const { flags, operands } = parsed;
  if (flags.diff && flags.outputFormat !== 'text')
    throw new UsageError('--diff prints a patch and cannot be combined with --output-format');
  if (flags.diff && flags.statistics) throw new UsageError('--diff prints a patch and cannot be combined with --statistics');
  if (flags.statistics && flags.outputFormat === 'ndjson') throw new UsageError('--statistics can be text or json, not ndjson');
  if (operands.includes('')) throw new UsageError('a path is empty');
  if (flags.stdinFilename === undefined) return parsed;
  if (operands.length === 0) return { flags, operands: ['-'] };
  if (!operands.includes('-')) throw new UsageError('--stdin-filename names standard input, which is not read: add the path -');
  return parsed;
}

/** The options of `rules`, `explain` and `ast`. */
export interface CommandFlags {
  readonly outputFormat: 'text' | 'json';
  readonly color?: boolean;
}

export function parseCommand(name: string, usage: string, args: readonly string[]): Parsed<CommandFlags> {
  const command = base(name);
  if (name === 'rules') command.addOption(new Option('--output-format <format>').choices(['text', 'json']).default('text'));
  return parse<CommandFlags>(command.option('--color').option('--no-color'), args, usage);
}

export function lintCommand(): Command {
  return base('plimsoll')
    .version(PLIMSOLL_VERSION, '-V, --version')
    .option('--fix')
    .option('--unsafe-fixes')
    .option('--diff')
    .addOption(new Option('--preset <name>').choices(presets).default('recommended'))
    .option('--select <rules>', '', collect)
    .option('--extend-select <rules>', '', collect)
    .option('--ignore <rules>', '', collect)
    .option('--isolated')
    .option('--no-inline-config')
    .addOption(new Option('--output-format <format>').choices(formatNames).default('text'))
    .option('--output-file <file>')
    .option('--statistics')
    .option('-q, --quiet')
    .option('--color')
    .option('--no-color')
    .addOption(new Option('--fail-level <level>').choices(failLevels).default('warning'))
    .option('--exit-zero')
    .option('--stdin-filename <name>');
}

const failLevels = ['error', 'warning', 'info'] as const;

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
    .replaceAll(/\s*\n\s*/g, ' ')
    .replace('(Did you', '(did you')
    .replace(/ is invalid\. Allowed/, ' is invalid; allowed');
}

function collect(list: string, before: readonly string[] = []): readonly string[] {
  const entries = list.split(',').map((entry) => entry.trim());
  return [...before, ...entries.filter((entry) => entry !== '')];
}
