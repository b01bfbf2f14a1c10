import { spawnSync } from 'node:child_process';
import { chmodSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { CodeAction, Diagnostic } from 'vscode-languageserver/node';
import { built, folder, isStandalone } from '../cli/command.ts';
import { modern, startClient, uriOf, type Client } from './client.ts';

const hasShellcheck = spawnSync('shellcheck', ['--version']).status === 0;
if (!hasShellcheck) console.warn('skipped: ShellCheck in the language server, since shellcheck is not here');

const text = 'FROM debian:12\nRUN echo $PWD; x=`date`; echo "$x"\nRUN read line; echo "$line"\n';
const found = (diagnostics: readonly Diagnostic[]): readonly unknown[] =>
  diagnostics.filter(({ code }) => String(code).startsWith('SC')).map(({ code, range }) => [code, range.start.line]);

/** The next diagnostics that have something of ShellCheck's. */
async function withAnswers(client: Client, uri: string): Promise<readonly Diagnostic[]> {
  for (;;) {
    const shown = await client.diagnostics(uri);
    if (found(shown).length > 0) return shown;
  }
}

describe.skipIf(!hasShellcheck)('ShellCheck in the language server', () => {
  const files = { Dockerfile: text, 'plimsoll.yaml': 'preset: off\nshellcheck: true\n' };

  it('says on opening and on saving what the command says, and not while somebody types', async () => {
    const root = folder(files);
    const uri = uriOf(join(root, 'Dockerfile'));
    const client = await startClient({ folders: [root] });
    client.open(uri, text);
    // Nobody waits for the program.
    expect(found(await client.diagnostics(uri))).toEqual([]);
    const shown = await withAnswers(client, uri);
    const { stdout } = built(['--output-format', 'json'], { cwd: root });
    const { files: reports } = JSON.parse(stdout) as { files: { findings: { codes: string[]; line: number; message: string }[] }[] };
    expect(shown.map(({ code, range, message }) => [code, range.start.line + 1, message])).toEqual(
      reports[0]!.findings.map(({ codes, line, message }) => [codes[0], line, message]),
    );
    expect(shown.find(({ code }) => code === 'SC2162')!.codeDescription).toEqual({ href: 'https://www.shellcheck.net/wiki/SC2162' });

    // A line above moves what is known; a script that is new is not asked about.
    const added = 'RUN read other; echo "$other"\n';
    const at = { line: 1, character: 0 };
    const version = client.change(uri, [{ range: { start: at, end: at }, text: added }]);
    expect(found(await client.diagnostics(uri, version))).toEqual(
      found(shown).map((one) => [(one as [string, number])[0], (one as [string, number])[1] + 1]),
    );
    await client.connection.sendNotification('textDocument/didSave', { textDocument: { uri } });
    while (!found(await client.diagnostics(uri)).some((one) => JSON.stringify(one) === '["SC2162",1]'));
    expect(await client.stop()).toBe(0);
  });

  it('offers its fixes, and comments that silence its codes', async () => {
    const root = folder(files);
    const uri = uriOf(join(root, 'Dockerfile'));
    const client = await startClient({ folders: [root] });
    client.open(uri, text);
    const shown = await withAnswers(client, uri);
    const legacy = shown.find(({ code }) => code === 'SC2006') ?? shown.find(({ code }) => code === 'SC2162')!;
    const actions = await client.connection.sendRequest<CodeAction[]>('textDocument/codeAction', {
      ...{ textDocument: { uri }, range: legacy.range, context: { diagnostics: [legacy] } },
    });
    const titles = actions.map(({ title }) => title);
    expect(titles).toContain(`Ignore ${String(legacy.code)} for this instruction`);
    const ignore = actions.find(({ title }) => title.endsWith('for this instruction'))!;
    expect(JSON.stringify(ignore.edit)).toContain(`# plimsoll ignore=${String(legacy.code)} -- `);
    expect(ignore.diagnostics).toEqual([legacy]);
  });

  it('is asked by editors that pull, and by a setting alone', async () => {
    const root = folder({ Dockerfile: text });
    const uri = uriOf(join(root, 'Dockerfile'));
    const capabilities = {
      ...modern,
      textDocument: { ...modern.textDocument, diagnostic: {} },
      workspace: { ...modern.workspace, diagnostics: { refreshSupport: true } },
    };
    const client = await startClient({ folders: [root], capabilities, settings: () => ({ shellcheck: true }) });
    client.open(uri, text);
    await expect
      .poll(
        async () => {
          const { items } = await client.connection.sendRequest<{ items: Diagnostic[] }>('textDocument/diagnostic', {
            textDocument: { uri },
          });
          return found(items).length;
        },
        { timeout: 20_000 },
      )
      .toBeGreaterThan(0);
  });

  it('is left alone where nobody asks for it, or the editor says no', async () => {
    const [plain, refused] = [folder({ Dockerfile: text }), folder(files)];
    const bin = folder({ shellcheck: `#!/bin/sh\ntouch '${plain}/started'\nexit 0\n` });
    chmodSync(join(bin, 'shellcheck'), 0o755);
    const PATH = `${bin}:${process.env['PATH'] ?? ''}`;
    const client = await startClient({
      folders: [plain, refused],
      settings: (scope) => (scope === uriOf(refused) ? { shellcheck: false } : null),
      env: { PATH },
    });
    for (const root of [plain, refused]) {
      const uri = uriOf(join(root, 'Dockerfile'));
      client.open(uri, text);
      await client.diagnostics(uri);
      await client.connection.sendNotification('textDocument/didSave', { textDocument: { uri } });
    }
    await client.stop();
    expect(existsSync(join(plain, 'started'))).toBe(false);
  });
});

describe.skipIf(isStandalone)('the bundle of the server', () => {
  it('can start nothing: that is left to dist/shellcheck.cjs', () => {
    const server = readFileSync('dist/lsp.cjs', 'utf8');
    expect(server).not.toMatch(/["'`](?:node:)?child_process["'`]/);
    expect(server).toContain('./shellcheck.cjs');
  });
});

describe('ShellCheck that is not there', () => {
  it('is missed once, and never taken from what is linted', async () => {
    const root = folder({ Dockerfile: text, 'plimsoll.yaml': 'shellcheck: true\n', 'bin/shellcheck': '#!/bin/sh\ntouch started\n' });
    chmodSync(join(root, 'bin/shellcheck'), 0o755);
    const uri = uriOf(join(root, 'Dockerfile'));
    const client = await startClient({ folders: [root], env: { PATH: join(root, 'bin') } });
    client.open(uri, text);
    await expect.poll(() => client.shown, { timeout: 20_000 }).toHaveLength(1);
    expect(client.shown[0]!.message).toMatch(/^shellcheck is not on PATH; .*\/bin\/shellcheck is not used.* \(plimsoll\.yaml:1:13\)$/);
    writeFileSync(join(root, 'Dockerfile'), readFileSync(join(root, 'Dockerfile')));
    await client.connection.sendNotification('textDocument/didSave', { textDocument: { uri } });
    const version = client.change(uri, [{ text: `${text}\n` }]);
    await client.diagnostics(uri, version);
    expect(client.shown).toHaveLength(1);
    expect(existsSync(join(root, 'started'))).toBe(false);
  });
});
