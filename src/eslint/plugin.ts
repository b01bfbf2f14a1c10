import type { ESLint, Linter } from 'eslint';
import { rules as ownRules } from '../../rules/index.ts';
import { notDockerfiles } from '../files/dockerfile-names.ts';
import { isInPreset } from '../config/presets.ts';
import type { AnyRule } from '../rule.ts';
import { adapt } from './adapt.ts';
import { language } from './language.ts';

/** Put in by build.mjs. */
declare const PLIMSOLL_VERSION: string;

/** What `eslint.config.js` takes; `configs` can stand in it as they are, or behind `extends`. */
export interface DockerPlugin extends ESLint.Plugin {
  readonly configs: {
    readonly recommended: Linter.Config[];
    readonly strict: Linter.Config[];
    readonly all: Linter.Config[];
  };
}

/** What a plugin is made with. */
export interface PluginOptions {
  /** Rules of your own beside plimsoll's, made with `defineRule`; their presets say which of `configs` have them. */
  readonly rules?: readonly AnyRule[];
}

/** Makes a plugin that has own rules as well. Throws where two rules have one name. */
export function createPlugin({ rules = [] }: PluginOptions = {}): DockerPlugin {
  const all = [...ownRules, ...rules];
  const names = all.map(({ name }) => name);
  const twice = names.find((name, index) => names.indexOf(name) < index);
  if (twice !== undefined) throw new Error(`two rules are called '${twice}'`);
  const own = new Set(ownRules);
  const plugin: DockerPlugin = {
    meta: { name: 'plimsoll', version: PLIMSOLL_VERSION, namespace: 'docker' },
    // ESLint's types ask for more than its own code does.
    languages: { dockerfile: language as unknown as NonNullable<ESLint.Plugin['languages']>[string] },
    rules: Object.fromEntries(all.map((rule) => [rule.name, adapt(rule, own.has(rule) ? pageOf(rule.name) : rule.references?.[0])])),
    configs: { recommended: [], strict: [], all: [] },
  };
  for (const preset of ['recommended', 'strict', 'all'] as const) {
    const severities = all.filter((rule) => isInPreset(rule, preset)).map((rule) => [`docker/${rule.name}`, severityOf(rule)] as const);
    plugin.configs[preset].push({
      name: `docker/${preset}`,
      files: [...dockerfiles],
      ignores: [`**/*.{${[...notDockerfiles].join(',')}}`, '**/*~'],
      plugins: { docker: plugin },
      language: 'docker/dockerfile',
      rules: Object.fromEntries(severities),
    });
  }
  return plugin;
}

/** ESLint has no third level. */
const severityOf = ({ severity }: AnyRule): 'error' | 'warn' => (severity === 'error' ? 'error' : 'warn');

/** In any case, as the command finds them. */
const dockerfiles = [
  '**/{[Dd]ockerfile,DOCKERFILE,[Cc]ontainerfile,CONTAINERFILE}',
  '**/{[Dd]ockerfile,DOCKERFILE,[Cc]ontainerfile,CONTAINERFILE}.*',
  '**/*.{[Dd]ockerfile,DOCKERFILE,[Cc]ontainerfile,CONTAINERFILE}',
] as const;

/** The page of the package itself: it is right for this version, and there without a network. */
const pageOf = (rule: string): string => new URL(`../rules/README.md#${rule}`, import.meta.url).href;

/** ESLint's plugin: the language `docker/dockerfile`, every rule of plimsoll, and configurations that turn on some of them. */
const plugin: DockerPlugin = createPlugin();

export default plugin;
