// How long a keystroke takes to become diagnostics: `node bench/lsp.mjs [lines]`, after `npm run build`.
// A real server over pipes; measured at the client, so that the way there and back is in it, and in the server itself.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createProtocolConnection, StreamMessageReader, StreamMessageWriter } from 'vscode-languageserver/node';

const lines = Number(process.argv[2] ?? 1000);
const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const env = { ...process.env };
delete env.NODE_EXTRA_CA_CERTS;

/** Stages as people write them, over and over. */
const stage = (n) => `
FROM node:22-slim AS stage${n}
ARG VERSION=1.${n}
ENV NODE_ENV=production \\
    PORT=8080
WORKDIR /srv/app
# The lock file first, so that dependencies stay cached.
COPY package.json package-lock.json ./
RUN apt-get update \\
    && apt-get install -y --no-install-recommends ca-certificates curl git \\
    && curl -fsSL https://example.com/tool-$VERSION.tar.gz | tar -xz -C /usr/local \\
    && if [ "$(uname -m)" = x86_64 ]; then echo amd64; else echo other; fi > /arch \\
    && rm -rf /var/lib/apt/lists/*
RUN --mount=type=cache,target=/root/.npm \\
    npm ci --omit=dev && npm cache clean --force
COPY --from=stage${Math.max(0, n - 1)} /srv/app/dist ./dist
COPY . .
EXPOSE 8080
USER node
HEALTHCHECK CMD curl -f http://localhost:8080/ || exit 1
CMD ["node", "src/server.js"]
`;

function makeText() {
  const all = [];
  for (let n = 0; all.length < lines; n++) all.push(...stage(n).trim().split('\n'), '');
  return `${all.slice(0, lines).join('\n')}\n`;
}

const scratch = mkdtempSync(join(tmpdir(), 'plimsoll-bench-'));
env.PLIMSOLL_BENCH_CLOCK = join(scratch, 'times.json');
const clock = join(root, 'bench/lsp-clock.cjs');
const server = spawn(process.execPath, ['--require', clock, join(root, 'dist/cli.cjs'), 'lsp', '--stdio'], {
  env,
  stdio: ['pipe', 'pipe', 'inherit'],
});
const ended = once(server, 'exit');
const connection = createProtocolConnection(new StreamMessageReader(server.stdout), new StreamMessageWriter(server.stdin));
let arrived = () => {};
connection.onNotification('textDocument/publishDiagnostics', ({ version, diagnostics }) => arrived(version, diagnostics.length));
connection.listen();
await connection.sendRequest('initialize', { processId: process.pid, rootUri: null, capabilities: {}, workspaceFolders: null });
await connection.sendNotification('initialized', {});

const uri = 'untitled:Dockerfile';
const text = makeText();
const next = (version) => new Promise((resolve) => (arrived = (seen, count) => seen === version && resolve(count)));
const opened = next(1);
const start = performance.now();
await connection.sendNotification('textDocument/didOpen', { textDocument: { uri, languageId: 'dockerfile', version: 1, text } });
const count = await opened;
const first = performance.now() - start;

const times = [];
const typed = 'RUN apt-get install curl && cd /tmp';
const rows = text
  .split('\n')
  .map((row, at) => ({ row, at }))
  .filter(({ row }) => row === 'EXPOSE 8080');
let version = 1;
for (let round = 0; round < 20; round++) {
  // Types a line in the middle of some stage, letter by letter, and takes it away again.
  const line = rows[(round * 7) % rows.length].at;
  const change = async (range, put) => {
    const done = next(++version);
    const before = performance.now();
    await connection.sendNotification('textDocument/didChange', { textDocument: { uri, version }, contentChanges: [{ range, text: put }] });
    await done;
    times.push(performance.now() - before);
  };
  const at = (character, row = line) => ({ line: row, character });
  await change({ start: at(0), end: at(0) }, '\n');
  for (const [i, letter] of [...typed].entries()) await change({ start: at(i), end: at(i) }, letter);
  await change({ start: at(0), end: at(0, line + 1) }, '');
}
await connection.sendRequest('shutdown');
await connection.sendNotification('exit');

await ended;
/** The first is the opening, and those behind it are the compiler's. */
const own = JSON.parse(readFileSync(env.PLIMSOLL_BENCH_CLOCK, 'utf8')).slice(1);
rmSync(scratch, { recursive: true });

function quantiles(all) {
  const sorted = all.slice(100).sort((a, b) => a - b);
  const at = (part) => `${sorted[Math.floor(sorted.length * part)].toFixed(1)} ms`;
  return `median ${at(0.5)}, p95 ${at(0.95)}, p99 ${at(0.99)}`;
}

console.log(`${lines} lines, ${count} findings; open to diagnostics ${first.toFixed(0)} ms`);
console.log(`keystroke to diagnostics over ${times.length - 100} keystrokes: ${quantiles(times)}; in the server ${quantiles(own)}`);
