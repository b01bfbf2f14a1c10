import type { Dockerfile, Instruction } from '../nodes.ts';
import type { TextEdit } from '../rule.ts';
import { suppressionComments, type WrittenSuppression } from './suppression-comments.ts';
import type { Finding } from './types.ts';
import { compareText, holding } from '../syntax/ordered.ts';

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
    return instruction ? above(instruction, list, dockerfile.text, written, eol, reason) : forFile(list, dockerfile, eol, reason);
  });
}

function above(
  { range: [start] }: Instruction,
  names: readonly string[],
  text: string,
  written: readonly WrittenSuppression[],
  eol: string,
  reason: string,
): TextEdit {
  const lineStart = text.lastIndexOf('\n', start - 1) + 1;
  const indent = text.slice(lineStart, start);
  // A comment right above that is ours: its list grows.
  const own = written.findLast(({ tool, scope, range }) => tool === 'plimsoll' && scope === 'instruction' && range[1] <= start);
  const last = own?.names.at(-1);
  if (own && last && text.slice(own.range[1], start).trim() === '') {
    const [, end] = last.range;
    const isLast = text.slice(end, own.range[1]).trim() === '';
    return { range: [end, end], text: `,${names.join(',')}${isLast ? reason : ''}` };
  }
  return { range: [lineStart, lineStart], text: `${indent}# plimsoll ignore=${names.join(',')}${reason}${eol}` };
}

function forFile(names: readonly string[], { text, directives }: Dockerfile, eol: string, reason: string): TextEdit {
  const behind = directives.at(-1)?.range[1];
  const newline = behind === undefined ? -1 : text.indexOf('\n', behind);
  const at = behind === undefined ? 0 : newline < 0 ? text.length : newline + 1;
  const comment = `# plimsoll ignore-file=${names.join(',')}${reason}${eol}`;
  return { range: [at, at], text: at > 0 && text[at - 1] !== '\n' ? `${eol}${comment}` : comment };
}
