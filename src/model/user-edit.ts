import { accountRecipes } from '../knowledge/accounts.ts';
import { rootMasterImages, rootMasters } from '../knowledge/root-programs.ts';
import type { Instruction } from '../nodes.ts';
import type { TextEdit } from '../rule.ts';
import { accountsOf, shippedUsers } from './accounts.ts';
import type { Model, StageInfo } from './model.ts';
import { baseName, isServiceImage, shippedStages, type Start } from './start.ts';
import { startWithComments } from './layout.ts';

/** Whom a container could run as, and the commands that make the account first. */
export interface OfferedUser {
  readonly name: string;
  readonly setup: readonly string[];
}

/** The account that the final image has for it, or a new one; absent where the server in it would not start so. */
export function offeredUser(model: Model, start: Start): OfferedUser | undefined {
  const { finalStage: stage } = model;
  if (!stage || rootServer(model, start) !== undefined || livesWithRoot(model, start)) return undefined;
  const { ships, shell } = stage.facts ?? {};
  const made = shippedUsers(model).at(-1)?.name;
  if (made !== undefined) return { name: made, setup: [] };
  if (ships && shell !== false) return { name: ships.name, setup: [] };
  // A server's files belong to whoever its image says, which nobody here knows.
  if (isServiceImage(model)) return undefined;
  const recipe = accountRecipes[stage.family];
  const isBare = shell === false || (recipe?.needs !== undefined && bareImages.test(stage.image?.repository ?? ''));
  if (recipe && !isBare) {
    const taken = new Set(shippedStages(model).flatMap((one) => accountsOf(one, model).map((account) => account.name)));
    const name = ['app', 'appuser', 'service'].find((one) => !taken.has(one)) ?? 'runner';
    return { name, setup: recipe.commands.map((command) => command.replace(/\bapp\b/g, name)) };
  }
  return stage.family === 'unknown' || stage.family === 'windows' ? undefined : { name: '65532:65532', setup: [] };
}

/** The server that keeps its first process root, where the final stage starts one. */
export function rootServer({ finalStage }: Model, { programs }: Start): string | undefined {
  const program = programs.map((one) => baseName(one).replace(/(?<=php-fpm)[\d.]+$/, '')).find((name) => rootMasters.has(name));
  return program ?? (rootMasterImages.has(finalStage?.image?.repository ?? '') ? finalStage?.image?.repository : undefined);
}

/** Whether what is started lies below root's home, which is closed to others, or is a script that starts services. */
function livesWithRoot(model: Model, { programs }: Start): boolean {
  if (programs.some((program) => /(?:^|\/)(?:service|systemctl|rc-service|invoke-rc\.d)$|^\/root\//.test(program))) return true;
  return shippedStages(model).some(
    (stage) =>
      /^\/root(?:\/|$)/.test(model.workdirAt(stage) ?? '') ||
      stage.node.instructions.some(({ type, source }) => rootHome.has(type) && /(?<![\w./-])\/root(?![\w.-])/.test(source.text)),
  );
}

const rootHome: ReadonlySet<Instruction['type']> = new Set<Instruction['type']>(['Add', 'Cmd', 'Copy', 'Entrypoint', 'Env', 'Volume']);

/** Ends the final stage with `USER name`, behind all that needs root and before what a container starts. */
export function endWithUser({ name, setup }: OfferedUser, model: Model): TextEdit | null {
  const stage = model.finalStage;
  const last = stage?.node.instructions.at(-1) ?? stage?.node.from;
  if (!stage || !last) return null;
  const before = startBlock(stage);
  const line = lineWriter(before ?? last, model);
  const run = setup.length === 0 ? [] : [line('RUN', setup.join(` ${model.dockerfile.escape}${model.eol}    && `))];
  const lines = [...run, line('USER', name)];
  if (!before) return { range: [last.range[1], last.range[1]], text: lines.map((text) => model.eol + text).join('') };
  const at = startWithComments(before, model);
  return { range: [at, at], text: lines.map((text) => text + model.eol).join('') };
}

/** The first of the CMD, ENTRYPOINT and HEALTHCHECK that nothing but metadata follows. */
function startBlock({ node }: StageInfo): Instruction | undefined {
  const { instructions } = node;
  const first = instructions.findLastIndex(({ type }) => !metadata.has(type)) + 1;
  return instructions.slice(first).find(({ type }) => starting.has(type));
}

/** The final stage exposes a port that once only root could open. */
export const opensLowPort = (model: Model): boolean =>
  shippedStages(model).some(({ node }) =>
    node.instructions.some(
      (one) => one.type === 'Expose' && one.ports.some(({ container }) => /^\d+$/.test(container.text) && Number(container.text) < 1024),
    ),
  );

/** Whether nothing is run, copied or made behind an instruction of the final stage. */
export const isLastDoing = (instruction: Instruction, model: Model): boolean =>
  shippedStages(model).every(({ node }) =>
    node.instructions.every(
      ({ type, range }) => range[0] <= instruction.range[0] || metadata.has(type) || type === 'User' || type === 'Workdir',
    ),
  );

const starting: ReadonlySet<Instruction['type']> = new Set<Instruction['type']>(['Cmd', 'Entrypoint', 'Healthcheck']);
const metadata: ReadonlySet<Instruction['type']> = new Set<Instruction['type']>([
  ...starting,
  ...(['Arg', 'Env', 'Expose', 'Label', 'Maintainer', 'Stopsignal', 'Volume'] as const),
]);

/** Images of a family that come without the programs which make accounts. */
const bareImages = /minimal|micro|amazonlinux|azurelinux|mariner|photon|amazoncorretto|lambda/;

/** Writes an instruction as the one beside it: same indentation, same case. */
function lineWriter({ keyword, range }: Instruction, { indentAt }: Model): (name: string, rest: string) => string {
  const isLower = keyword.text === keyword.text.toLowerCase();
  return (name, rest) => `${indentAt(range[0])}${isLower ? name.toLowerCase() : name} ${rest}`;
}
