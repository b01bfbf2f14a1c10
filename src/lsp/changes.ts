import type { Connection, TextDocuments } from 'vscode-languageserver/node';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import { resolve } from 'node:path';
import { isLookedAtWith, type Checks } from './checks.ts';
import type { Editor } from './editor.ts';
import { kindOf, pathOf } from './kinds.ts';
import { servePulls } from './pull.ts';
import { openPublisher } from './push.ts';
import type { Shellcheck } from './shellcheck.ts';
import type { Troubles } from './troubles.ts';
import { openWatcher } from './watch.ts';
import type { Workspace } from './workspace.ts';

interface Followed {
  readonly connection: Connection;
  readonly editor: Editor;
  readonly documents: TextDocuments<TextDocument>;
  /** URIs of the open documents by their absolute paths; kept up to date here. */
  readonly byPath: Map<string, string>;
  readonly workspace: Workspace;
  readonly checks: Checks;
  readonly troubles: Troubles;
  readonly shellcheck: Shellcheck;
}

/** Keeps up with what changes (texts, files, settings, folders) and has what is shown follow. */
export function followChanges({ connection, editor, documents, byPath, workspace, checks, troubles, shellcheck }: Followed): void {
  const { abilities } = editor;
  const get = (uri: string): TextDocument | undefined => documents.get(uri);
  const publisher = abilities.pulls ? undefined : openPublisher({ connection, abilities, checks, get });
  const puller = abilities.pulls ? servePulls({ connection, abilities, checks, workspace, get }) : undefined;
  const watcher = openWatcher(connection, abilities);

  /** All documents, or those of one kind, are looked at again. */
  const again = (isConcerned: (document: TextDocument) => boolean = () => true): void => {
    checks.outdate();
    for (const document of documents.all()) if (isConcerned(document)) publisher?.changed(document.uri);
    puller?.changed();
    if (puller && abilities.refreshes) connection.languages.diagnostics.refresh().catch(() => {});
  };
  const reread = (): void => {
    workspace.forget();
    again();
    for (const document of documents.all()) askShellcheck(document);
  };

  /** Not at each keystroke: starting a program takes longer than typing. */
  const askShellcheck = (document: TextDocument): void => {
    if (kindOf(document) !== 'dockerfile') return;
    const learned = shellcheck.ask(document).catch((error: unknown) => {
      connection.console.error(`plimsoll: ${String(error)}`);
      return false;
    });
    void learned.then((isNew) => {
      if (isNew) again();
    });
  };

  documents.onDidOpen(({ document }) => {
    const path = pathOf(document.uri);
    if (path !== undefined) byPath.set(path, document.uri);
    workspace.forgetFiles();
    void troubles.moved(document.uri);
    void watchSources(document, { workspace, watcher });
    askShellcheck(document);
  });
  documents.onDidChangeContent(({ document }) => {
    const kind = kindOf(document);
    if (kind === undefined) return;
    publisher?.changed(document.uri);
    const others = documents.all().filter((other) => other !== document && areLinked(document, other));
    if (others.length === 0) return;
    checks.outdate();
    for (const { uri } of others) publisher?.changed(uri);
  });
  documents.onDidSave(({ document }) => {
    if (isLookedAtWith(document)) {
      reread();
      return;
    }
    workspace.forgetFiles();
    puller?.changed();
    askShellcheck(document);
  });
  documents.onDidClose(({ document: { uri } }) => {
    const path = pathOf(uri);
    if (path !== undefined) byPath.delete(path);
    checks.forget(uri);
    publisher?.closed(uri);
    puller?.changed();
    void troubles.met(uri, undefined);
    void troubles.moved(uri);
  });
  connection.onDidChangeWatchedFiles(reread);
  connection.onDidChangeConfiguration(({ settings }) => {
    editor.tellSettings(settings);
    reread();
  });
  connection.onInitialized(async () => {
    await watcher.start();
    if (!abilities.folders) return;
    connection.workspace.onDidChangeWorkspaceFolders(({ added, removed }) => {
      const gone = new Set(removed.map(({ uri }) => pathOf(uri)));
      const kept = workspace.folders().filter((folder) => !gone.has(folder));
      workspace.setFolders([...kept, ...added.flatMap(({ uri }) => pathOf(uri) ?? [])]);
      again();
    });
  });
}

/** Whether what is shown in one of two open documents depends on the text of the other. */
function areLinked(a: TextDocument, b: TextDocument): boolean {
  const kinds = [kindOf(a), kindOf(b)];
  if (kinds.includes('config')) return kinds[0] === 'config' && kinds[1] === 'config';
  return kinds.includes('ignore-file') && kinds.includes('dockerfile');
}

/** Configurations may stand on files of any name. */
async function watchSources(
  document: TextDocument,
  { workspace, watcher }: Pick<Followed, 'workspace'> & { readonly watcher: ReturnType<typeof openWatcher> },
): Promise<void> {
  if (kindOf(document) !== 'dockerfile') return;
  const { config, broken, cwd } = await workspace.of(document.uri);
  const baseline = config.baseline ? [resolve(config.baseline.folder, config.baseline.value)] : [];
  watcher.add([...[...config.sources, ...(broken ? [broken.name] : [])].map((source) => resolve(cwd, source)), ...baseline]);
}
