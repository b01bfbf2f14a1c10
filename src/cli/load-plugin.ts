import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';

interface Loaded {
  readonly file: string;
  readonly plugin: unknown;
}

/** Runs a plugin and gives its default export, and its file; `module` is an absolute file or a package as `config` would find it. Throws where there is none. */
export async function loadPlugin(module: string, config: string, isFile: boolean): Promise<Loaded> {
  const file = isFile ? module : createRequire(config).resolve(module);
  const given = (await import(pathToFileURL(file).href)) as { readonly default?: unknown };
  // What a compiler made of ESM has its default export one level deeper.
  const value = given.default as { readonly default?: unknown; readonly __esModule?: true } | undefined;
  const plugin = value?.__esModule ? value.default : value;
  if (plugin === undefined) throw new Error('has no default export');
  return { file, plugin };
}
