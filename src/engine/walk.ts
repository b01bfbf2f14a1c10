import type { Instruction, Node, NodeType } from '../nodes.ts';
import { childTypes, visitorKeys, type VisitorKey } from '../visitor-keys.ts';
import type { Model } from '../model/model.ts';

/** The way through a file that meets all nodes of some types, worked out once for many files. */
export interface Route {
  readonly stops: ReadonlyMap<NodeType, Stop>;
  readonly meetsInstalls: boolean;
}

/** What is to be done at a node of one type. */
interface Stop {
  readonly isCalled: boolean;
  /** To what is looked for. */
  readonly ways: readonly Way[];
  readonly holdsScripts: boolean;
}

/** Plans a walk that calls nodes of `types`, and enters nothing that holds none of them. */
export function planRoute(types: Iterable<NodeType>): Route {
  const called = new Set(types);
  const wanted = typesOnTheWay(called);
  const stops = new Map<NodeType, Stop>();
  for (const type of wanted) {
    const keys = visitorKeys[type].filter((key) => childTypes[key].some((child) => wanted.has(child)));
    const entersScripts = wanted.has('ShellScript') && holdsScripts.has(type);
    const ways = keys.map((key) => ({
      read: readers[key],
      ends: childTypes[key].every((child) => called.has(child) && isEnd(child, wanted)),
    }));
    stops.set(type, { isCalled: called.has(type), ways, holdsScripts: entersScripts });
  }
  return { stops, meetsInstalls: called.has('Install') };
}

/** Whether nothing that is looked for stands in a type. */
const isEnd = (type: NodeType, wanted: ReadonlySet<NodeType>): boolean => inside(type).every((child) => !wanted.has(child));

/** What is told of what a walk meets. */
export interface Visitor {
  node(node: Node): void;
  /** Before the scripts of an instruction, into which `go` leads. */
  scriptsIn(instruction: Instruction, go: () => void): void;
}

/** Goes through a file once, the outer before the inner and in the order written, shell scripts included. */
export function walk(model: Model, { stops, meetsInstalls }: Route, visitor: Visitor): void {
  const enter = (node: Node): void => {
    const stop = stops.get(node.type);
    if (stop === undefined) return;
    if (stop.isCalled) visitor.node(node);
    for (const way of stop.ways) {
      const child = way.read(node as unknown as Holder);
      if (child === undefined) continue;
      if (!isList(child)) enter(child);
      else if (way.ends) for (const one of child) visitor.node(one);
      else for (const one of child) enter(one);
    }
    if (stop.holdsScripts) enterScripts(node as Instruction);
  };
  const enterScripts = (instruction: Instruction): void => {
    visitor.scriptsIn(instruction, () => {
      for (const script of model.scripts(instruction)) {
        enter(script);
        if (meetsInstalls) for (const install of model.installs(script)) visitor.node(install);
      }
    });
  };
  enter(model.dockerfile);
}

type Children = Node | readonly Node[] | undefined;
type Holder = Readonly<Record<VisitorKey, Children>>;

interface Way {
  readonly read: (node: Holder) => Children;
  /** All that stands there is called, and leads no further: most of what there is. */
  readonly ends: boolean;
}

/** A function each: V8 reads a named property that may be absent many times as quickly as one whose name is a variable. */
const readers: Readonly<Record<VisitorKey, Way['read']>> = {
  directives: (node) => node.directives,
  comments: (node) => node.comments,
  problems: (node) => node.problems,
  preamble: (node) => node.preamble,
  stages: (node) => node.stages,
  from: (node) => node.from,
  instructions: (node) => node.instructions,
  keyword: (node) => node.keyword,
  flags: (node) => node.flags,
  image: (node) => node.image,
  args: (node) => node.args,
  heredocs: (node) => node.heredocs,
  exec: (node) => node.exec,
  shell: (node) => node.shell,
  pairs: (node) => node.pairs,
  ports: (node) => node.ports,
  trigger: (node) => node.trigger,
  value: (node) => node.value,
  mount: (node) => node.mount,
  options: (node) => node.options,
  variables: (node) => node.variables,
  commands: (node) => node.commands,
  compounds: (node) => node.compounds,
  shellWords: (node) => node.shellWords,
  features: (node) => node.features,
  oddities: (node) => node.oddities,
};

const isList = (child: Node | readonly Node[]): child is readonly Node[] => Array.isArray(child);

const holdsScripts: ReadonlySet<NodeType> = new Set<NodeType>(['Run', 'Cmd', 'Entrypoint', 'Healthcheck']);

/** Every type that a walk must enter to meet one of these. */
function typesOnTheWay(types: Iterable<NodeType>): ReadonlySet<NodeType> {
  const wanted = new Set(types);
  for (let size = -1; size !== wanted.size;) {
    size = wanted.size;
    for (const parent of Object.keys(visitorKeys) as NodeType[]) if (inside(parent).some((child) => wanted.has(child))) wanted.add(parent);
  }
  return wanted;
}

/** Which types stand directly in a type. */
function inside(type: NodeType): readonly NodeType[] {
  const children = visitorKeys[type].flatMap((key): readonly NodeType[] => childTypes[key]);
  if (type === 'ShellScript') return [...children, 'Install'];
  return holdsScripts.has(type) ? [...children, 'ShellScript'] : children;
}
