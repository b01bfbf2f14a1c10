import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Diagnostic, WorkspaceDiagnosticReport } from 'vscode-languageserver/node';
import { folder } from '../cli/command.ts';
import { modern, startClient, uriOf, type Client } from './client.ts';

const text = 'FROM debian:12\nMAINTAINER me\nEXPOSE 80:80\n';
const capabilities = { ...modern, workspace: { ...modern.workspace, didChangeWatchedFiles: { dynamicRegistration: true } } };
const codes = (diagnostics: readonly Diagnostic[]): readonly unknown[] => diagnostics.map(({ code }) => code);

/** Another program writes a file, and the editor says so. */
async function write(client: Client, path: string, content: string): Promise<void> {
  writeFileSync(path, content);
  await client.connection.sendNotification('workspace/didChangeWatchedFiles', { changes: [{ uri: uriOf(path), type: 2 }] });
}

describe('a configuration that cannot be used', () => {
  it('leaves Dockerfiles with what it last said, tells of it once, and shows where it is wrong', async () => {
    const root = folder({ Dockerfile: text, 'plimsoll.yaml': 'rules: { no-maintainer: off }\n' });
    const [uri, config] = [uriOf(join(root, 'Dockerfile')), uriOf(join(root, 'plimsoll.yaml'))];
    const client = await startClient({ folders: [root], capabilities });
    client.open(uri, text);
    const before = await client.diagnostics(uri);
    expect(codes(before)).toContain('no-expose-host-port');
    expect(codes(before)).not.toContain('no-maintainer');

    await write(client, join(root, 'plimsoll.yaml'), 'rules: { no-maintainer: of }\n');
    expect(await client.diagnostics(uri)).toEqual(before);
    expect(await client.diagnostics(config)).toMatchObject([{ severity: 1, range: { start: { line: 0, character: 24 } } }]);
    const warning = expect.stringMatching(
      /^plimsoll cannot use plimsoll\.yaml\. Until it can, what it last said counts\. plimsoll\.yaml:1:25: .*'of'/,
    ) as string;
    expect(client.shown).toEqual([{ type: 2, message: warning }]);

    // Still broken, in another way; and looked at again for another file.
    await write(client, join(root, 'plimsoll.yaml'), 'rules: {\n');
    await client.diagnostics(config);
    client.open(uriOf(join(root, 'x.dockerfile')), text);
    expect(codes(await client.diagnostics(uriOf(join(root, 'x.dockerfile'))))).toEqual(codes(before));
    expect(client.shown).toHaveLength(1);

    await write(client, join(root, 'plimsoll.yaml'), 'preset: off\n');
    expect(await client.diagnostics(config)).toEqual([]);
    await write(client, join(root, 'plimsoll.yaml'), 'preset: on\n');
    await client.diagnostics(config);
    expect(client.shown).toHaveLength(2);
  });

  it('leaves the defaults where it has never said anything', async () => {
    const root = folder({ Dockerfile: text, 'plimsoll.yaml': 'preset: strickt\n' });
    const uri = uriOf(join(root, 'Dockerfile'));
    const client = await startClient({ folders: [root] });
    client.open(uri, text);
    expect(codes(await client.diagnostics(uri))).toEqual(expect.arrayContaining(['no-maintainer', 'no-expose-host-port']));
    expect(client.shown[0]!.message).toContain('Until it can, the defaults count. plimsoll.yaml:1:9');
  });

  it('is shown by the document itself while it is open', async () => {
    const root = folder({ Dockerfile: text, 'plimsoll.yaml': 'preset: strickt\n' });
    const [uri, config] = [uriOf(join(root, 'Dockerfile')), uriOf(join(root, 'plimsoll.yaml'))];
    const client = await startClient({ folders: [root], capabilities });
    client.open(uri, text);
    const [{ message: strickt } = { message: '' }] = await client.diagnostics(config);
    expect(strickt).toContain("'strickt'");
    client.open(config, 'preset: strict\n', 'yaml');
    expect(await client.diagnostics(config, 1)).toEqual([]);
    client.change(config, [{ text: 'preset: stricht\n' }]);
    expect(await client.diagnostics(config, 2)).toHaveLength(1);
    // On the disk it is still wrong.
    await client.connection.sendNotification('textDocument/didClose', { textDocument: { uri: config } });
    while ((await client.diagnostics(config))[0]?.message !== strickt);
    await client.connection.sendNotification('textDocument/didClose', { textDocument: { uri } });
    expect(await client.diagnostics(config)).toEqual([]);
  });

  it('may be that of the editor’s own settings', async () => {
    const root = folder({ Dockerfile: text });
    const client = await startClient({ folders: [root], settings: () => ({ select: ['no-such-rule'] }) });
    client.open(uriOf(join(root, 'Dockerfile')), text);
    expect(codes(await client.diagnostics(uriOf(join(root, 'Dockerfile'))))).toContain('no-maintainer');
    expect(client.shown[0]!.message).toContain(
      "plimsoll cannot use the editor’s settings. Until it can, the defaults count. plimsoll: unknown rule 'no-such-rule'",
    );
  });

  it('is told to editors that pull as well', async () => {
    const root = folder({ Dockerfile: text, 'plimsoll.yaml': 'preset: strickt\n' });
    const uri = uriOf(join(root, 'Dockerfile'));
    const pulling = { ...capabilities, textDocument: { ...modern.textDocument, diagnostic: {} } };
    const client = await startClient({ folders: [root], capabilities: pulling });
    client.open(uri, text);
    const { items } = await client.connection.sendRequest<{ items: Diagnostic[] }>('textDocument/diagnostic', { textDocument: { uri } });
    expect(codes(items)).toContain('no-maintainer');
    expect(await client.diagnostics(uriOf(join(root, 'plimsoll.yaml')))).toHaveLength(1);
    expect(client.shown).toHaveLength(1);
    const all = await client.connection.sendRequest<WorkspaceDiagnosticReport>('workspace/diagnostic', { previousResultIds: [] });
    expect(all.items).toEqual([]);
  });
});

describe('plugins that a configuration names', () => {
  const yaml = 'plugins: [./acme.js]\nrules:\n  acme/no-x: [error, { a: 1 }]\n  no-y: off\n  no-maintainer: off\n  SC2312: off\n';

  it('are not run, and their rules are no mistake', async () => {
    const root = folder({ Dockerfile: text, 'plimsoll.yaml': yaml, 'acme.js': 'throw new Error("run")' });
    const [uri, config] = [uriOf(join(root, 'Dockerfile')), uriOf(join(root, 'plimsoll.yaml'))];
    const client = await startClient({ folders: [root] });
    client.open(uri, text);
    const shown = codes(await client.diagnostics(uri));
    expect(shown).toContain('no-expose-host-port');
    expect(shown).not.toContain('no-maintainer');
    client.open(config, yaml, 'yaml');
    expect(await client.diagnostics(config)).toMatchObject([
      { severity: 3, message: expect.stringContaining('Editors run no plugins') as string, range: { start: { line: 0, character: 10 } } },
    ]);
    client.change(config, [{ text: yaml.replace('[error, { a: 1 }]', 'loud') }]);
    expect(await client.diagnostics(config, 2)).toMatchObject([{ severity: 1, range: { start: { line: 2 } } }, { severity: 3 }]);
    expect(client.shown).toEqual([]);
  });
});
