import type { AnyRule, Severity } from '../rule.ts';
import { visitorKeys } from '../visitor-keys.ts';
import { ConfigError } from './errors.ts';
import { isCategory } from './select.ts';

/** Rules of your own. */
export interface Plugin {
  /** Goes before the rules' names: `acme` makes `no-debian` be `acme/no-debian`. */
  readonly name?: string;
  readonly rules: readonly AnyRule[];
}

/** What a module may give: a plugin, a rule, or several. */
export type PluginLike = Plugin | AnyRule | readonly AnyRule[];

/** The rules of a plugin under the names that they go by. Throws a ConfigError where something in it is no rule. */
export function rulesOf(given: unknown): readonly AnyRule[] {
  const { name, rules } = asPlugin(given);
  if (name !== undefined && (typeof name !== 'string' || !/^[a-z][a-z0-9-]*$/.test(name)))
    throw new ConfigError(`a plugin's name is a word in lower case, such as 'acme'; got ${JSON.stringify(name)}`);
  return rules.map((rule, index) => {
    const fault = faultOf(rule);
    if (fault !== undefined) throw new ConfigError(`${nameIn(rule) ?? `entry ${String(index + 1)}`} is not a rule: ${fault}`);
    const own = rule as AnyRule;
    // Our pages say nothing of it.
    return { ...own, name: name === undefined ? own.name : `${name}/${own.name}`, url: own.url ?? '' };
  });
}

/** All rules together. Throws a ConfigError where two have one name, or one is called like a category. */
export function withRules(rules: readonly AnyRule[], added: readonly AnyRule[]): readonly AnyRule[] {
  if (added.length === 0) return rules;
  const taken = new Set(rules.map((rule) => rule.name));
  for (const { name } of added) {
    if (taken.has(name))
      throw new ConfigError(`there is a rule '${name}' already; give the plugin a name, which goes before those of its rules`);
    taken.add(name);
  }
  return [...rules, ...added];
}

interface Given {
  readonly name?: unknown;
  readonly rules: readonly unknown[];
}

function asPlugin(given: unknown): Given {
  if (Array.isArray(given)) return { rules: given as unknown[] };
  if (!isObject(given))
    throw new ConfigError(`expected a rule, a list of rules or { name, rules }; got ${given === null ? 'null' : typeof given}`);
  if (!('rules' in given)) return { rules: [given] };
  const { name, rules } = given;
  if (Array.isArray(rules)) return { name, rules: rules as unknown[] };
  if (!isObject(rules)) throw new ConfigError("'rules' is a list of rules");
  return { name, rules: Object.values(rules) };
}

/** What keeps a value from being a rule. The compiler has seen most of it, but not everybody asks it. */
function faultOf(rule: unknown): string | undefined {
  if (!isObject(rule)) return `it is ${rule === null ? 'null' : typeof rule}`;
  const { name, summary, why, category, severity, messages, examples, visit, fix, fixTitle, mentions } = rule;
  if (typeof name !== 'string' || !/^[a-z][a-z0-9]*(?:-[a-z0-9]+)*(?:\/[a-z0-9-]+)?$/.test(name))
    return "'name' is words in lower case with hyphens";
  if (isCategory(name) || name === 'all') return `'${name}' means several rules already`;
  for (const [key, value] of Object.entries({ summary, why })) if (typeof value !== 'string' || value === '') return `'${key}' is missing`;
  if (typeof category !== 'string' || !isCategory(category)) return `'category' is none that there is: ${JSON.stringify(category)}`;
  if (!severities.some((one) => one === severity)) return `'severity' is ${severities.join(', ')}; got ${JSON.stringify(severity)}`;
  if (!isObject(messages) || Object.values(messages).some((text) => typeof text !== 'string')) return "'messages' is texts by name";
  if (!Array.isArray(examples)) return "'examples' is a list";
  if (fix !== undefined && fix !== 'safe' && fix !== 'unsafe') return "'fix' is 'safe' or 'unsafe'";
  if ((fix === undefined) !== (fixTitle === undefined)) return "'fix' and 'fixTitle' stand together";
  if (mentions !== undefined && !isList(mentions)) return "'mentions' is a list of words";
  if (!isObject(visit)) return "'visit' is functions by node type";
  const wrong = Object.entries(visit).find(([type, handler]) => !Object.hasOwn(visitorKeys, type) || typeof handler !== 'function');
  if (wrong)
    return Object.hasOwn(visitorKeys, wrong[0]) ? `'visit.${wrong[0]}' is not a function` : `there are no nodes of type '${wrong[0]}'`;
  return faultOfOptions(rule['options']);
}

const isList = (value: unknown): boolean => Array.isArray(value) && value.length > 0 && value.every((word) => typeof word === 'string');

function faultOfOptions(options: unknown): string | undefined {
  if (options === undefined) return undefined;
  if (!isObject(options)) return "'options' is made with the functions of `options`";
  const wrong = Object.entries(options).find(([, option]) => !isObject(option) || !isObject(option['schema']) || !('default' in option));
  return wrong && `'options.${wrong[0]}' is not made with the functions of \`options\``;
}

const severities: readonly Severity[] = ['error', 'warning', 'info'];

const nameIn = (rule: unknown): string | undefined =>
  isObject(rule) && typeof rule['name'] === 'string' ? `'${rule['name']}'` : undefined;

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
