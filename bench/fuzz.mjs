// Lints and fixes mutants of real Dockerfiles: `node bench/fuzz.mjs FOLDER [COUNT] [SEED]`, after a build.
// Fails where a rule throws, linting or fixing takes longer than a second, a fix breaks a file that parsed, or a rule is not run that would
// have found something. Prints what it was and the seed.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fix, lint, parse, rules } from '../dist/index.js';

const [folder, count = '100000', seed = String(Date.now() % 1e9)] = process.argv.slice(2);
if (!folder) {
  console.error('usage: node bench/fuzz.mjs FOLDER [COUNT] [SEED]');
  process.exit(2);
}

const isDockerfile = (path) => /dockerfile|containerfile/i.test(path.split('/').at(-1));
const texts = readdirSync(folder, { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile() && isDockerfile(entry.name))
  .map((entry) => readFileSync(join(entry.parentPath, entry.name), 'utf8'))
  .filter((text) => text.length < 6000);
const settings = rules.map((rule) => ({
  rule,
  severity: rule.severity,
  options: Object.fromEntries(Object.entries(rule.options ?? {}).map(([name, option]) => [name, option.default])),
}));
// The same rules, run on every file.
const always = settings.map((setting) => ({ ...setting, rule: { ...setting.rule, mentions: undefined } }));

let state = Number(seed) || 1;
/** A whole number below `limit` (xorshift: the same numbers for the same seed). */
function random(limit) {
  state ^= state << 13;
  state ^= state >>> 17;
  state ^= state << 5;
  return (state >>> 0) % limit;
}
const pick = (list) => list[random(list.length)];
const pieces = [
  '\\\n',
  '\n',
  '\r\n',
  ' && ',
  '; ',
  ' | ',
  '"',
  "'",
  '$(',
  ')',
  '`',
  '${',
  '}',
  '<<EOF\n',
  'EOF\n',
  '#',
  '# plimsoll ignore=',
  '\\',
  '\t',
  '\0',
  '\ufeff',
];
const lines = [
  'RUN apt-get install -y curl git',
  'USER root',
  'ONBUILD RUN x',
  'EXPOSE 1:2/UDP',
  'FROM scratch',
  'ENV A=1 B=2',
  'SHELL ["cmd"]',
  '# escape=`',
];

const mutations = [
  (text, at) => text.slice(0, at) + text.slice(at + random(20)),
  (text, at) => text.slice(0, at) + pick(pieces) + text.slice(at),
  (text, at) => text.slice(0, at) + text.slice(at, at + random(60)).repeat(2) + text.slice(at),
  (text, at) => `${text.slice(0, at)}\n${pick(lines)}\n${text.slice(at)}`,
  (text, at) => text.slice(0, at),
  (text, at) => text.slice(0, at) + String.fromCharCode(random(0x3000)) + text.slice(at + 1),
  (text, at) => text.slice(0, at) + pick(texts).slice(random(200), 400) + text.slice(at),
  (text) =>
    text
      .split('\n')
      .sort(() => random(3) - 1)
      .join('\n'),
];

function mutate(text) {
  for (let i = 1 + random(4); i > 0; i--) text = pick(mutations)(text, random(text.length + 1));
  return text;
}

const fatal = (text) => parse(text).problems.filter((problem) => problem.fatal).length;

function check(text) {
  const { findings, failures } = timed('lint', () => lint({ path: 'Dockerfile', text }, settings));
  if (failures.length > 0) throw failures[0].error;
  const missed = missedOf(findings, lint({ path: 'Dockerfile', text }, always, { fixes: false }).findings);
  if (missed) throw new Error(`${missed.rule} waits for a word, and would have found something at ${missed.range[0]} without`);
  const fixed = timed('fix', () => fix({ path: 'Dockerfile', text }, settings, { unsafe: true }));
  if (fatal(text) === 0 && fatal(fixed.text) > 0) throw new Error('a fix broke the file');
  const again = fix({ path: 'Dockerfile', text: fixed.text }, settings, { unsafe: true });
  if (again.text !== fixed.text) unstable.push(text);
}

/** The first of `all` that is not among those that were found. */
function missedOf(found, all) {
  const known = new Set(found.map(({ rule, range }) => `${rule} ${range}`));
  return all.find(({ rule, range }) => !known.has(`${rule} ${range}`));
}

const slowest = { lint: 0, fix: 0 };

/** Counts the processor's time: on a busy machine the clock's says nothing. */
function timed(what, action) {
  const before = process.cpuUsage();
  const result = action();
  const { user, system } = process.cpuUsage(before);
  const took = (user + system) / 1000;
  slowest[what] = Math.max(slowest[what], took);
  if (took > 1000) throw new Error(`${what} took ${took.toFixed(0)} ms`);
  return result;
}

const unstable = [];
let failed = 0;
for (let i = 0; i < Number(count); i++) {
  const text = mutate(pick(texts));
  try {
    check(text);
  } catch (error) {
    const file = join(tmpdir(), `plimsoll-fuzz-${seed}-${i}`);
    writeFileSync(file, text);
    console.error(`mutant ${i} of seed ${seed}, kept in ${file}: ${error.stack}`);
    failed++;
    process.exitCode = 1;
  }
}
console.log(
  `${count} mutants of ${texts.length} files, seed ${seed}: ${failed} failed; slowest lint ${slowest.lint.toFixed(0)} ms, slowest fix ${slowest.fix.toFixed(0)} ms; ${unstable.length} not stable after one --fix`,
);
for (const [index, text] of unstable.entries()) writeFileSync(join(tmpdir(), `plimsoll-unstable-${seed}-${index}`), text);
if (unstable.length > 0) console.log(`those: ${join(tmpdir(), `plimsoll-unstable-${seed}-*`)}`);
