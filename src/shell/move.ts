import type { Command, Range, ShellWord } from '../nodes.ts';

/**
 * Moves some nodes, and all that they hold, by so many UTF-16 units: gives each a new `range`, in place, which is the one thing that ever
 * changes a node. For a host that has found the same text again further up or down. `done` are the nodes that have been moved, since some
 * stand in two places; a script that a node names is not entered.
 */
export function moveNodes(value: unknown, by: number, done: Set<object>): void {
  if (typeof value !== 'object' || value === null) return;
  if (Array.isArray(value)) {
    for (const one of value) moveNodes(one, by, done);
  } else if (value instanceof Set) {
    for (const one of value) moveNodes(one, by, done);
  } else if (value instanceof Map) {
    for (const [key, one] of value) {
      moveNodes(key, by, done);
      moveNodes(one, by, done);
    }
  } else if (!done.has(value)) {
    done.add(value);
    moveNode(value, by, done);
  }
}

/** Words and commands, which are most of what there is, property by property: quicker than to look which ones there are. */
function moveNode(node: object, by: number, done: Set<object>): void {
  if ('type' in node && node.type === 'ShellWord') moveWord(node as Movable<ShellWord>, by, done);
  else if ('type' in node && node.type === 'Command') moveCommand(node as Movable<Command>, by, done);
  else moveProperties(node as Record<string, unknown>, by, done);
}

type Movable<T extends { readonly range: Range }> = Omit<T, 'range'> & { range: Range };

const moved = ([start, end]: Range, by: number): Range => [start + by, end + by];

function moveWord(word: Movable<ShellWord>, by: number, done: Set<object>): void {
  word.range = moved(word.range, by);
  if (word.parts.length > 0) moveNodes(word.parts, by, done);
  if (word.expansions.length > 0) moveNodes(word.expansions, by, done);
}

function moveCommand(command: Movable<Command>, by: number, done: Set<object>): void {
  command.range = moved(command.range, by);
  for (const list of [command.words, command.front, command.assignments, command.redirections])
    if (list.length > 0) moveNodes(list, by, done);
}

function moveProperties(node: Record<string, unknown>, by: number, done: Set<object>): void {
  for (const key of Object.keys(node)) {
    const value = node[key];
    if (typeof value !== 'object' || value === null || key === 'script') continue;
    if (key === 'range') node[key] = moved(value as Range, by);
    else moveNodes(value, by, done);
  }
}
