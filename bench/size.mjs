// Holds what is published against its budgets: `node bench/size.mjs` after a build; ends with exit code 1 where one is exceeded.
import { spawnSync } from 'node:child_process';
import { statSync } from 'node:fs';

/** In thousands of bytes: what there is now and a little more. Raise one only for something that is worth it. */
const budgets = {
  'the packed package': 1800,
  // What `--version` and every start of the command read first.
  'dist/cli.cjs': 9,
  // What every lint run reads.
  'dist/cli/main.cjs': 760,
};

const sizes = Object.entries(budgets).map(([name, budget]) => ({
  name,
  budget,
  size: name.startsWith('dist/') ? statSync(name).size : packed(),
}));
for (const { name, budget, size } of sizes)
  if (size > budget * 1000) console.error(`${name} has ${(size / 1000).toFixed(1)} kB, and its budget is ${budget} kB (bench/size.mjs)`);
if (process.argv.includes('--print'))
  for (const { name, budget, size } of sizes) console.log(`${(size / 1000).toFixed(1)} of ${budget} kB  ${name}`);
process.exitCode = sizes.some(({ budget, size }) => size > budget * 1000) ? 1 : 0;

/** The size of the tarball that npm would make of what is built. */
function packed() {
  const { stdout, stderr, status } = spawnSync('npm', ['pack', '--dry-run', '--json', '--ignore-scripts'], {
    encoding: 'utf8',
    shell: process.platform === 'win32',
  });
  if (status !== 0) throw new Error(`npm pack: ${stderr}`);
  return JSON.parse(stdout)[0].size;
}
