import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Script } from 'node:vm';
import { openCodeCache } from './code-cache.ts';
import { help } from './help.ts';
import type { run } from './main.ts';
import { write } from './output.ts';
import { version } from './version.ts';

/** Put in by build-command.mjs: a hash of what cli/main.cjs holds. */
declare const PLIMSOLL_BUNDLE: string;

/** Starts the command. What needs no more than this file is answered here. */
function start(args: readonly string[]): void {
  const text = args.length === 1 ? answers.get(args[0] ?? '') : undefined;
  if (text !== undefined) {
    write(1, text());
    process.exit(0);
  }
  const { main, keep } = load();
  void main.run(args, PLIMSOLL_BUNDLE).then((code) => {
    keep?.();
    process.exit(code);
  });
}

const versionLine = (): string => `${version()}\n`;
const helpText = (): string => help;
const answers: ReadonlyMap<string, () => string> = new Map([
  ['--version', versionLine],
  ['-V', versionLine],
  ['--help', helpText],
  ['-h', helpText],
]);

type Main = { readonly run: typeof run } & Readonly<Record<string, unknown>>;

type Require = (id: string) => unknown;

interface Loaded {
  readonly main: Main;
  /** Puts the code aside for the next run: now that it has run, with all functions that were needed. */
  readonly keep?: () => void;
}

/** Evaluates cli/main.cjs from V8's compiled form, where there is one. */
function load(): Loaded {
  const filename = join(__dirname, 'cli', 'main.cjs');
  // All ASCII, so that V8 can take it with a byte a character.
  const source = readFileSync(filename, 'latin1');
  const cache = openCodeCache(`${version()}-${PLIMSOLL_BUNDLE}`);
  const cachedData = cache?.read();
  const script = new Script(source, { filename, ...(cachedData && { cachedData }) });
  const factory = script.runInThisContext() as (require: Require) => Main;
  // The bundle is CommonJS, where `require` is at hand without loading anything.
  // eslint-disable-next-line @typescript-eslint/no-require-imports
  const fromHere: Require = (id) => require(id);
  const parts = new Map<string, unknown>();
  const beside = (id: string): unknown => fromHere(join(__dirname, 'cli', id));
  const find: Require = (id) => (id.startsWith('./') ? part(id) : id.startsWith('../') ? beside(id) : fromHere(id));
  const part = (id: string): unknown => {
    if (parts.has(id)) return parts.get(id);
    const made = (beside(id) as (hot: Main, require: Require) => unknown)(main, find);
    parts.set(id, made);
    return made;
  };
  const main = factory(find);
  if (!cache) return { main };
  const isThere = cachedData !== undefined && script.cachedDataRejected !== true;
  const keep = (): void => {
    if (isShort() && (!isThere || cache.isOld())) cache.write(script.createCachedData());
  };
  return { main, keep };
}

/** In longer runs V8 drops functions again that are needed at the start alone, and compiles thousands that few others need. */
const isShort = (): boolean => process.cpuUsage().user < 1_000_000;

start(process.argv.slice(2));
