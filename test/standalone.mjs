// Runs the tests of the command on a standalone executable, with no Node on the PATH: `npm run test:standalone`.
// Takes the words that build-standalone.mjs takes, but for the file. Too slow for every run of the tests: two executables of 100 MB are built.
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';

const runtimes = /^(?:node|nodejs|npm|npx|corepack|bun|bunx|deno)(?:\.exe|\.cmd)?$/;
const scratch = mkdtempSync(join(tmpdir(), 'plimsoll-standalone-test-'));

try {
  const [real, withTestRules] = [join(scratch, 'plimsoll'), join(scratch, 'plimsoll-test-rules')];
  run(['build-standalone.mjs', ...process.argv.slice(2), real]);
  run(['build-standalone.mjs', ...process.argv.slice(2), '--test-rules', withTestRules]);
  const env = { ...process.env, PATH: pathWithoutRuntimes(), PLIMSOLL_COMMAND: real, PLIMSOLL_COMMAND_WITH_TEST_RULES: withTestRules };
  run(['node_modules/vitest/vitest.mjs', 'run', 'test/cli', 'test/lsp', 'test/examples/ci-sharding.test.ts'], env);
} catch {
  process.exitCode = 1;
} finally {
  rmSync(scratch, { recursive: true, force: true });
}

function run(words, env = process.env) {
  if (spawnSync(process.execPath, words, { env, stdio: 'inherit' }).status !== 0) throw new Error(words[0]);
}

/** A folder of links to everything that is on the PATH now, since Node lies beside git and sh. */
function pathWithoutRuntimes() {
  const folder = join(scratch, 'path');
  mkdirSync(folder);
  const seen = new Set();
  for (const place of (process.env.PATH ?? '').split(delimiter)) {
    for (const name of namesIn(place)) {
      if (runtimes.test(name) || seen.has(name)) continue;
      seen.add(name);
      symlinkSync(join(place, name), join(folder, name));
    }
  }
  return folder;
}

function namesIn(place) {
  try {
    return readdirSync(place);
  } catch {
    return [];
  }
}
