import type { Connection, InitializeParams } from 'vscode-languageserver/node';
import { abilitiesOf, type Abilities } from './abilities.ts';
import { pathOf } from './kinds.ts';
import { uriOf } from './remark.ts';
import { readSettings, type Settings } from './settings.ts';

/** The editor at the other end: what it can do, what it has open, and what it is set to. */
export interface Editor {
  readonly abilities: Abilities;
  /** Absolute paths of the folders that were open at the start. */
  readonly folders: readonly string[];
  /** The settings for a folder; `undefined`: for what lies in none. */
  askSettings(folder: string | undefined): Promise<Settings>;
  /** What an editor that is not asked for settings tells of them. */
  tellSettings(settings: unknown): void;
}

export function openEditor(connection: Connection, params: InitializeParams): Editor {
  const abilities = abilitiesOf(params);
  let told: unknown;
  const said = async (folder: string | undefined): Promise<unknown> => {
    if (!abilities.configuration) return told;
    const scope = folder === undefined ? {} : { scopeUri: uriOf(folder) };
    try {
      return await connection.workspace.getConfiguration({ section: 'plimsoll', ...scope });
    } catch {
      return told;
    }
  };
  return {
    abilities,
    folders: foldersOf(params),
    async askSettings(folder) {
      const { settings, problems } = readSettings({ ...toRecord(params.initializationOptions), ...toRecord(await said(folder)) });
      for (const problem of problems) connection.console.warn(problem);
      return settings;
    },
    tellSettings(settings) {
      const all = toRecord(settings);
      told = all['plimsoll'] ?? settings;
    },
  };
}

function foldersOf({
  workspaceFolders,
  ...old
}: Pick<InitializeParams, 'workspaceFolders'> & { readonly rootUri?: string | null }): readonly string[] {
  // Editors of before workspace folders name one root.
  const uris = workspaceFolders ? workspaceFolders.map(({ uri }) => uri) : old.rootUri ? [old.rootUri] : [];
  return uris.flatMap((uri) => pathOf(uri) ?? []);
}

function toRecord(value: unknown): Readonly<Record<string, unknown>> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return {};
  // `null` is what an editor answers for a setting that nobody has made.
  return Object.fromEntries(Object.entries(value).filter(([, one]) => one !== null));
}
