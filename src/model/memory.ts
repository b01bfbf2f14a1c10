import type { Model } from './model.ts';

/**
 * What has been worked out of one file; it goes when the file's model goes. A WeakMap for all files would not do: what it holds of a
 * file that is done with stays until V8 next goes through its whole heap, and is copied there first.
 */
export class Memory {
  readonly #values = new Map<object, { readonly value: unknown }>();

  /** What `make` gave when it was first asked. */
  recall<T>(make: (model: Model) => T, model: Model): T {
    const known = this.#values.get(make);
    if (known) return known.value as T;
    const value = make(model);
    this.#values.set(make, { value });
    return value;
  }
}

/** Works something out once for each file, however many rules and nodes ask for it. */
export const oncePerFile =
  <T>(make: (model: Model) => T): ((model: Model) => T) =>
  (model) =>
    model.memory.recall(make, model);

/** The same once for each node, stage or whatever else belongs to one file alone. */
export function oncePerNode<K extends object, T>(make: (node: K, model: Model) => T): (node: K, model: Model) => T {
  const knownIn = oncePerFile(() => new Map<K, { readonly value: T }>());
  return (node, model) => {
    const known = knownIn(model);
    const found = known.get(node);
    if (found) return found.value;
    const made = { value: make(node, model) };
    known.set(node, made);
    return made.value;
  };
}

/** Works something out when it is first asked for, and once. */
export function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => (made ??= { value: make() }).value;
}
