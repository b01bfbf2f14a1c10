import type { AnyRule } from '../rule.ts';

/**
 * What a rule without its words inherits: it reads them from a file of their own when somebody asks. build-command.mjs takes the
 * words out of the rules that the command runs, since no lint needs them.
 */
export const lazyWords = {
  get summary(): string {
    return wordsOf(this as unknown as AnyRule).summary;
  },
  get why(): string {
    return wordsOf(this as unknown as AnyRule).why;
  },
  get examples(): AnyRule['examples'] {
    return wordsOf(this as unknown as AnyRule).examples;
  },
  get references(): AnyRule['references'] {
    return wordsOf(this as unknown as AnyRule).references;
  },
};

type Words = Pick<AnyRule, 'name' | 'summary' | 'why' | 'examples' | 'references'>;

/** That of the bundle, which finds what lies beside it. */
declare const require: (path: string) => unknown;

/** A name that no bundler follows. */
const beside = './words.cjs';

let known: ReadonlyMap<string, Words> | undefined;

function wordsOf({ name }: AnyRule): Words {
  known ??= new Map((require(beside) as { readonly rules: readonly Words[] }).rules.map((words) => [words.name, words]));
  const words = known.get(name);
  if (!words) throw new Error(`no words for rule ${name}`);
  return words;
}
