import { Command, CommanderError, Option } from 'commander';
import { presets, type Preset } from '../config/presets.ts';
import { failLevels, type FailLevel } from '../config/schema.ts';
import { categoryNames } from '../config/select.ts';
import { refuseCombinations } from './combinations.ts';
import { UsageError } from './errors.ts';
import { help } from './help.ts';
import { pairOutputs, toFormat, type Output, type OutputWord } from './outputs.ts';
import { version } from './version.ts';

/** What the command line of a lint run says. */
export interface LintFlags {
  readonly fix?: true;
  readonly unsafeFixes?: true;
  readonly diff?: true;
  /** Fix, and be silent about what is left. */
  readonly fixOnly?: true;
  readonly exitNonZeroOnFix?: true;
  readonly addIgnores?: true;
  readonly reason?: string;
  /** `false`: none, whatever the configuration says. */
  readonly baseline?: string | false;
  readonly updateBaseline?: true;
  readonly preset?: Preset;
  /** What is not searched, in the syntax of .gitignore. */
  readonly exclude?: readonly string[];
  /** A list of the files to lint; `-` is standard input. */
  readonly filesFrom?: string;
  readonly select?: readonly string[];
  readonly extendSelect?: readonly string[];
  readonly ignore?: readonly string[];
  readonly config?: string;
  readonly isolated?: true;
  readonly allowPlugins?: true;
  readonly printConfig?: string;
  readonly inlineConfig: boolean;
  /** Absent: the configuration decides. */
  readonly shellcheck?: boolean;
  readonly outputs: readonly Output[];
  readonly statistics?: true;
  /** How long each rule takes is reported instead of what it finds. */
  readonly timing?: true;
  readonly quiet?: true;
  /** Absent: the terminal decides. */
  readonly color?: boolean;
  readonly failLevel?: FailLevel;
  readonly exitZero?: true;
  /** What has not changed is not linted again. */
  readonly cache?: true;
  /** The folder where that is kept. */
  readonly cacheLocation?: string;
  readonly stdinFilename?: string;
}

/** What a command line asks for: to print a text and be done, or to run with options and operands. */
export type Parsed<F> = { readonly print: string } | { readonly flags: F; readonly operands: readonly string[] };

export function parseLint(args: readonly string[], env: NodeJS.ProcessEnv = process.env): Parsed<LintFlags> {
  const words: OutputWord[] = [];
  const parsed = parse<Omit<LintFlags, 'outputs'>>(lintCommand(words), args, help);
  if ('print' in parsed) return parsed;
  const flags = { ...parsed.flags, ...(parsed.flags.fixOnly ? { fix: true as const } : {}), outputs: outputsOf(words, parsed.flags, env) };
  const { operands } = parsed;
  refuseCombinations(flags);
  if (flags.filesFrom !== undefined && operands.length > 0) throw new UsageError('--files-from names the files: leave out the paths');
  if (operands.includes('')) throw new UsageError('a path is empty');
  if (flags.stdinFilename === undefined) return { flags, operands };
  if (operands.length === 0) return { flags, operands: ['-'] };
  if (!operands.includes('-')) throw new UsageError('--stdin-filename names standard input, which is not read: add the path -');
  return { flags, operands };
}

/** PLIMSOLL_OUTPUT_FORMAT counts where no format is named and one can be chosen at all. */
function outputsOf(
  words: readonly OutputWord[],
  { diff, statistics, timing, printConfig }: Pick<LintFlags, 'diff' | 'statistics' | 'timing' | 'printConfig'>,
  env: NodeJS.ProcessEnv,
): readonly Output[] {
  const variable = env['PLIMSOLL_OUTPUT_FORMAT'];
  const isTable = statistics ?? timing ?? false;
  const standard = variable && !diff && !isTable && printConfig === undefined ? toFormat(variable, 'PLIMSOLL_OUTPUT_FORMAT: ') : 'text';
  const outputs = pairOutputs(words, standard);
  const special = outputs.find(({ format }) => format !== 'text');
  if (diff && (special || outputs.length > 1)) throw new UsageError('--diff prints a patch and cannot be combined with --output-format');
  const other = isTable && outputs.find(({ format }) => format !== 'text' && format !== 'json');
  if (other) throw new UsageError(`--${statistics ? 'statistics' : 'timing'} can be text or json, not ${other.format}`);
  return outputs;
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

const append = (pattern: string, before: readonly string[] | undefined): readonly string[] => [...(before ?? []), pattern];

function collect(list: string, before: readonly string[] = []): readonly string[] {
  const entries = list.split(',').map((entry) => entry.trim());
  return [...before, ...entries.filter((entry) => entry !== '')];
}
