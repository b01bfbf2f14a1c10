import { buildContext } from './context.ts';
import type { Files, Model, StageInfo } from './model.ts';
import { nameIndexOf } from './name-index.ts';
import { scriptsOf } from './scripts.ts';
import { posixShells, shellComments, shellOfFamily, shells, users, workdirs } from './settings.ts';
import { stageGraph, type StageGraph } from './stages.ts';
import { isNamed, namesAt, resolveWord } from './variables.ts';
import type { Dockerfile, Install, Instruction, ShellScript } from '../nodes.ts';
import { installsOf } from '../shell/installs.ts';
import { lineTable } from '../syntax/lines.ts';
import { holding, lastStarting } from '../syntax/ordered.ts';

/** The model of one parsed file; `path` is the file's name in findings. Nothing is worked out before it is asked for. */
export function createModel(path: string, dockerfile: Dockerfile, files?: Files): Model {
  const { text } = dockerfile;
  const lines = lineTable(text);
  const graph = once(() => stageGraph(dockerfile));
  const resolve: Model['resolve'] = (word, at) => resolveWord(word, dockerfile.escape, scopeAt(graph(), model, at), at.range[0]);
  const firstWord = (at: Instruction): string | undefined => (at.args[0] ? resolve(at.args[0], at) : undefined);
  const user = once(() => users(graph().stages, firstWord));
  const shell = once(() => shells(graph().stages));
  const posixShell = once(() => posixShells(graph().stages));
  const commented = once(() => shellComments(dockerfile));
  const workdir = once(() => workdirs(graph().stages, firstWord));
  const context = once(() => files && buildContext(files, dockerfile));
  const eol = once(() => mostlyCrlf(text));
  const scripts = memo((instruction: Instruction): readonly ShellScript[] => scriptsOf(instruction, shellAt(instruction)));
  const shellAt: Model['shellAt'] = (at) => {
    const place = placeOf(model, at);
    const found = place ? shell().at(...place) : shellOfFamily('unknown');
    const comment = place && commented()[lastStarting(commented(), place[1])];
    return comment && comment.range[0] > (found.instruction?.range[0] ?? -1) ? comment.shell : found;
  };
  const model: Model = {
    path,
    text,
    get eol() {
      return eol() ? '\r\n' : '\n';
    },
    dockerfile,
    get stages() {
      return graph().stages;
    },
    get finalStage() {
      return graph().stages.at(-1);
    },
    get buildContext() {
      return context();
    },
    instructionOf: ({ range }) => instructionAt(dockerfile.instructions, range[0]),
    stageOf: ({ range }) => {
      const at = lastStarting(dockerfile.stages, range[0]);
      return at < 0 ? undefined : graph().stages[at];
    },
    scripts,
    installs: memo((script: ShellScript): readonly Install[] => installsOf(script)),
    userAt(at) {
      const place = placeOf(model, at);
      return place ? user().at(...place) : { source: 'default' };
    },
    shellAt,
    posixShellAt(at) {
      const place = placeOf(model, at);
      return place ? posixShell().at(...place) : 'sh';
    },
    workdirAt(at) {
      const place = placeOf(model, at);
      return place && workdir().at(...place);
    },
    resolve,
    isDeclared(name, at) {
      const stage = model.stageOf(at);
      const isInFrom = stage === undefined || at.range[0] < stage.node.from.range[1];
      if (isInFrom) return isNamed(graph().globals, name, at.range[0]);
      // A long chain of stages need not be gone through for a name that none of them sets.
      if (name === 'PATH' || (nameIndexOf(dockerfile).declared.has(name) && isNamed(graph().scopeOf(stage), name, at.range[0])))
        return true;
      return stage.facts?.environment?.includes(name);
    },
    declaredNames(at) {
      const stage = model.stageOf(at);
      if (!stage || at.range[0] < stage.node.from.range[1]) return namesAt(graph().globals, at.range[0]);
      return [...namesAt(graph().scopeOf(stage), at.range[0]), 'PATH', ...(stage.facts?.environment ?? [])];
    },
    positionAt: lines.positionAt,
    indentAt: lines.indentAt,
  };
  return model;
}

/** Works a value out once for each key. */
function memo<K, V>(make: (key: K) => V): (key: K) => V {
  const made = new Map<K, V>();
  return (key) => {
    const known = made.get(key);
    if (known !== undefined) return known;
    const value = make(key);
    made.set(key, value);
    return value;
  };
}

function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => (made ??= { value: make() }).value;
}

const isStage = (at: Instruction | StageInfo): at is StageInfo => 'node' in at;

/** A stage and an offset in it: for a stage, its end. */
function placeOf(model: Model, at: Instruction | StageInfo): readonly [StageInfo, number] | undefined {
  if (isStage(at)) return [at, Infinity];
  const stage = model.stageOf(at);
  return stage && [stage, at.range[0]];
}

/** FROM sees the variables before the first stage only; all others see their stage's. */
const scopeAt = ({ globals, scopeOf }: StageGraph, model: Model, at: Instruction) =>
  at.type === 'From' ? globals : scopeOf(model.stageOf(at));

function instructionAt(instructions: readonly Instruction[], offset: number): Instruction | undefined {
  const found = holding(instructions, offset);
  return found?.type === 'Onbuild' && found.trigger && offset >= found.trigger.range[0] ? found.trigger : found;
}

function mostlyCrlf(text: string): boolean {
  let lines = 0;
  let crlf = 0;
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) {
    lines++;
    if (text[at - 1] === '\r') crlf++;
  }
  return crlf * 2 > lines;
}
