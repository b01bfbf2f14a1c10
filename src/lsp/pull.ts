import {
  DocumentDiagnosticReportKind,
  type CancellationToken,
  type Connection,
  type Diagnostic,
  type DocumentDiagnosticReport,
  type WorkspaceDiagnosticParams,
  type WorkspaceDocumentDiagnosticReport,
} from 'vscode-languageserver/node';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { discover } from '../files/discover.ts';
import { readSource } from '../files/read.ts';
import type { Abilities } from './abilities.ts';
import { checkDockerfile } from './check-dockerfile.ts';
import type { Checks } from './checks.ts';
import { toDiagnostic } from './diagnostics.ts';
import { uriOf } from './remark.ts';
import type { Workspace } from './workspace.ts';

interface Options {
  readonly connection: Connection;
  readonly abilities: Abilities;
  readonly checks: Checks;
  readonly workspace: Workspace;
  readonly get: (uri: string) => TextDocument | undefined;
}

/** Lets those wait who have been told everything. */
export interface Puller {
  /** Something has changed that files are looked at with. */
  changed(): void;
}

/** Answers an editor that asks for diagnostics: of an open document, and of all Dockerfiles in its folders. */
export function servePulls({ connection, abilities, checks, workspace, get }: Options): Puller {
  let generation = 0;
  let wake: (() => void)[] = [];
  connection.languages.diagnostics.on(async ({ textDocument, previousResultId }): Promise<DocumentDiagnosticReport> => {
    const document = get(textDocument.uri);
    if (!document) return { kind: DocumentDiagnosticReportKind.Full, items: [] };
    const resultId = checks.stampOf(document);
    if (previousResultId === resultId) return { kind: DocumentDiagnosticReportKind.Unchanged, resultId };
    const remarks = await checks.of(document);
    return { kind: DocumentDiagnosticReportKind.Full, resultId, items: remarks.map((remark) => toDiagnostic(remark, abilities)) };
  });
  /** What is open has its own request; it is named here only so that nothing outdated stays. */
  const report = async (folder: string, token: CancellationToken): Promise<readonly WorkspaceDocumentDiagnosticReport[]> => {
    const { enable, workspaceDiagnostics } = await workspace.settingsOf(folder);
    if (!enable || !workspaceDiagnostics) return [];
    const { paths } = await discover([folder], { isLiteral: true });
    const items: WorkspaceDocumentDiagnosticReport[] = [];
    for (const path of paths) {
      if (token.isCancellationRequested) break;
      const found = get(uriOf(path)) ? undefined : await fileReport(path, { workspace, abilities }, connection);
      if (found) items.push(found);
      // Between two files there is time for what somebody types.
      await new Promise((resolve) => setImmediate(resolve));
    }
    return items;
  };
  let answered = -1;
  connection.languages.diagnostics.onWorkspace(async ({ previousResultIds }: WorkspaceDiagnosticParams, token) => {
    // An editor asks again as soon as it is answered; who has been told everything waits until there is news.
    if (answered === generation) await news(token, (resolve) => wake.push(resolve));
    if (token.isCancellationRequested) return { items: [] };
    answered = generation;
    const lists = await Promise.all(workspace.folders().map((folder) => report(folder, token)));
    const items = lists.flat();
    const named = new Set(items.map(({ uri }) => uri));
    // What is open has been asked for by itself.
    const gone = previousResultIds.filter(({ uri }) => !named.has(uri) && !get(uri)).map(({ uri }) => reportOf(uri, []));
    return { items: [...items, ...gone] };
  });
  return {
    changed() {
      generation++;
      const waiting = wake;
      wake = [];
      for (const resolve of waiting) resolve();
    },
  };
}

/** Without an id: what is not open is told again only when something has changed. */
function reportOf(uri: string, items: Diagnostic[]): WorkspaceDocumentDiagnosticReport {
  return { uri, version: null, kind: DocumentDiagnosticReportKind.Full, items };
}

function news(token: CancellationToken, wait: (resolve: () => void) => void): Promise<void> {
  return new Promise((resolve) => {
    token.onCancellationRequested(() => resolve());
    wait(resolve);
  });
}

interface FileGiven {
  readonly workspace: Workspace;
  readonly abilities: Abilities;
}

/** `undefined`: nothing can be said of the file, or it is left out. */
async function fileReport(
  path: string,
  { workspace, abilities }: FileGiven,
  connection: Connection,
): Promise<WorkspaceDocumentDiagnosticReport | undefined> {
  const uri = uriOf(path);
  const around = await workspace.of(uri);
  if (around.config.excludedBy !== undefined) return undefined;
  try {
    const { text, unreadable } = readSource(path);
    if (unreadable) return undefined;
    const document = TextDocument.create(uri, 'dockerfile', 0, text);
    const remarks = checkDockerfile(document, around, (message) => connection.console.error(message));
    return reportOf(
      uri,
      remarks.map((remark) => toDiagnostic(remark, abilities)),
    );
  } catch {
    return undefined;
  }
}
