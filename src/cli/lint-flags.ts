import type { Preset } from '../config/presets.ts';
import type { FailLevel } from '../config/schema.ts';
import { refuseCombinations } from './combinations.ts';
import { UsageError } from './errors.ts';
import { pairOutputs, toFormat, type Output, type OutputWord } from './outputs.ts';

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

/** The options as they stand there, one by one. */
export type RawFlags = Omit<LintFlags, 'outputs'>;

export interface RawLint {
  readonly flags: RawFlags;
  /** The options whose order counts. */
  readonly words: readonly OutputWord[];
  readonly operands: readonly string[];
}

/** What the options come to together. Throws where they make no sense. */
export function toLint(
  { flags: raw, words, operands }: RawLint,
  env: NodeJS.ProcessEnv,
): { readonly flags: LintFlags; readonly operands: readonly string[] } {
  const flags = { ...raw, ...(raw.fixOnly ? { fix: true as const } : {}), outputs: outputsOf(words, raw, env) };
  refuseCombinations(flags);
  if (flags.filesFrom !== undefined && operands.length > 0) throw new UsageError('--files-from names the files: leave out the paths');
  if (operands.includes('')) throw new UsageError('a path is empty');
  if (flags.stdinFilename === undefined) return { flags, operands };
  if (operands.length === 0) return { flags, operands: ['-'] };
  if (!operands.includes('-')) throw new UsageError('--stdin-filename names standard input, which is not read: add the path -');
  return { flags, operands };
}

/** PLIMSOLL_OUTPUT_FORMAT counts where no format is named and one can be chosen at all. */
export function outputsOf(
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

/** One more pattern. */
export const append = (pattern: string, before: readonly string[] | undefined): readonly string[] => [...(before ?? []), pattern];

/** The entries of a list with commas, behind those of other lists. */
export function collect(list: string, before: readonly string[] = []): readonly string[] {
  const entries = list.split(',').map((entry) => entry.trim());
  return [...before, ...entries.filter((entry) => entry !== '')];
}
