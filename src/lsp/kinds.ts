import { basename } from 'node:path';
import { fileURLToPath } from 'node:url';
import { configNames } from '../config/find.ts';
import { isHadolintName } from '../config/read.ts';
import { isDockerfileName } from '../files/dockerfile-names.ts';

/** What a document is to plimsoll. */
export type Kind = 'dockerfile' | 'ignore-file' | 'config';

/** A document's kind by its name, else by the language that the editor takes it for; `undefined`: none of ours. */
export function kindOf({ uri, languageId }: { readonly uri: string; readonly languageId: string }): Kind | undefined {
  const name = basename(pathOf(uri) ?? '');
  if (isIgnoreFileName(name)) return 'ignore-file';
  if (configNames.some((known) => known === name) || isHadolintName(name)) return 'config';
  return languages.has(languageId.toLowerCase()) || isDockerfileName(name) ? 'dockerfile' : undefined;
}

const isIgnoreFileName = (name: string): boolean => /\.(?:docker|container)ignore$/i.test(name);

const languages: ReadonlySet<string> = new Set(['dockerfile', 'containerfile', 'docker', 'dockerfile-ts']);

/** The path of a file's URI; `undefined` where it names no file of this machine, as a buffer that was never saved. */
export function pathOf(uri: string): string | undefined {
  if (!/^file:/i.test(uri)) return undefined;
  try {
    const path = fileURLToPath(uri);
    // Neovim writes `file://` for a buffer that has no name.
    return path === '/' ? undefined : path;
  } catch {
    return undefined;
  }
}
