/**
 * Moves all ranges of some nodes by so many UTF-16 units, in place: the one thing that changes nodes, for a host that has found the same
 * text again further up or down. `done` are the objects that have been moved, ranges among them, since some stand in two places; a script
 * that a node names is not entered.
 */
export function moveNodes(value: unknown, by: number, done: Set<object>): void {
  if (typeof value !== 'object' || value === null || done.has(value)) return;
  done.add(value);
  if (Array.isArray(value) || value instanceof Set) {
    for (const one of value) moveNodes(one, by, done);
  } else if (value instanceof Map) {
    for (const [key, one] of value) {
      moveNodes(key, by, done);
      moveNodes(one, by, done);
    }
  } else {
    const node = value as Record<string, unknown>;
    for (const key of Object.keys(node)) {
      if (key === 'range') moveRange(node['range'] as [number, number], by, done);
      else if (key !== 'script') moveNodes(node[key], by, done);
    }
  }
}

function moveRange(range: [number, number], by: number, done: Set<object>): void {
  if (done.has(range)) return;
  done.add(range);
  range[0] += by;
  range[1] += by;
}
