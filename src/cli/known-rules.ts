import { rules } from '../../rules/index.ts';
import { ConfigError } from '../config/errors.ts';
import type { AnyRule } from '../rule.ts';
import type { CommandFlags } from './command-line.ts';

/** plimsoll's rules, and those of plugins where `--config` or `--allow-plugins` is given. */
export async function knownRules({ config, allowPlugins }: CommandFlags): Promise<readonly AnyRule[]> {
  if (config === undefined && !allowPlugins) return rules;
  const { openFlagged } = await import('./configure.ts');
  const given = { ...(config === undefined ? {} : { config }), ...(allowPlugins ? { allowPlugins } : {}) };
  const found = await openFlagged(given, []).of('Dockerfile');
  if ('problems' in found) throw new ConfigError(found.problems.map(({ where, message }) => `${where}: ${message}`).join('\n'));
  return found.plans.map(({ rule }) => rule);
}
