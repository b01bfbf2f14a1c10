// Times whole processes side by side: `npm run bench -- [--peers FOLDER] [CORPUS]`, or PLIMSOLL_CORPUS=CORPUS. Build first.
// One after the other in turn (A B C A B C …), so that a machine that slows down slows all of them; ratios are of medians of pairs.
import { spawnSync } from 'node:child_process';
import { chmodSync, cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { arch, cpus, tmpdir, totalmem } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { findPeers } from './peers.mjs';

const runs = Number(process.env.PLIMSOLL_BENCH_RUNS ?? 15);
const { values, positionals } = parseArgs({ options: { peers: { type: 'string' } }, allowPositionals: true });
const corpus = positionals[0] ?? process.env.PLIMSOLL_CORPUS;
const command = resolve('dist/cli.cjs');
/** From `npm run build:standalone`, if that has been run. */
const executable = resolve(`dist/plimsoll${process.platform === 'win32' ? '.exe' : ''}`);
const scratch = mkdtempSync(join(tmpdir(), 'plimsoll-bench-'));
// On Node 20 NODE_EXTRA_CA_CERTS alone costs more than a whole lint.
const unwanted = new Set(['NODE_EXTRA_CA_CERTS', 'PLIMSOLL_NO_CODE_CACHE']);
const env = {
  ...Object.fromEntries(Object.entries(process.env).filter(([name]) => !unwanted.has(name))),
  XDG_CACHE_HOME: join(scratch, 'cache'),
};
const timer = ['/usr/bin/time', '/bin/time'].find(existsSync);

try {
  mkdirSync(env.XDG_CACHE_HOME);
  main();
} finally {
  rmSync(scratch, { recursive: true, force: true });
}

function main() {
  console.log(
    `Node ${process.version} ${arch()}, ${cpus().length} cores, ${Math.round(totalmem() / 2 ** 30)} GiB; medians of ${runs} runs in turn\n`,
  );
  const small = file('small', ordinary(1));
  const hundred = file('hundred', ordinary(12));
  const bare = { name: 'node -e 0', words: [process.execPath, '-e', '0'] };
  const plimsoll = (name, words, extra = {}) => ({ name: `plimsoll ${name}`, words: [process.execPath, command, ...words], ...extra });
  const others = findPeers(values.peers, scratch);
  const peers = (files) => others.map(({ name, words }) => ({ name, words: words(files) }));
  const standalone = (words) => (existsSync(executable) ? [{ name: 'plimsoll standalone', words: [executable, ...words] }] : []);
  const noCache = { env: { ...env, PLIMSOLL_NO_CODE_CACHE: '1' } };
  table('Start', [
    bare,
    plimsoll('--version', ['--version']),
    plimsoll('--help', ['--help']),
    plimsoll('one file', [small]),
    plimsoll('one file, no code cache', [small], noCache),
    ...standalone([small]),
    plimsoll('100 lines', [hundred]),
    ...peers([small]),
  ]);
  if (existsSync(executable)) console.log(`The standalone executable has ${(statSync(executable).size / 2 ** 20).toFixed(0)} MiB.\n`);
  const [large, huge] = [file('large', ordinary(1250)), file('huge', ordinary(12_500))];
  table('10,000 lines', [bare, plimsoll('lint', [large]), ...peers([large])], 3);
  table('100,000 lines', [bare, plimsoll('lint', [huge])], 3);
  keystrokes();
  if (!corpus || !existsSync(corpus)) return console.log('No corpus: name a folder of Dockerfiles as argument or in PLIMSOLL_CORPUS.');
  const tree = treeOf(resolve(corpus));
  table(
    `Corpus (${tree.files} files)`,
    [bare, plimsoll('lint', ['--isolated', tree.path]), ...standalone(['--isolated', tree.path]), ...peers(dockerfilesIn(tree.path))],
    5,
  );
  const before = join(scratch, 'before');
  cpSync(tree.path, before, { recursive: true });
  const restore = () => cpSync(before, tree.path, { recursive: true });
  table('Fix', [bare, plimsoll('--fix', ['--isolated', '--fix', tree.path], { before: restore })], 5);
}

/** That of an editor, which is measured at the client. */
function keystrokes() {
  const { status, stdout } = spawnSync(process.execPath, [resolve('bench/lsp.mjs')], { env, encoding: 'utf8' });
  if (status !== 0) throw new Error('bench/lsp.mjs failed');
  console.log(`Language server: ${stdout}`);
}

function table(title, rows, count = runs) {
  const times = rows.map(() => []);
  const memory = rows.map(() => 0);
  // The first turn warms up; what takes very long in it is not done again.
  const isLong = rows.map((row, i) => {
    const { wall, peak } = once(row);
    if (wall < 10_000) return false;
    times[i].push(wall);
    memory[i] = peak;
    return true;
  });
  for (let run = 0; run < count; run++)
    rows.forEach((row, i) => {
      if (isLong[i]) return;
      const { wall, peak } = once(row);
      times[i].push(wall);
      memory[i] = Math.max(memory[i], peak);
    });
  console.log(`| ${title} | ms | × bare node | peak MB |\n| :- | -: | -: | -: |`);
  rows.forEach(({ name }, i) => {
    const ratio = median(times[i].map((time, run) => time / times[0][run]));
    console.log(`| ${name} | ${median(times[i]).toFixed(0)} | ${ratio.toFixed(2)} | ${memory[i] ? memory[i].toFixed(0) : ''} |`);
  });
  console.log('');
}

function once({ name, words, env: own = env, before }) {
  before?.();
  const report = join(scratch, 'time');
  const all = timer ? [timer, '-o', report, '-f', '%M', ...words] : words;
  const start = process.hrtime.bigint();
  const { status, error } = spawnSync(all[0], all.slice(1), { env: own, stdio: 'ignore' });
  const wall = Number(process.hrtime.bigint() - start) / 1e6;
  if (error || status === null || (status > 1 && name.startsWith('plimsoll')))
    throw new Error(`${name}: ${error?.message ?? `exit code ${status}`}`);
  return { wall, peak: timer ? Number(readFileSync(report, 'utf8').trim().split('\n').at(-1)) / 1024 : 0 };
}

function median(values) {
  return values.toSorted((a, b) => a - b)[values.length >> 1];
}

function file(name, text) {
  const path = join(scratch, name, 'Dockerfile');
  mkdirSync(join(scratch, name));
  writeFileSync(path, text);
  return path;
}

/** An ordinary Dockerfile with its middle repeated. */
function ordinary(times) {
  const middle = Array.from(
    { length: times },
    (_, i) =>
      `COPY src/part-${i} ./part-${i}/\nENV PART_${i}=on \\\n    MODE_${i}="a b"\n# part ${i}\nRUN apt-get update \\\n    && apt-get install -y --no-install-recommends lib${i}-dev \\\n    && rm -rf /var/lib/apt/lists/*\n\n`,
  );
  return `FROM debian:12-slim\nWORKDIR /app\n${middle.join('')}EXPOSE 8080\nUSER nobody\nCMD ["./server", "--port", "8080"]\n`;
}

/** The corpus below a folder of its own, without what else lies beside it. */
function treeOf(folder) {
  const path = join(scratch, 'tree');
  cpSync(folder, path, { recursive: true });
  // A corpus may be read-only, and its copy would be too.
  for (const file of dockerfilesIn(path)) chmodSync(file, 0o644);
  return { path, files: dockerfilesIn(path).length };
}

function dockerfilesIn(folder) {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /^(?:docker|container)file(?:\..*)?$|\.(?:docker|container)file$/i.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name));
}
