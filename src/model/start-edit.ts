import type { Stage } from '../nodes.ts';
import type { TextEdit } from '../rule.ts';
import { startWithComments } from './layout.ts';
import type { Model } from './model.ts';

/** Puts an instruction before the one that says what a container of the stage starts; `null` where the stage has none. */
export function beforeStart({ instructions }: Stage, keyword: string, body: string, model: Model): TextEdit | null {
  const first = instructions.find(({ type }) => type === 'Entrypoint' || type === 'Cmd');
  return first ? insertBefore(first, keyword, body, model) : null;
}

/** Puts an instruction before another, above the comments that belong to it, in its indentation and case. */
export function insertBefore(next: Stage['instructions'][number], keyword: string, body: string, model: Model): TextEdit {
  const at = startWithComments(next, model);
  const isLower = next.keyword.text === next.keyword.text.toLowerCase();
  const indent = model.indentAt(next.range[0]);
  return { range: [at, at], text: `${indent}${isLower ? keyword.toLowerCase() : keyword} ${body}${model.eol}` };
}
