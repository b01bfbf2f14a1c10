import type { JoinedText, Part, Range } from './nodes.ts';

interface Base {
  readonly range: Range;
}

export type ShellDialect = 'sh' | 'dash' | 'ash' | 'bash' | 'ksh' | 'zsh' | 'cmd' | 'powershell' | 'unknown';

/** Something a shell runs: the body of a shell-form instruction, a heredoc, the string behind `sh -c`. */
export interface ShellScript extends Base {
  readonly type: 'ShellScript';
  readonly dialect: ShellDialect;
  readonly source: JoinedText;
  readonly origin: 'instruction' | 'heredoc' | 'exec' | 'argument';
  /** In the order written, nested ones included. Empty for cmd and PowerShell. */
  readonly commands: readonly Command[];
  /** The outermost sequence: what `&&`, `||`, `;`, `&` and line ends join. Empty for cmd and PowerShell. */
  readonly steps: readonly Step[];
  /** What not every shell has, in the order written. Empty for cmd and PowerShell. */
  readonly features: readonly ShellFeature[];
  /** The same as a tree: what stands in what. Empty for cmd and PowerShell. */
  readonly body: readonly ShellNode[];
  /** Everything of the tree that is no simple command, substitutions' contents included. */
  readonly compounds: readonly Compound[];
  /** Every word there is, whatever it stands in. Those of `find … -exec` are there once. */
  readonly shellWords: readonly ShellWord[];
  /** What the shell takes for something else than its writer most likely meant, in the order written. Empty for cmd and PowerShell. */
  readonly oddities: readonly ShellOddity[];
  /** What the shell's own parser would refuse. */
  readonly errors: readonly { readonly message: string; readonly range: Range }[];
}

/** Something in a script that POSIX does not have, so that it hangs on the shell whether it works: a row of `knowledge/shell-features.ts`. */
export interface ShellFeature extends Base {
  readonly type: 'ShellFeature';
  readonly kind: ShellFeatureKind;
  /** The variable, the command, its option … that it is about, where the row is for several: `RANDOM`, `pushd`, `read -s`. */
  readonly name: string;
  /** Of a brace expansion: the word that it makes several of. */
  readonly word?: Part;
  /** Where it is a command of the shell's own, or a part of one. */
  readonly command?: Command;
  readonly script: ShellScript;
}

export type ShellFeatureKind =
  | 'ampersand-append'
  | 'ampersand-redirect'
  | 'anchored-replacement'
  | 'ansi-c-quotes'
  | 'append-assignment'
  | 'arithmetic-base'
  | 'arithmetic-command'
  | 'arithmetic-for'
  | 'array'
  | 'array-keys'
  | 'array-reference'
  | 'bash-command'
  | 'brace-expansion'
  | 'builtin-flag'
  | 'caret-bracket'
  | 'case-fallthrough'
  | 'case-modification'
  | 'coproc'
  | 'dev-tcp'
  | 'dollar-bracket'
  | 'double-bracket'
  | 'double-equals'
  | 'echo-flag'
  | 'exec-flag'
  | 'extended-glob'
  | 'function-keyword'
  | 'function-name'
  | 'here-string'
  | 'increment'
  | 'indirect'
  | 'large-descriptor'
  | 'let'
  | 'local'
  | 'locale-string'
  | 'name-prefix'
  | 'named-descriptor'
  | 'pipe-both'
  | 'power'
  | 'printf-q'
  | 'process-substitution'
  | 'read-file'
  | 'read-without-name'
  | 'redirect-both'
  | 'redirect-glob'
  | 'replacement'
  | 'select'
  | 'set-flag'
  | 'set-long-flag'
  | 'set-option'
  | 'signal-case'
  | 'signal-prefix'
  | 'source'
  | 'special-variable'
  | 'strip-positional'
  | 'substring'
  | 'test-file'
  | 'test-option'
  | 'test-order'
  | 'test-regex'
  | 'test-variable'
  | 'transformation'
  | 'trap-condition';

/** Well-formed, and yet most likely not what was meant. */
export interface ShellOddity extends Base {
  readonly type: 'ShellOddity';
  readonly kind: ShellOddityKind;
  /** The word, name or character that it is about. */
  readonly name: string;
  /** What was most likely meant, where that can be told. */
  readonly edit?: Part;
  readonly script: ShellScript;
}

export type ShellOddityKind =
  | 'array-index'
  | 'dollar-assignment'
  | 'dollar-iterator'
  | 'empty-assignment'
  | 'escape'
  | 'escape-letter'
  | 'eval-array'
  | 'heredoc-blanks'
  | 'heredoc-end'
  | 'html-entity'
  | 'joined-bang'
  | 'joined-brace'
  | 'joined-bracket'
  | 'joined-comment'
  | 'joined-keyword'
  | 'keyword-case'
  | 'literal-brace'
  | 'literal-keyword'
  | 'open-quote'
  | 'positional'
  | 'quote-in-quotes'
  | 'slash-comment'
  | 'spaced-assignment'
  | 'spaced-comparison'
  | 'spaced-declaration'
  | 'stray-ampersand'
  | 'tick'
  | 'unclosed-bracket'
  | 'unicode-quote'
  | 'unicode-space';

/** One member of a script's outermost list. */
export interface Step extends Base {
  readonly type: 'Step';
  /** What joins it to the step before: absent for the first. */
  readonly operator?: Part;
  /** A simple command, a pipeline, or a compound (`if`, `for`, `( … )`, `{ … }`, a function). */
  readonly kind: 'command' | 'pipeline' | 'compound';
}

/** A simple command, seen through `sudo`, `env`, `time`, `exec`, `command`, `nice`, `xargs` and assignments in front of it. */
export interface Command extends Base {
  readonly type: 'Command';
  /** The program's base name where it is known: `apt-get` for `/usr/bin/apt-get`; empty for `$x`. */
  readonly name: string;
  /** The program's word and its arguments. */
  readonly words: readonly ShellWord[];
  /** Base names of what stands in front: `['sudo', 'env']`. */
  readonly wrappers: readonly string[];
  /** The words that these and their options and operands are. */
  readonly front: readonly ShellWord[];
  readonly assignments: readonly Assignment[];
  readonly redirections: readonly Redirection[];
  /** Its place in a pipeline: absent where it stands alone. */
  readonly pipe?: { readonly index: number; readonly length: number };
  readonly background: boolean;
  /** What it stands in, from the outside in. */
  readonly nesting: readonly Nesting[];
  /** Index in the script's `steps`. */
  readonly step: number;
}

export type Nesting = 'subshell' | 'group' | 'substitution' | 'condition' | 'branch' | 'loop' | 'case' | 'function' | 'or';

/** `name=value` in front of a command, or alone. */
export interface Assignment extends Base {
  readonly name: string;
  /** Absent for an array: `a=(b c)`. */
  readonly value: ShellWord | undefined;
  /** `+=`, or one element of an array: what the variable held before is kept. */
  readonly adds?: boolean;
}

/** A member of a list, from the outside in: what `script.body` is made of. */
export type ShellNode = Command | Compound;
export type Compound = Pipeline | AndOr | Group | Conditional | Loop | Case | FunctionDefinition | Test;

/** Commands joined by `|`, or one behind `!` or `time`. */
export interface Pipeline extends Base {
  readonly type: 'Pipeline';
  readonly members: readonly ShellNode[];
  /** `|` or `|&`, one fewer than members. */
  readonly operators: readonly Part[];
  readonly negated: boolean;
}

/** Commands joined by `&&` and `||`. */
export interface AndOr extends Base {
  readonly type: 'AndOr';
  readonly members: readonly ShellNode[];
  /** One fewer than members. */
  readonly operators: readonly Part[];
}

interface CompoundBase extends Base {
  /** Behind its last word: `done < list`. */
  readonly redirections: readonly Redirection[];
}

/** `( … )` or `{ …; }`. */
export interface Group extends CompoundBase {
  readonly type: 'Group';
  readonly kind: 'subshell' | 'braces';
  readonly body: readonly ShellNode[];
}

/** `if` with its `elif` and `else`. */
export interface Conditional extends CompoundBase {
  readonly type: 'Conditional';
  readonly branches: readonly { readonly condition: readonly ShellNode[]; readonly body: readonly ShellNode[] }[];
  readonly otherwise?: readonly ShellNode[];
}

export interface Loop extends CompoundBase {
  readonly type: 'Loop';
  /** `arithmetic` is `for ((…))`. */
  readonly kind: 'for' | 'select' | 'while' | 'until' | 'arithmetic';
  readonly variable?: Part;
  /** Behind `in`; absent where there is no `in`. */
  readonly words?: readonly ShellWord[];
  /** Of `while` and `until`. */
  readonly condition?: readonly ShellNode[];
  readonly body: readonly ShellNode[];
}

export interface Case extends CompoundBase {
  readonly type: 'Case';
  readonly subject: ShellWord;
  readonly items: readonly { readonly patterns: readonly ShellWord[]; readonly body: readonly ShellNode[] }[];
}

export interface FunctionDefinition extends CompoundBase {
  readonly type: 'FunctionDefinition';
  readonly name: string;
  readonly body: readonly ShellNode[];
}

/** `[[ … ]]` or `(( … ))`. What `[` and `test` compare, `comparisonsOf` in `shell/tests.ts` reads from their command. */
export interface Test extends CompoundBase {
  readonly type: 'Test';
  readonly kind: 'brackets' | 'arithmetic';
  readonly comparisons: readonly Comparison[];
  /** Of `(( … ))`: names that it sets or reads. */
  readonly words: readonly ShellWord[];
}

/** `-f x` or `a = b` in a test. */
export interface Comparison {
  readonly operator: string;
  /** Absent where the operator takes one operand. */
  readonly left?: ShellWord;
  readonly right: ShellWord;
}

/** Where a word stands, which says what the shell does to it: only the first four kinds are split into several. */
export type WordRole =
  | 'name'
  | 'argument'
  | 'element'
  | 'list'
  /** `a=b` behind `export`, `local` and the like: bash takes it as an assignment, dash as an argument. */
  | 'declaration'
  | 'redirection'
  | 'assignment'
  | 'delimiter'
  | 'document'
  | 'subject'
  | 'pattern'
  | 'operand'
  | 'arithmetic';

export interface ShellWord extends Base {
  readonly type: 'ShellWord';
  readonly text: string;
  /** With quotes taken off; absent where an expansion decides it. */
  readonly value?: string;
  /** Any part of it stands in quotes. */
  readonly quoted: boolean;
  readonly role: WordRole;
  /** What it is put together from; empty where nothing in it is quoted, escaped or expanded. */
  readonly parts: readonly WordPart[];
  /** Those in quotes and inside of others too. */
  readonly expansions: readonly Expansion[];
}

/** A piece of a word: `a`, `'b'`, `"$c"` and `$d` in `a'b'"$c"$d`. */
export interface WordPart extends Base {
  readonly kind: 'literal' | 'single' | 'double' | 'ansi' | 'glob' | 'brace' | 'expansion';
  readonly text: string;
}

export interface Expansion extends Base {
  readonly type: 'Expansion';
  readonly kind: 'variable' | 'command' | 'arithmetic' | 'glob' | 'brace' | 'process';
  readonly text: string;
  readonly name?: string;
  readonly operator?: string;
  /** Stands in double quotes. */
  readonly quoted: boolean;
  /** Stands inside of another: in `${a:-$b}`, `$((a + $b))`. */
  readonly inner: boolean;
  /** What a substitution runs. */
  readonly body?: readonly ShellNode[];
}

export interface Redirection extends Base {
  readonly type: 'Redirection';
  readonly operator: string;
  /** As it is written: `2` in `2>&1`, `{fd}` in `{fd}>x`. */
  readonly descriptor?: string;
  readonly target?: ShellWord;
}

/** A package manager called to install packages. */
export interface Install extends Base {
  readonly type: 'Install';
  /** Name of its row in `knowledge/package-managers.ts`. */
  readonly manager: string;
  readonly command: Command;
  /** The words `install`, `add`, …; the program's own word where there is none (`microdnf`, `apk`). */
  readonly verb: ShellWord;
  /** Everything that begins with a dash, with the value where it is a word of its own. */
  readonly options: readonly { readonly name: string; readonly word: ShellWord; readonly value?: ShellWord }[];
  readonly packages: readonly ShellWord[];
  readonly script: ShellScript;
}
