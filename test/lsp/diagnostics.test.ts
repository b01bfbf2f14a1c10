import { describe, expect, it } from 'vitest';
import { join } from 'node:path';
import { built, folder } from '../cli/command.ts';
import { startClient, uriOf } from './client.ts';

const bad = 'FROM debian:12 AS a\nFROM debian:12 AS a\nMAINTAINER me\nEXPOSE 80:80\nCMD ["a"]\nCMD ["b"]\n';

describe('pushed diagnostics', () => {
  it('are those of the command, on open and on every change', async () => {
    const root = folder({ Dockerfile: bad });
    const client = await startClient({ folders: [root] });
    expect(client.result.capabilities.positionEncoding).toBe('utf-16');
    const uri = uriOf(join(root, 'Dockerfile'));
    client.open(uri, bad);
    const shown = await client.diagnostics(uri, 1);
    const { stdout } = built(['--output-format', 'json'], { cwd: root });
    const [file] = (JSON.parse(stdout) as { files: { findings: { rule: string; line: number; column: number; message: string }[] }[] })
      .files;
    expect(shown.map(({ code, range: { start }, message }) => [code, start.line + 1, start.character + 1, message])).toEqual(
      file!.findings.map(({ rule, line, column, message }) => [rule, line, column, message]),
    );
    const version = client.change(uri, [{ range: { start: { line: 3, character: 7 }, end: { line: 3, character: 10 } }, text: '' }]);
    const after = await client.diagnostics(uri, version);
    expect(after.map(({ code }) => code)).not.toContain('no-expose-host-port');
    expect(await client.stop()).toBe(0);
  });
});
