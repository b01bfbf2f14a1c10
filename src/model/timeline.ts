import type { Instruction } from '../nodes.ts';
import type { StageInfo } from './model.ts';
import { lastUpTo } from '../syntax/ordered.ts';

/** A setting that instructions change one after another and that stages inherit. */
export interface Timeline<T> {
  /** In force at an offset of a stage. */
  at(stage: StageInfo, offset: number): T;
}

interface Entry<T> {
  readonly from: number;
  readonly value: T;
}

/** Works out a setting for all stages in one go: `root` is what a stage without a base stage begins with, `change` what an instruction makes of it. */
export function timeline<T>(
  stages: readonly StageInfo[],
  root: (stage: StageInfo) => T,
  change: (value: T, instruction: Instruction) => T,
): Timeline<T> {
  const entries = new Map<StageInfo, readonly Entry<T>[]>();
  const own = (stage: StageInfo): readonly Entry<T>[] => {
    const known = entries.get(stage);
    if (known) return known;
    // Stages come before those that are built from them.
    for (const next of stages) {
      const base = next.base && entries.get(next.base);
      let value = base ? (base.at(-1) as Entry<T>).value : root(next);
      const list: Entry<T>[] = [{ from: -1, value }];
      for (const instruction of next.node.instructions) {
        const before = value;
        value = change(before, instruction);
        if (value !== before) list.push({ from: instruction.range[1], value });
      }
      entries.set(next, list);
    }
    return entries.get(stage) ?? [{ from: -1, value: root(stage) }];
  };
  return {
    at(stage, offset) {
      const list = own(stage);
      return (list[lastUpTo(list, offset, ({ from }) => from)] as Entry<T>).value;
    },
  };
}
