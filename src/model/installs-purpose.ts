import { programsIn } from '../knowledge/packages.ts';
import type { Command, Instruction } from '../nodes.ts';
import { managerCallOf } from '../shell/installs.ts';
import { oncePerFile } from './memory.ts';
import type { Model } from './model.ts';
import { shippedStages, startOf, startScript } from './start.ts';

/** Whether something behind `offset`, or what the container starts, names a program of a package or one of its settings files. */
export function isNamedLater(name: string, offset: number, model: Model): boolean {
  const named = namedAt(model);
  return programsIn(name).some((program) => settingsOf(program).some((text) => (named.get(text) ?? -1) > offset));
}

const settingsOf = (program: string): readonly string[] => [
  program,
  `.${program}`,
  `${program}rc`,
  `.${program}rc`,
  `${program}.conf`,
  `.${program}.conf`,
  `.${program}.d`,
];

/** Whether the container starts with a script that nobody can read here: it may call anything. */
export const startsUnknown = oncePerFile((model) => {
  const script = startScript(model, startOf(model));
  return script !== undefined && script.text === undefined;
});

/** Whether the image is made to work in, not to be run: its file, stage or base says so, or it starts with nothing but a shell. */
export const isWorkshop = oncePerFile((model) => {
  const { finalStage, path } = model;
  const file = path.slice(path.lastIndexOf('/') + 1);
  if (workshopNames.test(file) || workshopFolders.test(path)) return true;
  if (shippedStages(model).some(({ node }) => node.name !== undefined && workshopNames.test(node.name))) return true;
  const { registry = '', repository = '' } = finalStage?.image ?? {};
  if (/devcontainer|gitpod|codespace|cimg\/|circleci\//.test(`${registry}/${repository}`)) return true;
  const { programs } = startOf(model);
  return programs.length > 0 && programs.every((program) => shells.has(program.slice(program.lastIndexOf('/') + 1)));
});

const workshopNames =
  /(?:^|[._-])(?:dev|devel|development|dev-?env\w*|devcontainer|debug|tests?|ci|lint|build|builder|tools?|toolchain|sdk|playground|workspace)(?:[._-]|$)/i;

const workshopFolders = /(?:^|\/)(?:\.?devcontainers?|toolbox|netshoot|debug|playground|sdk)\//i;

const shells: ReadonlySet<string> = new Set([
  'sh',
  'bash',
  'ash',
  'dash',
  'zsh',
  'fish',
  'ksh',
  'tmux',
  'screen',
  'login',
  'sleep',
  'tail',
]);

/** Every word in what the shipped stages run and set up, with the last place that has it; what managers are called with is left out. */
const namedAt = oncePerFile((model): ReadonlyMap<string, number> => {
  const named = new Map<string, number>();
  const add = (text: string, offset: number): void => {
    for (const [word] of text.matchAll(/[\w.+-]+/g)) named.set(word, Math.max(offset, named.get(word) ?? -1));
  };
  for (const { node } of shippedStages(model)) for (const instruction of node.instructions) collect(instruction, model, add);
  add(startScript(model, startOf(model))?.text ?? '', Infinity);
  return named;
});

function collect(instruction: Instruction, model: Model, add: (text: string, offset: number) => void): void {
  const { type, range, heredocs } = instruction;
  const [start] = range;
  if (type === 'Run') {
    for (const { commands } of model.scripts(instruction))
      for (const command of commands) for (const text of textsOf(command)) add(text, command.range[0]);
    return;
  }
  for (const { content } of heredocs) add(content, start);
  if (type === 'Cmd' || type === 'Entrypoint' || type === 'Healthcheck') add(instruction.source.text, Infinity);
  else if (type === 'Env') for (const { value } of instruction.pairs) add(value?.value ?? '', start);
  else if (type === 'Copy' || type === 'Add') {
    for (const { value } of instruction.args) add(value, start);
    for (const { value } of instruction.sources) if (/\.sh$|entry-?point/.test(value)) add(model.buildContext?.read(value) ?? '', Infinity);
  }
}

function textsOf(command: Command): readonly string[] {
  const { words, wrappers, assignments, redirections } = command;
  const own = managerCallOf(command) ? [] : words.map(({ value, text }) => value ?? text);
  return [
    ...wrappers,
    ...own,
    ...assignments.map(({ value }) => value?.text ?? ''),
    ...redirections.map(({ target }) => target?.text ?? ''),
  ];
}
