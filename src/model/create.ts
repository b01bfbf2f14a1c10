import { buildContext } from './context.ts';
import { Memory, once } from './memory.ts';
import type { BuildContext, Files, Model, StageInfo } from './model.ts';
import { nameIndexOf } from './name-index.ts';
import { scriptsOf } from './scripts.ts';
import { posixShells, shellComments, shellOfFamily, shells, users, workdirs } from './settings.ts';
import { stageGraph, type StageGraph } from './stages.ts';
import { isNamed, namesAt, resolveWord } from './variables.ts';
import type { Dockerfile, Instruction, ShellScript } from '../nodes.ts';
import { installsOf } from '../shell/installs.ts';
import { oncePerScript } from '../shell/script.ts';
import { lineTable } from '../syntax/lines.ts';
import { holding, lastStarting } from '../syntax/ordered.ts';

/** The model of one parsed file; `path` is the file's name in findings. Nothing is worked out before it is asked for. */
export const createModel = (path: string, dockerfile: Dockerfile, files?: Files): Model => new FileModel(path, dockerfile, files);

/** A class, so that all models have one shape: a rule's reads of them stay quick, however many files there are. Functions need no `this`. */
export class FileModel implements Model {
  readonly path: string;
  readonly text: string;
  readonly dockerfile: Dockerfile;
  readonly scripts: Model['scripts'];
  readonly installs: Model['installs'];
  readonly positionAt: Model['positionAt'];
  readonly indentAt: Model['indentAt'];
  readonly memory = new Memory();
  protected readonly files: Files | undefined;
  readonly #user = once(() => users(this.stages, this.#firstWord));
  readonly #shell = once(() => shells(this.stages));
  readonly #posixShell = once(() => posixShells(this.stages));
  readonly #workdir = once(() => workdirs(this.stages, this.#firstWord));
  #graph: StageGraph | undefined;
  #commented: ReturnType<typeof shellComments> | undefined;
  #context: { readonly value: BuildContext | undefined } | undefined;
  #eol: '\n' | '\r\n' | undefined;

  constructor(path: string, dockerfile: Dockerfile, files: Files | undefined) {
    const { text } = dockerfile;
    const lines = lineTable(text);
    this.path = path;
    this.text = text;
    this.dockerfile = dockerfile;
    this.files = files;
    this.scripts = memo((instruction: Instruction) => this.makeScripts(instruction));
    this.installs = installsIn;
    this.positionAt = lines.positionAt;
    this.indentAt = lines.indentAt;
  }

  get eol(): '\n' | '\r\n' {
    return (this.#eol ??= mostlyCrlf(this.text) ? '\r\n' : '\n');
  }

  get stages(): readonly StageInfo[] {
    return this.#stageGraph().stages;
  }

  get finalStage(): StageInfo | undefined {
    return this.stages.at(-1);
  }

  get buildContext(): BuildContext | undefined {
    return (this.#context ??= { value: this.files && buildContext(this.files, this.dockerfile) }).value;
  }

  readonly instructionOf: Model['instructionOf'] = ({ range }) => instructionAt(this.dockerfile.instructions, range[0]);

  readonly stageOf: Model['stageOf'] = ({ range }) => {
    const at = lastStarting(this.dockerfile.stages, range[0]);
    return at < 0 ? undefined : this.stages[at];
  };

  readonly userAt: Model['userAt'] = (at) => {
    const place = placeOf(this, at);
    return place ? this.#user().at(...place) : { source: 'default' };
  };

  readonly shellAt: Model['shellAt'] = (at) => {
    const place = placeOf(this, at);
    const found = place ? this.#shell().at(...place) : shellOfFamily('unknown');
    const comments = (this.#commented ??= shellComments(this.dockerfile));
    const comment = place && comments[lastStarting(comments, place[1])];
    return comment && comment.range[0] > (found.instruction?.range[0] ?? -1) ? comment.shell : found;
  };

  readonly posixShellAt: Model['posixShellAt'] = (at) => {
    const place = placeOf(this, at);
    return place ? this.#posixShell().at(...place) : 'sh';
  };

  readonly workdirAt: Model['workdirAt'] = (at) => {
    const place = placeOf(this, at);
    return place && this.#workdir().at(...place);
  };

  readonly resolve: Model['resolve'] = (word, at) =>
    resolveWord(word, this.dockerfile.escape, scopeAt(this.#stageGraph(), this, at), at.range[0]);

  readonly isDeclared: Model['isDeclared'] = (name, at) => {
    const stage = this.stageOf(at);
    const { globals, scopeOf } = this.#stageGraph();
    const isInFrom = stage === undefined || at.range[0] < stage.node.from.range[1];
    if (isInFrom) return isNamed(globals, name, at.range[0]);
    // A long chain of stages need not be gone through for a name that none of them sets.
    if (name === 'PATH' || (nameIndexOf(this).declared.has(name) && isNamed(scopeOf(stage), name, at.range[0]))) return true;
    return stage.facts?.environment?.includes(name);
  };

  readonly declaredNames: Model['declaredNames'] = (at) => {
    const stage = this.stageOf(at);
    const { globals, scopeOf } = this.#stageGraph();
    if (!stage || at.range[0] < stage.node.from.range[1]) return namesAt(globals, at.range[0]);
    return [...namesAt(scopeOf(stage), at.range[0]), 'PATH', ...(stage.facts?.environment ?? [])];
  };

  /** For a host that has the scripts of an earlier version at hand. */
  protected makeScripts(instruction: Instruction): readonly ShellScript[] {
    return scriptsOf(instruction, this.shellAt(instruction));
  }

  readonly #firstWord = (at: Instruction): string | undefined => (at.args[0] ? this.resolve(at.args[0], at) : undefined);

  #stageGraph(): StageGraph {
    return (this.#graph ??= stageGraph(this.dockerfile));
  }
}

const installsIn = oncePerScript(installsOf);

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
