import { CodeActionKind, CodeActionTriggerKind, type CodeAction, type CodeActionParams, type Diagnostic } from 'vscode-languageserver/node';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import { fix } from '../engine/fix.ts';
import type { RuleSetting } from '../engine/types.ts';
import type { Abilities } from './abilities.ts';
import { inputOf } from './check-dockerfile.ts';
import { toDiagnostic } from './diagnostics.ts';
import { editsBetween, toLsp, workspaceEdit, type Open } from './edits.ts';
import { placesIn, touches } from './places.ts';
import type { Remark } from './remark.ts';
import { silencesOf } from './silence.ts';
import type { Surroundings } from './workspace.ts';

/** What the actions of one request are made from. */
export interface Given {
  readonly document: TextDocument;
  /** What follows from the text of a Dockerfile holds for no other kind of file. */
  readonly isDockerfile: boolean;
  readonly around: Surroundings;
  /** With the fixes, where there are any. */
  readonly remarks: readonly Remark[];
  readonly abilities: Abilities;
  readonly open: Open;
}

/** The kind of the action that fixes all that can be fixed safely; for an editor's `codeActionsOnSave`. */
export const fixAllKind = `${CodeActionKind.SourceFixAll}.plimsoll`;

/** What an editor can do about the places in a range, the best first. */
export function codeActions({ range, context }: CodeActionParams, given: Given): readonly CodeAction[] {
  const { document, isDockerfile, remarks } = given;
  const isWanted = (kind: string): boolean => context.only?.some((only) => kind === only || kind.startsWith(`${only}.`)) ?? true;
  const places = placesIn(document);
  const selected = [places.offsetOf(range.start), places.offsetOf(range.end)] as const;
  const here = remarks.filter((remark) => touches([places.offsetOf(remark.range.start), places.offsetOf(remark.range.end)], selected));
  const actions: CodeAction[] = [];
  if (isWanted(CodeActionKind.QuickFix)) {
    const shown = shownAs(context.diagnostics, given);
    actions.push(...here.flatMap((remark) => fixAction(remark, shown(remark), given)));
    if (isDockerfile) actions.push(...[...new Set(here.map(({ code }) => code))].flatMap((code) => ruleAction(code, given)));
    if (isDockerfile) actions.push(...firstOfEach(here).flatMap((remark) => ignoreActions(remark, shown(remark), given)));
  }
  // A light bulb that shows up by itself is about the place, not about the file.
  const isAsked = context.only !== undefined || context.triggerKind !== CodeActionTriggerKind.Automatic;
  if (isDockerfile && isAsked && isWanted(fixAllKind)) actions.push(...allAction(given));
  return actions;
}

/** What an action needs to be made when it is chosen. */
export interface Deferred {
  readonly uri: string;
  readonly version: number;
  /** The rule to fix everywhere; absent: all. */
  readonly rule?: string;
}

/** The edit of an action that was offered without one; `undefined` where the document is no longer as it was then. */
export function resolveAction(action: CodeAction, given: Given): CodeAction | undefined {
  const { rule, version } = action.data as Deferred;
  return version === given.document.version ? { ...action, ...fixEverywhere(given, rule) } : undefined;
}

/** Gives the editor's own diagnostic of a remark, so that it knows what an action is for. */
function shownAs(shown: readonly Diagnostic[], { abilities }: Given): (remark: Remark) => Diagnostic {
  const keyOf = (code: Diagnostic['code'], { start, end }: Diagnostic['range']): string =>
    [code, start.line, start.character, end.line, end.character].join(' ');
  const known = new Map(shown.map((one) => [keyOf(one.code, one.range), one]));
  return (remark) => known.get(keyOf(remark.alias ?? remark.code, remark.range)) ?? toDiagnostic(remark, abilities);
}

function fixAction({ fix: offer, root }: Remark, diagnostic: Diagnostic, { document, abilities, open }: Given): readonly CodeAction[] {
  if (!offer) return [];
  const isSafe = offer.safety === 'safe';
  const edits = toLsp(document, offer.edits);
  return [
    {
      title: isSafe ? offer.title : `${offer.title} (may change the image)`,
      kind: CodeActionKind.QuickFix,
      diagnostics: [diagnostic],
      isPreferred: isSafe,
      edit: workspaceEdit({ document, edits, files: offer.files, root }, abilities, open),
    },
  ];
}

/** Where a rule has found more than one thing that it can fix. */
function ruleAction(rule: string, given: Given): readonly CodeAction[] {
  const fixable = given.remarks.filter(({ code, fix: offer }) => code === rule && offer !== undefined && offer.edits.length > 0);
  if (fixable.length < 2) return [];
  const isSafe = fixable.every(({ fix: offer }) => offer?.safety === 'safe');
  const title = `Fix all of ${rule} (${fixable.length} places${isSafe ? '' : '; may change the image'})`;
  return deferred({ title, kind: CodeActionKind.QuickFix }, given, rule);
}

function allAction(given: Given): readonly CodeAction[] {
  const title = given.around.settings.unsafeFixes ? 'Fix all that plimsoll can fix' : 'Fix all that plimsoll can fix safely';
  const isPossible = given.remarks.some(({ fix: offer }) => offer && (given.around.settings.unsafeFixes || offer.safety === 'safe'));
  return isPossible ? deferred({ title, kind: fixAllKind }, given) : [];
}

/** Fixing everything is work, so it waits for being chosen where the editor can wait. */
function deferred(action: CodeAction, given: Given, rule?: string): readonly CodeAction[] {
  const { document, abilities } = given;
  const data: Deferred = { uri: document.uri, version: document.version, ...(rule === undefined ? {} : { rule }) };
  if (abilities.resolvesEdits) return [{ ...action, data }];
  const made = fixEverywhere(given, rule);
  return made ? [{ ...action, ...made }] : [];
}

/** `undefined` where nothing would change. */
function fixEverywhere({ document, around, abilities, open }: Given, rule: string | undefined): Pick<CodeAction, 'edit'> | undefined {
  const { config, settings, root } = around;
  const isChosen = (setting: RuleSetting): boolean => rule === undefined || setting.rule.name === rule;
  const { text, files } = fix(inputOf(document, around), config.settings.filter(isChosen), {
    unsafe: rule === undefined ? settings.unsafeFixes : true,
    inlineConfig: config.inlineConfig.value,
  });
  const edits = editsBetween(document, text);
  if (edits.length === 0 && files.length === 0) return undefined;
  return { edit: workspaceEdit({ document, edits, files, root }, abilities, open) };
}

function ignoreActions(remark: Remark, diagnostic: Diagnostic, { document, around, abilities, open }: Given): readonly CodeAction[] {
  const { config } = around;
  if (!config.inlineConfig.value || remark.code === 'valid-syntax') return [];
  return silencesOf(document, remark, abilities.snippetEdits).map(({ title, edit }) => ({
    title,
    kind: CodeActionKind.QuickFix,
    diagnostics: [diagnostic],
    edit: workspaceEdit({ document, edits: [edit] }, abilities, open),
  }));
}

/** Of several findings of a rule the first: what would silence the others is called the same, and would be offered twice. */
function firstOfEach(remarks: readonly Remark[]): readonly Remark[] {
  const first = new Map<string, Remark>();
  for (const remark of remarks) {
    const name = remark.alias ?? remark.code;
    if (!first.has(name)) first.set(name, remark);
  }
  return [...first.values()];
}
