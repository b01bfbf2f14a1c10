import type { Instruction, Node, NodeType } from '../nodes.ts';
import { visitorKeys } from '../visitor-keys.ts';
import type { Model } from '../model/model.ts';

export type Visit = (node: Node) => void;
/** What is to be called for each node type. */
export type Table = ReadonlyMap<NodeType, readonly Visit[]>;

/** Goes through a file once, the outer before the inner and in the order written, shell scripts included; skips what nobody visits. */
export function walk(model: Model, table: Table): void {
  const wanted = typesOnTheWay(table);
  const call = (node: Node): void => {
    for (const visit of table.get(node.type) ?? []) visit(node);
  };
  const enter = (node: Node): void => {
    if (!wanted.has(node.type)) return;
    call(node);
    for (const key of visitorKeys[node.type]) {
      const child = (node as unknown as Readonly<Record<string, Node | readonly Node[] | undefined>>)[key];
      if (child === undefined) continue;
      if (isList(child)) for (const one of child) enter(one);
      else enter(child);
    }
    if (holdsScripts.has(node.type)) enterScripts(node as Instruction);
  };
  const enterScripts = (instruction: Instruction): void => {
    if (!wanted.has('ShellScript')) return;
    for (const script of model.scripts(instruction)) {
      enter(script);
      if (wanted.has('ShellFeature')) for (const feature of script.features) call(feature);
      if (wanted.has('Install')) for (const install of model.installs(script)) call(install);
    }
  };
  enter(model.dockerfile);
}

const isList = (child: Node | readonly Node[]): child is readonly Node[] => Array.isArray(child);

const holdsScripts: ReadonlySet<NodeType> = new Set<NodeType>(['Run', 'Cmd', 'Entrypoint', 'Healthcheck']);

/** Every type that a walk must enter to meet one of the table's. */
function typesOnTheWay(table: Table): ReadonlySet<NodeType> {
  const wanted = new Set(table.keys());
  for (let size = -1; size !== wanted.size;) {
    size = wanted.size;
    for (const [parent, children] of inside) if (children.some((child) => wanted.has(child))) wanted.add(parent);
  }
  return wanted;
}

const instructions: readonly NodeType[] = [
  ...(['From', 'Run', 'Cmd', 'Entrypoint', 'Healthcheck', 'Copy', 'Add', 'Env', 'Arg', 'Label', 'Expose'] as const),
  ...(['User', 'Workdir', 'Volume', 'Shell', 'Stopsignal', 'Onbuild', 'Maintainer', 'Unknown'] as const),
];
const common: readonly NodeType[] = ['Keyword', 'Flag', 'Word', 'Heredoc'];
const commandParts: readonly NodeType[] = [...common, 'JsonArray', 'ShellForm', 'ShellScript'];
const compounds: readonly NodeType[] = ['Pipeline', 'AndOr', 'Group', 'Conditional', 'Loop', 'Case', 'FunctionDefinition', 'Test'];

/** Which types stand directly in which, as `visitorKeys` says by property. */
const inside: readonly (readonly [NodeType, readonly NodeType[]])[] = [
  ['Dockerfile', ['Directive', 'Comment', 'SyntaxProblem', 'Stage', ...instructions]],
  ['Stage', instructions],
  ['Onbuild', [...common, ...instructions]],
  ['From', [...common, 'ImageReference']],
  ...(['Run', 'Cmd', 'Entrypoint', 'Healthcheck'] as const).map((type) => [type, commandParts] as const),
  ...(['Copy', 'Add', 'User', 'Workdir', 'Volume', 'Stopsignal', 'Maintainer', 'Unknown'] as const).map((type) => [type, common] as const),
  ...(['Env', 'Arg', 'Label'] as const).map((type) => [type, [...common, 'KeyValue'] as const] as const),
  ['Expose', [...common, 'Port']],
  ['Shell', [...common, 'JsonArray']],
  ['Flag', ['Word', 'Mount']],
  ['Mount', ['MountOption']],
  ['MountOption', ['Word']],
  ['Word', ['Variable']],
  ['ImageReference', ['Variable']],
  ['ShellScript', ['Command', ...compounds, 'ShellWord', 'Install', 'ShellFeature']],
];
