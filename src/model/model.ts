import type { Dockerfile, Install, Instruction, Range, Shell, ShellDialect, ShellScript, Stage, User, Word } from '../nodes.ts';
import type { Memory } from './memory.ts';
import type { ImageFacts, ImageFamily } from '../knowledge/images.ts';

/**
 * What a host lets the rules see of the tree around the linted file. Paths are `/`-separated and relative to the tree's root
 * (the repository, or the folder that was linted); `''` is the root itself. Nothing outside the root can be reached.
 */
export interface Files {
  /** The linted file's own path. */
  readonly path: string;
  /** The text of a file; `undefined` where there is none, or no text. */
  read(path: string): string | undefined;
  /** The entries of a folder in any order; `undefined` where there is no such folder. */
  list(path: string): readonly FileEntry[] | undefined;
}

export interface FileEntry {
  readonly name: string;
  readonly kind: 'file' | 'directory' | 'other';
}

/** A reference such as `ghcr.io/owner/app:1.2@sha256:…` after substitution, taken apart as `distribution/reference` does. */
export interface ImageName {
  readonly text: string;
  /** Absent: Docker Hub. */
  readonly registry?: string;
  /** Without `library/`, without the registry: `node`, `bitnami/redis`. */
  readonly repository: string;
  readonly tag?: string;
  readonly digest?: string;
}

export interface StageInfo {
  readonly node: Stage;
  /** The earlier stage that its `FROM` names. */
  readonly base?: StageInfo;
  /** The image at the root of its chain of stages; absent where a variable without a value decides it. */
  readonly image?: ImageName;
  readonly facts?: ImageFacts;
  readonly family: ImageFamily;
  /** The non-root user that the image at the root of its chain is known to run as. */
  readonly imageUser?: string;
  /** The last one, which `docker build` builds. */
  readonly isFinal: boolean;
  /** Its layers are in the final image: the final stage and the stages that it is built from. */
  readonly isShipped: boolean;
  /** Stages that it copies or mounts from; its `base` is not among them. */
  readonly reads: readonly StageInfo[];
  /** The final stage needs it in some way. */
  readonly isUsed: boolean;
}

export interface UserInForce {
  /** As it is written, variables resolved; absent where a variable without a value decides it. */
  readonly name?: string;
  readonly group?: string;
  /** True: user 0 or `root`. Absent: nobody can know. */
  readonly isRoot?: boolean;
  /** Who chose: a `USER`, the base image, or nobody (then it is root). */
  readonly source: 'instruction' | 'image' | 'default';
  readonly instruction?: User;
}

export interface ShellInForce {
  readonly dialect: ShellDialect;
  /** `SHELL`'s array, or what the base image is known to have. */
  readonly words: readonly string[];
  /** A `SHELL` or shell directive chose it; else it follows from the base image. */
  readonly source: 'instruction' | 'comment' | 'image' | 'default';
  readonly instruction?: Shell;
}

/** The folder that `docker build` is most likely given, and what its ignore file leaves of it. */
export interface BuildContext {
  /** Relative to the tree's root; `''` is the root. */
  readonly directory: string;
  /** The ignore file in force, or `.dockerignore` of the folder where there is none. */
  readonly ignorePath: string;
  /** Its text; absent where there is no such file. */
  readonly ignoreText?: string;
  /** Whether the ignore file leaves `path` out; relative to the folder. A folder counts as ignored when nothing below it can be re-included. */
  isIgnored(path: string): boolean;
  /** Entries of a folder of the context, ignored ones included. */
  list(path: string): readonly FileEntry[] | undefined;
  read(path: string): string | undefined;
}

/** What a build knows of one file. Everything is worked out when it is first asked for, and once. */
export interface Model {
  /** As the host names the file; findings carry it. */
  readonly path: string;
  /** Without the byte order mark. */
  readonly text: string;
  /** What most of the file's lines end in. */
  readonly eol: '\n' | '\r\n';
  readonly dockerfile: Dockerfile;
  readonly stages: readonly StageInfo[];
  readonly finalStage: StageInfo | undefined;
  /** Absent without a host that has files, and where the context cannot be told. */
  readonly buildContext: BuildContext | undefined;
  /** The instruction that `node` is or lies in: the trigger where it lies in ONBUILD. */
  instructionOf(node: { readonly range: Range }): Instruction | undefined;
  /** The stage that `node` lies in; absent before the first `FROM`. */
  stageOf(node: { readonly range: Range }): StageInfo | undefined;
  /** What a shell runs in an instruction, in order: its body, its heredocs, the strings behind `sh -c`. */
  scripts(instruction: Instruction): readonly ShellScript[];
  /** The package installations among a script's commands. */
  installs(script: ShellScript): readonly Install[];
  /** In force when `instruction` runs, or at the end of a stage. */
  userAt(at: Instruction | StageInfo): UserInForce;
  shellAt(at: Instruction | StageInfo): ShellInForce;
  /** The shell that `/bin/sh` is, whatever `SHELL` says; `sh` where the image is not known. */
  posixShellAt(at: Instruction | StageInfo): ShellDialect;
  /** Absolute, cleaned; absent where a variable without a value decides it. */
  workdirAt(at: Instruction | StageInfo): string | undefined;
  /** A word's value with ARG defaults and ENV put in as BuildKit does; absent where one of them has no value that can be known. */
  resolve(word: Pick<Word, 'text' | 'variables' | 'value'>, at: Instruction): string | undefined;
  /**
   * Whether an `ARG` or `ENV` before `at` names the variable, or the base image or the builder brings it. Absent: the base image may.
   * In FROM and before it, only what stands there counts.
   */
  isDeclared(name: string, at: { readonly range: Range }): boolean | undefined;
  /** Names that `isDeclared` is sure of. */
  declaredNames(at: { readonly range: Range }): readonly string[];
  /** 1-based line and column (UTF-16 units) of an offset. */
  positionAt(offset: number): { readonly line: number; readonly column: number };
  /** The text between the line's start and the first character that is no blank, for the line of `offset`. */
  indentAt(offset: number): string;
  /** What is asked for more than once: see `oncePerFile`. */
  readonly memory: Memory;
}
