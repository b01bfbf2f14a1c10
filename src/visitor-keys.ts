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
  ShellScript: ['commands'],
  Command: [],
  Install: [],
  ShellFeature: [],
  ShellOddity: [],
  SyntaxProblem: [],
  Suppression: [],
} as const satisfies Record<NodeType, readonly string[]>;
