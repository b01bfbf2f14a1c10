import { ecosystemTools, gitCommands, gitReaders, ignoreSections } from '../knowledge/ignore-templates.ts';
import type { Ecosystem, IgnoreGroup } from '../knowledge/ignore-templates.ts';
import type { ShellScript } from '../nodes.ts';
import { parse } from '../syntax/parse.ts';
import { resolvedSources } from './context.ts';
import { createModel } from './create.ts';
import { contextPath, joinPaths } from './ignore-paths.ts';
import type { BuildContext, Model } from './model.ts';

/** What Dockerfiles tell of the files that they are built from. */
export interface BuildNeeds {
  /** Shown by what the Dockerfile runs. */
  readonly ecosystems: readonly Ecosystem[];
  /** A step asks Git about the sources. */
  readonly asksGit: boolean;
  /** Whether a step installs or builds what the image needs of this; true also where it needs none. */
  makes(ecosystem: Ecosystem, what: Made): boolean;
  /** Whether a pattern leaves out something that is copied by its name; of output also in parts, or where a variable may name it. */
  copies(pattern: string, made?: Made): boolean;
}

type Made = NonNullable<IgnoreGroup['made']>;

/** `others` are built from the same context, so an ignore file counts for them too. */
export function buildNeeds(model: Model, context: BuildContext, others: readonly Model[] = []): BuildNeeds {
  const commands = commandsOf(model);
  const names = [model, ...others].flatMap(namedPaths);
  const presence = presenceOf(model);
  return {
    ecosystems: ecosystems.filter((one) => {
      const { installs, builds } = ecosystemTools[one] ?? {};
      return commands.some((command) => installs?.test(command) === true || builds?.test(command) === true);
    }),
    get asksGit() {
      return [commands, ...others.map(commandsOf)].some((all) => asksGit(all, context));
    },
    makes(ecosystem, what) {
      const tools = ecosystemTools[ecosystem];
      const made = what === 'output' ? tools?.builds : tools?.installs;
      if (!tools || !made) return what === 'dependencies';
      // Nobody needs the dependencies of a language that is not in the image.
      return (
        commands.some((command) => made.test(command)) ||
        (what === 'dependencies' && presence !== undefined && !tools.presence.test(presence))
      );
    },
    copies(pattern, made) {
      const parts = made === 'output' ? foldersNamedBy(pattern) : [];
      return names.some(
        (name) => (name.isKnown || made === 'output') && (reaches(pattern, name) || parts.some((part) => fits(part, name))),
      );
    },
  };
}

/** Dockerfiles at the top of the context, and in the folder that projects keep them in; not those with an ignore file of their own. */
export function dockerfilesIn(context: BuildContext): readonly Model[] {
  const folders = (context.list('') ?? []).filter(
    ({ name, kind }) => kind === 'directory' && /^\.?(?:docker|build|deploy)(?:files?)?$/i.test(name),
  );
  const paths = ['', ...folders.map(({ name }) => name)].flatMap((folder) => {
    const names = (context.list(folder) ?? []).map(({ name }) => name);
    return names
      .filter(
        (name) => /^(?:docker|container)file(?:\.|$)|\.(?:docker|container)file$/i.test(name) && !names.includes(`${name}.dockerignore`),
      )
      .map((name) => joinPaths(folder, name));
  });
  return paths.slice(0, 20).flatMap((path) => {
    const text = /\.dockerignore$/i.test(path) ? undefined : context.read(path);
    return text === undefined ? [] : [createModel(path, parse(text.replace(/^\ufeff/, '')))];
  });
}

const ecosystems = ignoreSections.flatMap(({ ecosystem }) => (ecosystem === 'common' ? [] : [ecosystem]));

/** Every command that stages of use run while they are built, its words joined. */
function commandsOf(model: Model): readonly string[] {
  const runs = model.stages.filter(({ isUsed }) => isUsed).flatMap(({ node }) => node.instructions.filter(({ type }) => type === 'Run'));
  return runs.flatMap((run) => {
    const direct = run.type === 'Run' && run.exec ? [plain(run.exec.items.map(({ value }) => value).join(' '))] : [];
    const lines = model.scripts(run).map(linesOf);
    // What was cloned or begun here has a history of its own.
    const hasOwnHistory = lines.flat().some((line) => /^git (?:clone|init)\b/.test(line));
    return [...direct, ...lines.flat()].filter((line) => !hasOwnHistory || !line.startsWith('git '));
  });
}

function linesOf({ commands, source }: ShellScript): readonly string[] {
  if (commands.length === 0) return source.text.split(/[&|;\n]+/).map(plain);
  return commands.map(({ words }) => plain(words.map(({ value, text }) => value ?? text).join(' ')));
}

/** Without the program's folder and the shell that runs it. */
const plain = (line: string): string => line.trim().replace(/^(?:(?:ba|da)?sh )?(?:[^\s]*[/\\])?/, '');

function asksGit(commands: readonly string[], context: BuildContext): boolean {
  if (commands.some((command) => gitCommands.test(command))) return true;
  const files = (context.list('') ?? []).flatMap(({ name, kind }) => (kind === 'file' ? [name] : []));
  return gitReaders.some(
    ({ file, command, asks }) =>
      commands.some((one) => command.test(one)) &&
      files.some((name) => file.test(name) && asks.some((one) => one.test(context.read(name) ?? ''))),
  );
}

/** What the shipped stages are made of and run; `undefined` where an image is not known. */
function presenceOf(model: Model): string | undefined {
  const shipped = model.stages.filter(({ isShipped }) => isShipped);
  if (shipped.some(({ facts, image }) => !facts && image?.repository !== 'scratch')) return undefined;
  const used = model.stages.filter(({ isUsed }) => isUsed).flatMap(({ node }) => node.instructions);
  const runs = used.filter(({ type }) => type === 'Run' || type === 'Cmd' || type === 'Entrypoint').map(({ source }) => source.text);
  return [...shipped.map(({ image }) => image?.repository ?? ''), ...runs].join('\n');
}

interface NamedPath {
  readonly tokens: readonly string[];
  /** No variable without a value in it. */
  readonly isKnown: boolean;
  /** Where it has no wildcards: itself. */
  readonly text?: string;
}

/** Paths that the Dockerfile reads by name or by a pattern of names. */
function namedPaths(model: Model): readonly NamedPath[] {
  return resolvedSources(model).flatMap(({ path, word, isWhole, isGlob }): readonly NamedPath[] => {
    if (isWhole || (path === undefined && !word)) return [];
    if (path !== undefined && isGlob) return [{ tokens: tokensOf(path.replace(/\/\*+$/, '')), isKnown: true }];
    if (path !== undefined) return [{ tokens: [...`/${path}`], isKnown: true, text: `/${path}` }];
    const open = word?.variables.reduce((text, variable) => text.replace(variable.text, () => '**'), word.text) ?? '';
    return [{ tokens: tokensOf(contextPath(open)), isKnown: false }];
  });
}

/** `a/b` and `a` for `a/b/c`, where their last part has a name. */
function foldersNamedBy(pattern: string): readonly string[] {
  const elements = pattern.split('/');
  return elements.slice(0, -1).flatMap((element, i) => (/^[*?]+$/.test(element) ? [] : [elements.slice(0, i + 1).join('/')]));
}

const one = '[^/]';
const several = '[^/]*';
const any = '.*';

/** A pattern as it is compared. Most are those of the templates, the same for every file. */
interface Shape {
  readonly tokens: readonly string[];
  /** What it leaves out below what it fits. */
  readonly below: readonly string[];
  /** What a text must hold to fit it. */
  readonly literals: readonly string[];
}

function shapeOf(pattern: string): Shape {
  const known = shapes.get(pattern);
  if (known) return known;
  const tokens = readTokens(pattern);
  const literals = tokens
    .map((token) => (isWild(token) ? '\0' : token))
    .join('')
    .split('\0')
    .filter((part) => part.length > 1);
  const shape = { tokens, below: [...tokens, '/', any], literals };
  if (shapes.size > mostShapes) shapes.clear();
  shapes.set(pattern, shape);
  return shape;
}

const shapes = new Map<string, Shape>();
/** Then they are forgotten, so that memory has a bound. */
const mostShapes = 2000;

/** A path or pattern behind a slash, in single characters and wildcards. */
export const tokensOf = (pattern: string): readonly string[] => shapeOf(pattern).tokens;

function readTokens(pattern: string): readonly string[] {
  return [...`/${pattern}`.matchAll(/\/\*\*(?=\/|$)|\*\*\/?|\[\^?\]?[^\]]{0,1000}\]|\\(.)|./gsu)].map(([token, escaped]) => {
    if (escaped !== undefined) return escaped;
    if (token.includes('**')) return any;
    if (token === '*') return several;
    return token === '?' || token.length > 2 ? one : token;
  });
}

/** Whether a pattern leaves out something that a name may mean, perhaps with the folder it is in. */
export function reaches(pattern: string, { tokens, text }: Pick<NamedPath, 'tokens' | 'text'>): boolean {
  const shape = shapeOf(pattern);
  return mayFit(shape, text) && (overlap(shape.tokens, tokens) || overlap(shape.below, tokens));
}

function fits(pattern: string, { tokens, text }: NamedPath): boolean {
  const shape = shapeOf(pattern);
  return mayFit(shape, text) && overlap(shape.tokens, tokens);
}

/** Spares most pairs the long comparison. */
const mayFit = ({ literals }: Shape, text: string | undefined): boolean =>
  text === undefined || literals.every((literal) => text.includes(literal));

/** Whether there is a text that both fit. */
export function overlap(a: readonly string[], b: readonly string[]): boolean {
  // Both begin with a slash, and hardly any begin alike.
  for (let i = 0; i < a.length && i < b.length; i++) {
    const [left, right] = [a[i] as string, b[i] as string];
    if (isWild(left) || isWild(right)) break;
    if (left !== right) return false;
  }
  let reached = new Set([0]);
  for (let i = 0; i <= a.length; i++) {
    const next = new Set<number>();
    for (const j of reached) {
      const left = a[i] ?? '';
      const right = b[j] ?? '';
      if (i === a.length && j === b.length) return true;
      if (isRepeated(right)) reached.add(j + 1);
      if (i === a.length) continue;
      if (isRepeated(left)) next.add(j);
      if (j === b.length || !agree(left, right)) continue;
      if (isRepeated(left)) reached.add(j + 1);
      if (isRepeated(right)) next.add(j);
      if (!isRepeated(left) && !isRepeated(right)) next.add(j + 1);
    }
    if (next.size === 0) return false;
    reached = next;
  }
  return false;
}

const isWild = (token: string): boolean => token === one || token === several || token === any;

const isRepeated = (token: string): boolean => token === several || token === any;

function agree(a: string, b: string): boolean {
  if (a === any || b === any) return true;
  const isOpen = (token: string): boolean => token === several || token === one;
  if (isOpen(a)) return b !== '/';
  return isOpen(b) ? a !== '/' : a === b;
}
