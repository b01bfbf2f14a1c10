import { initPaths, reapers } from '../knowledge/daemons.ts';
import type { ImageRow } from '../knowledge/images.ts';
import { accountSwitches, rootPrograms, stepDownTools } from '../knowledge/root-programs.ts';
import { serviceImages } from '../knowledge/service-images.ts';
import type { Add, Cmd, Copy, Entrypoint, Instruction } from '../nodes.ts';
import { oncePerFile, oncePerNode } from './memory.ts';
import type { Model, StageInfo } from './model.ts';

/** What a container of the final stage starts. */
export interface Start {
  /** In force at the end, from whichever stage of the chain. */
  readonly entrypoint?: Entrypoint;
  readonly cmd?: Cmd;
  /** The words that name programs: paths as written, what only passes signals on left out. */
  readonly programs: readonly string[];
}

/** The final stage and those that it is built from, in this order. */
export const shippedStages = oncePerFile(({ finalStage }): readonly StageInfo[] => {
  const chain: StageInfo[] = [];
  for (let stage = finalStage; stage; stage = stage.base) chain.push(stage);
  return chain;
});

/** ENTRYPOINT and CMD in force; a stage that sets ENTRYPOINT inherits no CMD. */
export const startOf = oncePerFile((model): Start => {
  let entrypoint: Entrypoint | undefined;
  let cmd: Cmd | undefined;
  for (const { node } of shippedStages(model)) {
    const { instructions: list } = node;
    for (let i = list.length - 1; i >= 0; i--) {
      const instruction = list[i];
      if (instruction?.type === 'Entrypoint') entrypoint ??= instruction;
      if (instruction?.type === 'Cmd') cmd ??= instruction;
    }
    if (entrypoint) break;
  }
  const programs = [...(entrypoint ? programsOf(entrypoint, model) : []), ...(cmd ? programsOf(cmd, model) : [])];
  return { programs, ...(entrypoint && { entrypoint }), ...(cmd && { cmd }) };
});

/** Whether the image is made to be run: it says what to start, serves something, or is built on a server; not where it has triggers. */
export function isRunnable(model: Model, { entrypoint, cmd }: Start): boolean {
  const types = typesOf(model);
  if (types.has('Onbuild')) return false;
  return (entrypoint ?? cmd) !== undefined || isServiceImage(model) || types.has('Expose') || types.has('Healthcheck');
}

const typesOf = oncePerFile((model): ReadonlySet<Instruction['type']> => new Set(instructions(model).map(({ type }) => type)));

/** The base image is a server or an application, not a system or a language. */
export function isServiceImage({ finalStage }: Model): boolean {
  const { facts, image } = finalStage ?? {};
  return (facts && serviceRows.has(facts.repositories)) === true || /^(?:tomcat|tomee|php:.*(?:fpm|apache))/.test(image?.text ?? '');
}

const serviceRows: ReadonlySet<ImageRow['repositories']> = new Set(serviceImages.map(({ repositories }: ImageRow) => repositories));

/**
 * Whether being root at the start is no fault: the first process, or what the base image starts, steps down by itself or is an init; on
 * Windows there is no root; a GitHub action must be root (https://docs.github.com/actions/reference/dockerfile-support#user); a development
 * container's user stands in its devcontainer.json.
 */
export const mayStartAsRoot = (model: Model, start: Start): boolean => isForRoot(start, model);

const isForRoot = oncePerNode((start: Start, model): boolean => {
  const { finalStage: stage } = model;
  if (!stage || stage.family === 'windows' || /^(?:cmd|powershell)$/.test(model.shellAt(stage).dialect)) return true;
  const { rootByDesign, dropsPrivileges, init } = stage.facts ?? {};
  if (rootByDesign === true) return true;
  if (!start.entrypoint && (dropsPrivileges === true || init !== undefined)) return true;
  if (start.programs.some((program) => initPaths.has(program) || isRootProgram(baseName(program)))) return true;
  return stepsDown(model, start) || isGithubAction(model) || /(?:^|[\\/])\.devcontainer[\\/]/.test(model.path);
});

/** Whether the final stage is root for certain although no USER says so. */
export function isRootByDefault(model: Model, { entrypoint }: Start): boolean {
  const { finalStage: stage } = model;
  if (!stage) return false;
  const { source, isRoot } = model.userAt(stage);
  if (source === 'instruction') return false;
  if (isRoot !== undefined) return isRoot;
  // An unknown image may have an entrypoint that steps down; with one of the file's own, what its RUNs do tells.
  return entrypoint !== undefined && shippedStages(model).some(({ node }) => node.instructions.some((one) => needsRoot(one, model)));
}

/** The script that the container starts with: its text where it can be read, absent where there is none. */
export const startScript = (model: Model, start: Start): StartScript | undefined => scriptOf(start, model);

interface StartScript {
  readonly text?: string;
}

const scriptOf = oncePerNode(({ programs }: Start, model): StartScript | undefined => {
  if (programs.length === 0) return undefined;
  const copied = copies(model);
  const names = new Set(copied.flatMap(({ sources, destination }) => [...sources, destination].map((word) => baseName(word?.value ?? ''))));
  const script = programs.find((program) => looksLikeScript.test(program) || names.has(baseName(program)));
  if (script === undefined) return undefined;
  const name = baseName(script);
  for (const { sources, heredocs, destination } of copied) {
    const [heredoc] = heredocs;
    if (heredoc && baseName(destination?.value ?? '') === name) return { text: heredoc.content };
    for (const { value } of sources) {
      const path = value.replace(/^(?:\.?\/)+|^\.$/, '').replace(/\/$/, '');
      const text = model.buildContext?.read(baseName(path) === name ? path : [path, name].filter(Boolean).join('/'));
      if (text !== undefined) return { text };
    }
  }
  return {};
});

/** By its name, or a relative path: `hack/dind`. */
const looksLikeScript = /\.(?:ba)?sh$|entry-?point|^[^./\s]+\//;

/** The last path element. */
export const baseName = (path: string): string => path.slice(path.lastIndexOf('/') + 1);

/** An instruction as Docker reads it, with its heredocs. */
const wholeText = ({ source, heredocs }: Instruction): string => [source.text, ...heredocs.map(({ content }) => content)].join('\n');

function programsOf(instruction: Cmd | Entrypoint, model: Model): readonly string[] {
  const shell = model.scripts(instruction).flatMap(({ commands }) => commands.map(({ words: [word] }) => word?.value ?? ''));
  const words = instruction.exec?.items.map(({ value }) => value) ?? [];
  const first = words.find((word) => !word.startsWith('-') && !reapers.has(baseName(word)) && !passers.has(baseName(word)));
  // Behind a script stands what it is told to start: ["entrypoint.sh", "nginx"].
  const second = first !== undefined && /\.sh$|entry-?point/.test(first) ? words[words.indexOf(first) + 1] : undefined;
  return [first ?? '', second ?? '', ...shell].filter((word) => word !== '');
}

/** WebAssembly knows no users. */
const isRootProgram = (name: string): boolean => rootPrograms.has(name) || /^(?:runit|runsv|s6-)|\.wasm$/.test(name);

const passers: ReadonlySet<string> = new Set(['env', 'exec', 'nice', 'setsid', 'stdbuf', 'time', 'timeout']);

const anyOf = (names: readonly string[]): string => `(?<![\\w.-])(?:${names.join('|')})(?![\\w-])`;
const installed = new RegExp(anyOf(stepDownTools));
const switched = new RegExp(
  `${anyOf([...stepDownTools, ...accountSwitches])}|--userspec|--(?:user|uid|setuid|chuid|drop-privileges)(?:[= ]|",)`,
);

/** Whether the container is made to start as root and go on as somebody else. */
export const stepsDown = (model: Model, start: Start): boolean => isSteppingDown(start, model);

const isSteppingDown = oncePerNode((start: Start, model): boolean => {
  const { text } = startScript(model, start) ?? {};
  const started = [start.entrypoint, start.cmd].some((one) => one && switched.test(wholeText(one)));
  const isWritten = (one: Instruction): boolean => one.heredocs.some(({ content }) => one.type !== 'Run' && switched.test(content));
  return started || (text !== undefined && switched.test(text)) || instructions(model).some((one) => isWritten(one) || hasTool(one));
});

const hasTool = (one: Instruction): boolean =>
  (one.type === 'Run' || one.type === 'Copy' || one.type === 'Add') && installed.test(wholeText(one));

function isGithubAction({ buildContext }: Model): boolean {
  const action = buildContext?.read('action.yml') ?? buildContext?.read('action.yaml');
  return action !== undefined && /^[ \t]*using:\s*["']?docker/m.test(action);
}

/** Only root can install system packages and make accounts; with `sudo` it is somebody else who asks for it. */
function needsRoot(instruction: Instruction, model: Model): boolean {
  if (instruction.type !== 'Run') return false;
  return model.scripts(instruction).some(({ commands }) =>
    commands.some(({ name, words, wrappers, nesting }) => {
      if (wrappers.length > 0 || nesting.length > 0) return false;
      return accountMakers.has(name) || (systemManagers.has(name) && words.some(({ value }) => value === 'install' || value === 'add'));
    }),
  );
}

const accountMakers: ReadonlySet<string> = new Set(['useradd', 'adduser', 'groupadd', 'addgroup', 'usermod']);
const systemManagers: ReadonlySet<string> = new Set(['apt-get', 'apt', 'apk', 'yum', 'dnf', 'microdnf', 'tdnf', 'zypper']);

const instructions = oncePerFile((model): readonly Instruction[] => {
  const all: Instruction[] = [];
  for (const { node } of shippedStages(model)) for (const one of node.instructions) all.push(one);
  return all;
});

function copies(model: Model): readonly (Copy | Add)[] {
  const found: (Copy | Add)[] = [];
  for (const one of instructions(model))
    if ((one.type === 'Copy' || one.type === 'Add') && !one.flags.some(({ name }) => name === 'from')) found.push(one);
  return found;
}
