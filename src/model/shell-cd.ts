import type { Command, Compound, Expansion, ShellNode, ShellScript } from '../nodes.ts';
import { standings, type Standing } from './shell-lists.ts';

/** A `cd`, `pushd` or `popd`, and what becomes of its failure. */
export interface FolderChange {
  readonly command: Command;
  /** Neither `&&`, `||` nor a condition asks whether it failed. */
  readonly isUnchecked: boolean;
  /** Nothing runs behind it in its shell. */
  readonly isLast: boolean;
  /** It ends a list of `&&` and `||`, or stands in a pipeline. */
  readonly isInList: boolean;
  readonly inFunction: boolean;
}

/** The changes of folder in a script, but for those to folders that are always there: `/`, `.`, `..`. */
export function cdsIn(script: ShellScript): readonly FolderChange[] {
  const commands = script.commands.filter(isChange);
  if (commands.length === 0) return [];
  const all = standings(script);
  return commands.flatMap((command) => {
    const standing = all.get(command);
    if (!standing) return [];
    const around = [...waysOut(command, all)];
    return {
      command,
      isUnchecked: !around.some(isAsked),
      isLast: around.every(isLastOf),
      isInList: standing.list.part === 'members',
      inFunction: command.nesting.includes('function'),
    };
  });
}

const isChange = ({ name, words: [, target], wrappers }: Command): boolean =>
  (name === 'cd' || name === 'pushd' || name === 'popd') &&
  wrappers.every((one) => one === 'command' || one === 'builtin') &&
  !(target && /^[./]+$/.test(target.text));

/** Where a node stands, and what it stands in, up to the script or the function. */
function* waysOut(node: ShellNode, all: ReadonlyMap<ShellNode | Expansion, Standing>): Generator<Standing> {
  let at: ShellNode | Expansion | undefined = node;
  while (at) {
    const standing: Standing | undefined = all.get(at);
    if (!standing) return;
    yield standing;
    const holder: Compound | Expansion | undefined = standing.list.holder;
    // A substitution is a part of a command, whose status says nothing of it.
    if (holder?.type === 'FunctionDefinition' || holder?.type === 'Expansion') return;
    at = holder;
  }
}

const isAsked = ({ list: { part, holder, nodes }, index }: Standing): boolean =>
  part === 'condition' || (holder?.type === 'AndOr' && index < nodes.length - 1);

const isLastOf = ({ list: { holder, nodes, part }, index }: Standing): boolean =>
  index === nodes.length - 1 && part !== 'condition' && (holder === undefined || lastOnly.has(holder.type));

/** In a loop, a function or a pipeline, the last of the text is not the last that runs. */
const lastOnly: ReadonlySet<string> = new Set(['AndOr', 'Group', 'Conditional', 'Case']);
