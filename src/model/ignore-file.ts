import { clutter, secretKinds } from '../knowledge/clutter.ts';
import type { Clutter, ClutterKind } from '../knowledge/clutter.ts';
import { ecosystemsOf, ignoreSections, renderSections } from '../knowledge/ignore-templates.ts';
import type { Ecosystem, IgnoreGroup, IgnoreSection } from '../knowledge/ignore-templates.ts';
import { buildNeeds, dockerfilesIn, overlap, tokensOf } from './build-needs.ts';
import type { BuildNeeds } from './build-needs.ts';
import { resolvedSources } from './context.ts';
import type { ContextSource } from './context.ts';
import { createIgnoreMatcher, parseIgnoreFile } from './dockerignore.ts';
import { compilePattern } from './ignore-pattern.ts';
import { joinPaths } from './ignore-paths.ts';
import type { BuildContext, FileEntry, Model } from './model.ts';

/** Something in the build context that belongs neither into an image nor on its way to the builder. */
export interface Find {
  /** Relative to the context. */
  readonly path: string;
  readonly kind: ClutterKind;
  readonly why: string;
  /** What leaves it out: the table's pattern, or the path alone where a name proves nothing. */
  readonly pattern: string;
  /** Those that show and that it is clutter of; absent: it is of any project. */
  readonly ecosystems?: readonly Ecosystem[];
}

/** What instructions read from the build context, in stages that the final one needs. */
export function usedSources(model: Model): readonly ContextSource[] {
  return resolvedSources(model).filter(({ instruction }) => model.stageOf(instruction)?.isUsed);
}

/**
 * The clutter that a source takes in, the worst first: below what it names, not ignored, and not needed by the build.
 * Logs and settings of editors count only where there is more.
 */
export function clutterIn(source: ContextSource, model: Model, context: BuildContext): readonly Find[] {
  const build = buildNeeds(model, context);
  const isExcluded = exclusion(source, model);
  const isWanted = readmission(context);
  const found = foldersOf(source, context).flatMap((folder) =>
    survey(folder, context, build).finds.filter(
      (find) => !isExcluded(find.path, folder) && !isWanted(find.path) && !isNeeded(find, build) && !isLeftOut(find.path, context),
    ),
  );
  if (found.every(({ kind }) => minor.has(kind))) return [];
  return found.sort((a, b) => worst.indexOf(a.kind) - worst.indexOf(b.kind) || depthOf(a.path) - depthOf(b.path));
}

/** `.env`, `.git`, `dist` and 2 more: at most four names, the first with what it is. */
export function describeFinds([first, ...others]: readonly Find[]): string {
  if (!first) return '';
  const names = [`\`${first.path}\` (${first.why})`, ...others.map(({ path }) => `\`${path}\``)];
  const shown = names.length > 4 ? [...names.slice(0, 4), `${names.length - 4} more`] : names;
  const last = shown.pop() ?? '';
  return shown.length > 0 ? `${shown.join(', ')} and ${last}` : last;
}

/** The template for the ecosystems of the context, without what its Dockerfiles copy by name or need. */
export function fittedIgnoreFile(model: Model, context: BuildContext): string {
  const build = buildNeeds(model, context, dockerfilesIn(context));
  const { finds, projects, ecosystems } = survey('', context, build);
  const sections = ignoreSections.flatMap((section) => {
    const { ecosystem, groups } = section;
    if (ecosystem !== 'common' && !ecosystems.has(ecosystem)) return [];
    const folders = ecosystem === 'common' ? [''] : foldersWith(ecosystem, projects);
    return [{ ...section, groups: groups.flatMap((group) => fitGroup(group, section, folders, finds, build)) }];
  });
  return renderSections(sections);
}

/** The ignore file with patterns for `finds` at its end; `undefined` where each would harm what Dockerfiles of the context copy. */
export function extendedIgnoreFile(finds: readonly Find[], model: Model, context: BuildContext): string | undefined {
  const text = context.ignoreText ?? '';
  const build = buildNeeds(model, context, dockerfilesIn(context));
  const readmitted = parseIgnoreFile(text).flatMap(({ pattern, negated }) => (negated ? [tokensOf(withoutStars(pattern))] : []));
  const harms = (pattern: string): boolean => build.copies(pattern) || readmitted.some((tokens) => overlap(tokensOf(pattern), tokens));
  const patterns = finds.flatMap((find) => {
    const pattern = harms(find.pattern) ? literal(find.path) : find.pattern;
    return isNeeded(find, build) || pattern === undefined || build.copies(pattern) ? [] : [pattern];
  });
  return patterns.length > 0 ? appendLines(text, ['# Local files, of no use in the image.', ...new Set(patterns)]) : undefined;
}

/** As new lines at the end, after a blank one, in the line ends that the text has; one without a last line end stays so. */
export function appendLines(text: string, lines: readonly string[]): string {
  const eol = text.includes('\r\n') ? '\r\n' : '\n';
  const added = lines.join(eol);
  if (text === '' || text === '\ufeff') return `${text}${added}${eol}`;
  const isOpen = !text.endsWith('\n');
  const isAfterBlank = /(?:^|\n)\r?\n$/.test(text);
  return `${text}${isOpen ? eol : ''}${isAfterBlank ? '' : eol}${added}${isOpen ? '' : eol}`;
}

const worst: readonly ClutterKind[] = [
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
    folders = folders.flatMap((folder) => {
      const inner = (context.list(folder) ?? []).filter(({ name, kind }) => kind === 'directory' && test.matches(name));
      return inner.map(({ name }) => joinPaths(folder, name));
    });
  }
  return folders;
}

/** `COPY --exclude`, whose patterns count from the source; all is excluded where a variable decides what. */
function exclusion({ instruction }: ContextSource, model: Model): (path: string, folder: string) => boolean {
  const values = instruction.flags.flatMap(({ name, value }) =>
    name === 'exclude' && value ? [model.resolve(value, instruction) ?? '**'] : [],
  );
  const { ignored } = createIgnoreMatcher(values.flatMap(parseIgnoreFile));
  return (path, folder) => ignored(path) || ignored(path.slice(folder.length));
}

/** Whether the ignore file takes a path in on purpose: `!.env` behind `.env*`, `!.git/HEAD` behind `.git`. */
function readmission({ ignoreText = '' }: BuildContext): (path: string) => boolean {
  const patterns = parseIgnoreFile(ignoreText).flatMap(({ pattern, negated }) => {
    const test = compilePattern(pattern);
    return typeof test === 'string' ? [] : [{ negated, test, elements: pattern.split('/') }];
  });
  if (!patterns.some(({ negated }) => negated)) return () => false;
  return (path) => {
    const name = path.slice(path.lastIndexOf('/') + 1);
    const folder = path.slice(0, Math.max(0, path.lastIndexOf('/')));
    const last = patterns.findLast(({ test }) => test.matches(path));
    return (
      (last?.negated && !last.test.matches(folder)) === true || patterns.some(({ negated, elements }) => negated && elements.includes(name))
    );
  };
}

/** Nothing of a folder is taken in where all its entries are ignored: `.git/*`. */
function isLeftOut(path: string, context: BuildContext): boolean {
  return context.isIgnored(path) || context.list(path)?.every(({ name }) => context.isIgnored(joinPaths(path, name))) === true;
}

/** Whether it only looks like clutter: a step asks for it, no step makes it in the image, or it is copied by its name. */
function isNeeded({ path, kind, ecosystems = [] }: Find, build: BuildNeeds): boolean {
  if (kind === 'vcs' && build.asksGit) return true;
  const made = kind === 'dependencies' ? kind : kind === 'build' ? 'output' : undefined;
  if (made && !ecosystems.some((one) => build.makes(one, made))) return true;
  return build.copies(literal(path) ?? path, made);
}

/** Folders with the ecosystems that show in them, the outer before the inner. */
type Projects = ReadonlyMap<string, readonly Ecosystem[]>;

interface Survey {
  readonly finds: readonly Find[];
  readonly projects: Projects;
  readonly ecosystems: ReadonlySet<Ecosystem>;
}

const maxDepth = 3;
const maxEntries = 5000;

/** Looks at a folder and what is below it, level by level; not into clutter, nor into what is ignored. */
function survey(start: string, context: BuildContext, build: BuildNeeds): Survey {
  const top = ecosystemsIn(context.list(''));
  const projects = new Map([['', top]]);
  const matches: Match[] = [];
  let left = maxEntries;
  let level = isInClutter(start) ? [] : [start];
  for (let depth = 1; depth <= maxDepth; depth++) {
    const next: string[] = [];
    for (const folder of level) {
      if (left <= 0 || (folder !== start && context.isIgnored(folder))) continue;
      const entries = [...(context.list(folder) ?? [])].sort((a, b) => (a.name < b.name ? -1 : 1)).slice(0, left);
      left -= entries.length;
      if (folder !== '') projects.set(folder, ecosystemsIn(entries));
      for (const entry of entries) {
        const path = joinPaths(folder, entry.name);
        const found = rowsFor(path, entry).map((row) => ({ path, row }));
        matches.push(...found);
        if (entry.kind === 'directory' && found.every(({ row }) => row.isAnchored)) next.push(path);
      }
    }
    level = next;
  }
  // Where no file tells, what the Dockerfile runs does.
  if (start === '' && [...projects.values()].every((own) => own.length === 0)) projects.set('', build.ecosystems);
  const ecosystems = new Set([...projects.values(), build.ecosystems].flat());
  return { finds: findsAmong(matches, projects, ecosystems, context), projects, ecosystems };
}

const ecosystemsIn = (entries: readonly FileEntry[] = []): readonly Ecosystem[] =>
  ecosystemsOf(entries.filter(({ kind }) => kind === 'file').map(({ name }) => name));

const isInClutter = (path: string): boolean =>
  path !== '' &&
  path
    .split('/')
    .some((name, i, all) => rowsFor(all.slice(0, i + 1).join('/'), { name, kind: 'directory' }).some((row) => !row.isAnchored));

interface Match {
  readonly path: string;
  readonly row: Row;
}

/** The first row that holds for a path; a weak one only for what is a private key. What lies in a find is a part of it. */
function findsAmong(matches: readonly Match[], projects: Projects, all: ReadonlySet<Ecosystem>, context: BuildContext): readonly Find[] {
  const finds = new Map<string, Find>();
  for (const { path, row } of matches) {
    const { kind, why, pattern, weak, ecosystems } = row.clutter;
    const project = row.isAnchored ? projectOf(path, row, projects) : '';
    if (project === undefined || finds.has(path)) continue;
    const shown = row.isAnchored ? new Set(projects.get(project)) : all;
    const own = ecosystems?.filter((one) => shown.has(one));
    if (own?.length === 0) continue;
    const traits = { path, kind, ...(own ? { ecosystems: own } : {}) };
    if (!weak) finds.set(path, { ...traits, why, pattern: below(project, pattern) });
    else if (isPrivateKey(row.clutter, path, context))
      finds.set(path, { ...traits, why: 'a private key', pattern: literal(path) ?? pattern });
  }
  const isPart = (path: string): boolean => path.split('/').some((_, i, all) => i > 0 && finds.has(all.slice(0, i).join('/')));
  return [...finds.values()].filter(({ path }) => !isPart(path));
}

/** The folder that an anchored pattern counts from where it fits. */
function projectOf(path: string, { clutter: { pattern, ecosystems } }: Row, projects: Projects): string | undefined {
  const test = compilePattern(pattern);
  const found = [...projects].find(([folder, own]) => {
    if (typeof test === 'string' || !ecosystems?.some((one) => own.includes(one))) return false;
    return folder === '' ? test.matches(path) : path.startsWith(`${folder}/`) && test.matches(path.slice(folder.length + 1));
  });
  return found?.[0];
}

const isPrivateKey = ({ kind }: Clutter, path: string, context: BuildContext): boolean =>
  secretKinds.has(kind) && /-----BEGIN (?:[A-Z0-9]+ )*PRIVATE KEY(?: BLOCK)?-----/.test(context.read(path) ?? '');

interface Row {
  readonly clutter: Clutter;
  /** Counts from the top of a project. */
  readonly isAnchored: boolean;
  /** What the names that it fits begin and end with. */
  readonly ends: readonly [start: string, end: string];
}

/** By the name that they are for, and those for many names. */
const rowsByName = new Map<string, readonly Row[]>();
const wildcardRows: Row[] = [];
for (const one of clutter) {
  const name = one.pattern.slice(one.pattern.lastIndexOf('/') + 1);
  const [start = '', ...rest] = name.split('*');
  const row: Row = { clutter: one, isAnchored: !one.pattern.startsWith('**/'), ends: [start, rest.at(-1) ?? ''] };
  if (rest.length > 0) wildcardRows.push(row);
  else rowsByName.set(name, [...(rowsByName.get(name) ?? []), row]);
}

/** Rows whose patterns fit; anchored ones as far as the name tells. */
function rowsFor(path: string, { name, kind }: FileEntry): readonly Row[] {
  const named = wildcardRows.filter(({ ends: [start, end] }) => name.startsWith(start) && name.endsWith(end));
  const known = rowsByName.get(name);
  if ((!known && named.length === 0) || kind === 'other') return [];
  return [...(known ?? []), ...named].filter(({ isAnchored, clutter: row }) => {
    // `.git` of a submodule or a worktree is a file with a path in it.
    if (row.kind === 'vcs' && kind === 'file') return false;
    const test = isAnchored ? undefined : compilePattern(row.pattern);
    return isAnchored || (typeof test === 'object' && test.matches(path));
  });
}

/** Folders that show an ecosystem while none above them does; a few, or the file would be no pleasure to read. */
function foldersWith(ecosystem: Ecosystem, projects: Projects): readonly string[] {
  const folders = [...projects].flatMap(([folder, own]) => (own.includes(ecosystem) ? [folder] : []));
  const isInner = (folder: string): boolean => folders.some((one) => one !== folder && (one === '' || folder.startsWith(`${one}/`)));
  return folders.filter((folder) => !isInner(folder)).slice(0, 8);
}

function fitGroup(
  group: IgnoreGroup,
  { ecosystem }: IgnoreSection,
  folders: readonly string[],
  finds: readonly Find[],
  build: BuildNeeds,
): readonly IgnoreGroup[] {
  if (group.optional) return [group];
  const { made } = group;
  const isMade = ecosystem === 'common' || !made || build.makes(ecosystem, made);
  const all = group.patterns.flatMap((pattern) =>
    pattern.startsWith('**/') ? [pattern] : folders.map((folder) => below(folder, pattern)),
  );
  const asked = all.filter((pattern) => pattern === '**/.git' && build.asksGit);
  const unmade = isMade ? [] : all.filter((pattern) => !secretPatterns.has(pattern));
  const kept = all.filter((pattern) => !asked.includes(pattern) && !unmade.includes(pattern));
  const isHarmless = (pattern: string): boolean => !build.copies(pattern.replace(/^!/, ''), made);
  const patterns = kept.flatMap((pattern) => {
    if (isHarmless(pattern)) return [pattern];
    return finds.flatMap((find) => (find.pattern === pattern && !isNeeded(find, build) ? (literal(find.path) ?? []) : []));
  });
  return [
    { ...group, patterns: patterns.every((pattern) => pattern.startsWith('!')) ? [] : patterns },
    { comment: 'A step of the Dockerfile asks Git about the sources.', patterns: asked, optional: true },
    {
      comment: 'No step of the Dockerfile makes these: take the `#` away once one does.',
      patterns: unmade.filter(isHarmless),
      optional: true,
    },
  ];
}

const secretPatterns: ReadonlySet<string> = new Set(clutter.flatMap(({ kind, pattern }) => (secretKinds.has(kind) ? [pattern] : [])));

/** A pattern that counts from a folder; `!` stays in front. */
function below(folder: string, pattern: string): string {
  const prefix = folder === '' ? '' : `${literal(folder) ?? folder}/`;
  return pattern.startsWith('!') ? `!${prefix}${pattern.slice(1)}` : prefix + pattern;
}

/** A pattern for one path; `undefined` where an ignore file has no way to write it. */
function literal(path: string): string | undefined {
  const pattern = path.replace(/[\\*?[]/g, '\\$&').replace(/^#/, '\\#');
  const [read, ...more] = parseIgnoreFile(pattern);
  const test = read && compilePattern(read.pattern);
  const isRead = read?.negated === false && more.length === 0 && typeof test === 'object' && test.matches(path);
  return isRead ? pattern : undefined;
}

/** Without the `/*` and `/**` at its end, however many. */
function withoutStars(pattern: string): string {
  for (let end = pattern.length; ;) {
    let at = end;
    while (pattern[at - 1] === '*') at--;
    if (at === end || pattern[at - 1] !== '/') return pattern.slice(0, end);
    end = at - 1;
  }
}
