import { spawn, type ChildProcess } from 'node:child_process';
import { pathToFileURL } from 'node:url';
import { afterEach } from 'vitest';
import {
  createProtocolConnection,
  StreamMessageReader,
  StreamMessageWriter,
  type ClientCapabilities,
  type Diagnostic,
  type InitializeResult,
  type ProtocolConnection,
  type PublishDiagnosticsParams,
  type TextDocumentContentChangeEvent,
} from 'vscode-languageserver/node';
import { startBuilt } from '../cli/command.ts';

/** A real client of the built server: the protocol library that editors are written with, over pipes. */
export interface Client {
  readonly connection: ProtocolConnection;
  readonly process: ChildProcess;
  readonly result: InitializeResult;
  /** What the server has asked to be told of, by method. */
  readonly registered: { readonly method: string; readonly registerOptions?: unknown }[];
  /** What went to standard error, and the log. */
  readonly log: string[];
  /** What was to be shown to the user. */
  readonly shown: { readonly type: number; readonly message: string }[];
  open(uri: string, text: string, languageId?: string): void;
  /** Sends changes as the next version, which is given back. */
  change(uri: string, changes: readonly TextDocumentContentChangeEvent[]): number;
  /** The diagnostics that are pushed for a version, or the next ones. */
  diagnostics(uri: string, version?: number): Promise<readonly Diagnostic[]>;
  /** Ends the server as an editor does, and gives its exit code. */
  stop(): Promise<number | null>;
}

interface Options {
  readonly folders?: readonly string[];
  readonly capabilities?: ClientCapabilities;
  readonly settings?: (scope: string | undefined) => unknown;
  readonly initializationOptions?: unknown;
  /** Beside the environment of the tests. */
  readonly env?: Readonly<Record<string, string>>;
}

/** What an editor of today can do, but for pulling. */
export const modern: ClientCapabilities = {
  general: { positionEncodings: ['utf-16', 'utf-8'] },
  textDocument: {
    publishDiagnostics: {
      relatedInformation: true,
      versionSupport: true,
      codeDescriptionSupport: true,
      tagSupport: { valueSet: [1, 2] },
    },
    hover: { contentFormat: ['markdown', 'plaintext'] },
    completion: { completionItem: { snippetSupport: true } },
  },
  workspace: { workspaceFolders: true, workspaceEdit: { documentChanges: true, resourceOperations: ['create'] } },
};

const running: ChildProcess[] = [];

afterEach(() => {
  for (const one of running.splice(0)) one.kill('SIGKILL');
});

/** Starts the built server without a word to it. */
export function spawnServer(env: Readonly<Record<string, string>> = {}): ChildProcess {
  const server = spawn(startBuilt[0], [...startBuilt.slice(1), 'lsp', '--stdio'], { stdio: 'pipe', env: { ...process.env, ...env } });
  running.push(server);
  return server;
}

export async function startClient({
  folders = [],
  capabilities = modern,
  settings,
  initializationOptions,
  env,
}: Options = {}): Promise<Client> {
  const server = spawnServer(env);
  const connection = createProtocolConnection(new StreamMessageReader(server.stdout!), new StreamMessageWriter(server.stdin!));
  const log: string[] = [];
  server.stderr!.on('data', (chunk: Buffer) => log.push(chunk.toString()));
  const versions = new Map<string, number>();
  const pushed = new Map<string, PublishDiagnosticsParams>();
  const waiting: (() => void)[] = [];
  const registered: Client['registered'] = [];
  connection.onNotification('textDocument/publishDiagnostics', (params: PublishDiagnosticsParams) => {
    pushed.set(params.uri, params);
    for (const wake of waiting.splice(0)) wake();
  });
  const shown: Client['shown'] = [];
  connection.onNotification('window/showMessage', (params: Client['shown'][number]) => void shown.push(params));
  connection.onNotification('window/logMessage', ({ message }: { message: string }) => void log.push(message));
  connection.onRequest('client/registerCapability', ({ registrations }: { registrations: Client['registered'] }) => {
    registered.push(...registrations);
    return null;
  });
  connection.onRequest('workspace/configuration', ({ items }: { items: { scopeUri?: string }[] }) =>
    items.map(({ scopeUri }) => settings?.(scopeUri) ?? null),
  );
  connection.onRequest('workspace/diagnostic/refresh', () => null);
  connection.listen();
  const workspaceFolders = folders.map((folder) => ({ uri: pathToFileURL(folder).href, name: folder }));
  const result = await connection.sendRequest<InitializeResult>('initialize', {
    processId: process.pid,
    rootUri: null,
    capabilities: { ...capabilities, workspace: { ...capabilities.workspace, ...(settings ? { configuration: true } : {}) } },
    workspaceFolders: workspaceFolders.length > 0 ? workspaceFolders : null,
    ...(initializationOptions === undefined ? {} : { initializationOptions }),
  });
  await connection.sendNotification('initialized', {});
  return {
    ...{ connection, process: server, result, registered, log, shown },
    open(uri, text, languageId = 'dockerfile') {
      versions.set(uri, 1);
      void connection.sendNotification('textDocument/didOpen', { textDocument: { uri, languageId, version: 1, text } });
    },
    change(uri, contentChanges) {
      const version = (versions.get(uri) ?? 0) + 1;
      versions.set(uri, version);
      void connection.sendNotification('textDocument/didChange', { textDocument: { uri, version }, contentChanges });
      return version;
    },
    async diagnostics(uri, version) {
      const wanted = (): PublishDiagnosticsParams | undefined => {
        const last = pushed.get(uri);
        return last && (version === undefined || (last.version ?? 0) >= version) ? last : undefined;
      };
      while (!wanted()) await new Promise<void>((resolve) => waiting.push(resolve));
      const { diagnostics } = wanted()!;
      pushed.delete(uri);
      return diagnostics;
    },
    async stop() {
      const ended = new Promise<number | null>((resolve) => server.on('exit', resolve));
      await connection.sendRequest('shutdown');
      await connection.sendNotification('exit');
      return ended;
    },
  };
}

export const uriOf = (path: string): string => pathToFileURL(path).href;
