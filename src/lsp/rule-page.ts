import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { rules } from '../../rules/index.ts';
import { ruleUrl, shellcheckPage } from '../formats/json.ts';
import { facts } from '../formats/rule-words.ts';
import type { AnyRule } from '../rule.ts';
import { shellcheckRule } from '../shellcheck/rule.ts';

const byName: ReadonlyMap<string, AnyRule> = new Map([...rules, shellcheckRule()].map((rule) => [rule.name, rule]));

/** The rule of that name. */
export const ruleOf = (name: string): AnyRule | undefined => byName.get(name);

/** Where a rule is described, or what it hands on: in the README of all rules that the package brings along; `undefined` where it has been left out. */
export function pageOf(rule: string, alias?: string): string | undefined {
  if (alias !== undefined && rule === 'shellcheck') return shellcheckPage(alias);
  if (!byName.has(rule)) return undefined;
  if (!pages.has(rule)) pages.set(rule, findPage(rule));
  return pages.get(rule);
}

/** Every finding of a file names its rule's. */
const pages = new Map<string, string | undefined>();

function findPage(rule: string): string | undefined {
  const url = new URL(ruleUrl(rule), pathToFileURL(`${packageFolder}/`));
  if (url.protocol === 'file:' && !hasPages) return undefined;
  return url.href;
}

/** The bundle lies in `dist`. */
const packageFolder = dirname(__dirname);
const hasPages = existsSync(join(packageFolder, 'rules/README.md'));

/** What is to be read about a rule where it has found something: why it is there, what its fix does, and what other tools call it. */
export function ruleWords(rule: AnyRule, isMarkdown: boolean): string {
  const page = pageOf(rule.name);
  const head = `${rule.name} (${rule.category}, ${rule.severity})`;
  if (!isMarkdown) return [head, rule.summary, rule.why, ...facts(rule)].join('\n');
  const title = page === undefined ? `**${rule.name}**` : `[**${rule.name}**](${page})`;
  const list = facts(rule).map((fact) => `- ${fact}`);
  return [`${title} (${rule.category}, ${rule.severity})`, rule.summary, rule.why, list.join('\n')].filter(Boolean).join('\n\n');
}
