/**
 * Moves some nodes, and all that they hold, by so many UTF-16 units: gives each a new `range`, in place, which is the one thing that ever
 * changes a node. For a host that has found the same text again further up or down. `done` are the nodes that have been moved, since some
 * stand in two places; a script that a node names is not entered.
 */
export function moveNodes(value: unknown, by: number, done: Set<object>): void {
  if (typeof value !== 'object' || value === null) return;
  if (Array.isArray(value) || value instanceof Set) {
    for (const one of value) moveNodes(one, by, done);
  } else if (value instanceof Map) {
    for (const [key, one] of value) {
      moveNodes(key, by, done);
      moveNodes(one, by, done);
    }
  } else if (!done.has(value)) {
    done.add(value);
    moveNode(value as Record<string, unknown>, by, done);
  }
}

function moveNode(node: Record<string, unknown>, by: number, done: Set<object>): void {
  for (const key in node) {
    const value = node[key];
    if (typeof value !== 'object' || value === null || key === 'script') continue;
    if (key === 'range') {
      const [start, end] = value as readonly [number, number];
      node[key] = [start + by, end + by];
    } else moveNodes(value, by, done);
  }
}
