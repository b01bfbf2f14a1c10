import type { Dockerfile, Range, Stage, Word } from '../nodes.ts';
import type { Editor, TextEdit } from '../rule.ts';
import { lastNumberUpTo, lastUpTo } from '../syntax/ordered.ts';

interface Place {
  readonly range: Range;
  /** Index of the stage that it stands in. */
  readonly stage: number;
}

/** What names stages, by name in lower case and in order; what a variable or quotes hide is left out. */
interface Named {
  /** `AS name`: indices of the stages. */
  readonly stages: number[];
  /** `FROM name`. */
  readonly froms: Place[];
  /** `COPY --from=name`, `RUN --mount=from=name`. */
  readonly copies: Place[];
}

/** Gives a stage another name, and all that means it. */
export function renameStage(dockerfile: Dockerfile, stage: Stage, name: string, edit: Editor): readonly TextEdit[] {
  const { alias } = stage.from;
  const named = stage.name === undefined ? undefined : namesOf(dockerfile).get(stage.name);
  if (!alias || !named) return [];
  return [alias, ...referencesTo(stage.index, named)].map((place) => edit.replace(place, name));
}

/**
 * FROM means the nearest stage of that name above it; COPY and mounts are looked up when all stages are known, so they mean the
 * last one (moby/buildkit, dockerfile2llb/convert.go: `addState`, `toCommand`).
 */
function referencesTo(index: number, { stages, froms, copies }: Named): readonly Place[] {
  const next = stages[lastNumberUpTo(stages, index) + 1];
  const found: Place[] = [];
  for (let i = lastUpTo(froms, index, ({ stage }) => stage) + 1; i < froms.length; i++) {
    const place = froms[i];
    if (!place || place.stage > (next ?? Infinity)) break;
    found.push(place);
  }
  return next === undefined ? [...found, ...copies] : found;
}

const known = new WeakMap<Dockerfile, ReadonlyMap<string, Named>>();

function namesOf(dockerfile: Dockerfile): ReadonlyMap<string, Named> {
  const before = known.get(dockerfile);
  if (before) return before;
  const names = new Map<string, Named>();
  const named = (text: string): Named => {
    const name = text.toLowerCase();
    const found = names.get(name);
    if (found) return found;
    const made: Named = { stages: [], froms: [], copies: [] };
    names.set(name, made);
    return made;
  };
  for (const { name, from, instructions, index: stage } of dockerfile.stages) {
    if (from.image) named(from.image.text).froms.push({ range: from.image.range, stage });
    if (name !== undefined) named(name).stages.push(stage);
    for (const { flags } of instructions)
      for (const { name: flag, value, mount } of flags) {
        const words: readonly (Word | undefined)[] = mount
          ? mount.options.map((option) => (option.key === 'from' ? option.value : undefined))
          : [flag === 'from' ? value : undefined];
        for (const word of words) if (word && word.text === word.value) named(word.text).copies.push({ range: word.range, stage });
      }
  }
  known.set(dockerfile, names);
  return names;
}
