import { spawn } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { inflateRawSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { configNames } from '../../src/config/find.ts';
import { folder } from '../cli/command.ts';

/** The entries of a zip archive, read from its directory. */
function unzip(archive: Buffer): ReadonlyMap<string, Buffer> {
  const end = archive.lastIndexOf('PK\x05\x06', undefined, 'latin1');
  const entries = new Map<string, Buffer>();
  let at = archive.readUInt32LE(end + 16);
  for (let left = archive.readUInt16LE(end + 10); left > 0; left--) {
    const [packed, length] = [archive.readUInt32LE(at + 20), archive.readUInt16LE(at + 28)];
    const name = archive.toString('utf8', at + 46, at + 46 + length);
    const start = archive.readUInt32LE(at + 42) + 30 + length;
    entries.set(name, inflateRawSync(archive.subarray(start, start + packed)));
    at += 46 + length + archive.readUInt16LE(at + 30) + archive.readUInt16LE(at + 32);
  }
  return entries;
}

interface About {
  readonly main: string;
  readonly version: string;
  readonly contributes: Readonly<
    Record<'jsonValidation' | 'yamlValidation', readonly { readonly fileMatch: readonly string[]; readonly url: string }[]>
  >;
}

describe('the extension for VS Code', () => {
  const entries = unzip(readFileSync('dist/plimsoll.vsix'));

  it('holds what its manifest names', () => {
    const about = JSON.parse(entries.get('extension/package.json')!.toString()) as About;
    const { version } = JSON.parse(readFileSync('package.json', 'utf8')) as { version: string };
    expect(about.version).toBe(version);
    for (const file of [about.main, 'dist/server.cjs', 'dist/shellcheck.cjs']) expect(entries.has(join('extension', file))).toBe(true);
    const schemas = [...about.contributes.jsonValidation, ...about.contributes.yamlValidation];
    for (const { url } of schemas) expect(entries.has(join('extension', url))).toBe(true);
    expect(schemas.flatMap(({ fileMatch }) => fileMatch).sort()).toEqual([...configNames].sort());
    const manifest = entries.get('extension.vsixmanifest')!.toString();
    for (const [, path] of manifest.matchAll(/ Path="([^"]+)"/g)) expect([...entries.keys()]).toContain(path);
  });

  it('brings a server that answers by itself', async () => {
    const root = folder({ 'extension/dist/server.cjs': entries.get('extension/dist/server.cjs')! });
    writeFileSync(join(root, 'extension/package.json'), '{}');
    const server = spawn(process.execPath, [resolve(root, 'extension/dist/server.cjs'), '--stdio', `--clientProcessId=${process.pid}`]);
    const content = JSON.stringify({
      jsonrpc: '2.0',
      id: 1,
      method: 'initialize',
      params: { processId: null, rootUri: null, capabilities: {} },
    });
    server.stdin.write(`Content-Length: ${content.length}\r\n\r\n${content}`);
    let answer = '';
    for await (const chunk of server.stdout as AsyncIterable<Buffer>) {
      answer += chunk.toString();
      if (answer.includes('"serverInfo"')) break;
    }
    expect(answer).toContain('"codeActionProvider"');
    server.kill();
  });
});
