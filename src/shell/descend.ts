import { forEachChild, type SyntaxNode } from 'unbash';

/** Nobody nests substitutions deeper by hand; each level costs the parser another pass over what it holds. */
export const deepest = 12;

/** Goes through a tree, the outer before the inner; `enter` gives what its children are told, or nothing where they are to be left out. */
export function descend<T>(node: SyntaxNode, at: T, enter: (node: SyntaxNode, at: T) => T | undefined): void {
  const next = enter(node, at);
  if (next === undefined) return;
  forEachChild(node, (child) => {
    descend(child, next, enter);
  });
}
