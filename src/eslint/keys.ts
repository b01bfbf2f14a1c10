import type { Node } from '../nodes.ts';
import { visitorKeys as plain } from '../visitor-keys.ts';

/** The properties that hold nodes, for ESLint's selectors: those of the tree, and what the model adds to them. */
export const visitorKeys: Readonly<Record<string, readonly string[]>> = {
  ...plain,
  Dockerfile: [...plain.Dockerfile, 'suppressions'],
  Run: [...plain.Run, 'scripts'],
  Cmd: [...plain.Cmd, 'scripts'],
  Entrypoint: [...plain.Entrypoint, 'scripts'],
  Healthcheck: [...plain.Healthcheck, 'scripts'],
  ShellScript: [...plain.ShellScript, 'installs'],
};

/** In the order of a walk. */
export function childrenOf(node: Node): readonly Node[] {
  const held = node as unknown as Readonly<Record<string, Node | readonly Node[] | undefined>>;
  return (visitorKeys[node.type] ?? []).flatMap((key) => held[key] ?? []);
}
