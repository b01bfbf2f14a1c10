import {
  DidChangeConfigurationNotification,
  DidChangeWatchedFilesNotification,
  type Connection,
  type Disposable,
} from 'vscode-languageserver/node';
import type { Abilities } from './abilities.ts';

/** The files that decide what is found in others. */
const watched = [
  '**/{plimsoll,.plimsoll}.{yaml,yml,json}',
  '**/{.hadolint,hadolint}.{yaml,yml}',
  '**/{.dockerignore,.containerignore,*.dockerignore,*.containerignore}',
  '**/*{Dockerfile,dockerfile,Containerfile,containerfile}*',
];

/** Watches configurations with the editor's help. */
export interface Watcher {
  /** Asks to hear of the standard files and of settings. */
  start(): Promise<void>;
  /** Files of other names that a configuration stands on; absolute paths. */
  add(paths: readonly string[]): void;
}

export function openWatcher(connection: Connection, abilities: Abilities): Watcher {
  const others = new Set<string>();
  const registered: Disposable[] = [];
  const register = async (patterns: readonly string[]): Promise<void> => {
    const watchers = patterns.map((globPattern) => ({ globPattern }));
    registered.push(await connection.client.register(DidChangeWatchedFilesNotification.type, { watchers }));
  };
  return {
    async start() {
      if (abilities.registersConfiguration)
        await connection.client.register(DidChangeConfigurationNotification.type, { section: 'plimsoll' });
      if (abilities.watches) await register(watched);
    },
    add(paths) {
      const fresh = paths.filter((path) => !others.has(path));
      for (const path of fresh) others.add(path);
      if (abilities.watches && fresh.length > 0) void register(fresh.map((path) => path.replaceAll('\\', '/'))).catch(() => {});
    },
  };
}
