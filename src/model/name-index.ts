import type { Arg, Dockerfile } from '../nodes.ts';

/** Where a file's words and ARGs stand, found once for all that ask. */
interface NameIndex {
  /** Offsets of each run of letters, digits and underscores. */
  readonly words: ReadonlyMap<string, readonly number[]>;
  /** Names that any ENV or ARG of any stage sets, ONBUILD's included. */
  readonly declared: ReadonlySet<string>;
  /** Names that ARGs before the first FROM declare. */
  readonly globals: ReadonlySet<string>;
  /** The first ARG of any stage for a name. */
  readonly stageArgs: ReadonlyMap<string, Arg>;
}

const known = new WeakMap<Dockerfile, NameIndex>();

export function nameIndexOf(dockerfile: Dockerfile): NameIndex {
  const before = known.get(dockerfile);
  if (before) return before;
  let words: ReadonlyMap<string, readonly number[]> | undefined;
  const index: NameIndex = {
    get words() {
      return (words ??= wordsOf(dockerfile.text));
    },
    globals: new Set(dockerfile.preamble.flatMap((one) => (one.type === 'Arg' ? one.pairs.map(({ key }) => key.value) : []))),
    declared: declaredNames(dockerfile),
    stageArgs: firstArgs(dockerfile),
  };
  known.set(dockerfile, index);
  return index;
}

function wordsOf(text: string): ReadonlyMap<string, readonly number[]> {
  const words = new Map<string, number[]>();
  for (const { 0: word, index } of text.matchAll(/\w+/g)) {
    const offsets = words.get(word);
    if (offsets) offsets.push(index);
    else words.set(word, [index]);
  }
  return words;
}

function declaredNames({ stages }: Dockerfile): ReadonlySet<string> {
  const names = new Set<string>();
  for (const { instructions } of stages)
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
