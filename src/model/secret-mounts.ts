import type { Arg, KeyValue } from '../nodes.ts';
import type { Editor, TextEdit } from '../rule.ts';
import type { Model } from './model.ts';

/**
 * Gives a secret that an `ARG` without a default brings to the RUNs that use it, and to nothing else. `null` where anything but a
 * RUN behind it names the variable.
 */
export function secretMounts(arg: Arg, { key }: KeyValue, model: Model, edit: Editor): readonly TextEdit[] | null {
  const name = key.value;
  const stage = model.stageOf(arg)?.node;
  if (!stage || arg.inOnbuild || arg.pairs.length > 1 || arg.pairs[0]?.value || !/^\w+$/.test(name)) return null;
  const use = new RegExp(`\\b${name}\\b`);
  const runs = stage.instructions.filter(
    (one) => one.type === 'Run' && one.range[0] > arg.range[0] && use.test(model.text.slice(...one.range)),
  );
  let rest = '';
  let at = 0;
  for (const { range } of [arg, ...runs]) {
    rest += model.text.slice(at, range[0]);
    at = range[1];
  }
  if (runs.length === 0 || use.test(rest + model.text.slice(at))) return null;
  return [edit.removeLines(arg), ...runs.map((run) => edit.insertAfter(run.keyword, ` --mount=type=secret,id=${name},env=${name}`))];
}
