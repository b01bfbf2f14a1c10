import type { Command, Compound, Install, ShellFeature, ShellOddity, ShellScript, ShellWord } from './shell-nodes.ts';

export type * from './shell-nodes.ts';

/** Where a node stands: UTF-16 offsets into the text without its byte order mark, end exclusive. */
export type Range = readonly [start: number, end: number];

interface Base {
  readonly range: Range;
}

/**
 * Text as a reader of the file sees it after something was taken out (line continuations, comments, JSON escapes), with
 * the way back: the piece that begins at `starts[i]` of `text` begins at `offsets[i]` of the file and runs unbroken to the next.
 */
export interface JoinedText {
  readonly text: string;
  readonly starts: readonly number[];
  readonly offsets: readonly number[];
  /** Offset in the file just behind the last character. */
  readonly end: number;
}

/** `$name` or `${name…}` as Docker's builder reads it. */
export interface Variable extends Base {
  readonly type: 'Variable';
  readonly text: string;
  readonly name: string;
  readonly nameRange: Range;
  /** The modifier with its colon, such as `:-`, `+`, `##` or `//`; absent in `$x` and `${x}`. */
  readonly operator?: string;
  /** What follows the modifier, variables included. */
  readonly operand?: { readonly text: string; readonly range: Range; readonly variables: readonly Variable[] };
}

/** One argument of an instruction. `text` is as written (continuations removed), `value` has Docker's quotes and escapes taken off. */
export interface Word extends Base {
  readonly type: 'Word';
  readonly text: string;
  readonly value: string;
  readonly quoted: boolean;
  readonly variables: readonly Variable[];
}

/** A part of a word that means something of its own: a port number, a user, a tag. */
export interface Part {
  readonly text: string;
  readonly range: Range;
}

export interface Directive extends Base {
  readonly type: 'Directive';
  /** In lower case: `syntax`, `escape` or `check`. */
  readonly name: string;
  readonly nameRange: Range;
  readonly value: string;
  readonly valueRange: Range;
}

export interface Comment extends Base {
  readonly type: 'Comment';
  /** Behind the `#`, blanks trimmed. */
  readonly text: string;
  /** 1-based. */
  readonly line: number;
  /** Stands between the lines of an instruction. */
  readonly nested: boolean;
}

export interface Keyword extends Base {
  readonly type: 'Keyword';
  readonly text: string;
  /** In upper case. */
  readonly name: string;
}

export interface Flag extends Base {
  readonly type: 'Flag';
  /** With quotes and escapes taken off, as the builder sees it: `--from=build`. */
  readonly text: string;
  readonly name: string;
  readonly nameRange: Range;
  /** Absent in `--link`; empty in `--link=`. */
  readonly value?: Word;
  /** Of `RUN --mount=…`. */
  readonly mount?: Mount;
}

export interface Mount extends Base {
  readonly type: 'Mount';
  /** `type=`, or `bind` where it is not written. */
  readonly kind: string;
  readonly options: readonly MountOption[];
}

export interface MountOption extends Base {
  readonly type: 'MountOption';
  /** In lower case, aliases resolved: `target` for `dst` and `destination`, `source` for `src`, `readonly` for `ro`, `readwrite` for `rw`. */
  readonly key: string;
  readonly keyRange: Range;
  readonly value?: Word;
}

export interface KeyValue extends Base {
  readonly type: 'KeyValue';
  readonly key: Word;
  readonly value?: Word;
  /** `=`, or a blank in the old form `ENV key value`. */
  readonly separator: '=' | ' ';
}

export interface Port extends Base {
  readonly type: 'Port';
  readonly text: string;
  readonly variables: readonly Variable[];
  /** All up to and with the last colon before the container's port: `8080:`, `127.0.0.1:80:`. */
  readonly host?: Part;
  readonly container: Part;
  /** Without the slash. */
  readonly protocol?: Part;
}

export interface ImageReference extends Base {
  readonly type: 'ImageReference';
  readonly text: string;
  readonly variables: readonly Variable[];
}

/** The exec form: a JSON array of strings. */
export interface JsonArray extends Base {
  readonly type: 'JsonArray';
  readonly items: readonly Word[];
}

/** The shell form: everything behind the flags. */
export interface ShellForm extends Base {
  readonly type: 'ShellForm';
  /** Where it stands in the instruction's `source`. */
  readonly span: readonly [start: number, end: number];
}

export interface Heredoc extends Base {
  readonly type: 'Heredoc';
  readonly name: string;
  readonly fd: number;
  readonly expand: boolean;
  /** `<<-`: leading tabs go. */
  readonly chomp: boolean;
  readonly content: string;
  /** The body's lines, without the terminator's; `range` covers both. */
  readonly contentRange: Range;
  /** `<<EOF` in the instruction. */
  readonly marker: Range;
  readonly terminated: boolean;
}

/** What all instructions have. */
export interface InstructionBase extends Base {
  readonly keyword: Keyword;
  readonly flags: readonly Flag[];
  /** As BuildKit splits them: with quotes and escapes for `ENV`, without for JSON. */
  readonly args: readonly Word[];
  readonly json: boolean;
  readonly heredocs: readonly Heredoc[];
  /** The whole instruction without continuations, comments and heredoc bodies. */
  readonly source: JoinedText;
  /** Range of what follows keyword and flags; empty at the end of the instruction where nothing does. */
  readonly body: Range;
  /** 1-based, as BuildKit counts them: heredocs and trailing comment lines of a continuation belong to the instruction. */
  readonly startLine: number;
  readonly endLine: number;
  readonly inOnbuild: boolean;
}

interface CommandInstruction extends InstructionBase {
  readonly exec?: JsonArray;
  readonly shell?: ShellForm;
}

export interface From extends InstructionBase {
  readonly type: 'From';
  readonly image?: ImageReference;
  /** The word `AS`. */
  readonly as?: Word;
  readonly alias?: Word;
}
export interface Run extends CommandInstruction {
  readonly type: 'Run';
}
export interface Cmd extends CommandInstruction {
  readonly type: 'Cmd';
}
export interface Entrypoint extends CommandInstruction {
  readonly type: 'Entrypoint';
}
export interface Healthcheck extends CommandInstruction {
  readonly type: 'Healthcheck';
  /** `CMD`, `NONE` or whatever stands there. */
  readonly kind?: Word;
}
export interface Copy extends InstructionBase {
  readonly type: 'Copy';
  readonly sources: readonly Word[];
  readonly destination?: Word;
}
export interface Add extends InstructionBase {
  readonly type: 'Add';
  readonly sources: readonly Word[];
  readonly destination?: Word;
}
export interface Env extends InstructionBase {
  readonly type: 'Env';
  readonly pairs: readonly KeyValue[];
}
export interface Arg extends InstructionBase {
  readonly type: 'Arg';
  readonly pairs: readonly KeyValue[];
}
export interface Label extends InstructionBase {
  readonly type: 'Label';
  readonly pairs: readonly KeyValue[];
}
export interface Expose extends InstructionBase {
  readonly type: 'Expose';
  readonly ports: readonly Port[];
}
export interface User extends InstructionBase {
  readonly type: 'User';
  readonly user?: Part;
  readonly group?: Part;
}
export interface Workdir extends InstructionBase {
  readonly type: 'Workdir';
  readonly path?: Word;
}
export interface Volume extends InstructionBase {
  readonly type: 'Volume';
  readonly paths: readonly Word[];
}
export interface Shell extends InstructionBase {
  readonly type: 'Shell';
  readonly exec?: JsonArray;
}
export interface Stopsignal extends InstructionBase {
  readonly type: 'Stopsignal';
  readonly signal?: Word;
}
export interface Onbuild extends InstructionBase {
  readonly type: 'Onbuild';
  readonly trigger?: Instruction;
}
export interface Maintainer extends InstructionBase {
  readonly type: 'Maintainer';
  readonly name?: Word;
}
export interface Unknown extends InstructionBase {
  readonly type: 'Unknown';
}

export type Instruction =
  | From
  | Run
  | Cmd
  | Entrypoint
  | Healthcheck
  | Copy
  | Add
  | Env
  | Arg
  | Label
  | Expose
  | User
  | Workdir
  | Volume
  | Shell
  | Stopsignal
  | Onbuild
  | Maintainer
  | Unknown;

/** What one `FROM` begins: itself and all up to the next. */
export interface Stage extends Base {
  readonly type: 'Stage';
  readonly index: number;
  /** In lower case, as BuildKit compares it. */
  readonly name?: string;
  readonly from: From;
  /** Behind the `FROM`. */
  readonly instructions: readonly Instruction[];
}

/** What BuildKit's parser, or its reading of an instruction, refuses. */
export interface SyntaxProblem extends Base {
  readonly type: 'SyntaxProblem';
  readonly code: string;
  readonly message: string;
  /** The parser itself stops here: BuildKit sees no instruction at all. */
  readonly fatal: boolean;
}

export interface Dockerfile extends Base {
  readonly type: 'Dockerfile';
  /** Without the byte order mark. */
  readonly text: string;
  readonly escape: '\\' | '`';
  readonly directives: readonly Directive[];
  readonly comments: readonly Comment[];
  /** All, in order; `preamble` and `stages` hold the same ones. */
  readonly instructions: readonly Instruction[];
  /** Before the first `FROM`. */
  readonly preamble: readonly Instruction[];
  readonly stages: readonly Stage[];
  readonly problems: readonly SyntaxProblem[];
  /** The blank lines inside continued instructions, one range an instruction: from the first such line to the last. */
  readonly emptyContinuations: readonly Range[];
}

/**
 * A comment that tells linters to be silent. Visited last, when it is known which of its names have silenced anything.
 */
export interface Suppression extends Base {
  readonly type: 'Suppression';
  /** Whose form it is written in. */
  readonly tool: 'plimsoll' | 'hadolint' | 'buildkit';
  readonly scope: 'line' | 'instruction' | 'stage' | 'file';
  /** Findings that begin in here are meant. */
  readonly covers: Range;
  readonly names: readonly SuppressedName[];
  /** Behind `--`, `#` or `//`. */
  readonly reason?: string;
}

/** A rule, another tool's code, or `all`. */
export interface SuppressedName extends Part {
  readonly silenced: number;
  /** A rule of that name or with that code has run, so that silencing nothing means something. */
  readonly hasRun: boolean;
  /** No rule is called so, of plimsoll's own or of those that ran; codes of other tools may be any. */
  readonly isUnknown: boolean;
  /** The name that was most likely meant instead. */
  readonly near?: string | undefined;
}

export type Node =
  | Dockerfile
  | Directive
  | Comment
  | Stage
  | Instruction
  | Keyword
  | Flag
  | Mount
  | MountOption
  | Word
  | Variable
  | KeyValue
  | Port
  | ImageReference
  | JsonArray
  | ShellForm
  | Heredoc
  | ShellScript
  | ShellFeature
  | ShellOddity
  | Command
  | Compound
  | ShellWord
  | Install
  | SyntaxProblem
  | Suppression;

export type NodeType = Node['type'];
export type NodeOf<T extends NodeType> = Extract<Node, { type: T }>;
