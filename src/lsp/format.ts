import type { TextEdit as LspEdit, Range as LspRange } from 'vscode-languageserver/node';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import { applyEdits, overlaps } from '../engine/edits.ts';
import { fix } from '../engine/fix.ts';
import { keepsStructure } from '../engine/keeps-structure.ts';
import { lintTree } from '../engine/lint.ts';
import type { RuleSetting } from '../engine/types.ts';
import type { TextEdit } from '../rule.ts';
import { parse, withoutBom } from '../syntax/parse.ts';
import { inputOf } from './check-dockerfile.ts';
import { editsBetween, toLsp } from './edits.ts';
import type { Surroundings } from './workspace.ts';

/**
 * What formatting a Dockerfile changes: the safe fixes of the rules about layout that are on, and nothing else. A file that Docker
 * cannot read stays as it is.
 */
export function formatEdits(document: TextDocument, around: Surroundings): readonly LspEdit[] {
  const { config, settings } = around;
  if (!settings.enable || config.excludedBy !== undefined) return [];
  const layout = config.settings.filter(isLayout);
  const { text } = fix(inputOf(document, around), layout, { unsafe: false, inlineConfig: config.inlineConfig.value });
  return editsBetween(document, text);
}

/** The same for the lines of a range, in one pass. */
export function formatEditsIn(document: TextDocument, around: Surroundings, { start, end }: LspRange): readonly LspEdit[] {
  const { config, settings } = around;
  if (!settings.enable || config.excludedBy !== undefined) return [];
  const tree = parse(withoutBom(document.getText()));
  if (tree.problems.some(({ fatal }) => fatal)) return [];
  const options = { inlineConfig: config.inlineConfig.value };
  const { findings } = lintTree(inputOf(document, around), tree, config.settings.filter(isLayout), options);
  // Whoever selects whole lines has the end at the start of the line behind them.
  const last = end.character === 0 && end.line > start.line ? end.line : end.line + 1;
  const chosen: TextEdit[] = [];
  for (const { line, endLine, fix: offer } of findings) {
    const isInside = line > start.line && endLine <= last;
    if (!isInside || offer?.safety !== 'safe' || offer.edits.some((edit) => chosen.some(({ range }) => overlaps(range, edit.range))))
      continue;
    chosen.push(...offer.edits);
  }
  return keepsStructure(tree, parse(applyEdits(tree.text, chosen)), chosen) ? toLsp(document, chosen) : [];
}

const isLayout = ({ rule }: RuleSetting): boolean => rule.fix === 'safe' && rule.tags?.includes('layout') === true;
