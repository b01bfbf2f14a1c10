import { lookUpImage, type ImageLookup } from '../knowledge/image-lookup.ts';
import type { Dockerfile, Instruction, Stage } from '../nodes.ts';
import type { ImageName, StageInfo } from './model.ts';
import { expand } from '../syntax/expand.ts';
import { parseImageName } from './references.ts';
import { makeScope, resolveWord, type Scope } from './variables.ts';

/** Stages with what each is built from and reads, and the variables of each. */
export interface StageGraph {
  readonly stages: readonly StageInfo[];
  readonly globals: Scope;
  scopeOf(stage: StageInfo | undefined): Scope;
}

type Draft = { -readonly [K in keyof StageInfo]: StageInfo[K] } & { reads: Draft[]; base?: Draft };

/** Works out the stage graph as BuildKit does: names are compared in lower case, and only earlier stages can be named. */
export function stageGraph(dockerfile: Dockerfile): StageGraph {
  const globals = makeScope(dockerfile, dockerfile.preamble, platformArguments, platformArguments);
  const byName = new Map<string, Draft>();
  const drafts: Draft[] = [];
  for (const node of dockerfile.stages) {
    const draft = draftStage(node, dockerfile, globals, byName);
    const last = dockerfile.stages.length - 1;
    draft.isFinal = node.index === last;
    draft.reads = readStages(node, drafts, byName);
    drafts.push(draft);
    if (node.name !== undefined) byName.set(node.name, draft);
  }
  markShipped(drafts.at(-1));
  markUsed(drafts);
  const scopes = new Map<number, Scope>();
  const scopeOf = (stage: StageInfo | undefined): Scope => {
    if (!stage) return globals;
    const known = scopes.get(stage.node.index);
    if (known) return known;
    // From the root down, so that a long chain of stages does not become a deep recursion.
    const chain: StageInfo[] = [];
    for (let at: StageInfo | undefined = stage; at && !scopes.has(at.node.index); at = at.base) chain.push(at);
    for (const { node, base } of chain.reverse())
      scopes.set(
        node.index,
        makeScope(dockerfile, [...triggers(base), ...node.instructions], globals, base && scopes.get(base.node.index)),
      );
    return scopes.get(stage.node.index) ?? globals;
  };
  return { stages: drafts, globals, scopeOf };
}

const platformNames: readonly string[] = [
  ...['PLATFORM', 'OS', 'OSVERSION', 'ARCH', 'VARIANT'].flatMap((part) => [`BUILD${part}`, `TARGET${part}`]),
  'TARGETSTAGE',
];

/** `TARGETPLATFORM` and its kin are declared before the first line, without a value that a linter could know. */
const platformArguments: Scope = {
  own: (name) => (platformNames.includes(name) ? { value: undefined } : undefined),
  names: () => platformNames,
  base: undefined,
  atEnd: new Map(),
};

/** What ONBUILD of the stage that another is built from runs at its begin. */
const triggers = (base: StageInfo | undefined): readonly Instruction[] =>
  base?.node.instructions.flatMap((one) => (one.type === 'Onbuild' && one.trigger ? [one.trigger] : [])) ?? [];

function draftStage(node: Stage, dockerfile: Dockerfile, globals: Scope, byName: ReadonlyMap<string, Draft>): Draft {
  const { image: reference } = node.from;
  const blank: Draft = { node, family: 'unknown', isFinal: false, isShipped: false, isUsed: false, reads: [] };
  if (!reference) return blank;
  // Quotes are taken off here too: `FROM "debian:12"`.
  const value = /["'\\`]/.test(reference.text) ? expand(reference.text, { escape: dockerfile.escape }).value : reference.text;
  const text = resolveWord({ text: reference.text, variables: reference.variables, value }, dockerfile.escape, globals, reference.range[0]);
  if (text === undefined || text === '') return blank;
  const base = byName.get(text.toLowerCase());
  if (base) return stageOn(base, node);
  const { image, facts, family, user } = knownImage(text);
  // What is not there is set behind: a literal with spreads in it takes many times as long.
  const draft: Draft = { node, image, family, isFinal: false, isShipped: false, isUsed: false, reads: [] };
  if (facts) draft.facts = facts;
  if (user !== undefined) draft.imageUser = user;
  return draft;
}

function stageOn(base: Draft, node: Stage): Draft {
  const { family, image, facts, imageUser } = base;
  const draft: Draft = { node, base, family, isFinal: false, isShipped: false, isUsed: false, reads: [] };
  if (image) draft.image = image;
  if (facts) draft.facts = facts;
  if (imageUser !== undefined) draft.imageUser = imageUser;
  return draft;
}

/** The same few images stand in most files. */
const images = new Map<string, ImageLookup & { readonly image: ImageName }>();

function knownImage(text: string): ImageLookup & { readonly image: ImageName } {
  const known = images.get(text);
  if (known) return known;
  const image = parseImageName(text);
  const found = { image, ...lookUpImage(image) };
  if (images.size > 2000) images.clear();
  images.set(text, found);
  return found;
}

function readStages({ instructions }: Stage, earlier: readonly Draft[], byName: ReadonlyMap<string, Draft>): Draft[] {
  const found = new Set<Draft>();
  for (const instruction of instructions) {
    if (instruction.flags.length === 0) continue;
    for (const name of stageNames(instruction)) {
      const stage = byName.get(name.toLowerCase()) ?? (/^\d+$/.test(name) ? earlier[Number(name)] : undefined);
      if (stage) found.add(stage);
    }
  }
  return [...found];
}

/** What `COPY --from=` and `RUN --mount=from=` name: a stage, its number, an image or a named context. */
export function stageNames(instruction: Instruction): readonly string[] {
  if (instruction.type === 'Copy') return instruction.flags.flatMap(({ name, value }) => (name === 'from' && value ? [value.value] : []));
  if (instruction.type !== 'Run') return [];
  return instruction.flags.flatMap(
    ({ mount }) => mount?.options.flatMap(({ key, value }) => (key === 'from' && value ? [value.value] : [])) ?? [],
  );
}

function markShipped(stage: Draft | undefined): void {
  for (let at = stage; at; at = at.base) at.isShipped = true;
}

function markUsed(drafts: readonly Draft[]): void {
  const queue = drafts.slice(-1);
  /** How far down each pattern of `possibleBases` has been followed, so that many stages alike cost no more than one. */
  const followed = new Map<string, number>();
  for (let stage = queue.pop(); stage; stage = queue.pop()) {
    if (stage.isUsed) continue;
    stage.isUsed = true;
    queue.push(...stage.reads, ...(stage.base ? [stage.base] : []));
    if (!stage.image && !stage.base) queue.push(...possibleBases(stage.node, drafts, followed));
  }
}

/** Earlier stages that a `FROM` may mean whose variables have no known value: `FROM base-${TARGETARCH}`. */
function possibleBases({ from: { image }, index }: Stage, drafts: readonly Draft[], followed: Map<string, number>): readonly Draft[] {
  const [first] = image?.variables ?? [];
  const last = image?.variables.at(-1);
  if (!image || !first || !last) return [];
  const before = image.text.slice(0, first.range[0] - image.range[0]).toLowerCase();
  const after = image.text.slice(image.text.length - (image.range[1] - last.range[1])).toLowerCase();
  const key = `${before}*${after}`;
  const from = followed.get(key) ?? 0;
  if (index <= from) return [];
  followed.set(key, index);
  return drafts.slice(from, index).filter(({ node: { name } }) => name?.startsWith(before) && name.endsWith(after));
}
