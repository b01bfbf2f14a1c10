import { hasRuntimeUse, packageNameOf, packageNote, programsIn, type PackageClass } from '../knowledge/packages.ts';
import type { Command, Install, Run } from '../nodes.ts';
import type { TextEdit } from '../rule.ts';
import { managerCallOf, optionPresent } from '../shell/installs.ts';
import { appendStep } from './installs-edits.ts';
import { oncePerFile } from './memory.ts';
import { isNamedLater, isWorkshop, startsUnknown } from './installs-purpose.ts';
import { isRemovedAgain } from './installs-removed.ts';
import type { Model } from './model.ts';
import { isRunnable, shippedStages, startOf } from './start.ts';

/** The names of a call's packages that only a build needs and that stay in the image. */
export function buildToolsLeft(install: Install, model: Model): readonly string[] {
  const tools = buildTools(install);
  // A script that nobody can read may be what builds.
  if (tools.length === 0 || isWorkshop(model) || isForBuilding(model) || startsUnknown(model) || buildsWhenRun(model)) return [];
  return tools.filter((name) => isForBuildOnly(name, install, model) && !isRemovedAgain(install, name, model));
}

/** Whether headers are all that is left, and nothing was built with them: a library was meant. */
export const areHeadersAlone = (install: Install, names: readonly string[], model: Model): boolean =>
  evidence(model).compiled < install.range[0] && names.every((name) => packageNote(name)?.class === 'headers');

/** Group names for what `apk del` is to take away again, with the `apk del`; `undefined` where something needs the packages later. */
export function removeAgain(install: Install, run: Run, model: Model): readonly TextEdit[] | undefined {
  const { manager, packages, verb, options, script, command } = install;
  const { compiled } = evidence(model);
  if (manager !== 'apk' || optionPresent({ manager, options }, ['-t', '--virtual'])) return undefined;
  if (buildTools(install).length < packages.length || compiled < command.range[0] || compiled > run.range[1]) return undefined;
  const edit = appendStep([{ script, command }], 'apk del .build-deps', run, model);
  return edit && [{ range: [verb.range[1], verb.range[1]], text: ' --virtual .build-deps' }, edit];
}

const buildTools = ({ packages }: Install): readonly string[] =>
  packages.map(({ value = '' }) => packageNameOf(value)).filter((name) => classes.has(packageNote(name)?.class ?? 'daemon'));

const classes: ReadonlySet<PackageClass> = new Set<PackageClass>(['compiler', 'headers', 'version-control']);

/** Its base is a toolchain, it starts a tool of one, or it says nothing of what it starts. */
const isForBuilding = oncePerFile((model) => {
  const { finalStage } = model;
  const start = startOf(model);
  const { registry = '', repository = '', tag = '' } = finalStage?.image ?? {};
  if (
    finalStage?.facts?.builder === true ||
    /\b(?:build|builder|sdk|devel|toolchain|compiler|bazel)\b/.test(`${registry}/${repository}:${tag}`)
  )
    return true;
  return !isRunnable(model, start) || start.programs.some((program) => toolchain.has(program.slice(program.lastIndexOf('/') + 1)));
});

/** What programs use at run time too is for the build only where the build is there to be seen, and the start does not name it. */
function isForBuildOnly(name: string, install: Install, model: Model): boolean {
  const note = packageNote(name);
  if (!note || isNamedLater(name, model.text.length, model)) return false;
  if (!hasRuntimeUse(note, name) && !name.includes('jdk')) return true;
  const { fetched, compiled } = evidence(model);
  const [start] = install.range;
  if (note.class === 'version-control') return fetched > start;
  return compilers.test(name) && compiled > start && !compilesWhenRun(model);
}

/** Those that compile; the rest of what programs may use (`patch`, `envsubst`, a JDK) is left alone. */
const compilers = /^(?:gcc|g\+\+|gcc-c\+\+|clang|make|libc6?-dev|musl-dev|python\d?-dev(?:el)?)$/;

/** It names something that calls a compiler when the program runs. */
const compilesWhenRun = oncePerFile(({ text }) => /\b(?:numba|triton|torch|jax|theano|pytensor|pymc|vllm|tensorflow)\b/i.test(text));

/** It holds what builds packages or kernel modules on the user's machine. */
const buildsWhenRun = oncePerFile(({ text }) => /\b(?:r-base-dev|R-devel|dkms|akmods)\b/.test(text));

interface Evidence {
  /** Where sources are last fetched with version control. */
  readonly fetched: number;
  /** Where something is last compiled, or installed in a way that may compile. */
  readonly compiled: number;
}

const evidence = oncePerFile((model): Evidence => {
  const found = { fetched: -1, compiled: -1 };
  for (const { node } of shippedStages(model))
    for (const instruction of node.instructions)
      if (instruction.type === 'Run')
        for (const { commands } of model.scripts(instruction))
          for (const command of commands) {
            const [at] = command.range;
            if (fetches(command)) found.fetched = Math.max(found.fetched, at);
            if (compiles(command)) found.compiled = Math.max(found.compiled, at);
          }
  return found;
});

const fetches = ({ name, words }: Command): boolean =>
  name === 'git' || words.some(({ text }) => /git\+|^git:\/\/|\.git(?:[#@]|$)/.test(text));

function compiles(command: Command): boolean {
  const { name, words } = command;
  if (toolchain.has(name) || name === 'configure' || (name.startsWith('python') && words[1]?.value === 'setup.py')) return true;
  const call = managerCallOf(command);
  return call?.action === 'install' && !call.row.system;
}

const toolchain: ReadonlySet<string> = new Set([
  ...['gcc', 'g++', 'clang', 'make', 'cmake', 'ninja-build', 'golang', 'cargo'].flatMap(programsIn),
  ...[
    'gmake',
    'meson',
    'scons',
    'autoreconf',
    'autoconf',
    'autogen.sh',
    'bootstrap.sh',
    'phpize',
    'mvn',
    'mvnw',
    'gradle',
    'gradlew',
    'ant',
    'javac',
  ],
  ...['qmake', 'ghc', 'cabal', 'stack', 'nimble', 'zig', 'bazel', 'distccd'],
]);
