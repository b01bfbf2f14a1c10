// How all rules, --fix and all formats grow with the text, for texts that trip linters up. Run `npm run build` first, then
// `node bench/hostile.mjs [SHAPE…]`. Counts the processor's time. About 10 is linear; exits with 1 where something is not.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fix, lint, rules } from '../dist/index.js';
import { scripts, shapes } from './shapes.mjs';

const chosen = process.argv.slice(2).map((word) => word.toLowerCase());
const isChosen = (name) => chosen.length === 0 || chosen.some((word) => name.toLowerCase().includes(word));
const [small, large] = [300, 3_000];
/** Quadratic work shows as 100; a garbage collector that has just begun to matter as 20. */
const most = 30;
const settings = rules.map((rule) => ({
  rule,
  severity: rule.severity,
  options: Object.fromEntries(Object.entries(rule.options ?? {}).map(([name, option]) => [name, option.default])),
}));
const file = (text) => ({ path: 'Dockerfile', text });

function milliseconds(action) {
  globalThis.gc?.();
  const before = process.cpuUsage();
  action();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}

/** The better of two: the first compiles. */
const best = (action) => Math.min(milliseconds(action), milliseconds(action));

const cell = (value, width = 9) => String(value).padStart(width);

function row(name, [before, after]) {
  const ratio = after / Math.max(before, 1);
  const isSlow = ratio > most && after > 200;
  if (isSlow) process.exitCode = 1;
  console.log(
    `${name.padEnd(48)}${cell(before.toFixed(1))}${cell(after.toFixed(0))}${cell(ratio.toFixed(1), 7)}${isSlow ? '  not linear' : ''}`,
  );
}

function inProcess() {
  console.log(`${`ms for ${small} and ${large} parts`.padEnd(48)}${cell('small')}${cell('large')}${cell('×', 7)}`);
  for (const [name, make] of Object.entries({ ...shapes, ...scripts })) {
    if (!isChosen(name)) continue;
    const files = [small, large].map((n) => file(make(n)));
    row(
      name,
      files.map((one) => best(() => lint(one, settings))),
    );
    row(
      `  fix`,
      files.map((one) => best(() => fix(one, settings, { unsafe: true }))),
    );
  }
}

/** What goes through whole processes: 50,000 findings on one line, and one a line. */
function formats() {
  const folder = mkdtempSync(join(tmpdir(), 'plimsoll-hostile-'));
  const names = 'text json ndjson sarif github gitlab junit checkstyle codeclimate sonarqube gnu markdown hadolint'.split(' ');
  try {
    for (const [what, make] of [
      ['one line', scripts['commands joined by && on one line']],
      ['lines', scripts['findings, one a line']],
    ]) {
      const paths = [5_000, 50_000].map((n) => join(folder, `${n}.Dockerfile`));
      writeFileSync(paths[0], make(5_000));
      writeFileSync(paths[1], make(50_000));
      for (const words of [...names.map((name) => ['--output-format', name]), ['--diff'], ['--statistics']]) {
        const name = `${words.join(' ')}, ${what}`;
        if (isChosen(name))
          row(
            name,
            paths.map((path) => run([path, '--isolated', '--preset', 'all', '--exit-zero', ...words])),
          );
      }
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function run(words) {
  const start = performance.now();
  const { status, stderr } = spawnSync(process.execPath, ['dist/cli.cjs', ...words], {
    stdio: ['ignore', 'ignore', 'pipe'],
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(`${words.join(' ')}: exit code ${status} ${stderr}`);
  return performance.now() - start;
}

inProcess();
formats();
