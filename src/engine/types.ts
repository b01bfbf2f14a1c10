import type { Files } from '../model/model.ts';
import type { Range } from '../nodes.ts';
import type { Reuse } from './reuse.ts';
import type { Timing } from './timing.ts';
import type { AnyRule, Category, FileEdit, Safety, Severity, TextEdit } from '../rule.ts';

export interface LintInput {
  /** As findings shall name the file. */
  readonly path: string;
  /** May begin with a byte order mark, which no offset counts. */
  readonly text: string;
  /** What lies around the file; without it, rules about the build context stay silent. */
  readonly files?: Files | undefined;
}

/** A rule that is on, with its severity and all its options. */
export interface RuleSetting {
  readonly rule: AnyRule;
  readonly severity: Severity;
  /** Somebody has chosen the severity: what a finding says of its own does not count. */
  readonly isChosen?: true;
  readonly options: Readonly<Record<string, unknown>>;
  /** Whether a finding with these codes is meant; absent: all are. */
  readonly accepts?: (codes: readonly string[]) => boolean;
}

export interface FixOffer {
  readonly safety: Safety;
  /** What it does, for a menu: “Remove the host port”. */
  readonly title: string;
  /** By place, not overlapping; offsets into the text without byte order mark. */
  readonly edits: readonly TextEdit[];
  /** Whole files that it writes beside the linted one. */
  readonly files: readonly FileEdit[];
}

/** A place that a finding speaks of beside its own. */
export interface RelatedPlace {
  /** Another file, as `Files` names it; absent: the linted one. */
  readonly path?: string;
  /** Offsets into that file's text as it was read. */
  readonly range: Range;
  readonly note: string;
  /** Where a report was read that says so: `range` means nothing without the text that it is in. */
  readonly place?: LinePlace;
}

/** 1-based; columns in UTF-16 units; the end is exclusive. */
export interface LinePlace {
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
}

export interface Finding {
  readonly rule: string;
  /** What other tools call it; only those codes that apply here. */
  readonly codes: readonly string[];
  readonly category: Category;
  readonly severity: Severity;
  readonly message: string;
  readonly range: Range;
  /** 1-based; columns in UTF-16 units; the end is exclusive. */
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
  readonly related?: readonly RelatedPlace[];
  /** Of a rule that is not plimsoll's own: where it is documented, or empty. */
  readonly url?: string;
  readonly fix?: FixOffer;
}

/** A rule that threw: a defect of plimsoll, never of the file. */
export interface RuleFailure {
  readonly rule: string;
  readonly path: string;
  readonly error: unknown;
}

export interface LintResult {
  readonly path: string;
  /** Without the byte order mark. */
  readonly text: string;
  /** The text is not at hand: it is empty here, and ranges of findings mean nothing. */
  readonly lacksText?: true;
  /** By place, then by rule name. */
  readonly findings: readonly Finding[];
  readonly failures: readonly RuleFailure[];
}

/** A file of which nothing can be said. */
export interface Unread {
  readonly path: string;
  /** Why not, in plain words. */
  readonly error: string;
}

export interface LintOptions {
  /** Leave fixes out: `Finding.fix` stays absent. Default: they are made. */
  readonly fixes?: boolean;
  /** Honour `# plimsoll ignore=` comments. Default: yes. */
  readonly inlineConfig?: boolean;
  /** Takes the time of every rule, which costs some itself. Default: nobody looks at a clock. */
  readonly timing?: Timing | undefined;
  /** What is known of the file's last version, for an editor that lints each; only without fixes. */
  readonly reuse?: Reuse | undefined;
}

export interface FixOptions extends LintOptions {
  /** Apply unsafe fixes too. */
  readonly unsafe: boolean;
}

export interface FixResult {
  /** After the fixes; begins with a byte order mark where the input did. */
  readonly text: string;
  /** Files that the fixes write, the last text of each. */
  readonly files: readonly FileEdit[];
  /** How many findings were fixed. */
  readonly fixed: number;
  /** What is still true of `text`. */
  readonly result: LintResult;
}
