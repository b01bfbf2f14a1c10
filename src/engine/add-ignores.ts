import type { Dockerfile, Instruction } from '../nodes.ts';
import type { TextEdit } from '../rule.ts';
import { suppressionComments, type WrittenSuppression } from './suppression-comments.ts';
import type { Finding } from './types.ts';
import { compareText, holding, lastStarting } from '../syntax/ordered.ts';

/**
 * The edits that silence the given findings: one `# plimsoll ignore=` above each instruction concerned, added to where such a comment
 * stands already; what lies in no instruction goes into one `ignore-file=` behind the parser directives.
 */
export function ignoreEdits(dockerfile: Dockerfile, findings: readonly Finding[], eol: string, reason: string): readonly TextEdit[] {
  const byInstruction = new Map<Instruction | undefined, Set<string>>();
  for (const { rule, range } of findings) {
    const instruction = holding(dockerfile.instructions, range[0]);
    const names = byInstruction.get(instruction) ?? new Set();
    byInstruction.set(instruction, names.add(rule));
  }
  const written = suppressionComments(dockerfile);
  return [...byInstruction].map(([instruction, names]) => {
    const list = [...names].sort(compareText);
    const place = { text: dockerfile.text, written, eol, reason };
    return instruction ? above(instruction.range[0], 'instruction', list, place) : forFile(list, dockerfile, place);
  });
}

/** What a comment that silences a rule is to hold for. */
export type IgnoreScope = 'line' | 'instruction' | 'stage' | 'file';

/**
 * The edit that silences one rule from where it has found something: a comment above the line inside an instruction, the instruction or
 * the stage, or one for the whole file. `undefined` where there is no such thing, or a line begins its instruction.
 */
export function ignoreEdit(
  dockerfile: Dockerfile,
  { rule, range: [at] }: Pick<Finding, 'rule' | 'range'>,
  scope: IgnoreScope,
  eol: string,
  reason: string,
): TextEdit | undefined {
  const { text, instructions, stages } = dockerfile;
  const written = suppressionComments(dockerfile);
  const instruction = holding(instructions, at);
  const place = { text, written, eol, reason };
  switch (scope) {
    case 'line': {
      const line = instruction && lineInside(instruction, at, text);
      return line === undefined ? undefined : above(line, 'line', [rule], place);
    }
    case 'instruction':
      return instruction && above(instruction.range[0], 'instruction', [rule], place);
    case 'stage': {
      const stage = stages[lastStarting(stages, at)];
      return stage && above(stage.from.range[0], 'stage', [rule], place);
    }
    case 'file':
      return forFile([rule], dockerfile, place);
  }
}

/** Where the line of `at` begins to say something, if it is not the instruction's first and no part of a heredoc. */
function lineInside({ range, heredocs }: Instruction, at: number, text: string): number | undefined {
  const start = text.lastIndexOf('\n', at - 1) + 1;
  if (start <= range[0] || heredocs.some(({ range: body }) => at >= body[0])) return undefined;
  return start + (/^[ \t]*/.exec(text.slice(start, at))?.[0].length ?? 0);
}

interface Place {
  readonly text: string;
  readonly written: readonly WrittenSuppression[];
  readonly eol: string;
  /** With what stands before it. */
  readonly reason: string;
}

const words = { line: 'ignore', instruction: 'ignore', stage: 'ignore-stage', file: 'ignore-file' } as const satisfies Record<
  IgnoreScope,
  string
>;

/** A comment on a line of its own above what begins at `start`. */
function above(start: number, scope: IgnoreScope, names: readonly string[], { text, written, eol, reason }: Place): TextEdit {
  const lineStart = text.lastIndexOf('\n', start - 1) + 1;
  const indent = text.slice(lineStart, start);
  const own = written.findLast((one) => one.tool === 'plimsoll' && one.scope === scope && one.range[1] <= start);
  const isRightAbove = own && text.slice(own.range[1], start).trim() === '';
  const longer = isRightAbove ? appended(own, names, text, reason) : undefined;
  return longer ?? { range: [lineStart, lineStart], text: `${indent}# plimsoll ${words[scope]}=${names.join(',')}${reason}${eol}` };
}

/** A comment that is ours already: its list grows. */
function appended(own: WrittenSuppression, names: readonly string[], text: string, reason: string): TextEdit | undefined {
  const last = own.names.at(-1);
  if (!last) return undefined;
  const [, end] = last.range;
  const isLast = text.slice(end, own.range[1]).trim() === '';
  return { range: [end, end], text: `,${names.join(',')}${isLast ? reason : ''}` };
}

function forFile(names: readonly string[], { text, directives }: Dockerfile, { written, eol, reason }: Place): TextEdit {
  const own = written.find(({ tool, scope }) => tool === 'plimsoll' && scope === 'file');
  const longer = own && appended(own, names, text, reason);
  if (longer) return longer;
  const behind = directives.at(-1)?.range[1];
  const newline = behind === undefined ? -1 : text.indexOf('\n', behind);
  const at = behind === undefined ? 0 : newline < 0 ? text.length : newline + 1;
  const comment = `# plimsoll ignore-file=${names.join(',')}${reason}${eol}`;
  return { range: [at, at], text: at > 0 && text[at - 1] !== '\n' ? `${eol}${comment}` : comment };
}
