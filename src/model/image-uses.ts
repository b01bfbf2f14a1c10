import type { Instruction, Part, Word } from '../nodes.ts';
import { oncePerFile } from './memory.ts';
import type { ImageName, Model, StageInfo } from './model.ts';
import { isImageName, parseImageName } from './references.ts';

/** A place where an image or an earlier stage is named: `FROM`, `COPY --from=`, `RUN --mount=from=`. */
export interface ImageUse extends Part {
  readonly kind: 'from' | 'copy' | 'mount';
  readonly instruction: Instruction;
  /** What stands there holds variables. */
  readonly hasVariables: boolean;
  /** The stage that it stands in, or that the `FROM` begins. */
  readonly inStage: StageInfo;
  /** The earlier stage that is meant. */
  readonly stage?: StageInfo;
  /** The image that is meant; absent for a stage, for `scratch`, and where a variable decides it that has no known value. */
  readonly image?: ImageName;
}

/** All images and stages that a file names, in order, triggers included. */
export const imageUses = oncePerFile((model): readonly ImageUse[] => {
  const byName = new Map<string, StageInfo>();
  const uses: ImageUse[] = [];
  for (const inStage of model.stages) {
    const base = baseOf(inStage);
    if (base) uses.push(base);
    for (const one of inStage.node.instructions) for (const use of readsOf(one, inStage, byName, model)) uses.push(use);
    if (inStage.node.name !== undefined) byName.set(inStage.node.name, inStage);
  }
  return uses;
});

function baseOf(inStage: StageInfo): ImageUse | undefined {
  const { node, base, image } = inStage;
  const { from } = node;
  if (!from.image) return undefined;
  const { text, range, variables } = from.image;
  const use = { kind: 'from', instruction: from, text, range, hasVariables: variables.length > 0, inStage } as const;
  if (base) return { stage: base, ...use };
  return image && image.text !== 'scratch' ? { image, ...use } : use;
}

function readsOf(
  instruction: Instruction,
  inStage: StageInfo,
  byName: ReadonlyMap<string, StageInfo>,
  { stages }: Model,
): readonly ImageUse[] {
  const at = instruction.type === 'Onbuild' ? instruction.trigger : instruction;
  if ((at?.type !== 'Copy' && at?.type !== 'Run') || at.flags.length === 0) return none;
  return at.flags.flatMap(({ name, value, mount }) => {
    const words: readonly (Word | undefined)[] =
      at.type === 'Copy'
        ? [name === 'from' ? value : undefined]
        : (mount?.options.map((one) => (one.key === 'from' ? one.value : undefined)) ?? []);
    return words.flatMap((word) => {
      if (!word?.value) return [];
      const hasVariables = word.value.includes('$');
      const kind = at.type === 'Copy' ? 'copy' : 'mount';
      const use: ImageUse = { kind, instruction: at, text: word.value, range: word.range, hasVariables, inStage };
      if (hasVariables) return [use];
      const stage =
        byName.get(word.value.toLowerCase()) ?? (kind === 'copy' && isNumber(word.value) ? stages[Number(word.value)] : undefined);
      if (stage && stage.node.index < inStage.node.index) return [{ stage, ...use }];
      return [isNumber(word.value) || word.value === 'scratch' ? use : { image: parseImageName(word.value), ...use }];
    });
  });
}

const none: readonly ImageUse[] = [];

const isNumber = (text: string): boolean => /^\d+$/.test(text);

/** The stage that a `--from` means although it stands there or later; absent where an earlier one or an image is meant. */
export function laterStage({ kind, stage, text, inStage, hasVariables }: ImageUse, { stages }: Model): StageInfo | undefined {
  if (kind === 'from' || stage || hasVariables) return undefined;
  const found =
    kind === 'copy' && isNumber(text)
      ? stages[Number(text)]
      : stages.find(({ node }) => node.name === text.toLowerCase() && node.index >= inStage.node.index);
  return found && found.node.index >= inStage.node.index ? found : undefined;
}

/** A number of a stage that the file does not have. */
export const isMissingNumber = ({ kind, stage, text }: ImageUse, { stages }: Model): boolean =>
  kind === 'copy' && !stage && isNumber(text) && Number(text) >= stages.length;

/** A number where only names of stages count: the builder takes it for an image. */
export const isMountedNumber = ({ kind, text }: ImageUse): boolean => kind === 'mount' && isNumber(text);

/** What a builder cannot take for the name of an image: it does not even ask a registry. */
export const isMalformed = ({ image }: ImageUse): boolean => image !== undefined && !isImageName(image.text);

/** The earlier stage whose name differs by one letter, or by two that changed places: most likely what was meant. */
export function similarStage({ kind, image, inStage }: ImageUse, { stages }: Model): string | undefined {
  if (kind === 'from' || !image || image.tag !== undefined || image.digest !== undefined || image.text.includes('/')) return undefined;
  const name = image.text.toLowerCase();
  return stages
    .slice(0, inStage.node.index)
    .map(({ node }) => node.name)
    .find((other) => other !== undefined && Math.min(other.length, name.length) > 2 && differLittle(name, other));
}

function differLittle(a: string, b: string): boolean {
  if (Math.abs(a.length - b.length) > 1) return false;
  let start = 0;
  while (start < a.length && a[start] === b[start]) start++;
  const restA = a.slice(start);
  const restB = b.slice(start);
  const isSwapped = restA.slice(0, 2) === [...restB.slice(0, 2)].reverse().join('') && restA.slice(2) === restB.slice(2);
  return isSwapped || restA.slice(1) === restB.slice(1) || restA.slice(1) === restB || restA === restB.slice(1);
}
