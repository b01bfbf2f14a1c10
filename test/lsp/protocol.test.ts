import { spawn, type ChildProcess } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import fc from 'fast-check';
import { CancellationTokenSource } from 'vscode-languageserver/node';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { spawnServer, startClient } from './client.ts';

const frame = (content: string): string => `Content-Length: ${Buffer.byteLength(content)}\r\n\r\n${content}`;
const request = (id: number, method: string, params: unknown = {}): string => frame(JSON.stringify({ jsonrpc: '2.0', id, method, params }));
const initialize = request(1, 'initialize', { processId: null, rootUri: null, capabilities: {}, workspaceFolders: null });

/** All that the server writes, once it contains `wanted`. */
function output(server: ChildProcess, wanted: string): Promise<string> {
  let all = '';
  return new Promise((resolve) => {
    server.stdout!.on('data', (chunk: Buffer) => {
      all += chunk.toString();
      if (all.includes(wanted)) resolve(all);
    });
  });
}

const exit = (server: ChildProcess): Promise<number | null> => new Promise((resolve) => server.on('exit', resolve));

describe('the server', () => {
  it('answers what is no message with an error, and goes on', async () => {
    const server = spawnServer();
    server.stdin!.write(frame('{"jsonrpc": "2.0", nonsense'));
    expect(await output(server, '-32700')).toContain('"id":null');
    server.stdin!.write(request(7, 'textDocument/hover'));
    expect(await output(server, '-32002')).toContain('"id":7');
    server.stdin!.write(initialize);
    await output(server, '"serverInfo":{"name":"plimsoll"');
    server.stdin!.write(request(2, 'textDocument/nonsense'));
    await output(server, '-32601');
    server.stdin!.write(request(3, 'textDocument/hover', null));
    await output(server, '"id":3');
    server.stdin!.write(request(4, 'shutdown') + frame('{"jsonrpc":"2.0","method":"exit"}'));
    expect(await exit(server)).toBe(0);
  });

  it('writes nothing but messages to standard output', async () => {
    const server = spawnServer();
    const opened = { textDocument: { uri: 'untitled:x', languageId: 'dockerfile', version: 1, text: 'FROM a\nRUN x' } };
    server.stdin!.write(initialize + frame(JSON.stringify({ jsonrpc: '2.0', method: 'textDocument/didOpen', params: opened })));
    const all = await output(server, 'publishDiagnostics');
    let rest = Buffer.from(all);
    while (rest.length > 0) {
      const [head = '', length] = /^Content-Length: (\d+)\r\n\r\n/.exec(rest.toString('latin1')) ?? [];
      expect(length).toBeDefined();
      rest = rest.subarray(head.length + Number(length));
    }
  });

  it('ends with 1 when the editor dies: the pipe closes, exit comes without shutdown, or its process is gone', async () => {
    const [closed, left] = [spawnServer(), spawnServer()];
    closed.stdin!.end(initialize);
    left.stdin!.write(initialize + frame('{"jsonrpc":"2.0","method":"exit"}'));
    expect(await Promise.all([exit(closed), exit(left)])).toEqual([1, 1]);
    const parent = spawn(process.execPath, ['-e', 'setTimeout(() => {}, 60_000)']);
    const orphan = spawnServer();
    orphan.stdin!.write(request(1, 'initialize', { processId: parent.pid, rootUri: null, capabilities: {}, workspaceFolders: null }));
    await output(orphan, 'serverInfo');
    parent.kill('SIGKILL');
    expect(await exit(orphan)).toBe(1);
  });

  it('answers cancelled requests as cancelled', async () => {
    const { connection, open } = await startClient();
    open('untitled:x', 'FROM debian:12\nRUN sudo make\n'.repeat(3000));
    const answers = Array.from({ length: 20 }, () => {
      const source = new CancellationTokenSource();
      const params = {
        textDocument: { uri: 'untitled:x' },
        range: { start: { line: 0, character: 0 }, end: { line: 900, character: 0 } },
        context: { diagnostics: [] },
      };
      const answer = connection.sendRequest('textDocument/codeAction', params, source.token).then(
        () => 'answered',
        (error: unknown) => (error as { code: number }).code,
      );
      source.cancel();
      return answer;
    });
    expect(new Set(await Promise.all(answers))).toEqual(new Set([-32800]));
  });

  it('has the same text as the editor after 10,000 random edits', { timeout: 120_000 }, async () => {
    const { connection, open, change, diagnostics } = await startClient();
    const uri = 'untitled:edited';
    let mine = TextDocument.create(uri, 'dockerfile', 1, 'FROM debian:12\r\nRUN echo 😀 \\\n  x\n');
    open(uri, mine.getText());
    const put = fc.oneof(
      fc.constantFrom('', '\n', '\r\n', '\r', 'RUN x', ' \\\n', '# plimsoll ignore=all\n', '😀', '\ud83d', 'ü', '<<EOF\n', 'FROM a AS b\n'),
      fc.string({ unit: 'binary', maxLength: 8 }),
    );
    const place = fc.tuple(fc.nat(60), fc.nat(40)).map(([line, character]) => ({ line, character }));
    const edit = fc.record({ from: place, length: fc.nat(12), text: put, isWhole: fc.nat(500) });
    const edits = fc.sample(fc.array(edit, { minLength: 1, maxLength: 3 }), { numRuns: 6000, seed: 7 });
    let count = 0;
    for (const batch of edits) {
      if (count >= 10_000) break;
      count += batch.length;
      const changes = batch.map(({ from, length, text, isWhole }) => {
        if (isWhole === 0) return { text };
        const end = mine.positionAt(mine.offsetAt(from) + length);
        return { range: { start: from, end: mine.offsetAt(end) < mine.offsetAt(from) ? from : end }, text };
      });
      const version = change(uri, changes);
      mine = TextDocument.update(mine, changes, version);
    }
    expect(count).toBeGreaterThanOrEqual(10_000);
    const { text, version } = await connection.sendRequest<{ text: string; version: number }>('plimsoll/viewText', {
      textDocument: { uri },
    });
    expect([text, version]).toEqual([mine.getText(), mine.version]);
    await diagnostics(uri, version);
  });
});
