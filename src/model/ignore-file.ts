import { clutter, secretKinds } from '../knowledge/clutter.ts';
import type { Clutter, ClutterKind } from '../knowledge/clutter.ts';
import { ecosystemsOf, ecosystemTools, gitCommands, gitReaders, ignoreSections, renderSections } from '../knowledge/ignore-templates.ts';
import type { Ecosystem, IgnoreGroup, IgnoreSection } from '../knowledge/ignore-templates.ts';
import type { Dockerfile, ShellScript } from '../nodes.ts';
import { parse } from '../syntax/parse.ts';
import { contextSources } from './context.ts';
import type { ContextSource } from './context.ts';
import { createModel } from './create.ts';
import { createIgnoreMatcher, parseIgnoreFile } from './dockerignore.ts';
import { compilePattern } from './ignore-pattern.ts';
import type { PatternTest } from './ignore-pattern.ts';
import { contextPath, joinPaths } from './ignore-paths.ts';
import type { BuildContext, FileEntry, Model } from './model.ts';

/** Something in the build context that belongs neither into an image nor on its way to the builder. */
export interface Find {
  /** Relative to the context. */
  readonly path: string;
  readonly kind: ClutterKind;
  readonly why: string;
  /** What leaves it out: the table's pattern, or nothing but the path where the name alone proves nothing. */
  readonly pattern: string;
}

/** What instructions of stages that the final one needs read from the build context. */
export function usedSources(model: Model): readonly ContextSource[] {
  return contextSources(model.dockerfile, model.resolve).filter(({ instruction }) => model.stageOf(instruction)?.isUsed);
}

/**
 * The clutter that a source takes in, the worst first: below the folder it names, not ignored, not named by the Dockerfile itself,
 * and not what its steps need. Settings of editors and the like count only where there is more.
 */
export function clutterIn(source: ContextSource, model: Model, context: BuildContext): readonly Find[] {
  const build = buildOf(model, context);
  const isExcluded = exclusion(source, model);
  const wanted = deliberate(context);
  const found = foldersOf(source, context).flatMap((folder) =>
    survey(folder, context, build).finds.filter(
      (find) => !isExcluded(find.path, folder) && !wanted(find.path) && !build.needs(find) && !isLeftOut(find.path, context),
    ),
  );
  if (found.every(({ kind }) => minor.has(kind))) return [];
  return found.sort((a, b) => order.indexOf(a.kind) - order.indexOf(b.kind) || depthOf(a.path) - depthOf(b.path));
}

/** `.env`, `.git`, `dist` and 2 more: at most four names. */
export function namesOf(finds: readonly Find[]): string {
  const names = [...new Set(finds.map(({ path }) => `\`${path}\``))];
  const shown = names.length > 4 ? [...names.slice(0, 4), `${names.length - 4} more`] : names;
  return shown.length > 1 ? `${shown.slice(0, -1).join(', ')} and ${shown.at(-1) ?? ''}` : (shown[0] ?? '');
}

/** The template for the ecosystems of the context, without what this Dockerfile, or one beside it, copies or needs. */
export function fittedIgnoreFile(model: Model, context: BuildContext): string {
  const build = buildOf(model, context, dockerfilesIn(context));
  const { finds, projects } = survey('', context, build);
  const sections = ignoreSections.flatMap((section) => {
    const folders = topmost(projects, section.ecosystem);
    return folders.length > 0
      ? [{ ...section, groups: section.groups.flatMap((group) => fitGroup(group, section, folders, finds, build)) }]
      : [];
  });
  return renderSections(sections);
}

/** The ignore file with patterns for `finds` at its end; `undefined` where none can be had without harm to what the Dockerfile copies. */
export function extendedIgnoreFile(finds: readonly Find[], model: Model, context: BuildContext): string | undefined {
  const text = context.ignoreText ?? '';
  const build = buildOf(model, context, dockerfilesIn(context));
  const readmitted = parseIgnoreFile(text).flatMap(({ pattern, negated }) =>
    negated ? [tokensOf(pattern.replace(/(?:\/\*+)+$/, ''))] : [],
  );
  const patterns = finds.flatMap((find) => {
    if (build.needs(find)) return [];
    const isGeneral = !build.copies(find.pattern) && !readmitted.some((tokens) => overlaps(tokensOf(find.pattern), tokens));
    const pattern = isGeneral ? find.pattern : literal(find.path);
    return pattern === undefined || build.copies(pattern) ? [] : [pattern];
  });
  if (patterns.length === 0) return undefined;
  const eol = /\r\n/.test(text) ? '\r\n' : '\n';
  const endsOpen = text !== '' && !text.endsWith('\n');
  const before = text === '' ? '' : `${text}${endsOpen ? eol : ''}${/(?:^|\n)\r?\n$/.test(text) ? '' : eol}`;
  return `${before}${['# Local files, of no use in the image.', ...new Set(patterns)].join(eol)}${endsOpen ? '' : eol}`;
}

const order: readonly ClutterKind[] = [
  ...(['credentials', 'key', 'env', 'state', 'vcs', 'dependencies', 'build', 'cache'] as const),
  ...(['log', 'editor', 'system', 'docker', 'ci'] as const),
];
const minor: ReadonlySet<ClutterKind> = new Set(['log', 'editor', 'system']);
const depthOf = (path: string): number => path.split('/').length;

/** The folders whose content a source reads. A wildcard that picks names is as good as naming them. */
function foldersOf({ path, isWhole, isGlob }: ContextSource, context: BuildContext): readonly string[] {
  if (path === undefined) return [];
  if (isWhole) return [''];
  if (!isGlob) return context.list(path) ? [path] : [];
  let folders = [''];
  for (const element of path.replace(/\/\*$/, '').split('/')) {
    const test = compilePattern(element);
    if (typeof test === 'string') return [];
    folders = folders.flatMap((folder) =>
      (context.list(folder) ?? [])
        .filter(({ name, kind }) => kind === 'directory' && test.matches(name))
        .map(({ name }) => joinPaths(folder, name)),
    );
  }
  return folders;
}

/** `COPY --exclude`, whose patterns count from the source; all is excluded where a variable decides what. */
function exclusion({ instruction }: ContextSource, model: Model): (path: string, folder: string) => boolean {
  const values = instruction.flags.flatMap(({ name, value }) => (name === 'exclude' && value ? [model.resolve(value, instruction)] : []));
  if (values.length === 0) return () => false;
  const { ignored } = createIgnoreMatcher(values.flatMap((value) => parseIgnoreFile(value ?? '**')));
  return (path, folder) => ignored(path) || ignored(path.slice(folder.length));
}

/** Whether the ignore file takes the path in on purpose: `!.env` behind `.env*`, `!.git/HEAD` behind `.git`. */
function deliberate({ ignoreText = '' }: BuildContext): (path: string) => boolean {
  const patterns = parseIgnoreFile(ignoreText).map(({ pattern, negated }) => ({
    negated,
    elements: pattern.split('/'),
    test: compilePattern(pattern),
  }));
  return (path) => {
    const name = path.slice(path.lastIndexOf('/') + 1);
    const last = patterns.findLast(({ test }) => typeof test !== 'string' && test.matches(path));
    const above = path.slice(0, Math.max(0, path.length - name.length - 1));
    if (last?.negated && typeof last.test !== 'string' && !last.test.matches(above)) return true;
    return patterns.some(({ negated, elements }) => negated && elements.includes(name));
  };
}

/** A folder without anything in it counts as left out: `.git/*` leaves just that. */
function isLeftOut(path: string, context: BuildContext): boolean {
  return context.isIgnored(path) || (context.list(path)?.every(({ name }) => context.isIgnored(joinPaths(path, name))) ?? false);
}

interface Survey {
  readonly finds: readonly Find[];
  readonly projects: Projects;
}

/** Folders with what shows an ecosystem, outer ones first. */
type Projects = ReadonlyMap<string, readonly Ecosystem[]>;

const maxDepth = 3;
const maxEntries = 5000;

/** Looks at a folder and what is below it, level by level; not into clutter, nor into what is ignored. */
function survey(start: string, context: BuildContext, build: Build): Survey {
  const projects = new Map<string, readonly Ecosystem[]>([['', [...ecosystemsIn(context.list('')), ...build.ecosystems]]]);
  const candidates: { readonly path: string; readonly row: Row; readonly project: string }[] = [];
  let left = maxEntries;
  let level = [start];
  for (let depth = 0; depth < maxDepth; depth++) {
    const next: string[] = [];
    for (const folder of level) {
      const entries = [...(context.list(folder) ?? [])].sort((a, b) => (a.name < b.name ? -1 : 1)).slice(0, left);
      left -= entries.length;
      if (folder !== '') projects.set(folder, ecosystemsIn(entries));
      for (const { name, kind } of entries) {
        const path = joinPaths(folder, name);
        const rows = rowsAt(path, name, kind, projects);
        candidates.push(
          ...rows.filter(({ row }) => !row.clutter.weak || isPrivate(row.clutter, path, context)).map((found) => ({ path, ...found })),
        );
        if (rows.length === 0 && kind === 'directory' && !context.isIgnored(path)) next.push(path);
      }
    }
    level = next;
  }
  const everywhere = new Set([...projects.values()].flat());
  const finds = new Map<string, Find>();
  for (const { path, row, project } of candidates) {
    const { kind, why, pattern, weak, ecosystems } = row.clutter;
    if (finds.has(path) || (ecosystems && !ecosystems.some((one) => everywhere.has(one)))) continue;
    const said = weak ? literal(path) : row.isAnchored ? inFolder(project, pattern) : pattern;
    finds.set(path, { path, kind, why: weak ? 'a private key' : why, pattern: said ?? pattern });
  }
  return { finds: [...finds.values()], projects };
}

const ecosystemsIn = (entries: readonly FileEntry[] = []): readonly Ecosystem[] =>
  ecosystemsOf(entries.filter(({ kind }) => kind === 'file').map(({ name }) => name));

interface Row {
  readonly clutter: Clutter;
  readonly test: PatternTest;
  /** Counts from the top of a project. */
  readonly isAnchored: boolean;
  /** What a name that it fits begins and ends with. */
  readonly start: string;
  readonly end: string;
}

const rows: readonly Row[] = clutter.flatMap((one) => {
  const test = compilePattern(one.pattern);
  const name = one.pattern.slice(one.pattern.lastIndexOf('/') + 1);
  const [start = '', ...rest] = name.split('*');
  return typeof test === 'string'
    ? []
    : [{ clutter: one, test, isAnchored: !one.pattern.startsWith('**/'), start, end: rest.at(-1) ?? start }];
});

function rowsAt(
  path: string,
  name: string,
  kind: FileEntry['kind'],
  projects: Projects,
): readonly { readonly row: Row; readonly project: string }[] {
  return rows.flatMap((row) => {
    if (!name.startsWith(row.start) || !name.endsWith(row.end)) return [];
    // `.git` of a submodule or a worktree is a file that holds a path.
    if (kind === 'other' || (row.clutter.kind === 'vcs' && kind !== 'directory')) return [];
    if (!row.isAnchored) return row.test.matches(path) ? [{ row, project: '' }] : [];
    for (const [project, ecosystems] of projects) {
      const isInside = project === '' || path.startsWith(`${project}/`);
      const fits = isInside && row.test.matches(project === '' ? path : path.slice(project.length + 1));
      if (fits && row.clutter.ecosystems?.some((one) => ecosystems.includes(one))) return [{ row, project }];
    }
    return [];
  });
}

const isPrivate = ({ kind }: Clutter, path: string, context: BuildContext): boolean =>
  secretKinds.has(kind) && /-----BEGIN (?:[A-Z0-9]+ )*PRIVATE KEY(?: BLOCK)?-----/.test(context.read(path) ?? '');

/** What the Dockerfile says of the files that it is built from. */
interface Build {
  /** Shown by what it runs. */
  readonly ecosystems: readonly Ecosystem[];
  readonly asksGit: boolean;
  /** Whether a step installs or builds this. */
  makes(ecosystem: Ecosystem, what: 'dependencies' | 'output'): boolean;
  /** Whether the pattern would leave out something that is copied by name; for output, also something in it. */
  copies(pattern: string, what?: IgnoreGroup['made']): boolean;
  /** Whether it looks like clutter only. */
  needs(find: Find): boolean;
}

function buildOf(model: Model, context: BuildContext, others: readonly Model[] = []): Build {
  const commands = commandsOf(model);
  const names = [model, ...others].flatMap(namedSources);
  const asksGit = [commands, ...others.map(commandsOf)].some((one) => readsGit(one, context));
  const presence = presenceOf(model);
  const makes: Build['makes'] = (ecosystem, what) => {
    const tools = ecosystemTools[ecosystem];
    const made = what === 'output' ? tools?.builds : tools?.installs;
    if (made && commands.some((command) => made.test(command))) return true;
    // Where the image has nothing to do with it, its dependencies are of no use either.
    return what === 'dependencies' && presence !== undefined && tools?.presence.test(presence) === false;
  };
  const copies: Build['copies'] = (pattern, what) => {
    const whole = tokensOf(pattern);
    const parents = what === 'output' ? namedFolders(pattern).map(tokensOf) : [];
    return names.some(({ tokens, isKnown }) => {
      if (!isKnown && !what) return false;
      return [whole, [...whole, '/', any], ...parents].some((one) => overlaps(one, tokens));
    });
  };
  return {
    ecosystems: ecosystemNames.filter((one) => {
      const { installs, builds } = ecosystemTools[one] ?? {};
      return commands.some((command) => installs?.test(command) || builds?.test(command));
    }),
    asksGit,
    makes,
    copies,
    needs({ path, kind, pattern }) {
      if (kind === 'vcs' && asksGit) return true;
      const what = kind === 'dependencies' ? 'dependencies' : kind === 'build' ? 'output' : undefined;
      const owners = ignoreSections.filter(({ groups }) =>
        groups.some((group) => group.made && pattern.endsWith(group.patterns.find((one) => pattern.endsWith(one)) ?? '\n')),
      );
      if (what && owners.length > 0 && !owners.some(({ ecosystem }) => ecosystem !== 'common' && makes(ecosystem, what))) return true;
      const tokens = [...`/${path}`];
      return names.some((name) => name.isKnown && (overlaps(tokens, name.tokens) || overlaps([...tokens, '/', any], name.tokens)));
    },
  };
}
