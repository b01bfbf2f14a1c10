import type { Model } from './model/model.ts';
import type { NodeOf, NodeType, Range } from './nodes.ts';
import type { OptionSpecs, OptionValues } from './options.ts';

/** Replaces `range` of the linted text by `text`. */
export interface TextEdit {
  readonly range: Range;
  readonly text: string;
}

/** Writes a whole file beside the linted one; `path` as `context.files` knows it, `was` its text until now (absent: there is none). */
export interface FileEdit {
  readonly path: string;
  readonly text: string;
  readonly was?: string;
}

export type Edit = TextEdit | FileEdit;

interface Ranged {
  readonly range: Range;
}

/** Makes edits; all offsets are those of the text as it was linted. */
export interface Editor {
  replace(target: Ranged, text: string): TextEdit;
  insertBefore(target: Ranged, text: string): TextEdit;
  insertAfter(target: Ranged, text: string): TextEdit;
  remove(target: Ranged): TextEdit;
  /** Takes the whole lines that the target touches, line end included. */
  removeLines(target: Ranged): TextEdit;
  writeFile(path: string, text: string, was?: string): FileEdit;
}

/** Called only when somebody wants the fix; `null` where it turns out that none is possible. */
export type Fix = (edit: Editor) => Edit | readonly Edit[] | null;

/** Safe: same image, or a build that failed before. Unsafe: may change what the image holds or does. */
export type Safety = 'safe' | 'unsafe';
export type Severity = 'error' | 'warning' | 'info';
export type Tool =
  | 'hadolint'
  | 'buildkit'
  | 'shellcheck'
  | 'tally'
  | 'trivy'
  | 'checkov'
  | 'kics'
  | 'semgrep'
  | 'dockerfilelint'
  | 'dockerfileUtils'
  | 'dockerBench'
  | 'lynis'
  | 'dockle';
export type Category =
  | 'syntax'
  | 'base-image'
  | 'stages'
  | 'user'
  | 'packages'
  | 'shell'
  | 'secrets'
  | 'network'
  | 'files'
  | 'metadata'
  | 'runtime'
  | 'variables'
  | 'context'
  | 'cache'
  | 'style'
  | 'suppression';

/**
 * How an editor shows what a rule finds: as of no use, or of an old form. `layout`: its safe fixes change how the file looks and
 * nothing else, so that formatting a file makes them.
 */
export type Tag = 'unnecessary' | 'deprecated' | 'layout';

/** Another place that has to do with a finding: in the linted file, or in `path` as `context.files` knows it. */
export interface Related {
  readonly at: Ranged;
  readonly path?: string;
  /** What stands there, in a few words: “The first stage of this name”. */
  readonly note: string;
}

/** The `{{names}}` inside a message, so that `data` is checked against the text. */
type Placeholders<M extends string> = M extends `${string}{{${infer P}}}${infer Rest}` ? P | Placeholders<Rest> : never;
type Data<M extends string> = [Placeholders<M>] extends [never]
  ? { data?: never }
  : { data: Readonly<Record<Placeholders<M>, string | number>> };

export type Messages = Readonly<Record<string, string>>;

export type Report<M extends Messages> = {
  [K in keyof M & string]: {
    at: Ranged;
    message: K;
    fix?: Fix | undefined;
    /** Where a single fix is safer or less safe than the rule's usual one. */
    safety?: Safety | undefined;
    /** What the fix does, where the rule's `fixTitle` is not exact enough. */
    title?: string | undefined;
    /** The codes of other tools that apply to this finding; all of the rule's where absent. */
    codes?: readonly string[] | undefined;
    /** Where a single finding is more or less severe than the rule; what somebody has configured counts more. */
    severity?: Severity | undefined;
    related?: readonly Related[] | undefined;
  } & Data<M[K]>;
}[keyof M & string];

/** What a rule sees beside the node: the model of the whole file (stages, users, variables, files …), its options, and `report`. */
export interface Context<M extends Messages = Messages, S extends OptionSpecs = OptionSpecs> extends Model {
  readonly options: OptionValues<S>;
  report(problem: Report<M>): void;
}

export interface Example<S extends OptionSpecs = OptionSpecs> {
  /** `«»` stand around exactly what is reported, in order. */
  readonly bad?: string;
  /** With `bad`: what the fix makes of it. Alone: nothing is reported. */
  readonly good?: string;
  readonly options?: Partial<OptionValues<S>>;
  /** What lies in the build context: path to text. With it the example has a file system, else none. */
  readonly files?: Readonly<Record<string, string>>;
  /** `files` after the fix, where the fix writes some. */
  readonly fixedFiles?: Readonly<Record<string, string>>;
  /** One sentence for the docs: why this is or is not reported. */
  readonly note?: string;
}

interface RuleBase<M extends Messages, S extends OptionSpecs> {
  /** Same as the file's. */
  readonly name: string;
  readonly summary: string;
  readonly why: string;
  readonly category: Category;
  readonly severity: Severity;
  readonly tags?: readonly Tag[];
  /** Presets that have it, `all` left out; absent: `recommended` and `strict`. */
  readonly presets?: readonly ('recommended' | 'strict' | 'cis')[];
  readonly codes?: Readonly<Partial<Record<Tool, readonly string[]>>>;
  /** For a rule that hands on what another program says: the codes that may stand on its findings. What our own rules say is not said again. */
  readonly relays?: { readonly prefix: string; readonly from: number; readonly to: number };
  readonly references?: readonly string[];
  /**
   * Words of which a file must hold one, in whatever case, for the rule to have anything to say, whatever its options are; without, it is
   * not run, which saves its time on most files. As short and as general as what it looks for, `ssh` for `openssh-server`, and the
   * same as other rules' where that can be.
   */
  readonly mentions?: readonly string[];
  /** Where a rule that is not plimsoll's own is documented; empty: nowhere. */
  readonly url?: string;
  readonly options?: S;
  readonly messages: M;
  readonly examples: readonly Example<S>[];
  readonly visit: { readonly [T in NodeType]?: (node: NodeOf<T>, context: Context<M, S>) => void };
}

/** A fix has a class, and a title that says what it does: the words of an editor's menu. */
type Fixes = { readonly fix: Safety; readonly fixTitle: string } | { readonly fix?: undefined; readonly fixTitle?: undefined };

export type Rule<M extends Messages = Messages, S extends OptionSpecs = OptionSpecs> = RuleBase<M, S> & Fixes;

/** A rule of any messages and options, as the engine holds it. */
// eslint-disable-next-line @typescript-eslint/no-explicit-any -- visit is contravariant in messages and options
export type AnyRule = Rule<any, any>;

/** Checks a rule at compile time: message ids, placeholders, options and node types. Gives it back as it is. */
export function defineRule<const M extends Messages, const S extends OptionSpecs = Readonly<Record<never, never>>>(
  rule: Rule<M, S>,
): Rule<M, S> {
  return rule;
}

/** A Dockerfile in a template literal: backslashes stay as they are, common indentation goes, `\${` means `${` and `` \` `` a backtick. */
export function dockerfile(strings: TemplateStringsArray): string {
  const text = (strings.raw[0] ?? '').replaceAll('\\${', '${').replaceAll('\\`', '`');
  if (!text.startsWith('\n')) return text;
  const lines = text
    .slice(1)
    .replace(/\n[ \t]*$/, '\n')
    .split('\n');
  const indent = Math.min(...lines.filter((line) => line.trim()).map((line) => line.length - line.trimStart().length));
  return lines.map((line) => line.slice(indent)).join('\n');
}
