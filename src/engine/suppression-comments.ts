import type { Comment, Dockerfile, Instruction, Part, Range, Suppression } from '../nodes.ts';
import { lastStarting } from '../syntax/ordered.ts';

/** A comment as it is written, before anything is known of findings. */
export type WrittenSuppression = Omit<Suppression, 'names'> & { readonly names: readonly Part[] };

/** `check=error=true`: findings with a BuildKit code are errors. */
export const makesErrors = ({ directives }: Dockerfile): boolean =>
  directives.some(({ name, value }) => name === 'check' && /(?:^|;)[ \t]*error[ \t]*=[ \t]*true[ \t]*(?:;|$)/i.test(value));

/**
 * Reads the comments of a file that silence linters: plimsoll's own, hadolint's (`hadolint ignore=`, `hadolint global ignore=`) and
 * BuildKit's (`check=skip=`). Several above one another all count.
 */
export function suppressionComments(dockerfile: Dockerfile): readonly WrittenSuppression[] {
  const lines = new Set(dockerfile.comments.map(({ line }) => line));
  const ofComments = dockerfile.comments.flatMap((comment) => {
    const form = forms.find(({ start }) => start.test(comment.text));
    if (!form) return [];
    const covers = coverage(form.scope, comment, dockerfile, lines);
    if (!covers) return [];
    const next = comment.nested ? 'line' : 'instruction';
    const list = readList(comment, dockerfile.text, form.start);
    return [
      {
        type: 'Suppression',
        tool: form.tool,
        scope: form.scope === 'next' ? next : form.scope,
        covers,
        ...list,
      } satisfies WrittenSuppression,
    ];
  });
  return [...ofDirectives(dockerfile), ...ofComments];
}

interface Form {
  readonly start: RegExp;
  readonly tool: Suppression['tool'];
  /** `next`: the instruction or line that follows. */
  readonly scope: 'next' | 'stage' | 'file';
}

const forms: readonly Form[] = [
  { start: /^plimsoll[ \t]+ignore[ \t]*=/i, tool: 'plimsoll', scope: 'next' },
  { start: /^plimsoll[ \t]+ignore-stage[ \t]*=/i, tool: 'plimsoll', scope: 'stage' },
  { start: /^plimsoll[ \t]+ignore-file[ \t]*=/i, tool: 'plimsoll', scope: 'file' },
  { start: /^hadolint[ \t]+ignore[ \t]*=/i, tool: 'hadolint', scope: 'next' },
  { start: /^hadolint[ \t]+global[ \t]+ignore[ \t]*=/i, tool: 'hadolint', scope: 'file' },
  { start: /^check[ \t]*=[ \t]*skip[ \t]*=/i, tool: 'buildkit', scope: 'next' },
];

/** As a parser directive BuildKit's form speaks of the whole file: `# check=skip=A,B;error=true`. */
function ofDirectives({ directives, text }: Dockerfile): readonly WrittenSuppression[] {
  return directives.flatMap(({ name, valueRange, range }) => {
    const [start, end] = valueRange;
    const skip = /(?:^|;)[ \t]*skip[ \t]*=/i.exec(text.slice(start, end));
    if (name !== 'check' || !skip) return [];
    const from = start + skip.index + skip[0].length;
    const semicolon = text.indexOf(';', from);
    const names = splitNames(text, from, semicolon < 0 || semicolon > end ? end : semicolon);
    return [{ type: 'Suppression', tool: 'buildkit', scope: 'file', covers: [0, text.length], range, names }];
  });
}

function readList({ range }: Comment, text: string, start: RegExp): Pick<WrittenSuppression, 'range' | 'names' | 'reason'> {
  const [from, to] = range;
  const content = text.slice(from + 1, to);
  const blanks = content.length - content.trimStart().length;
  const listStart = from + 1 + blanks + (start.exec(content.trimStart())?.[0].length ?? 0);
  const stop = /--|#|\/\/|;/.exec(text.slice(listStart, to));
  const listEnd = stop ? listStart + stop.index : to;
  const reason = stop ? text.slice(listEnd + stop[0].length, to).trim() : '';
  return { range, names: splitNames(text, listStart, listEnd), ...(reason === '' ? {} : { reason }) };
}

/** Names stand between commas or blanks. */
function splitNames(text: string, start: number, end: number): readonly Part[] {
  return [...text.slice(start, end).matchAll(/[^,\s]+/g)].map(({ 0: name, index }) => ({
    text: name,
    range: [start + index, start + index + name.length],
  }));
}

function coverage(scope: Form['scope'], comment: Comment, dockerfile: Dockerfile, commentLines: ReadonlySet<number>): Range | undefined {
  const { text, instructions, stages } = dockerfile;
  if (scope === 'file') return [0, text.length];
  const next = firstFrom(instructions, comment.range[1]);
  if (scope === 'stage') {
    // Right above a FROM, and before the first one, the stage that begins there is meant.
    const above = next?.type === 'From' && !comment.nested ? next.range[0] : comment.range[0];
    return (stages[lastStarting(stages, above)] ?? stages[0])?.range;
  }
  if (!comment.nested) return next?.range;
  let start = text.indexOf('\n', comment.range[1]) + 1;
  for (let at = comment.line + 1; start > 0 && commentLines.has(at); at++) start = text.indexOf('\n', start) + 1;
  if (start === 0) return undefined;
  const end = text.indexOf('\n', start);
  return [start, end < 0 ? text.length : end];
}

/** The first instruction that begins at or behind `offset`. */
function firstFrom(instructions: readonly Instruction[], offset: number): Instruction | undefined {
  return instructions[lastStarting(instructions, offset - 1) + 1];
}
