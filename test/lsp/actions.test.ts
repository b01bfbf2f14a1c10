import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { CodeAction, CompletionItem, Hover, TextDocumentEdit, TextEdit, WorkspaceEdit } from 'vscode-languageserver/node';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { folder } from '../cli/command.ts';
import { modern, startClient, uriOf, type Client } from './client.ts';

const uri = 'untitled:x';

const actions = (client: Client, line: number, more: { only?: string[]; at?: string } = {}): Promise<CodeAction[]> =>
  client.connection.sendRequest('textDocument/codeAction', {
    textDocument: { uri: more.at ?? uri },
    range: { start: { line, character: 0 }, end: { line, character: 99 } },
    context: { diagnostics: [], ...(more.only ? { only: more.only } : {}) },
  });

const named = (all: readonly CodeAction[], title: string | RegExp): CodeAction => {
  const found = all.find((action) => (typeof title === 'string' ? action.title === title : title.test(action.title)));
  expect(found, all.map((action) => action.title).join('\n')).toBeDefined();
  return found!;
};

/** A text after the edits of an action. */
function applied(text: string, { documentChanges = [] }: WorkspaceEdit): string {
  const [change] = documentChanges as TextDocumentEdit[];
  return TextDocument.applyEdits(TextDocument.create(uri, '', 1, text), change!.edits as TextEdit[]);
}

const text = 'FROM debian:12 AS b\nRUN sudo make \\\n    && sudo make install\nMAINTAINER a\nMAINTAINER b\nexpose 80\nCMD ["x"]\n';

describe('code actions', () => {
  it('fix one place, all of a rule, and all', async () => {
    const client = await startClient();
    client.open(uri, text);
    await client.diagnostics(uri);
    const offered = await actions(client, 3);
    const one = named(offered, /\(may change the image\)$/);
    expect(one).toMatchObject({ kind: 'quickfix', isPreferred: false, diagnostics: [{ code: 'no-maintainer' }] });
    expect(one.edit!.documentChanges).toMatchObject([{ textDocument: { uri, version: 1 } }]);
    expect(applied(text, one.edit!)).toContain('LABEL org.opencontainers.image.authors="a"\nMAINTAINER b\n');
    const every = named(offered, 'Fix all of no-maintainer (2 places; may change the image)');
    expect(applied(text, every.edit!)).not.toContain('MAINTAINER');
    const [all, ...others] = await actions(client, 0, { only: ['source.fixAll'] });
    expect(others).toEqual([]);
    expect(all!.kind).toBe('source.fixAll.plimsoll');
    expect(applied(text, all!.edit!)).toContain('\nEXPOSE 80\n');
  });

  it('wait with large edits where the editor can, and refuse those for an older text', async () => {
    const codeAction = { dataSupport: true, resolveSupport: { properties: ['edit'] } };
    const client = await startClient({ capabilities: { ...modern, textDocument: { ...modern.textDocument, codeAction } } });
    client.open(uri, text);
    const [all] = await actions(client, 0, { only: ['source.fixAll.plimsoll'] });
    expect(all!.edit).toBeUndefined();
    const resolved = await client.connection.sendRequest<CodeAction>('codeAction/resolve', all);
    expect(applied(text, resolved.edit!)).toContain('EXPOSE 80');
    client.change(uri, [{ text: `${text}\n` }]);
    await expect(client.connection.sendRequest('codeAction/resolve', all)).rejects.toMatchObject({ code: -32801 });
  });

  it('silence a line, an instruction, a stage or the file, with a reason to be typed', async () => {
    const client = await startClient();
    client.open(uri, text);
    const offered = await actions(client, 2);
    const silenced = (scope: string): string => applied(text, named(offered, `Ignore no-sudo for this ${scope}`).edit!);
    expect(silenced('line')).toContain('make \\\n    # plimsoll ignore=no-sudo -- reason\n    && sudo make install');
    expect(silenced('instruction')).toContain('\n# plimsoll ignore=no-sudo -- reason\nRUN sudo make');
    expect(silenced('stage')).toMatch(/^# plimsoll ignore-stage=no-sudo -- reason\nFROM/);
    expect(silenced('file')).toMatch(/^# plimsoll ignore-file=no-sudo -- reason\nFROM/);
    client.change(uri, [{ text: silenced('stage') }]);
    expect((await client.diagnostics(uri, 2)).map(({ code }) => code)).not.toContain('no-sudo');
    const workspaceEdit = { ...modern.workspace!.workspaceEdit, snippetEditSupport: true };
    const other = await startClient({ capabilities: { ...modern, workspace: { ...modern.workspace, workspaceEdit } } });
    other.open(uri, text);
    const { edit } = named(await actions(other, 2), 'Ignore no-sudo for this file');
    expect(edit!.documentChanges).toMatchObject([
      { edits: [{ snippet: { kind: 'snippet', value: '# plimsoll ignore-file=no-sudo -- ${1:reason}\n' } }] },
    ]);
  });

  it('create a .dockerignore, and mend one', async () => {
    const copying = 'FROM node:22-slim\nWORKDIR /app\nCOPY . .\nUSER node\n';
    const root = folder({ Dockerfile: copying, 'package.json': '{}', '.env': 'A=1', '.git/HEAD': '' });
    const at = uriOf(join(root, 'Dockerfile'));
    const client = await startClient({ folders: [root] });
    client.open(at, copying);
    const { edit } = named(await actions(client, 2, { at }), /^Create a \.dockerignore/);
    const ignore = uriOf(join(root, '.dockerignore'));
    expect(edit!.documentChanges).toMatchObject([
      { kind: 'create', uri: ignore, options: { overwrite: false } },
      { textDocument: { uri: ignore, version: null }, edits: [{ newText: expect.stringContaining('.git') as string }] },
    ]);
    client.open(ignore, '*.md\n', 'ignore');
    expect((await client.diagnostics(ignore)).map(({ code }) => code)).toEqual(['dockerignore-covers-clutter']);
    const [mend] = await actions(client, 0, { at: ignore });
    expect(mend!.edit!.documentChanges).toMatchObject([{ textDocument: { uri: ignore, version: 1 } }]);
    expect(applied('*.md\n', mend!.edit!)).toMatch(/^\*\.md\n[^]*\.env/);
  });
});

describe('what editors ask of a Dockerfile', () => {
  const body =
    'ARG A=1\nFROM node AS build\nRUN apt-get install -y curl git\n\n# plimsoll ignore=DL3002 -- x\nUSER root\nFROM node\nCOPY --from=build /a /b\n';

  const ask = async <T>(client: Client, method: string, more: object = {}): Promise<T> =>
    client.connection.sendRequest(method, { textDocument: { uri }, ...more });

  it('shows why a rule is there, and what an instruction is', async () => {
    const client = await startClient();
    client.open(uri, body);
    const hover = async (line: number, character: number): Promise<string> => {
      const answer = await ask<Hover | null>(client, 'textDocument/hover', { position: { line, character } });
      return JSON.stringify(answer?.contents ?? '');
    };
    expect(await hover(1, 6)).toContain('require-image-tag');
    expect(await hover(4, 22)).toContain('no-root-user');
    expect(await hover(7, 2)).toContain('Copy files or folders');
  });

  it('shows what a rule is about whose name stands in a configuration', async () => {
    const client = await startClient();
    const config = uriOf(join(folder(), 'plimsoll.yaml'));
    client.open(config, 'preset: strict\nrules:\n  no-root-user: off\n  DL3007: error\n', 'yaml');
    const hover = (line: number, character: number): Promise<Hover | null> =>
      client.connection.sendRequest('textDocument/hover', { textDocument: { uri: config }, position: { line, character } });
    expect(await hover(2, 5)).toMatchObject({
      contents: { value: expect.stringContaining('no-root-user') as string },
      range: { start: { line: 2, character: 2 }, end: { line: 2, character: 14 } },
    });
    expect(JSON.stringify(await hover(3, 3))).toContain('no-latest-tag');
    expect(await hover(0, 10)).toBeNull();
    expect(await hover(4, 0)).toBeNull();
  });

  it('formats by the safe fixes of layout rules, and nothing else', async () => {
    const client = await startClient();
    const messy = 'from debian as x\nRUN apt-get update && apt-get install zsh git \\\n\n  curl\nMAINTAINER me\n';
    client.open(uri, messy);
    const options = { tabSize: 4, insertSpaces: true };
    const edits = await ask<TextEdit[]>(client, 'textDocument/formatting', { options });
    const formatted = TextDocument.applyEdits(TextDocument.create(uri, '', 1, messy), edits);
    expect(formatted).toMatch(/^FROM debian AS x\nRUN apt-get update \\\n/);
    expect(formatted).toContain('MAINTAINER me');
    expect(formatted).not.toContain('-y');
    const range = { start: { line: 0, character: 0 }, end: { line: 1, character: 0 } };
    const some = await ask<TextEdit[]>(client, 'textDocument/rangeFormatting', { options, range });
    expect(TextDocument.applyEdits(TextDocument.create(uri, '', 1, messy), some)).toBe(messy.replace('from debian as', 'FROM debian AS'));
  });

  it('has completion, symbols, folding, definitions, renaming, links, signatures, highlights and tokens', async () => {
    const client = await startClient();
    client.open(uri, body);
    const position = { line: 7, character: 14 };
    expect(await ask(client, 'textDocument/definition', { position })).toMatchObject({ range: { start: { line: 1, character: 13 } } });
    expect(await ask(client, 'textDocument/documentHighlight', { position })).toHaveLength(2);
    expect(await ask(client, 'textDocument/prepareRename', { position })).toMatchObject({ start: { line: 7, character: 12 } });
    const { changes } = await ask<WorkspaceEdit>(client, 'textDocument/rename', { position, newName: 'made' });
    expect(changes![uri]).toHaveLength(2);
    expect(await ask(client, 'textDocument/documentSymbol')).toHaveLength(6);
    expect(await ask(client, 'textDocument/documentLink')).not.toEqual([]);
    expect(await ask<{ data: number[] }>(client, 'textDocument/semanticTokens/full')).toMatchObject({
      data: expect.any(Array) as number[],
    });
    client.change(uri, [{ text: 'FROM node:\nRUN a \\\n b\n# plimsoll ignore=no-r\nHEALTHCHECK --interval=\n\n' }]);
    expect(await ask(client, 'textDocument/foldingRange')).not.toEqual([]);
    const complete = (line: number, character: number): Promise<CompletionItem[]> =>
      ask(client, 'textDocument/completion', { position: { line, character } });
    expect((await complete(5, 0)).map(({ label }) => label.split(' ')[0])).toContain('WORKDIR');
    expect((await complete(3, 22)).map(({ label }) => label)).toContain('no-root-user');
    // Tags would have to be asked of Docker Hub.
    expect(await complete(0, 10)).toEqual([]);
    expect(await ask(client, 'textDocument/signatureHelp', { position: { line: 4, character: 14 } })).not.toBeNull();
  });
});
