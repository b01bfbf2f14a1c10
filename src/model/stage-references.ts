import type { Dockerfile, Range, Stage, Word } from '../nodes.ts';
import type { Editor, TextEdit } from '../rule.ts';

/** A place that names a stage: `FROM name`, `COPY --from=name`, `RUN --mount=from=name`. */
interface StageReference {
  readonly range: Range;
  /** Index of the stage that it stands in. */
  readonly stage: number;
  readonly isFrom: boolean;
}

/** Gives a stage another name, and all that means it. */
export function renameStage(dockerfile: Dockerfile, stage: Stage, name: string, edit: Editor): readonly TextEdit[] {
  const { alias } = stage.from;
  if (!alias || stage.name === undefined) return [];
  return [alias, ...referencesTo(dockerfile, stage, stage.name)].map((place) => edit.replace(place, name));
}

/**
 * FROM means the nearest stage of that name above it, in the letters of BuildKit's map; COPY and mounts are looked up when all
 * stages are known, so they mean the last one (moby/buildkit, dockerfile2llb/convert.go: `addState`, `toCommand`).
 */
function referencesTo(dockerfile: Dockerfile, { index }: Stage, name: string): readonly StageReference[] {
  const namesakes = namesakesOf(dockerfile, name);
  const next = namesakes.find((one) => one > index) ?? Infinity;
  const found = referencesOf(dockerfile).get(name) ?? [];
  return found.filter(({ stage, isFrom }) => (isFrom ? stage > index && stage <= next : next === Infinity));
}

const namesakesOf = ({ stages }: Dockerfile, name: string): readonly number[] =>
  stages.flatMap((stage) => (stage.name === name ? [stage.index] : []));

const known = new WeakMap<Dockerfile, ReadonlyMap<string, readonly StageReference[]>>();

/** By name in lower case; what a variable or quotes hide is left out. */
function referencesOf(dockerfile: Dockerfile): ReadonlyMap<string, readonly StageReference[]> {
  const before = known.get(dockerfile);
  if (before) return before;
  const references = new Map<string, StageReference[]>();
  const add = (text: string, reference: StageReference): void => {
    const list = references.get(text.toLowerCase());
    if (list) list.push(reference);
    else references.set(text.toLowerCase(), [reference]);
  };
  for (const { from, instructions, index: stage } of dockerfile.stages) {
    if (from.image) add(from.image.text, { range: from.image.range, stage, isFrom: true });
    for (const { flags } of instructions)
      for (const { name, value, mount } of flags) {
        const words: readonly (Word | undefined)[] = mount
          ? mount.options.map((option) => (option.key === 'from' ? option.value : undefined))
          : [name === 'from' ? value : undefined];
        for (const word of words) if (word && word.text === word.value) add(word.text, { range: word.range, stage, isFrom: false });
      }
  }
  known.set(dockerfile, references);
  return references;
}
