import type { Instruction, ShellScript } from '../nodes.ts';
import { shellFeatures, type ShellFeatureFacts } from '../knowledge/shell-features.ts';
import type { Edit, Editor, Severity } from '../rule.ts';
import { sourceOffset, sourceRange } from '../syntax/joined.ts';
import type { Replacement, ShellcheckComment } from './answer.ts';
import { handOver, placeOf, type Handover } from './handover.ts';
import type { ShellcheckContext } from './rule.ts';

/** Reports what ShellCheck says of a script; `ask` gives its answer to a text. */
export function reportAnswer(script: ShellScript, context: ShellcheckContext, ask: (text: string) => readonly ShellcheckComment[]): void {
  const instruction = context.instructionOf(script);
  const given = instruction && handOver(script, instruction, context);
  if (!given) return;
  for (const comment of ask(given.text)) {
    const start = given.offsetAt(comment.line, comment.column);
    if (start === undefined || isBeside(comment.code, script, instruction)) continue;
    const end = given.offsetAt(comment.endLine, comment.endColumn) ?? start;
    context.report({
      at: { range: placeOf(script, start, end) },
      message: 'said',
      data: { text: comment.message },
      codes: [`SC${comment.code}`],
      severity: severities[comment.level],
      fix: comment.replacements.length > 0 ? (edit) => editsOf(comment.replacements, given, context, edit) : undefined,
    });
  }
}

const severities: Readonly<Record<ShellcheckComment['level'], Severity>> = {
  error: 'error',
  warning: 'warning',
  info: 'info',
  style: 'info',
};

/** What ShellCheck cannot know of a script that stands in a Dockerfile. */
function isBeside(code: number, { dialect }: ShellScript, { type, inOnbuild }: Instruction): boolean {
  if (aboutHandingOver.has(code) || (dialect === 'ash' && ashKnows.has(code))) return true;
  // `docker run -e`, and the ARGs and ENVs of a later build, set variables too.
  return (type !== 'Run' || inOnbuild) && aboutUnset.has(code);
}

/** What dash lacks and busybox's ash has, if only in part: our own rules know which part. SC3036 is dash's word on `echo -e`. */
const ashKnows: ReadonlySet<number> = new Set([
  3036,
  ...Object.values<ShellFeatureFacts>(shellFeatures).flatMap(({ code, has, names }) =>
    code !== undefined && (has.includes('ash') || names?.ash) ? [Number(code.slice(2))] : [],
  ),
]);

/** SC1090, SC1091: a file that is sourced lies in the image. SC2148, SC2187: how the dialect is told. */
export const aboutHandingOver: ReadonlySet<number> = new Set([1090, 1091, 2148, 2187]);

const aboutUnset: ReadonlySet<number> = new Set([2153, 2154]);

/** ShellCheck's own fix, where all of it stands in the file as it does in the script. */
function editsOf(
  replacements: readonly Replacement[],
  given: Handover,
  { text, dockerfile }: Pick<ShellcheckContext, 'text' | 'dockerfile'>,
  edit: Editor,
): readonly Edit[] | null {
  const { script } = given;
  // Behind `sh -c` and in JSON other quotes would be needed.
  if (script.origin === 'argument' || script.origin === 'exec') return null;
  const spans = replacements.map((one) => ({
    start: given.offsetAt(one.line, one.column),
    end: given.offsetAt(one.endLine, one.endColumn),
    text: one.text,
  }));
  const last = Math.max(...spans.map(({ end }) => end ?? 0));
  const first = Math.min(...spans.map(({ start }) => start ?? 0));
  const edits: ReturnType<Editor['replace']>[] = [];
  for (const span of spans) {
    if (span.start === undefined || span.end === undefined || /[\n\r]/.test(span.text) || span.text.includes(dockerfile.escape))
      return null;
    // What is put in at the end belongs to what stands before it, though a line may be continued in between.
    const isBehind = span.start === span.end && span.end === last && last > first;
    const range = isBehind ? at(sourceOffset(script.source, last - 1) + 1) : sourceRange(script.source, span.start, span.end);
    if (text.slice(...range) !== script.source.text.slice(span.start, span.end)) return null;
    edits.push(edit.replace({ range }, span.text));
  }
  const sorted = edits.sort((a, b) => a.range[0] - b.range[0] || a.range[1] - b.range[1]);
  return sorted.every(({ range }, i) => i === 0 || (sorted[i - 1]?.range[1] ?? 0) < range[0]) ? sorted : null;
}

const at = (offset: number): readonly [number, number] => [offset, offset];
