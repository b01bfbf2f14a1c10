import type { Memory } from '../model/memory.ts';
import type { BuildContext, Model, StageInfo } from '../model/model.ts';
import type { Dockerfile } from '../nodes.ts';
import type { Context } from '../rule.ts';

/** A rule's context that notes whether the rule asks for anything beyond the script that it is called for. */
export class Watched implements Context {
  isTouched = false;
  readonly #context: Context;

  constructor(context: Context) {
    this.#context = context;
  }

  /** The same for all scripts, or a matter of the instruction alone. */
  get options(): Context['options'] {
    return this.#context.options;
  }

  get report(): Context['report'] {
    return this.#context.report;
  }

  get scripts(): Model['scripts'] {
    return this.#context.scripts;
  }

  get installs(): Model['installs'] {
    return this.#context.installs;
  }

  /** What lies in a script is asked for by its own nodes, and its instruction is the same as long as its text is. */
  get instructionOf(): Model['instructionOf'] {
    return this.#context.instructionOf;
  }

  get path(): string {
    return this.#context.path;
  }

  get text(): string {
    return this.#touched.text;
  }

  get eol(): Model['eol'] {
    return this.#touched.eol;
  }

  get dockerfile(): Dockerfile {
    return this.#touched.dockerfile;
  }

  get stages(): readonly StageInfo[] {
    return this.#touched.stages;
  }

  get finalStage(): StageInfo | undefined {
    return this.#touched.finalStage;
  }

  get buildContext(): BuildContext | undefined {
    return this.#touched.buildContext;
  }

  get memory(): Memory {
    return this.#touched.memory;
  }

  get stageOf(): Model['stageOf'] {
    return this.#touched.stageOf;
  }

  get userAt(): Model['userAt'] {
    return this.#touched.userAt;
  }

  get shellAt(): Model['shellAt'] {
    return this.#touched.shellAt;
  }

  get posixShellAt(): Model['posixShellAt'] {
    return this.#touched.posixShellAt;
  }

  get workdirAt(): Model['workdirAt'] {
    return this.#touched.workdirAt;
  }

  get resolve(): Model['resolve'] {
    return this.#touched.resolve;
  }

  get isDeclared(): Model['isDeclared'] {
    return this.#touched.isDeclared;
  }

  get declaredNames(): Model['declaredNames'] {
    return this.#touched.declaredNames;
  }

  get positionAt(): Model['positionAt'] {
    return this.#touched.positionAt;
  }

  get indentAt(): Model['indentAt'] {
    return this.#touched.indentAt;
  }

  get #touched(): Context {
    this.isTouched = true;
    return this.#context;
  }
}
