import { hash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import type { FileConfig } from '../config/configs.ts';
import type { RulePlan } from '../config/plan.ts';
import { attempt } from './private-folder.ts';

export type KeyedConfig = Pick<FileConfig, 'settings' | 'plans' | 'inlineConfig'>;

/** SHA-256, in characters that a file's name may have. */
export const hashOf = (content: string | Uint8Array): string => hash('sha256', content, 'base64url');

/** Says by one word what counts for a file; `undefined` where what is found does not depend on files alone. */
export function openConfigKeys(pluginFiles: () => readonly string[]): (config: KeyedConfig) => string | undefined {
  const known = new WeakMap<KeyedConfig, string>();
  let plugins: string | undefined;
  return (config) => {
    // ShellCheck is a program, and may be another one tomorrow.
    if (config.settings.some(({ rule }) => rule.relays)) return undefined;
    const before = known.get(config);
    if (before !== undefined) return before;
    // Only rules of plugins have an address of their own.
    const isOwn = config.settings.every(({ rule }) => rule.url === undefined);
    const key = hashOf(JSON.stringify([told(config), isOwn ? '' : (plugins ??= hashOfModules(pluginFiles()))]));
    known.set(config, key);
    return key;
  };
}

function told({ settings, plans, inlineConfig }: KeyedConfig): unknown {
  return [
    inlineConfig.value,
    settings.map(({ rule, severity, isChosen, options }) => [rule.name, severity, isChosen, Object.entries(options)]),
    // What a setting accepts follows from these.
    plans
      .filter(({ byCode }) => byCode.size > 0)
      .map(({ rule, whole, byCode }) => [rule.name, stateOf(whole), [...byCode].map(([code, state]) => [code, stateOf(state)])]),
  ];
}

const stateOf = ({ isOn, severity, severityOrigin, options, stamp }: RulePlan['whole']): unknown => {
  const values = Object.entries(options).map(([name, { value }]) => [name, value]);
  return [isOn, severity, severityOrigin === 'default', values, stamp];
};

const endings = ['', '.js', '.cjs', '.json', '/index.js'];

/** Of the modules and those beside them that they import. */
function hashOfModules(modules: readonly string[]): string {
  const hashes = new Map<string, string>();
  const left = [...modules];
  for (let file = left.pop(); file !== undefined; file = left.pop()) {
    if (hashes.has(file)) continue;
    const path = file;
    const bytes = attempt(() => readFileSync(path));
    hashes.set(path, bytes ? hashOf(bytes) : '');
    const words = bytes?.toString('utf8').matchAll(/(['"`])(\.{1,2}\/[^'"`\n]{1,1000})\1/g) ?? [];
    // CommonJS leaves endings out.
    for (const [, , name = ''] of words) for (const end of endings) left.push(resolve(dirname(path), name) + end);
  }
  return hashOf(JSON.stringify([...hashes].sort(([a], [b]) => (a < b ? -1 : 1))));
}
