// Builds the command as one executable with its runtime inside: `node build-standalone.mjs [--runtime bun|node] [--test-rules] [OUTFILE]`.
// The tools for that are no dependencies: they are installed into a temporary folder, or taken from PLIMSOLL_STANDALONE_TOOLS.
import { spawnSync } from 'node:child_process';
import { chmodSync, copyFileSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { build } from 'esbuild';
import { hubless } from './build-command.mjs';

const root = dirname(fileURLToPath(import.meta.url));
const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
const extension = process.platform === 'win32' ? '.exe' : '';
const { values, positionals } = parseArgs({
  options: { runtime: { type: 'string', default: 'bun' }, 'test-rules': { type: 'boolean', default: false } },
  allowPositionals: true,
});
const outfile = resolve(positionals[0] ?? join(root, `dist/plimsoll${extension}`));
const scratch = mkdtempSync(join(tmpdir(), 'plimsoll-standalone-'));

/** What has been measured and tested: see bench/README.md. */
const versions = { bun: '1.4.5', postject: '1.0.0-alpha.6' };
const runtimes = { bun: withBun, node: withNode };

/** As childless in build-command.mjs, for packages alone: here the part that starts ShellCheck is in the same file. */
const childlessPackages = {
  name: 'no child processes of packages',
  setup(plugin) {
    plugin.onResolve({ filter: /^(?:node:)?child_process$/ }, ({ importer }) =>
      /[/\\]node_modules[/\\]/.test(importer) ? { path: 'none', namespace: 'none' } : undefined,
    );
    plugin.onLoad({ filter: /^none$/, namespace: 'none' }, () => ({ contents: 'module.exports = {};' }));
  },
};

/** See there. */
const ownPaths = {
  name: 'paths of any names',
  setup(plugin) {
    const path = join(root, 'src/cli/standalone-path.ts');
    plugin.onResolve({ filter: /^node:path$/ }, ({ importer }) => (importer === path ? undefined : { path }));
  },
};

/** As test/cli/command.ts bundles them. */
const testRules = {
  name: 'test rules',
  setup(plugin) {
    plugin.onResolve({ filter: /rules\/index\.ts$/ }, () => ({ path: join(root, 'test/cli/rules.ts') }));
  },
};

try {
  const make = runtimes[values.runtime];
  if (!make) throw new Error(`no runtime '${values.runtime}': ${Object.keys(runtimes).join(', ')}`);
  const bundle = join(scratch, 'plimsoll.cjs');
  await bundleInto(bundle);
  make(bundle);
} catch (error) {
  if (!error.errors) console.error(`build-standalone.mjs: ${error.message}`);
  process.exitCode = 1;
} finally {
  rmSync(scratch, { recursive: true, force: true });
}

/** One file with everything inside: an executable has nothing beside it to load later. */
function bundleInto(bundle) {
  const contents = `import { run } from './src/cli/main.ts';\nvoid run(process.argv.slice(2)).then((code) => process.exit(code));`;
  return build({
    stdin: { contents, resolveDir: root, loader: 'ts' },
    outfile: bundle,
    absWorkingDir: root,
    bundle: true,
    define: { PLIMSOLL_VERSION: JSON.stringify(values['test-rules'] ? '1.2.3' : version) },
    format: 'cjs',
    legalComments: 'none',
    logLevel: 'warning',
    minify: true,
    platform: 'node',
    target: 'node20',
    plugins: [childlessPackages, hubless, ownPaths, ...(values['test-rules'] ? [testRules] : [])],
  });
}

/** Without its automatic reading of settings: those of the folder that is linted could name code to run. */
function withBun(bundle) {
  const bun = tool('bun', 'bun/bin/bun.exe');
  const settings = ['dotenv', 'bunfig', 'tsconfig', 'package-json'].map((name) => `--no-compile-autoload-${name}`);
  execute(bun, ['build', '--compile', '--bytecode', '--minify', ...settings, bundle, '--outfile', outfile]);
}

/** https://nodejs.org/api/single-executable-applications.html: this Node, with the bundle and its compiled form put into it. */
function withNode(bundle) {
  const [config, blob] = [join(scratch, 'sea.json'), join(scratch, 'sea.blob')];
  writeFileSync(config, JSON.stringify({ main: bundle, output: blob, disableExperimentalSEAWarning: true, useCodeCache: true }));
  execute(process.execPath, ['--experimental-sea-config', config]);
  copyFileSync(process.execPath, outfile);
  chmodSync(outfile, 0o755);
  // Not afterwards: what is put in would be lost.
  if (process.platform === 'linux') execute('strip', [outfile]);
  const fuse = 'NODE_SEA_FUSE_fce680ab2cc467b6e072b8b5df1996b2';
  const mac = process.platform === 'darwin' ? ['--macho-segment-name', 'NODE_SEA'] : [];
  execute(process.execPath, [tool('postject', 'postject/dist/cli.js'), outfile, 'NODE_SEA_BLOB', blob, '--sentinel-fuse', fuse, ...mac]);
}

/** A file of a package from npm, which is installed unless it has been already. */
function tool(name, file) {
  const folder = process.env.PLIMSOLL_STANDALONE_TOOLS ?? scratch;
  const path = join(folder, 'node_modules', file);
  if (!existsSync(path)) {
    const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';
    const words = ['install', '--no-save', '--no-audit', '--no-fund', '--loglevel=error', '--prefix', folder, `${name}@${versions[name]}`];
    execute(npm, words, { shell: process.platform === 'win32' });
  }
  return path;
}

function execute(program, words, settings = {}) {
  const { status, error, stdout, stderr } = spawnSync(program, words, { cwd: scratch, encoding: 'utf8', ...settings });
  if (error || status !== 0) throw new Error(`${[program, ...words].join(' ')}: ${error?.message ?? `${stdout}${stderr}`}`);
}
