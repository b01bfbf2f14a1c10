import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';

/** Builds once before all tests where a source is newer than the bundles: tests of the hosts run what is published. */
export default function setup(): void {
  // Each entry of build.mjs that tests run.
  const bundles = ['cli.cjs', 'lsp.cjs', 'shellcheck.cjs', 'action.cjs', 'index.js', 'eslint.js', 'generate.mjs'];
  const built = Math.min(...bundles.map((file) => changedAt(`dist/${file}`)));
  const builders = ['build.mjs', 'build-command.mjs', 'build-late.mjs', 'package.json'];
  if (newest('src') < built && newest('rules') < built && builders.every((file) => changedAt(file) < built)) return;
  const { status } = spawnSync(process.execPath, ['build.mjs', '--no-types'], { stdio: 'inherit' });
  // `npm test` has stopped by then; who works on one part need not wait for another.
  if (status !== 0) console.warn('build.mjs failed: tests of the command run what was built before, if anything');
}

const changedAt = (path: string): number => (existsSync(path) ? statSync(path).mtimeMs : 0);

/** Folders count too: a deleted file changes only its folder. */
function newest(folder: string): number {
  const entries = readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((entry) => join(folder, entry));
  return Math.max(...[folder, ...entries].filter((path) => !/\.(md|json)$/.test(path)).map(changedAt));
}
