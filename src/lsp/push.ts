import type { Connection } from 'vscode-languageserver/node';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import type { Abilities } from './abilities.ts';
import type { Checks } from './checks.ts';
import { toDiagnostic } from './diagnostics.ts';

/** Sends diagnostics to an editor that does not ask for them. */
export interface Publisher {
  /** The document has a new text, or is to be looked at again. */
  changed(uri: string): void;
  closed(uri: string): void;
}

interface Options {
  readonly connection: Connection;
  readonly abilities: Abilities;
  readonly checks: Checks;
  readonly get: (uri: string) => TextDocument | undefined;
}

/** A file so large that looking at it takes longer waits for the typing to pause, but no longer than this. */
const longestPause = 400;

export function openPublisher({ connection, abilities, checks, get }: Options): Publisher {
  const waiting = new Map<string, NodeJS.Timeout | NodeJS.Immediate>();
  const lasted = new Map<string, number>();
  const publish = async (uri: string): Promise<void> => {
    waiting.delete(uri);
    const document = get(uri);
    if (!document) return;
    const { version } = document;
    const start = performance.now();
    const remarks = await checks.of(document);
    lasted.set(uri, performance.now() - start);
    // What has been closed or changed in the meantime has its own turn.
    if (get(uri)?.version !== version) return;
    await connection.sendDiagnostics({ uri, version, diagnostics: remarks.map((remark) => toDiagnostic(remark, abilities)) });
  };
  const stop = (uri: string): void => {
    const handle = waiting.get(uri);
    if (handle === undefined) return;
    if ('refresh' in handle) clearTimeout(handle);
    else clearImmediate(handle);
    waiting.delete(uri);
  };
  return {
    changed(uri) {
      stop(uri);
      const last = lasted.get(uri) ?? 0;
      const run = (): void => {
        publish(uri).catch((error: unknown) => connection.console.error(`plimsoll: ${String(error)}`));
      };
      waiting.set(uri, last < 30 ? setImmediate(run) : setTimeout(run, Math.min(last, longestPause)));
    },
    closed(uri) {
      stop(uri);
      lasted.delete(uri);
      void connection.sendDiagnostics({ uri, diagnostics: [] });
    },
  };
}
