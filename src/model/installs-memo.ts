import type { Dockerfile } from '../nodes.ts';
import type { Model } from './model.ts';

/** Works something out once for each file, however many rules and nodes ask for it. */
export function oncePerFile<T>(make: (model: Model) => T): (model: Model) => T {
  const known = new WeakMap<Dockerfile, { readonly value: T }>();
  return (model) => {
    const found = known.get(model.dockerfile);
    if (found) return found.value;
    const made = { value: make(model) };
    known.set(model.dockerfile, made);
    return made.value;
  };
}
