import { existsSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { PluginHost } from '../config/plugin-files.ts';
import { realPath } from '../files/names.ts';
import { isInside, openTrees } from '../files/tree.ts';

interface Trust {
  /** `--allow-plugins`. */
  readonly allow: boolean;
  /** The configuration was named, not found beside what is linted. */
  readonly isNamed: boolean;
  /** What is linted: files, folders and patterns. */
  readonly operands: readonly string[];
  readonly cwd: string;
}

/** Runs plugins where the user says so, or names a configuration outside of everything that is linted; `hear` is told the file of each. */
export function pluginHost({ allow, isNamed, operands, cwd }: Trust, hear: (file: string) => void): PluginHost {
  // Asked for only where a configuration names plugins.
  let roots: readonly string[] | undefined;
  const linted = (): readonly string[] =>
    (roots ??= [cwd, ...operands.filter((operand) => operand !== '-')].flatMap((operand) => {
      const path = resolve(cwd, operand);
      const { root } = openTrees(cwd).of(isFolder(path) ? join(path, 'Dockerfile') : path);
      return [root, real(root)];
    }));
  const isLinted = (path: string): boolean => [path, real(path)].some((one) => linted().some((root) => isInside(one, root)));
  return {
    mayLoad: allow || isNamed,
    refusal(module, config) {
      if (allow) return undefined;
      if (!isNamed || isLinted(config)) return `a plugin is code, and this configuration belongs to what is linted; ${ways}`;
      if (!isFile(module) || !isLinted(module)) return undefined;
      return `a plugin is code, and this one lies in what is linted; ${ways}`;
    },
    load: async (module, config) => {
      if (isFile(module) && !existsSync(module)) throw new Error('no such file');
      const { loadPlugin } = await import('./load-plugin.ts');
      const { file, plugin } = await loadPlugin(module, config, isFile(module));
      hear(file);
      return plugin;
    },
  };
}

const ways = '--allow-plugins runs it, --isolated leaves the file out';

/** Anything else is a package. */
const isFile = (module: string): boolean => resolve(module) === module;

function real(path: string): string {
  try {
    return realPath(path);
  } catch {
    return path;
  }
}

const isFolder = (path: string): boolean => statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;
