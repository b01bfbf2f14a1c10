import type { NodeType } from './nodes.ts';

const instruction = ['keyword', 'flags', 'args', 'heredocs'] as const;

/**
 * The properties of a node that hold nodes, in the order of a walk. Shell scripts are not properties: the walker asks the
 * model for an instruction's scripts, since only the model knows which shell reads them.
 */
export const visitorKeys = {
  Dockerfile: ['directives', 'comments', 'problems', 'preamble', 'stages'],
  Stage: ['from', 'instructions'],
  From: ['keyword', 'flags', 'image', 'args'],
  Run: [...instruction, 'exec', 'shell'],
  Cmd: [...instruction, 'exec', 'shell'],
  Entrypoint: [...instruction, 'exec', 'shell'],
  Healthcheck: [...instruction, 'exec', 'shell'],
  Copy: instruction,
  Add: instruction,
  Env: [...instruction, 'pairs'],
  Arg: [...instruction, 'pairs'],
  Label: [...instruction, 'pairs'],
  Expose: [...instruction, 'ports'],
  User: instruction,
  Workdir: instruction,
  Volume: instruction,
  Shell: [...instruction, 'exec'],
  Stopsignal: instruction,
  Onbuild: ['keyword', 'flags', 'trigger'],
  Maintainer: instruction,
  Unknown: instruction,
  Flag: ['value', 'mount'],
  Mount: ['options'],
  MountOption: ['value'],
  KeyValue: [],
  Word: ['variables'],
  Port: [],
  ImageReference: ['variables'],
  JsonArray: [],
  Directive: [],
  Comment: [],
  Keyword: [],
  Variable: [],
  ShellForm: [],
  Heredoc: [],
  // Flat lists: a tree's nodes are not entered once more from above.
  ShellScript: ['commands', 'compounds', 'shellWords', 'features', 'oddities'],
  Command: [],
  Pipeline: [],
  AndOr: [],
  Group: [],
  Conditional: [],
  Loop: [],
  Case: [],
  FunctionDefinition: [],
  Test: [],
  ShellWord: [],
  Install: [],
  ShellFeature: [],
  ShellOddity: [],
  SyntaxProblem: [],
  Suppression: [],
} as const satisfies Record<NodeType, readonly string[]>;

const instructions = [
  ...(['From', 'Run', 'Cmd', 'Entrypoint', 'Healthcheck', 'Copy', 'Add', 'Env', 'Arg', 'Label', 'Expose'] as const),
  ...(['User', 'Workdir', 'Volume', 'Shell', 'Stopsignal', 'Onbuild', 'Maintainer', 'Unknown'] as const),
] as const;

/** The name of a property that holds nodes. */
export type VisitorKey = (typeof visitorKeys)[NodeType][number];

/** The types of nodes that each of these properties holds, whatever node it belongs to. */
export const childTypes: Readonly<Record<VisitorKey, readonly NodeType[]>> = {
  directives: ['Directive'],
  comments: ['Comment'],
  problems: ['SyntaxProblem'],
  preamble: instructions,
  stages: ['Stage'],
  from: ['From'],
  instructions,
  keyword: ['Keyword'],
  flags: ['Flag'],
  image: ['ImageReference'],
  args: ['Word'],
  heredocs: ['Heredoc'],
  exec: ['JsonArray'],
  shell: ['ShellForm'],
  pairs: ['KeyValue'],
  ports: ['Port'],
  trigger: instructions,
  value: ['Word'],
  mount: ['Mount'],
  options: ['MountOption'],
  variables: ['Variable'],
  commands: ['Command'],
  compounds: ['Pipeline', 'AndOr', 'Group', 'Conditional', 'Loop', 'Case', 'FunctionDefinition', 'Test'],
  shellWords: ['ShellWord'],
  features: ['ShellFeature'],
  oddities: ['ShellOddity'],
};
