import { type DiagnosticTag, MarkupKind, ResourceOperationKind, type InitializeParams } from 'vscode-languageserver/node';

/** What the editor at the other end can do, as far as it makes a difference here. */
export interface Abilities {
  /** Asks for diagnostics by itself; nothing is pushed then, or each would be shown twice. */
  readonly pulls: boolean;
  /** Pulls again when told that something has changed. */
  readonly refreshes: boolean;
  readonly tags: ReadonlySet<DiagnosticTag>;
  readonly related: boolean;
  readonly codeDescription: boolean;
  readonly markdown: boolean;
  /** Edits that name the version of the text they are for. */
  readonly documentChanges: boolean;
  readonly createsFiles: boolean;
  readonly snippetEdits: boolean;
  /** Fetches the edit of an action when it is chosen. */
  readonly resolvesEdits: boolean;
  /** Has settings to be asked for. */
  readonly configuration: boolean;
  readonly registersConfiguration: boolean;
  /** Watches files that it is told of. */
  readonly watches: boolean;
  readonly folders: boolean;
}

/** Reads an editor's capabilities; what it does not speak of it cannot do. */
export function abilitiesOf({ capabilities }: InitializeParams): Abilities {
  const { textDocument = {}, workspace = {} } = capabilities;
  const { publishDiagnostics, diagnostic, codeAction, hover } = textDocument;
  const { workspaceEdit } = workspace;
  // A client that pulls says the same of pulled diagnostics, since 3.18; before, only of pushed ones.
  const shown = { ...publishDiagnostics, ...diagnostic };
  return {
    pulls: diagnostic !== undefined,
    refreshes: workspace.diagnostics?.refreshSupport === true,
    tags: new Set(shown.tagSupport?.valueSet),
    related: shown.relatedInformation === true,
    codeDescription: shown.codeDescriptionSupport === true,
    markdown: hover?.contentFormat?.includes(MarkupKind.Markdown) === true,
    documentChanges: workspaceEdit?.documentChanges === true,
    createsFiles: workspaceEdit?.resourceOperations?.includes(ResourceOperationKind.Create) === true,
    snippetEdits: workspaceEdit?.snippetEditSupport === true && workspaceEdit.documentChanges === true,
    resolvesEdits: codeAction?.dataSupport === true && codeAction.resolveSupport?.properties.includes('edit') === true,
    configuration: workspace.configuration === true,
    registersConfiguration: workspace.didChangeConfiguration?.dynamicRegistration === true,
    watches: workspace.didChangeWatchedFiles?.dynamicRegistration === true,
    folders: workspace.workspaceFolders === true,
  };
}
