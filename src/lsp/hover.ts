import { MarkupKind, type Hover, type Position } from 'vscode-languageserver/node';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import { rules } from '../../rules/index.ts';
import { codesOf } from '../config/select.ts';
import { suppressionComments } from '../engine/suppression-comments.ts';
import { parse, withoutBom } from '../syntax/parse.ts';
import type { AnyRule } from '../rule.ts';
import { shellcheckRule } from '../shellcheck/rule.ts';
import { placesIn } from './places.ts';
import type { Remark } from './remark.ts';
import { ruleOf, ruleWords } from './rule-page.ts';

/** What is to be read at a place: the rules that have found something there or are named there, then what `other` says of the instruction. */
export function hoverAt(
  document: TextDocument,
  position: Position,
  remarks: readonly Remark[],
  isMarkdown: boolean,
  other: Hover | null,
): Hover | null {
  const here = remarks.filter(({ range }) => !isBefore(position, range.start) && !isBefore(range.end, position));
  const found = here.flatMap(({ code }) => ruleOf(code) ?? []);
  const named = namedRules(document, position);
  const about = [...new Set([...found, ...named])];
  if (about.length === 0) return other;
  const words = about.map((rule) => ruleWords(rule, isMarkdown));
  const parts = [...words, ...textsOf(other)];
  const kind = isMarkdown ? MarkupKind.Markdown : MarkupKind.PlainText;
  return { contents: { kind, value: parts.join(isMarkdown ? '\n\n---\n\n' : '\n\n') } };
}

/** The rules that a name in a comment means: `# plimsoll ignore=no-root-user`, `# hadolint ignore=DL3002`. */
function namedRules(document: TextDocument, position: Position): readonly AnyRule[] {
  const offset = placesIn(document).offsetOf(position);
  const names = suppressionComments(parse(withoutBom(document.getText()))).flatMap((comment) => comment.names);
  const name = names.find(({ range }) => range[0] <= offset && offset <= range[1])?.text.toLowerCase();
  if (name === undefined) return [];
  return rules.filter((rule) => isCalled(rule, name));
}

/** What a rule is about whose name, or whose code, stands at a place of a configuration. */
export function hoverInConfig(document: TextDocument, { line, character }: Position, isMarkdown: boolean): Hover | null {
  const text = document.getText({ start: { line, character: 0 }, end: { line: line + 1, character: 0 } });
  const word = [...text.matchAll(/[\w./-]+/g)].find(({ index, 0: one }) => index <= character && character <= index + one.length);
  if (!word) return null;
  const name = word[0].toLowerCase();
  const about = [...rules, shellcheckRule()].filter((rule) => isCalled(rule, name));
  if (about.length === 0) return null;
  const value = about.map((rule) => ruleWords(rule, isMarkdown)).join(isMarkdown ? '\n\n---\n\n' : '\n\n');
  const range = { start: { line, character: word.index }, end: { line, character: word.index + word[0].length } };
  return { contents: { kind: isMarkdown ? MarkupKind.Markdown : MarkupKind.PlainText, value }, range };
}

const isCalled = (rule: AnyRule, name: string): boolean => rule.name === name || codesOf(rule).some((code) => code.toLowerCase() === name);

const isBefore = (a: Position, b: Position): boolean => a.line < b.line || (a.line === b.line && a.character < b.character);

function textsOf(hover: Hover | null): readonly string[] {
  if (!hover) return [];
  const { contents } = hover;
  const list = Array.isArray(contents) ? contents : [contents];
  return list.map((content) => (typeof content === 'string' ? content : content.value)).filter((text) => text !== '');
}
