import { ecosystemsOf } from '../knowledge/ignore-templates.ts';
import type { Add, Copy, Dockerfile, Instruction, Range, Run, Word } from '../nodes.ts';
import { createIgnoreMatcher, parseIgnoreFile } from './dockerignore.ts';
import type { IgnoreMatcher } from './dockerignore.ts';
import { contextPath, joinPaths } from './ignore-paths.ts';
import { compilePattern } from './ignore-pattern.ts';
import { oncePerFile } from './memory.ts';
import type { BuildContext, FileEntry, Files } from './model.ts';

/** A path that an instruction reads from the build context. */
export interface ContextSource {
  readonly instruction: Copy | Add | Run;
  /** Absent where a bind mount names no source, and so reads all. */
  readonly word?: Word;
  /** Of the word, or of the mount without one. */
  readonly range: Range;
  /** As BuildKit looks it up: no `./`, no slash around it, `''` for the whole context. Absent where a variable decides it. */
  readonly path?: string;
  /** Has wildcards, which COPY and ADD resolve. */
  readonly isGlob: boolean;
  /** Reads all that the context holds, or all at its top: `.`, `./`, `*`. */
  readonly isWhole: boolean;
  /** Is written with a slash at its end. */
  readonly isFolder: boolean;
}

type Resolve = (word: Word, at: Instruction) => string | undefined;

/**
 * The build context that the Dockerfile is most likely built with: the nearest folder from its own upward that holds most of what
 * it copies. `undefined` where nothing tells.
 */
export function buildContext(files: Files, dockerfile: Dockerfile): BuildContext | undefined {
  const tree = cachedTree(files);
  const directory = contextFolder(tree, parentOf(files.path), contextSources(dockerfile));
  if (directory === undefined) return undefined;

  // BuildKit: frontend/dockerui, `<Dockerfile>.dockerignore` first.
  const ownPath = `${files.path}.dockerignore`;
  const ownText = files.read(ownPath);
  const sharedPath = joinPaths(directory, '.dockerignore');
  const ignoreText = ownText ?? files.read(sharedPath);
  let matcher: IgnoreMatcher | undefined;

  return {
    directory,
    ignorePath: ownText === undefined ? sharedPath : ownPath,
    ...(ignoreText === undefined ? {} : { ignoreText }),
    isIgnored(path) {
      if (ignoreText === undefined) return false;
      matcher ??= createIgnoreMatcher(parseIgnoreFile(ignoreText));
      if (!matcher.ignored(path)) return false;
      const isFolder = path.endsWith('/') || tree.kindOf(joinPaths(directory, contextPath(path))) === 'directory';
      return !isFolder || !matcher.mayHoldIncluded(path);
    },
    list: (path) => tree.list(joinPaths(directory, contextPath(path))),
    read: (path) => files.read(joinPaths(directory, contextPath(path))),
  };
}

/**
 * What COPY, ADD and `RUN --mount=type=bind` read from the build context, in order; not what another stage, an image, a URL or a
 * heredoc gives them, and nothing under ONBUILD, which reads the context of a later build. `resolve` puts variables in.
 */
export function contextSources(dockerfile: Dockerfile, resolve?: Resolve): readonly ContextSource[] {
  const isWindows = dockerfile.escape === '`';
  const sources: ContextSource[] = [];
  for (const instruction of dockerfile.instructions) {
    // What stands before the first stage is no part of a build.
    if (instruction.inOnbuild || instruction.range[0] < (dockerfile.stages[0]?.range[0] ?? Infinity)) continue;
    if (instruction.type === 'Copy' || instruction.type === 'Add') {
      if (instruction.flags.some(({ name, value }) => name === 'from' && value !== undefined && value.text !== '')) continue;
      for (const word of instruction.sources) {
        const value = valueOf(word, instruction, resolve);
        if (!isRemote(value ?? word.text)) sources.push(sourceOf(instruction, word, word.range, value, true, isWindows));
      }
    } else if (instruction.type === 'Run') {
      for (const { mount } of instruction.flags) {
        if (mount?.kind !== 'bind' || mount.options.some(({ key }) => key === 'from')) continue;
        const word = mount.options.find(({ key }) => key === 'source')?.value;
        const value = word ? valueOf(word, instruction, resolve) : '.';
        sources.push(sourceOf(instruction, word, word?.range ?? mount.range, value, false, isWindows));
      }
    }
  }
  return sources;
}

/** The same with a model's variables. */
export const resolvedSources = oncePerFile((model) => contextSources(model.dockerfile, model.resolve));

/** Whether the source reads a folder with all that is in it, or whatever a wildcard finds, not one known file. */
export function readsTree(source: ContextSource, context?: Pick<BuildContext, 'list'>): boolean {
  if (source.isWhole || source.isGlob || source.isFolder) return true;
  return source.path !== undefined && context?.list(source.path) !== undefined;
}

function sourceOf(
  instruction: ContextSource['instruction'],
  word: Word | undefined,
  range: Range,
  value: string | undefined,
  wildcards: boolean,
  isWindows: boolean,
): ContextSource {
  const written = isWindows ? value?.replaceAll('\\', '/') : value;
  const path = written === undefined ? undefined : contextPath(written);
  const isGlob = wildcards && hasWildcards(path ?? word?.text ?? '');
  return {
    instruction,
    range,
    isGlob,
    isWhole: path === '' || (isGlob && path !== undefined && /^[*/]+$/.test(path)),
    isFolder: (written ?? word?.text ?? '').endsWith('/'),
    ...(word ? { word } : {}),
    ...(path === undefined ? {} : { path }),
  };
}

function valueOf(word: Word, at: Instruction, resolve: Resolve | undefined): string | undefined {
  if (word.variables.length === 0) return word.value;
  return resolve?.(word, at);
}

/** URLs and Git repositories, `git@host:path` among them (BuildKit: util/gitutil, `ParseGitRef`). */
const isRemote = (value: string): boolean => /^(?:[a-z][a-z0-9+.-]*:\/\/|[\w.-]+@[\w.-]+:)/i.test(value);

/** As fsutil's `containsWildcards`: a backslash takes a wildcard's meaning away. */
const hasWildcards = (path: string): boolean => /^(?:[^\\*?[]|\\[^])*[*?[]/.test(path);

interface Tree {
  list(path: string): readonly FileEntry[] | undefined;
  kindOf(path: string): FileEntry['kind'] | undefined;
}

function cachedTree(files: Files): Tree {
  const folders = new Map<string, readonly FileEntry[] | undefined>();
  const list = (path: string): readonly FileEntry[] | undefined => {
    if (!folders.has(path)) folders.set(path, files.list(path));
    return folders.get(path);
  };
  return {
    list,
    kindOf: (path) => (path === '' ? 'directory' : list(parentOf(path))?.find(({ name }) => name === nameOf(path))?.kind),
  };
}

function contextFolder(tree: Tree, own: string, sources: readonly ContextSource[]): string | undefined {
  const candidates = withAncestors(own);
  const telling = [...new Set(sources.map((source) => (source.isWhole || source.path?.includes('**') ? undefined : source.path)))].filter(
    (path) => path !== undefined,
  );
  let best: { readonly folder: string; readonly count: number } | undefined;
  for (const folder of telling.length > 0 ? candidates : []) {
    const count = telling.filter((path) => exists(tree, folder, path.split('/'))).length;
    if (count > (best?.count ?? 0)) best = { folder, count };
    if (count === telling.length) break;
  }
  if (best) return best.folder;
  // An ignore file lies where somebody builds from, and may well hide all that would tell.
  if (telling.length > 0 && tree.list(own)?.some(({ name }) => name === '.dockerignore')) return own;
  if (!sources.some(({ isWhole }) => isWhole)) return undefined;
  // Nobody builds such a folder by itself; where nothing above looks like a project, nobody can tell.
  if (isConventional(own) && holdsOnlyBuildFiles(tree, own)) return candidates.slice(1).find((folder) => isProject(tree, folder));
  return own;
}

/** Wildcards work element by element here, so `**` is `*`; that is how COPY resolves them too. */
function exists(tree: Tree, folder: string, [element, ...rest]: readonly string[]): boolean {
  if (element === undefined) return true;
  const entries = tree.list(folder) ?? [];
  const test = hasWildcards(element) ? compilePattern(element) : undefined;
  if (typeof test === 'string') return false;
  return entries.some(({ name, kind }) => {
    if (test ? !test.matches(name) : name !== element) return false;
    // A link may lead to a folder, whose entries a host may or may not list.
    return rest.length === 0 || (kind !== 'file' && exists(tree, joinPaths(folder, name), rest));
  });
}

/** Folders that projects keep their Dockerfiles in, to build them from above. */
const conventionalFolders = [
  /^\.?(?:docker|build|ci|devcontainer)$|^dockerfiles?$|^containers?$|^images$/i,
  /^deploy(?:ments?)?$|^infra(?:structure)?$|^(?:dev)?ops$|^packaging$/i,
  /^\.(?:circleci|github|gitlab)$|^scripts$|^tools$|^hack$/i,
];

const isConventional = (folder: string): boolean =>
  folder.split('/').some((element) => conventionalFolders.some((shape) => shape.test(element)));

const buildFiles = [
  /^(?:docker|container)file|[.-](?:docker|container)file$/i,
  /(?:docker|container|git)ignore$/i,
  /^(?:docker-)?compose.*\.ya?ml$|^docker-bake|^devcontainer.*\.json$/i,
  /^makefile$|^readme|^\.env|entrypoint/i,
  /\.(?:sh|bash|ps1|bat|cmd|conf|cnf|ini|md)$/i,
];

/** Dockerfiles, ignore files, scripts and settings of what is in the image: nothing that `COPY .` could be meant for. */
const holdsOnlyBuildFiles = (tree: Tree, folder: string): boolean =>
  (tree.list(folder) ?? []).every(({ name, kind }) => kind !== 'directory' && buildFiles.some((shape) => shape.test(name)));

const otherManifests =
  /^(?:makefile|cmakelists\.txt|mix\.exs|build\.sbt|deno\.jsonc?|pubspec\.yaml|package\.swift|module\.bazel|workspace)$/i;

function isProject(tree: Tree, folder: string): boolean {
  const names = (tree.list(folder) ?? []).filter(({ kind }) => kind === 'file').map(({ name }) => name);
  return ecosystemsOf(names).length > 0 || names.some((name) => otherManifests.test(name));
}

function withAncestors(folder: string): readonly string[] {
  const folders = [folder];
  for (let at = folder; at !== '';) folders.push((at = parentOf(at)));
  return folders;
}

const parentOf = (path: string): string => path.slice(0, Math.max(0, path.lastIndexOf('/')));
const nameOf = (path: string): string => path.slice(path.lastIndexOf('/') + 1);
