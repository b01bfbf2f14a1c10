import {
  CodeActionKind,
  ErrorCodes,
  LSPErrorCodes,
  PositionEncodingKind,
  ResponseError,
  TextDocuments,
  TextDocumentSyncKind,
  type CancellationToken,
  type CodeAction,
  type Connection,
  type InitializeParams,
  type ServerCapabilities,
  type TextEdit as LspEdit,
} from 'vscode-languageserver/node';
import { TextDocument } from 'vscode-languageserver-textdocument';
import type { Abilities } from './abilities.ts';
import { openChecks, type Checks } from './checks.ts';
import { codeActions, fixAllKind, resolveAction, type Deferred, type Given } from './code-actions.ts';
import { dockerfileCapabilities, serveDockerfiles } from './dockerfile-service.ts';
import { openEditor } from './editor.ts';
import { formatEdits, formatEditsIn } from './format.ts';
import { hoverAt, hoverInConfig } from './hover.ts';
import { kindOf, pathOf } from './kinds.ts';
import { followChanges } from './changes.ts';
import { openShellcheck } from './shellcheck.ts';
import { openTroubles } from './troubles.ts';
import { openWorkspace, type Workspace } from './workspace.ts';

/** Serves the editor at the other end of a connection, once that is listened on. */
export function serve(connection: Connection, version: string): void {
  let isInitialized = false;
  connection.onRequest((method) => {
    if (!isInitialized) return new ResponseError(ErrorCodes.ServerNotInitialized, 'the first request has to be initialize');
    return new ResponseError(ErrorCodes.MethodNotFound, `plimsoll does not know the request ${method}`);
  });
  connection.onInitialize((params) => {
    if (isInitialized) return new ResponseError(ErrorCodes.InvalidRequest, 'initialized already');
    isInitialized = true;
    return { capabilities: startSession(connection, params), serverInfo: { name: 'plimsoll', version } };
  });
}

function startSession(connection: Connection, params: InitializeParams): ServerCapabilities {
  const editor = openEditor(connection, params);
  const { abilities } = editor;
  const documents = new TextDocuments(TextDocument);
  const byPath = new Map<string, string>();
  const openText = (absolute: string): string | undefined => documents.get(byPath.get(absolute) ?? '')?.getText();
  const shellcheck = openShellcheck(connection, () => workspace);
  const workspace: Workspace = openWorkspace({
    relay: shellcheck.rule,
    openText,
    askSettings: (folder) => editor.askSettings(folder),
    keepFiles: 5000,
    // Where nobody tells of changes, they are looked for.
    keepConfigs: () => (abilities.watches ? Infinity : 2000),
  });
  workspace.setFolders(editor.folders);
  const complained = new Set<string>();
  const troubles = openTroubles({ connection, abilities, openText, isOpen: (uri) => documents.get(uri) !== undefined });
  const checks = openChecks(workspace, openText, {
    failed(message) {
      if (!complained.has(message)) connection.console.error(message);
      complained.add(message);
    },
    met: (uri, around) => void troubles.met(uri, around),
  });
  followChanges({ connection, editor, documents, byPath, workspace, checks, troubles, shellcheck });
  serveFeatures({ connection, params, abilities, documents, workspace, checks });
  documents.listen(connection);
  return capabilitiesFor(abilities);
}

function capabilitiesFor({ pulls }: Abilities): ServerCapabilities {
  return {
    ...dockerfileCapabilities,
    // Every client knows it, whatever else it offers.
    positionEncoding: PositionEncodingKind.UTF16,
    textDocumentSync: { openClose: true, change: TextDocumentSyncKind.Incremental, save: { includeText: false } },
    hoverProvider: true,
    codeActionProvider: { codeActionKinds: [CodeActionKind.QuickFix, fixAllKind], resolveProvider: true },
    documentFormattingProvider: true,
    documentRangeFormattingProvider: true,
    workspace: { workspaceFolders: { supported: true, changeNotifications: true } },
    ...(pulls ? { diagnosticProvider: { identifier: 'plimsoll', interFileDependencies: true, workspaceDiagnostics: true } } : {}),
  };
}

interface Features {
  readonly connection: Connection;
  readonly params: InitializeParams;
  readonly abilities: Abilities;
  readonly documents: TextDocuments<TextDocument>;
  readonly workspace: Workspace;
  readonly checks: Checks;
}

function serveFeatures({ connection, params, abilities, documents, workspace, checks }: Features): void {
  const dockerfileOf = (uri: string): TextDocument | undefined => {
    const document = documents.get(uri);
    return document && kindOf(document) === 'dockerfile' ? document : undefined;
  };
  const service = serveDockerfiles(connection, params, dockerfileOf);
  const given = async (document: TextDocument): Promise<Given> => ({
    ...{ document, abilities, isDockerfile: kindOf(document) === 'dockerfile' },
    remarks: await checks.withFixes(document),
    around: await workspace.of(document.uri),
    open: (uri) => documents.get(uri),
  });
  connection.onHover(async ({ textDocument, position }) => {
    const other = documents.get(textDocument.uri);
    if (other && kindOf(other) === 'config') return hoverInConfig(other, position, abilities.markdown);
    const document = dockerfileOf(textDocument.uri);
    if (!document) return null;
    return hoverAt(document, position, await checks.of(document), abilities.markdown, service.hover(document, position));
  });
  connection.onCodeAction(async (asked, token) => {
    const document = documents.get(asked.textDocument.uri);
    if (!document) return null;
    const { version } = document;
    const made = await given(document);
    return refusal(token, document, version, documents) ?? [...codeActions(asked, made)];
  });
  connection.onCodeActionResolve(async (action): Promise<CodeAction | ResponseError> => {
    const document = documents.get((action.data as Partial<Deferred> | undefined)?.uri ?? '');
    const resolved = document && resolveAction(action, await given(document));
    return resolved ?? new ResponseError(LSPErrorCodes.ContentModified, 'the document has changed since the action was offered');
  });
  const format = async (uri: string, make: (document: TextDocument) => Promise<readonly LspEdit[]>): Promise<LspEdit[] | null> => {
    const document = dockerfileOf(uri);
    return document ? [...(await make(document))] : null;
  };
  connection.onDocumentFormatting(({ textDocument: { uri } }) =>
    format(uri, async (document) => formatEdits(document, await workspace.of(uri))),
  );
  connection.onDocumentRangeFormatting(({ textDocument: { uri }, range }) =>
    format(uri, async (document) => formatEditsIn(document, await workspace.of(uri), range)),
  );
  // For tests, and for whoever doubts: the text as the server has it.
  connection.onRequest('plimsoll/viewText', ({ textDocument }: { readonly textDocument: { readonly uri: string } }) => {
    const document = documents.get(textDocument.uri);
    return document ? { version: document.version, text: document.getText(), isFile: pathOf(document.uri) !== undefined } : null;
  });
}

/** Why an answer is of no use any more. */
function refusal(
  token: CancellationToken,
  { uri }: TextDocument,
  version: number,
  documents: TextDocuments<TextDocument>,
): ResponseError | undefined {
  if (token.isCancellationRequested) return new ResponseError(LSPErrorCodes.RequestCancelled, 'cancelled');
  if (documents.get(uri)?.version === version) return undefined;
  return new ResponseError(LSPErrorCodes.ContentModified, 'the document has changed meanwhile');
}
