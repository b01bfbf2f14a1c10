// Builds dist/: `node build.mjs [--no-types] [NAME …]` with names of `entries`; without one, all of them but the referee.
// Prints nothing on success: `npm pack` runs it through `prepare`, and pre-commit takes what that prints for the tarball's name.
import { spawn } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { besideServer, buildCommand, childless, hubless } from './build-command.mjs';
import { packExtension } from './editors/vscode/package.mjs';

const root = dirname(fileURLToPath(import.meta.url));
const inRoot = (...parts) => join(root, ...parts);
const { name, version } = JSON.parse(readFileSync(inRoot('package.json'), 'utf8'));
const words = process.argv.slice(2);
const named = words.filter((word) => !word.startsWith('-'));

const shared = {
  absWorkingDir: root,
  bundle: true,
  define: { PLIMSOLL_VERSION: JSON.stringify(version) },
  legalComments: 'none',
  logLevel: 'warning',
  metafile: true,
};

/** A program that Node runs, one file. */
const program = (source, outfile) => ({
  entryPoints: [source],
  outfile,
  format: 'cjs',
  minify: true,
  platform: 'node',
  target: 'node20',
});

/** The language server: by itself, and in the extension for VS Code. It starts nothing and asks nobody in the network. */
const languageServer = (source, outfile) => ({
  ...program(source, outfile),
  plugins: [childless, hubless, besideServer],
  supported: { 'dynamic-import': false },
});

/** By name; the command has a file of its own. */
const entries = {
  cli: undefined,
  // The one part that starts a program.
  shellcheck: program('src/cli/shellcheck/answers.ts', 'dist/shellcheck.cjs'),
  // The step of action.yml; it starts git and the command, which the command itself cannot.
  action: program('src/action/main.ts', 'dist/action.cjs'),
  lsp: languageServer('src/lsp/command.ts', 'dist/lsp.cjs'),
  // The extension for VS Code, which is packed into dist/plimsoll.vsix.
  extension: { ...program('editors/vscode/src/extension.ts', 'editors/vscode/dist/extension.cjs'), external: ['vscode'] },
  server: languageServer('editors/vscode/src/server.ts', 'editors/vscode/dist/server.cjs'),
  // Neutral: an import of `node:*` anywhere below fails the build.
  index: {
    entryPoints: ['src/index.ts'],
    outfile: 'dist/index.js',
    format: 'esm',
    mainFields: ['module', 'main'],
    platform: 'neutral',
    target: 'es2023',
  },
  // Only where it is named: `npm run referee`.
  referee: {
    entryPoints: ['test/agreement/write-shellcheck.ts'],
    outfile: 'dist/referee.mjs',
    format: 'esm',
    platform: 'node',
    target: 'node20',
  },
  eslint: { entryPoints: ['src/eslint/plugin.ts'], outfile: 'dist/eslint.js', format: 'esm', platform: 'node', target: 'node20' },
  generate: { entryPoints: ['src/generate.ts'], outfile: 'dist/generate.mjs', format: 'esm', platform: 'node', target: 'node20' },
};

try {
  await main();
} catch (error) {
  // esbuild has shown its own errors by now.
  if (!error.errors) console.error(`build.mjs: ${error.message}`);
  process.exitCode = 1;
}

async function main() {
  const unknown = named.find((word) => !Object.hasOwn(entries, word));
  if (unknown) throw new Error(`no entry '${unknown}': ${Object.keys(entries).join(', ')}`);
  writeRulesIndex();
  const chosen = named.length > 0 ? named : Object.keys(entries).filter((entry) => entry !== 'referee');
  const types = !words.includes('--no-types') && chosen.includes('index') ? emitTypes() : undefined;
  const [results] = await Promise.all([Promise.all(chosen.map(bundle)), types]);
  if (chosen.includes('cli')) chmodSync(inRoot('dist/cli.cjs'), 0o755);
  if (named.length > 0) return;
  writeLicences(results.flat().flatMap(({ metafile }) => Object.keys(metafile.inputs)));
  packExtension(root);
}

function bundle(entry) {
  return entry === 'cli' ? buildCommand(root, shared) : build({ ...shared, ...entries[entry] });
}

/** rules/index.ts imports every rule there is. Every bundle reads it, so it is written here and not by src/generate.ts. */
function writeRulesIndex() {
  const names = readdirSync(inRoot('rules'))
    .filter((file) => file.endsWith('.ts') && file !== 'index.ts')
    .map((file) => file.slice(0, -3))
    .sort();
  const identifier = (rule) => rule.replace(/-+(.)/g, (_, letter) => letter.toUpperCase());
  const text = [
    '// Written by build.mjs: every rule of this folder.',
    `import type { AnyRule } from '../src/rule.ts';`,
    ...names.map((rule) => `import ${identifier(rule)} from './${rule}.ts';`),
    '',
    '/** Every rule, by name. */',
    `export const rules: readonly AnyRule[] = [${names.map((rule) => `\n  ${identifier(rule)},`).join('')}${names.length > 0 ? '\n' : ''}];`,
    '',
  ].join('\n');
  writeIfChanged(inRoot('rules/index.ts'), text);
}

/** The declarations of the entries, and of what these speak of. */
async function emitTypes() {
  const target = inRoot('dist/types');
  rmSync(target, { recursive: true, force: true });
  mkdirSync(target, { recursive: true });
  const config = join(target, 'tsconfig.json');
  const compilerOptions = { rootDir: '../..', outDir: '.', emitDeclarationOnly: true, typeRoots: ['../../node_modules/@types'] };
  writeFileSync(
    config,
    JSON.stringify({
      extends: '../../tsconfig.json',
      compilerOptions,
      files: ['../../src/index.ts', '../../src/eslint/plugin.ts'],
      include: [],
    }),
  );
  const tsc = spawn(process.execPath, [inRoot('node_modules/typescript/bin/tsc'), '-p', config], { stdio: ['ignore', 'pipe', 'inherit'] });
  tsc.stdout.pipe(process.stderr);
  const status = await new Promise((resolve) => tsc.on('close', resolve));
  rmSync(config);
  prune(target, ['src/index.d.ts', 'src/eslint/plugin.d.ts']);
  if (status !== 0) throw new Error('type errors');
}

/** Takes out the declarations that no entry leads to: what is inside of the bundles is nobody's business. */
function prune(target, entryFiles) {
  const wanted = new Set();
  const visit = (file) => {
    if (wanted.has(file) || !existsSync(file)) return;
    wanted.add(file);
    for (const [, name] of readFileSync(file, 'utf8').matchAll(/(?:from |import\()['"](\.[^'"]+)\.(?:ts|js)['"]/g))
      visit(join(dirname(file), `${name}.d.ts`));
  };
  for (const entry of entryFiles) visit(join(target, entry));
  for (const entry of readdirSync(target, { recursive: true, withFileTypes: true })) {
    const file = join(entry.parentPath, entry.name);
    if (entry.isFile() && !wanted.has(file)) rmSync(file);
  }
}

/** The licences of the packages that the bundles contain, as they ask for. */
function writeLicences(inputs) {
  const packages = new Set(inputs.flatMap((input) => /^(?:.*\/)?node_modules\/(?:@[^/]+\/)?[^/]+(?=\/)/.exec(input)?.[0] ?? []));
  const sections = [...packages].sort().map((folder) => {
    const about = JSON.parse(readFileSync(inRoot(folder, 'package.json'), 'utf8'));
    const file = readdirSync(inRoot(folder)).find((entry) => /^licen[cs]e/i.test(entry));
    if (!file) throw new Error(`${folder} has no licence file`);
    return `${about.name} ${about.version} (${about.license})\n\n${readFileSync(inRoot(folder, file), 'utf8').trim()}\n`;
  });
  const head = `${name} contains these packages, each under its own licence:\n`;
  writeIfChanged(inRoot('dist/THIRD_PARTY_LICENSES.txt'), [head, ...sections].join(`\n${'-'.repeat(80)}\n\n`));
}

function writeIfChanged(path, text) {
  if (existsSync(path) && readFileSync(path, 'utf8') === text) return;
  writeFileSync(path, text);
}
