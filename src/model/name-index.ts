import type { Arg, Dockerfile } from '../nodes.ts';
import { oncePerFile } from './memory.ts';

/** Where a file's words and ARGs stand, found once for all that ask. */
class NameIndex {
  readonly #dockerfile: Dockerfile;
  #words: ReadonlyMap<string, readonly number[]> | undefined;
  #declared: ReadonlySet<string> | undefined;
  #globals: ReadonlySet<string> | undefined;
  #stageArgs: ReadonlyMap<string, Arg> | undefined;

  constructor(dockerfile: Dockerfile) {
    this.#dockerfile = dockerfile;
  }

  /** Offsets of each run of letters, digits and underscores. */
  get words(): ReadonlyMap<string, readonly number[]> {
    return (this.#words ??= wordsOf(this.#dockerfile.text));
  }

  /** Names that any ENV or ARG sets, ONBUILD's included. */
  get declared(): ReadonlySet<string> {
    return (this.#declared ??= declaredNames(this.#dockerfile));
  }

  /** Names that ARGs before the first FROM declare. */
  get globals(): ReadonlySet<string> {
    return (this.#globals ??= globalNames(this.#dockerfile));
  }

  /** The first ARG of any stage for a name. */
  get stageArgs(): ReadonlyMap<string, Arg> {
    return (this.#stageArgs ??= firstArgs(this.#dockerfile));
  }
}

export const nameIndexOf = oncePerFile(({ dockerfile }) => new NameIndex(dockerfile));

const globalNames = ({ preamble }: Dockerfile): ReadonlySet<string> =>
  new Set(preamble.flatMap((one) => (one.type === 'Arg' ? one.pairs.map(({ key }) => key.value) : [])));

function wordsOf(text: string): ReadonlyMap<string, readonly number[]> {
  const words = new Map<string, number[]>();
  for (const { 0: word, index } of text.matchAll(/\w+/g)) {
    const offsets = words.get(word);
    if (offsets) offsets.push(index);
    else words.set(word, [index]);
  }
  return words;
}

function declaredNames({ instructions }: Dockerfile): ReadonlySet<string> {
  const names = new Set<string>();
  for (const one of instructions) {
    const setter = one.type === 'Onbuild' ? one.trigger : one;
    if (setter?.type === 'Arg' || setter?.type === 'Env') for (const { key } of setter.pairs) names.add(key.value);
  }
  return names;
}

function firstArgs({ stages }: Dockerfile): ReadonlyMap<string, Arg> {
  const args = new Map<string, Arg>();
  for (const { instructions } of stages)
    for (const one of instructions)
      if (one.type === 'Arg') for (const { key } of one.pairs) if (!args.has(key.value)) args.set(key.value, one);
  return args;
}
