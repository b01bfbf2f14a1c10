import type { Command, Compound, Expansion, Loop, ShellNode, ShellScript } from '../nodes.ts';

/** Nodes that stand side by side, and what they stand in. */
export interface NodeList {
  readonly nodes: readonly ShellNode[];
  /** `members` of a pipeline or of a list of `&&` and `||`; a `condition`; else a sequence of commands. */
  readonly part: 'body' | 'condition' | 'members';
  /** Absent for the script itself. */
  readonly holder?: Compound | Expansion;
}

/** Every list of a script: its own, those of compounds, and those of substitutions. */
export function listsIn(script: ShellScript): readonly NodeList[] {
  const lists: NodeList[] = [{ nodes: script.body, part: 'body' }];
  for (const holder of script.compounds) lists.push(...listsOf(holder));
  for (const { expansions } of script.shellWords)
    for (const holder of expansions) if (holder.body) lists.push({ nodes: holder.body, part: 'body', holder });
  return lists;
}

function listsOf(holder: Compound): readonly NodeList[] {
  const body = (nodes: readonly ShellNode[]): NodeList => ({ nodes, part: 'body', holder });
  const condition = (nodes: readonly ShellNode[]): NodeList => ({ nodes, part: 'condition', holder });
  switch (holder.type) {
    case 'Pipeline':
    case 'AndOr':
      return [{ nodes: holder.members, part: 'members', holder }];
    case 'Group':
    case 'FunctionDefinition':
      return [body(holder.body)];
    case 'Conditional': {
      const branches = holder.branches.flatMap((branch) => [condition(branch.condition), body(branch.body)]);
      return holder.otherwise ? [...branches, body(holder.otherwise)] : branches;
    }
    case 'Loop':
      return holder.condition ? [condition(holder.condition), body(holder.body)] : [body(holder.body)];
    case 'Case':
      return holder.items.map((item) => body(item.body));
    case 'Test':
      return [];
  }
}

/** Where each node of a script stands. */
export interface Standing {
  readonly list: NodeList;
  readonly index: number;
}

/** The way from a node to what it stands in. */
export function standings(script: ShellScript): ReadonlyMap<ShellNode | Expansion, Standing> {
  const found = new Map<ShellNode | Expansion, Standing>();
  for (const list of listsIn(script)) list.nodes.forEach((node, index) => found.set(node, { list, index }));
  return found;
}

/** The nodes of which somebody asks whether they failed: conditions, and all but the last of a list of `&&` and `||`; what these hold too. */
export function conditionsOf(script: ShellScript): ReadonlySet<ShellNode | Expansion> {
  const asked = new Set<ShellNode | Expansion>();
  const lists = listsIn(script);
  // From the outside in: a list's holder has been seen before the list.
  for (const { nodes, part, holder } of [...lists].sort((a, b) => startOf(a) - startOf(b) || endOf(b) - endOf(a))) {
    const isInherited = holder !== undefined && asked.has(holder) && holder.type !== 'Expansion' && holder.type !== 'FunctionDefinition';
    nodes.forEach((node, i) => {
      if (isInherited || part === 'condition' || (holder?.type === 'AndOr' && i < nodes.length - 1)) asked.add(node);
    });
  }
  return asked;
}

const endOf = ({ holder }: NodeList): number => holder?.range[1] ?? Infinity;
const startOf = ({ holder }: NodeList): number => holder?.range[0] ?? -1;

/** The commands whose output a loop goes through, split at blanks: `for x in $(command)`. `at` is the substitution. */
export const outputsListed = ({ words = [] }: Loop): readonly { readonly at: Expansion; readonly command: Command }[] =>
  words
    .filter(({ role }) => role === 'list')
    .flatMap(({ expansions }) => expansions)
    .flatMap((at) => {
      const [command, more] = at.body ?? [];
      return !at.quoted && command?.type === 'Command' && !more ? { at, command } : [];
    });
