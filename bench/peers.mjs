import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parse } from '../dist/index.js';

const versions = { dockerfilelint: '1.8.0', dockerlinter: '2.0.0', 'dockerfile-utils': '0.16.3' };
const inProcess = fileURLToPath(new URL('./in-process.mjs', import.meta.url));

/** Other linters: those of npm in `folder`, where they are put if they are not there, and those on the PATH. `rows(files)` gives what to run. */
export function findPeers(folder, scratch) {
  const found = [...(folder === undefined ? [] : fromNpm(resolve(folder))), ...fromPath()];
  const isHere = (name) => spawnSync(name, ['--version']).error === undefined;
  if (isHere('shellcheck')) found.push(shellcheck(scratch));
  return found;
}

function fromNpm(folder) {
  const path = relative(dirname(dirname(inProcess)), folder);
  if (!path.startsWith('..')) throw new Error(`${folder} lies in the repository: what is installed there would be found by others`);
  const missing = Object.entries(versions).filter(([name]) => !existsSync(join(folder, 'node_modules', name)));
  if (missing.length > 0) install(folder, missing);
  const inside = (...parts) => join(folder, 'node_modules', ...parts);
  const many = (name, files) => [process.execPath, inProcess, name, folder, ...files];
  return [
    { name: 'dockerfilelint', words: (files) => [process.execPath, inside('dockerfilelint/bin/dockerfilelint'), ...files] },
    {
      name: 'dockerlinter -s none',
      words: (files) => {
        if (files.length > 1) return many('dockerlinter', files);
        return [process.execPath, inside('dockerlinter/bin/dockerfilelinter.js'), '-s', 'none', '-f', ...files];
      },
    },
    {
      name: 'dockerfile-utils',
      words: (files) => {
        if (files.length > 1) return many('dockerfile-utils', files);
        return [process.execPath, inside('dockerfile-utils/bin/dockerfile-utils'), 'lint', ...files];
      },
    },
  ].map((peer) => ({ ...peer, name: `${peer.name} ${versions[peer.name.split(' ')[0]]}` }));
}

/** Their scripts are not run: one of them fetches a program. */
function install(folder, packages) {
  mkdirSync(folder, { recursive: true });
  const words = ['install', '--prefix', folder, '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'];
  const { status } = spawnSync('npm', [...words, ...packages.map((one) => one.join('@'))], { stdio: ['ignore', 'ignore', 'inherit'] });
  if (status !== 0) throw new Error('the linters of npm could not be installed');
}

function fromPath() {
  const known = [
    ['hadolint', ['hadolint', '--no-fail']],
    ['tally', ['tally', 'lint']],
  ];
  return known.flatMap(([name, words]) => {
    const { error, stdout } = spawnSync(name, ['--version'], { encoding: 'utf8' });
    return error ? [] : [{ name: `${name} ${versionIn(stdout)}`, words: (files) => [...words, ...files] }];
  });
}

/** It reads no Dockerfiles: it gets the text of each RUN, and does nothing else. */
function shellcheck(scratch) {
  const { stdout } = spawnSync('shellcheck', ['--version'], { encoding: 'utf8' });
  return {
    name: `shellcheck ${versionIn(stdout)}, RUN texts alone`,
    words: (files) => ['shellcheck', '--norc', '-s', 'sh', '-f', 'gcc', ...scriptsOf(files, scratch)],
  };
}

function scriptsOf(files, scratch) {
  const folder = join(scratch, `scripts-${files.length}`);
  mkdirSync(folder, { recursive: true });
  return files
    .flatMap((file) => bodiesIn(readFileSync(file, 'utf8')))
    .map((body, index) => {
      const path = join(folder, `${index}.sh`);
      writeFileSync(path, body);
      return path;
    });
}

/** The shell form's text as it stands, or what the heredoc holds. */
function bodiesIn(text) {
  return parse(text).instructions.flatMap((one) => {
    if (one.type !== 'Run' || !one.shell) return [];
    const [heredoc] = one.heredocs;
    return [heredoc ? heredoc.content : text.slice(...one.shell.range)];
  });
}

const versionIn = (text) => /\d+\.\d+(?:\.\d+)?/.exec(text)?.[0] ?? '';
