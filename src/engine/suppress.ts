import type { Comment, Dockerfile, Instruction, Range } from '../nodes.ts';
import type { Finding } from './types.ts';

/** Takes out the findings that a comment of the file suppresses. */
export interface Suppressions {
  filter(findings: Finding[]): Finding[];
}

interface Suppression {
  /** Rule names and other tools' codes. */
  readonly names: ReadonlySet<string>;
  /** Findings that begin in here are suppressed. */
  readonly range: Range;
}

/**
 * Reads `# plimsoll ignore=rule,CODE -- reason`. Above an instruction it covers the whole instruction, above a line inside of one that
 * line; several comments above one another all count.
 */
export function suppressions(dockerfile: Dockerfile): Suppressions {
  const commentLines = new Set(dockerfile.comments.map(({ line }) => line));
  const list = dockerfile.comments.flatMap((comment) => {
    const names = namesOf(comment);
    const range = names && coverage(comment, dockerfile, commentLines);
    return names && range ? [{ names, range } satisfies Suppression] : [];
  });
  if (list.length === 0) return { filter: (findings) => findings };
  const covers = ({ names, range }: Suppression, { rule, codes, range: [at] }: Finding): boolean =>
    at >= range[0] && at <= range[1] && (names.has(rule) || codes.some((code) => names.has(code)));
  return { filter: (findings) => findings.filter((finding) => !list.some((one) => covers(one, finding))) };
}

function namesOf({ text }: Comment): ReadonlySet<string> | undefined {
  const match = /^plimsoll[ \t]+ignore[ \t]*=([^#]*)/.exec(text);
  if (!match) return undefined;
  const [names = ''] = (match[1] ?? '').split('--', 1);
  return new Set(
    names
      .split(',')
      .map((name) => name.trim())
      .filter((name) => name !== ''),
  );
}

function coverage(
  { range, nested, line }: Comment,
  { text, instructions }: Dockerfile,
  commentLines: ReadonlySet<number>,
): Range | undefined {
  if (!nested) return firstFrom(instructions, range[1])?.range;
  let start = text.indexOf('\n', range[1]) + 1;
  for (let at = line + 1; start > 0 && commentLines.has(at); at++) start = text.indexOf('\n', start) + 1;
  if (start === 0) return undefined;
  const end = text.indexOf('\n', start);
  return [start, end < 0 ? text.length + 1 : end];
}

/** The first instruction that begins at or behind `offset`. */
function firstFrom(instructions: readonly Instruction[], offset: number): Instruction | undefined {
  let low = 0;
  let high = instructions.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((instructions[middle]?.range[0] ?? 0) < offset) low = middle + 1;
    else high = middle;
  }
  return instructions[low];
}
