import { existsSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import type { Diagnostic, DocumentDiagnosticReport, WorkspaceDiagnosticReport } from 'vscode-languageserver/node';
import { built, folder, isStandalone } from '../cli/command.ts';
import { modern, startClient, uriOf } from './client.ts';

const bad = 'FROM debian:12 AS a\nFROM debian:12 AS a\nMAINTAINER 😀 me\nEXPOSE 80:80\nCMD ["a"]\nCMD ["b"]\n';
const codes = (diagnostics: readonly Diagnostic[]): readonly unknown[] => diagnostics.map(({ code }) => code);
const byCode = (diagnostics: readonly Diagnostic[], code: string): Diagnostic => diagnostics.find((one) => one.code === code)!;

describe('diagnostics', () => {
  it('are those of the command, on open and on every change', async () => {
    const root = folder({ Dockerfile: bad });
    const client = await startClient({ folders: [root] });
    const uri = uriOf(join(root, 'Dockerfile'));
    client.open(uri, bad);
    const shown = await client.diagnostics(uri, 1);
    const { stdout } = built(['--output-format', 'json'], { cwd: root });
    const { files } = JSON.parse(stdout) as { files: { findings: { rule: string; line: number; column: number; message: string }[] }[] };
    expect(shown.map(({ code, range: { start }, message }) => [code, start.line + 1, start.character + 1, message])).toEqual(
      files[0]!.findings.map(({ rule, line, column, message }) => [rule, line, column, message]),
    );
    const version = client.change(uri, [{ range: { start: { line: 3, character: 7 }, end: { line: 3, character: 10 } }, text: '' }]);
    expect(codes(await client.diagnostics(uri, version))).not.toContain('no-expose-host-port');
    expect(await client.stop()).toBe(0);
  });

  it('have tags, other places and the page of the rule', async () => {
    const client = await startClient();
    client.open('untitled:Untitled-1', bad);
    const shown = await client.diagnostics('untitled:Untitled-1');
    expect(byCode(shown, 'no-maintainer').tags).toEqual([2]);
    const duplicate = byCode(shown, 'no-duplicate-cmd');
    expect(duplicate.tags).toEqual([1]);
    expect(duplicate.relatedInformation?.map(({ location }) => location.range.start.line)).toEqual([5]);
    // An executable has no pages beside it.
    expect(duplicate.codeDescription === undefined).toBe(isStandalone);
    if (isStandalone) return;
    const page = new URL(duplicate.codeDescription!.href);
    expect(existsSync(fileURLToPath(page.href.replace(/#.*/, '')))).toBe(true);
    expect(page.hash).toBe('#no-duplicate-cmd');
  });

  it('are those of a buffer without a name where it has no path', async () => {
    const client = await startClient({ folders: [folder({ 'plimsoll.yaml': 'rules: { no-maintainer: off }\n' })] });
    client.open('file://', bad);
    const shown = codes(await client.diagnostics('file://'));
    expect(shown).toContain('no-expose-host-port');
    expect(shown).not.toContain('no-maintainer');
  });

  it('are less for an editor that can do less', async () => {
    const client = await startClient({ capabilities: {} });
    client.open('untitled:x', bad);
    for (const diagnostic of await client.diagnostics('untitled:x'))
      expect(Object.keys(diagnostic).sort()).toEqual(['code', 'message', 'range', 'severity', 'source']);
  });

  it('of a broken file are all there', async () => {
    const client = await startClient();
    client.open('untitled:x', 'FROM debian:latest\nRUNN x\nRUN sudo make\n');
    expect(codes(await client.diagnostics('untitled:x'))).toEqual(expect.arrayContaining(['valid-syntax', 'no-latest-tag', 'no-sudo']));
  });

  it('follow configurations, which an editor may watch or not', async () => {
    const root = folder({ Dockerfile: bad, 'plimsoll.yaml': 'preset: off\n' });
    const capabilities = { ...modern, workspace: { ...modern.workspace, didChangeWatchedFiles: { dynamicRegistration: true } } };
    const client = await startClient({ folders: [root], capabilities });
    const uri = uriOf(join(root, 'Dockerfile'));
    client.open(uri, bad);
    expect(await client.diagnostics(uri)).toEqual([]);
    expect(JSON.stringify(client.registered)).toContain('plimsoll');
    writeFileSync(join(root, 'plimsoll.yaml'), 'rules: { no-such-rule: off }\n');
    const event = { changes: [{ uri: uriOf(join(root, 'plimsoll.yaml')), type: 2 }] };
    await client.connection.sendNotification('workspace/didChangeWatchedFiles', event);
    expect(await client.diagnostics(uri)).toEqual([]);
    rmSync(join(root, 'plimsoll.yaml'));
    await client.connection.sendNotification('workspace/didChangeWatchedFiles', event);
    expect(codes(await client.diagnostics(uri))).toContain('no-maintainer');
  });

  it('heed the settings of each folder, and folders that come and go', async () => {
    const [one, two] = [folder({ Dockerfile: bad }), folder({ Dockerfile: bad, '.hadolint.yaml': 'ignored: [DL4000]\n' })];
    const settings = (scope: string | undefined): unknown => (scope === uriOf(one) ? { select: ['no-maintainer'] } : null);
    const client = await startClient({ folders: [one], settings });
    await client.connection.sendNotification('workspace/didChangeWorkspaceFolders', {
      event: { added: [{ uri: uriOf(two), name: 'two' }], removed: [] },
    });
    const [first, second] = [uriOf(join(one, 'Dockerfile')), uriOf(join(two, 'Dockerfile'))];
    client.open(first, bad);
    expect(codes(await client.diagnostics(first))).toEqual(['no-maintainer']);
    client.open(second, bad);
    const shown = codes(await client.diagnostics(second));
    expect(shown).toContain('no-duplicate-cmd');
    expect(shown).not.toContain('no-maintainer');
  });

  it('of configurations and ignore files stand in these', async () => {
    const dockerfile = 'FROM node:22-slim\nCOPY a.txt /\nUSER node\n';
    const root = folder({ Dockerfile: dockerfile, 'a.txt': '', 'b.txt': '', '.dockerignore': '' });
    const client = await startClient({ folders: [root] });
    const config = uriOf(join(root, 'plimsoll.yaml'));
    client.open(config, 'rules:\n  no-root-usr: off\n', 'yaml');
    const [wrong] = await client.diagnostics(config);
    expect(wrong).toMatchObject({ range: { start: { line: 1, character: 2 }, end: { line: 1, character: 13 } } });
    expect(wrong!.message).toContain("did you mean 'no-root-user'?");
    const ignore = uriOf(join(root, '.dockerignore'));
    client.open(ignore, '[a\n', 'ignore');
    expect((await client.diagnostics(ignore))[0]).toMatchObject({ severity: 1, range: { start: { line: 0, character: 0 } } });
    const file = uriOf(join(root, 'Dockerfile'));
    client.open(file, dockerfile);
    expect(codes(await client.diagnostics(file, 1))).not.toContain('no-copy-ignored-file');
    client.change(ignore, [{ text: '# all text\n*.txt\n' }]);
    const [pattern] = await client.diagnostics(ignore, 2);
    expect(pattern).toMatchObject({ code: 'no-copy-ignored-file', range: { start: { line: 1, character: 0 }, end: { character: 5 } } });
    expect(pattern!.relatedInformation![0]!.location).toMatchObject({ uri: file, range: { start: { line: 1 } } });
    const copied = byCode(await client.diagnostics(file), 'no-copy-ignored-file');
    expect(copied.relatedInformation![0]!.location).toMatchObject({ uri: ignore, range: { start: { line: 1 } } });
  });

  it('can be pulled: of a document, and of all files', async () => {
    const root = folder({ Dockerfile: bad, 'sub/x.dockerfile': 'FROM debian:latest\n' });
    const capabilities = { ...modern, textDocument: { ...modern.textDocument, diagnostic: {} } };
    const client = await startClient({ folders: [root], capabilities });
    expect(client.result.capabilities.diagnosticProvider).toMatchObject({ workspaceDiagnostics: true });
    const uri = uriOf(join(root, 'Dockerfile'));
    client.open(uri, bad);
    const pull = (previousResultId?: string): Promise<DocumentDiagnosticReport> =>
      client.connection.sendRequest('textDocument/diagnostic', { textDocument: { uri }, previousResultId });
    const first = await pull();
    expect(codes((first as { items: Diagnostic[] }).items)).toContain('no-maintainer');
    expect(await pull(first.resultId)).toMatchObject({ kind: 'unchanged' });
    client.change(uri, [{ text: 'FROM scratch\n' }]);
    expect((await pull(first.resultId)).kind).toBe('full');
    const all = await client.connection.sendRequest<WorkspaceDiagnosticReport>('workspace/diagnostic', { previousResultIds: [] });
    expect(all.items.map((item) => item.uri)).toEqual([uriOf(join(root, 'sub/x.dockerfile'))]);
    // Nothing is new, so the next answer waits.
    const next = client.connection.sendRequest<WorkspaceDiagnosticReport>('workspace/diagnostic', { previousResultIds: [] });
    rmSync(join(root, 'sub/x.dockerfile'));
    await client.connection.sendNotification('workspace/didChangeWatchedFiles', { changes: [] });
    expect((await next).items).toEqual([]);
  });
});
