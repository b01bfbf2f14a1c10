import { nearest } from '../syntax/nearest.ts';
import { formatNames, type FormatName } from '../formats/index.ts';
import { UsageError } from './errors.ts';

/** One report of a run; without `file` it goes to standard output. */
export interface Output {
  readonly format: FormatName;
  readonly file?: string;
}

/** An `--output-format` or `--output-file`, in the order of the command line. */
export interface OutputWord {
  readonly option: 'format' | 'file';
  readonly value: string;
}

/** Pairs each file with the format before it. `standard` is the format where none is named: the environment's, or text. */
export function pairOutputs(words: readonly OutputWord[], standard: FormatName): readonly Output[] {
  const outputs: Output[] = [];
  const formats = words.filter(({ option }) => option === 'format');
  const files = words.filter(({ option }) => option === 'file');
  if (files.some(({ value }) => value === '')) throw new UsageError('the name of the output file is empty');
  // With one of each, nobody can mean anything else, whatever the order.
  if (formats.length <= 1 && files.length <= 1) return [outputOf(toFormat(formats[0]?.value ?? standard), files[0]?.value)];
  for (const { option, value } of words) {
    if (option === 'format') outputs.push({ format: toFormat(value) });
    else {
      const last = outputs.pop();
      if (!last || last.file !== undefined) throw new UsageError(`--output-file ${value} needs an --output-format of its own before it`);
      outputs.push(outputOf(last.format, value));
    }
  }
  refuseCollisions(outputs);
  return outputs;
}

/** The format that a word names, or an error with the nearest one. */
export function toFormat(word: string, origin = ''): FormatName {
  const format = formatNames.find((name) => name === word);
  if (format) return format;
  const near = nearest(word, formatNames);
  const hint = near ? `(did you mean '${near}'?)` : `(there are ${formatNames.join(', ')})`;
  throw new UsageError(`${origin}unknown output format '${word}' ${hint}`);
}

/** `-` is standard output, as it is standard input among the paths. */
const outputOf = (format: FormatName, file: string | undefined): Output =>
  file === undefined || file === '-' ? { format } : { format, file };

function refuseCollisions(outputs: readonly Output[]): void {
  for (const [index, { format, file }] of outputs.entries()) {
    const other = outputs.slice(0, index).find((output) => output.file === file);
    if (!other) continue;
    const where = file ?? 'standard output: give one of them an --output-file';
    throw new UsageError(`${other.format} and ${format} would both go to ${where}`);
  }
}
