import type { Arg, Instruction, KeyValue } from '../nodes.ts';
import type { Editor, TextEdit } from '../rule.ts';
import type { Model } from './model.ts';
import { nameIndexOf } from './name-index.ts';

/**
 * Gives a secret that an `ARG` without a default brings to the RUNs that use it, and to nothing else. `null` where anything but a
 * RUN behind it names the variable.
 */
export function secretMounts(arg: Arg, { key }: KeyValue, model: Model, edit: Editor): readonly TextEdit[] | null {
  const name = key.value;
  const stage = model.stageOf(arg)?.node;
  if (!stage || arg.inOnbuild || arg.pairs.length > 1 || arg.pairs[0]?.value || !/^\w+$/.test(name)) return null;
  const runs = new Set<Instruction>();
  for (const offset of nameIndexOf(model).words.get(name) ?? []) {
    if (offset >= arg.range[0] && offset < arg.range[1]) continue;
    const user = model.instructionOf({ range: [offset, offset] });
    const isUser = user?.type === 'Run' && !user.inOnbuild && offset > arg.range[0] && model.stageOf(user)?.node === stage;
    if (!isUser) return null;
    runs.add(user);
  }
  if (runs.size === 0) return null;
  return [edit.removeLines(arg), ...[...runs].map((run) => edit.insertAfter(run.keyword, ` --mount=type=secret,id=${name},env=${name}`))];
}
