import { DockerfileLanguageServiceFactory, type DockerfileLanguageService } from 'dockerfile-language-service';
import {
  SemanticTokenModifiers,
  SemanticTokenTypes,
  type CompletionItem,
  type Connection,
  type Hover,
  type InitializeParams,
  type Position,
  type ServerCapabilities,
  type TextDocumentPositionParams,
} from 'vscode-languageserver/node';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import { ignoreCompletions } from './ignore-completion.ts';

/** Completion, symbols, folding, renaming and all else about instructions, which `dockerfile-language-service` knows. */
export interface DockerfileService {
  hover(document: TextDocument, position: Position): Hover | null;
}

export const dockerfileCapabilities = {
  completionProvider: { resolveProvider: true, triggerCharacters: ['=', ' ', '$', '-', ','] },
  signatureHelpProvider: { triggerCharacters: ['-', '[', ',', '"', ' ', '=', '$'] },
  definitionProvider: true,
  documentHighlightProvider: true,
  documentSymbolProvider: true,
  foldingRangeProvider: true,
  renameProvider: { prepareProvider: true },
  documentLinkProvider: { resolveProvider: true },
  semanticTokensProvider: {
    full: true,
    // In the order of its numbers (lib/dockerSemanticTokens.js, `TokensLegend`).
    legend: {
      tokenTypes: [
        ...[SemanticTokenTypes.keyword, SemanticTokenTypes.comment, SemanticTokenTypes.parameter, SemanticTokenTypes.property],
        ...[SemanticTokenTypes.namespace, SemanticTokenTypes.class, SemanticTokenTypes.macro, SemanticTokenTypes.string],
        ...[SemanticTokenTypes.variable, SemanticTokenTypes.operator, SemanticTokenTypes.modifier],
      ],
      tokenModifiers: [SemanticTokenModifiers.declaration, SemanticTokenModifiers.definition, SemanticTokenModifiers.deprecated],
    },
  },
} as const satisfies ServerCapabilities;

/** Answers what editors ask about Dockerfiles. `dockerfileOf` gives the open document of a URI, if it is one. */
export function serveDockerfiles(
  connection: Connection,
  { capabilities }: InitializeParams,
  dockerfileOf: (uri: string) => TextDocument | undefined,
): DockerfileService {
  const service = DockerfileLanguageServiceFactory.createLanguageService();
  service.setCapabilities(capabilities.textDocument ?? {});
  /** What it cannot cope with has no answer, which is no reason to bother anybody. */
  const answer = <T>(uri: string, ask: (text: string) => T): T | null => {
    const document = dockerfileOf(uri);
    if (!document) return null;
    try {
      return ask(document.getText());
    } catch (error) {
      connection.console.log(`dockerfile-language-service: ${String(error)}`);
      return null;
    }
  };
  const at = <T>(ask: (text: string, position: Position) => T) => {
    return ({ textDocument, position }: TextDocumentPositionParams): T | null => answer(textDocument.uri, (text) => ask(text, position));
  };
  connection.onCompletion(async ({ textDocument, position }) => {
    const document = dockerfileOf(textDocument.uri);
    const ours = document && ignoreCompletions(document, position);
    return ours ?? (await answer(textDocument.uri, (text) => completions(service, text, position))) ?? [];
  });
  connection.onCompletionResolve((item) => service.resolveCompletionItem(item));
  connection.onSignatureHelp(at((text, position) => service.computeSignatureHelp(text, position)));
  connection.onDefinition(({ textDocument, position }) =>
    answer(textDocument.uri, (text) => service.computeDefinition(textDocument, text, position)),
  );
  connection.onDocumentHighlight(at((text, position) => service.computeHighlightRanges(text, position)));
  connection.onDocumentSymbol(({ textDocument }) => answer(textDocument.uri, (text) => service.computeSymbols(textDocument, text)));
  connection.onFoldingRanges(({ textDocument }) => answer(textDocument.uri, (text) => service.computeFoldingRanges(text)));
  connection.onPrepareRename(at((text, position) => service.prepareRename(text, position)));
  connection.onRenameRequest(({ textDocument, position, newName }) =>
    answer(textDocument.uri, (text) => ({
      changes: { [textDocument.uri]: service.computeRename(textDocument, text, position, newName) },
    })),
  );
  connection.onDocumentLinks(({ textDocument }) => answer(textDocument.uri, (text) => service.computeLinks(text)));
  connection.onDocumentLinkResolve((link) => service.resolveLink(link));
  connection.languages.semanticTokens.on(
    ({ textDocument }) => answer(textDocument.uri, (text) => service.computeSemanticTokens(text)) ?? { data: [] },
  );
  return { hover: (document, position) => answer(document.uri, (text) => service.computeHover(text, position)) };
}

async function completions(service: DockerfileLanguageService, text: string, position: Position): Promise<CompletionItem[]> {
  return await service.computeCompletionItems(text, position);
}
