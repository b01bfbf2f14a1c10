import { packageNameOf, packageNote, programsIn } from '../knowledge/packages.ts';
import { systemImages } from '../knowledge/system-images.ts';
import type { ImageRow } from '../knowledge/images.ts';
import type { Command, Instruction, Word } from '../nodes.ts';
import { managerCallOf } from '../shell/installs.ts';
import type { Model, StageInfo } from './model.ts';

/** Whether a stage, or one that is built from it, builds or calls something that only the full variant of its image has. */
export function needsFullImage(stage: StageInfo, model: Model): boolean {
  // The small variants of systems lack documentation only.
  if (systemImages.some((row: ImageRow) => row.repositories === stage.facts?.repositories)) return false;
  const instructions = builtFrom(stage, model).flatMap(({ node }) => node.instructions);
  const commands = instructions.flatMap((one) => model.scripts(one)).flatMap((script) => script.commands);
  const calls = commands.flatMap((command) => managerCallOf(command) ?? []).filter(({ action }) => action === 'install');
  if (calls.some(({ manager, verbText }) => compiling.has(manager) || verbText === 'rebuild')) return true;
  const packages = calls
    .filter(({ row }) => row.system)
    .flatMap(({ operands }) => operands)
    .map(({ value = '' }) => packageNameOf(value));
  if (packages.some((name) => /^(?:compiler|headers)$/.test(packageNote(name)?.class ?? ''))) return true;
  const installed = new Set(packages.flatMap((name) => [...programsIn(name), ...(otherNames.get(name) ?? [])]));
  const isMissing = (name: string): boolean => onlyInFull.has(name) && !installed.has(name);
  if (commands.some((command) => isMissing(command.name) || (isMissing('git') && fetchesWithGit(command)))) return true;
  return instructions.flatMap(startedBy).some(({ value }) => isMissing(value.slice(value.lastIndexOf('/') + 1)));
}

const startedBy = (one: Instruction): readonly Word[] =>
  one.type === 'Cmd' || one.type === 'Entrypoint' || one.type === 'Healthcheck' ? (one.exec?.items ?? []) : [];

const fetchesWithGit = ({ words }: Command): boolean => words.some(({ text }) => /\bgit(?:\+|:\/\/)|^github:/.test(text));

function builtFrom(stage: StageInfo, { stages }: Model): readonly StageInfo[] {
  const found = new Set([stage]);
  for (const one of stages) if (one.base && found.has(one.base)) found.add(one);
  return [...found];
}

/** Their packages are compiled more often than not. */
const compiling: ReadonlySet<string> = new Set(['gem', 'bundler', 'cpanm', 'luarocks', 'cargo', 'pecl', 'phpExtensions']);

/**
 * What buildpack-deps, JDKs and devel images have: https://github.com/docker-library/buildpack-deps, `scm` and `curl` variants included.
 */
const onlyInFull: ReadonlySet<string> = new Set([
  ...['gcc', 'cc', 'g++', 'c++', 'cpp', 'ld', 'make', 'autoconf', 'autoreconf', 'automake', 'configure', 'patch', 'pkg-config', 'cmake'],
  ...['git', 'hg', 'svn', 'bzr', 'curl', 'wget', 'ssh', 'scp', 'sftp', 'ssh-keyscan', 'ssh-keygen', 'ssh-agent', 'gpg', 'dirmngr'],
  ...['unzip', 'xz', 'bzip2', 'file', 'convert', 'identify', 'mogrify', 'pg_config', 'mysql_config', 'ps', 'top', 'free', 'pgrep', 'pkill'],
  ...['node-gyp', 'mix', 'rebar3', 'javac', 'jar', 'jlink', 'jdeps', 'jpackage', 'jcmd', 'jstack', 'jmap', 'jshell'],
  ...['mvn', 'mvnw', 'gradle', 'gradlew', 'ant', 'sbt', 'lein', 'nvcc', 'swift', 'swiftc'],
]);

const otherNames: ReadonlyMap<string, readonly string[]> = new Map([
  ['procps', ['ps', 'top', 'free', 'pgrep', 'pkill']],
  ['xz-utils', ['xz']],
  ['openssh-client', ['ssh', 'scp', 'sftp', 'ssh-keyscan', 'ssh-keygen', 'ssh-agent']],
  ['gnupg', ['gpg', 'dirmngr']],
  ['gnupg2', ['gpg', 'dirmngr']],
  ['gpg', ['gpg']],
  ['imagemagick', ['convert', 'identify', 'mogrify']],
]);
