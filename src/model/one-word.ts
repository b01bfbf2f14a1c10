import { oneWordOutput } from '../knowledge/one-word-output.ts';
import type { Command, ShellNode } from '../nodes.ts';

/** Whether what a substitution runs prints one word, or a line of one word that filters go over. */
export function givesOneWord([only, more]: readonly ShellNode[]): boolean {
  if (more || !only) return false;
  if (only.type === 'Pipeline') {
    const [source, ...filters] = only.members;
    return source !== undefined && givesOneWord([source]) && filters.every((node) => node.type === 'Command' && lineFilters.has(node.name));
  }
  return only.type === 'Command' && matches(oneWordOutput, only);
}

/** They make a word of a word. */
const lineFilters: ReadonlySet<string> = new Set(['cut', 'sed', 'tr', 'head', 'tail', 'rev', 'awk']);

/** Whether a table has a command, with the arguments that it asks for. */
export const matches = (table: ReadonlyMap<string, RegExp>, { name, words }: Command): boolean =>
  table.get(name)?.test(
    words
      .slice(1)
      .map(({ value, text }) => value ?? text)
      .join(' '),
  ) ?? false;
