import type { Instruction, KeyValue, Stage } from '../nodes.ts';
import type { StageInfo } from './model.ts';

/** What a label schema says of one label: `author:text`, `version:semver`; the format is `text` where none is given. */
export interface LabelWish {
  readonly key: string;
  readonly format: string;
}

/** Reads a label schema: one `label` or `label:format` an entry. */
export const readSchema = (entries: readonly string[]): readonly LabelWish[] =>
  entries.map((entry) => {
    const colon = entry.lastIndexOf(':');
    return colon < 0
      ? { key: entry, format: 'text' }
      : {
          key: entry.slice(0, colon),
          format: entry
            .slice(colon + 1)
            .trim()
            .toLowerCase(),
        };
  });

/** The labels that a stage sets itself. */
const labelsOf = ({ instructions }: Pick<Stage, 'instructions'>): readonly KeyValue[] =>
  instructions.flatMap((one: Instruction) => (one.type === 'Label' ? one.pairs : []));

/** The keys that an image of this file has at the end of a stage, those of the stages below included. A variable in a key can be any. */
export function labelKeys(stage: StageInfo): ReadonlySet<string> {
  const keys = new Set<string>();
  for (let at: StageInfo | undefined = stage; at; at = at.base)
    for (const { key } of labelsOf(at.node)) keys.add(key.variables.length > 0 ? '$' : key.value);
  return keys;
}
