import { resolve } from 'node:path';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import type { FileConfig } from '../config/configs.ts';
import { applyBaseline } from '../engine/baseline.ts';
import { lint } from '../engine/lint.ts';
import type { Reuse } from '../engine/reuse.ts';
import type { LintInput, LintOptions, LintResult } from '../engine/types.ts';
import { openBaselineKeys, readBaseline } from '../files/baseline.ts';
import { placesIn } from './places.ts';
import { relatedRemarks, type Remark } from './remark.ts';
import { ruleOf } from './rule-page.ts';
import type { Surroundings } from './workspace.ts';

/** What is to be shown in a Dockerfile: what the command would report of it, in the same words and at the same places. `reuse` is its own. */
export function checkDockerfile(
  document: TextDocument,
  around: Surroundings,
  failed: (message: string) => void,
  reuse?: Reuse,
): readonly Remark[] {
  const { config, settings } = around;
  if (!settings.enable) return [];
  const result = lintDocument(document, around, config, { fixes: false, reuse });
  for (const { rule, error } of result.failures) failed(`rule ${rule} crashed on ${around.path}: ${String(error)} (please report)`);
  return remarksOf(document, around, result);
}

/** The same with the fix of each, which only whoever looks at one wants to have. */
export function fixesIn(document: TextDocument, around: Surroundings): readonly Remark[] {
  const { config, settings } = around;
  if (!settings.enable) return [];
  return remarksOf(document, around, lintDocument(document, around, config, { fixes: true }));
}

/** A document as the engine takes it. */
export function inputOf(document: TextDocument, { path, files }: Surroundings): LintInput {
  return { path, text: document.getText(), files };
}

function lintDocument(document: TextDocument, around: Surroundings, config: FileConfig, options: LintOptions): LintResult {
  const input = inputOf(document, around);
  // What is left out has nothing to be said of, unless it has no name by which it could be meant.
  const settings = config.excludedBy === undefined || around.files === undefined ? config.settings : [];
  return withoutKnown(lint(input, settings, { ...options, inlineConfig: config.inlineConfig.value }), around, config);
}

/** A baseline that cannot be read hides nothing; the command says why. */
function withoutKnown(result: LintResult, { cwd }: Surroundings, { baseline }: FileConfig): LintResult {
  if (!baseline || result.path === '-' || result.findings.length === 0) return result;
  try {
    const file = resolve(baseline.folder, baseline.value);
    const path = openBaselineKeys(cwd)(result.path, baseline.folder);
    const { findings } = applyBaseline({ ...result, path }, readBaseline(file) ?? {}).result;
    return { ...result, findings };
  } catch {
    return result;
  }
}

function remarksOf(document: TextDocument, around: Surroundings, { findings }: LintResult): readonly Remark[] {
  const own = { uri: document.uri, places: placesIn(document) };
  return findings.map(({ rule, codes: [alias], severity, message, range, related, fix }) => ({
    ...{ code: rule, severity, message },
    ...(ruleOf(rule)?.relays && alias !== undefined ? { alias } : {}),
    range: own.places.rangeOf(range),
    related: relatedRemarks(related, own, around),
    ...(fix ? { fix } : {}),
    ...(around.root === undefined ? {} : { root: around.root }),
  }));
}
