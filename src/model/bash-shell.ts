import type { Run, ShellScript } from '../nodes.ts';
import type { TextEdit } from '../rule.ts';
import { startWithComments } from './layout.ts';
import type { Model } from './model.ts';

/** Whether a `SHELL` above it would make bash read a script: the stage's own shell does, nobody has chosen it, and the image has bash. */
export function mayRunInBash(script: ShellScript, run: Run, model: Model): boolean {
  const stage = model.stageOf(run);
  const { source } = model.shellAt(run);
  const isOwn = script.origin === 'instruction' || (script.origin === 'heredoc' && !script.source.text.startsWith('#!'));
  if (!stage || run.inOnbuild || !isOwn || source === 'instruction' || source === 'comment') return false;
  return stage.facts !== undefined && stage.facts.shell !== false && withBash.has(stage.family);
}

/** Families whose images all have bash. */
const withBash: ReadonlySet<string> = new Set(['debian', 'rhel', 'suse', 'arch']);

/** Puts a `SHELL` above an instruction and its comments. */
export function shellEdit(before: Run, words: readonly string[], model: Model): TextEdit {
  const at = startWithComments(before, model);
  const isLower = before.keyword.text === before.keyword.text.toLowerCase();
  const array = words.map((word) => JSON.stringify(word)).join(', ');
  return { range: [at, at], text: `${model.indentAt(before.range[0])}${isLower ? 'shell' : 'SHELL'} [${array}]${model.eol}` };
}
