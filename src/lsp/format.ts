import type { TextEdit as LspEdit, Range as LspRange } from 'vscode-languageserver/node';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import { isBroken } from '../config/configs.ts';
import { fix } from '../engine/fix.ts';
import type { RuleSetting } from '../engine/types.ts';
import { inputOf } from './check-dockerfile.ts';
import { editsBetween } from './edits.ts';
import type { Surroundings } from './workspace.ts';

/**
 * What formatting a Dockerfile changes: the safe fixes of the rules about layout that are on, and nothing else. A file that Docker
 * cannot read stays as it is.
 */
export function formatEdits(document: TextDocument, around: Surroundings): readonly LspEdit[] {
  const { config, settings } = around;
  if (!settings.enable || isBroken(config) || config.excludedBy !== undefined) return [];
  const layout = config.settings.filter(isLayout);
  const { text } = fix(inputOf(document, around), layout, { unsafe: false, inlineConfig: config.inlineConfig.value });
  return editsBetween(document, text);
}

/** The same for a part of the file: the changes that lie in it. */
export function formatEditsIn(document: TextDocument, around: Surroundings, { start, end }: LspRange): readonly LspEdit[] {
  // Whoever selects lines may have the cursor at the start of the one behind them.
  const last = end.character === 0 && end.line > start.line ? end.line - 1 : end.line;
  return formatEdits(document, around).filter(({ range }) => range.start.line >= start.line && range.end.line <= last);
}

const isLayout = ({ rule }: RuleSetting): boolean => rule.fix === 'safe' && rule.tags?.includes('layout') === true;
