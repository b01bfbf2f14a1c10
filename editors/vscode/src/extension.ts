import { join } from 'node:path';
import { commands, type ExtensionContext, workspace } from 'vscode';
import { LanguageClient, TransportKind, type ServerOptions } from 'vscode-languageclient/node';

let client: LanguageClient | undefined;

/** Starts the server that comes with the extension, or the one that the settings name in a folder that is trusted. */
export async function activate(context: ExtensionContext): Promise<void> {
  const start = async (): Promise<void> => {
    // What nobody has set: in a folder that nobody trusts, its own configuration cannot have a program started.
    const initializationOptions = workspace.isTrusted ? {} : { shellcheck: false };
    client = new LanguageClient('plimsoll', 'plimsoll', serverOf(context), { documentSelector, initializationOptions });
    await client.start();
  };
  const restart = async (): Promise<void> => {
    await client?.dispose();
    await start();
  };
  context.subscriptions.push(
    commands.registerCommand('plimsoll.restart', restart),
    commands.registerCommand('plimsoll.showOutput', () => client?.outputChannel.show()),
    commands.registerCommand('plimsoll.fixAll', () =>
      commands.executeCommand('editor.action.codeAction', { kind: 'source.fixAll.plimsoll', apply: 'first' }),
    ),
    workspace.onDidGrantWorkspaceTrust(() => void restart()),
    workspace.onDidChangeConfiguration((event) => {
      if (event.affectsConfiguration('plimsoll.path')) void restart();
    }),
  );
  await start();
}

export async function deactivate(): Promise<void> {
  await client?.dispose();
}

const documentSelector = [
  ...['file', 'untitled'].map((scheme) => ({ scheme, language: 'dockerfile' })),
  { scheme: 'file', pattern: '**/{.dockerignore,.containerignore,*.dockerignore,*.containerignore}' },
  { scheme: 'file', pattern: '**/{plimsoll,.plimsoll}.{yaml,yml,json}' },
  { scheme: 'file', pattern: '**/{.hadolint,hadolint}.{yaml,yml}' },
];

function serverOf({ extensionPath }: ExtensionContext): ServerOptions {
  const path = workspace.getConfiguration('plimsoll').get<string>('path');
  if (path) return { command: path, args: ['lsp'], transport: TransportKind.stdio };
  return { module: join(extensionPath, 'dist/server.cjs'), transport: TransportKind.stdio };
}
