import type { ShellScript } from '../nodes.ts';
import type { Model } from './model.ts';

/** Works something out once for each script, however many rules ask for it. */
export function oncePerScript<T>(make: (script: ShellScript, model: Model) => T): (script: ShellScript, model: Model) => T {
  const known = new WeakMap<ShellScript, { readonly value: T }>();
  return (script, model) => {
    const found = known.get(script);
    if (found) return found.value;
    const made = { value: make(script, model) };
    known.set(script, made);
    return made.value;
  };
}
