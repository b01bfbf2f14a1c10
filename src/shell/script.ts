import { parse } from 'unbash';
import type { ParsedScript } from 'unbash';
import type { JoinedText, Range, ShellDialect, ShellFeature, ShellOddity, ShellScript } from '../nodes.ts';
import { sourceRange } from '../syntax/joined.ts';
import { withoutCarriageReturns } from './decode.ts';
import { isPosixLike } from './dialect.ts';
import { featuresOf } from './features.ts';
import { moveNodes } from './move.ts';
import { odditiesOf } from './oddities.ts';
import { mayHaveFeatures, mayHaveOddities } from './suspects.ts';
import { contentsOf } from './walk.ts';
import type { Contents } from './walk.ts';

/** Something a shell runs; it is parsed when its commands, steps or errors are first asked for. */
export function parseScript(given: JoinedText, dialect: ShellDialect, origin: ShellScript['origin']): ShellScript {
  return new LazyScript(given, dialect, origin);
}

/**
 * Works something out once for each script, from the script alone: it stays true where the same script stands in another place of the
 * file. Places in it have to be called `range`.
 */
export const oncePerScript =
  <T>(make: (script: ShellScript) => T): ((script: ShellScript) => T) =>
  (script) =>
    script instanceof LazyScript ? script.recall(make) : make(script);

/** Moves a script by so many UTF-16 units, in place; what was found in it follows when it is next asked for. */
export function moveScript(script: ShellScript, by: number): void {
  if (script instanceof LazyScript) script.move(by);
}

/** Makes the nodes of scripts that were moved follow, for who holds some of them. False: one was nested too deeply, and has new ones. */
export const followMoves = (scripts: readonly ShellScript[]): boolean =>
  scripts.every((script) => !(script instanceof LazyScript) || script.follow());

/** A class, so that all scripts have one shape. */
class LazyScript implements ShellScript {
  readonly type = 'ShellScript';
  range: Range;
  readonly dialect: ShellDialect;
  source: JoinedText;
  readonly origin: ShellScript['origin'];
  #parsed: ParsedScript | string | undefined;
  #contents: Contents | undefined;
  #features: readonly ShellFeature[] | undefined;
  #oddities: readonly ShellOddity[] | undefined;
  #facts: Map<(script: ShellScript) => unknown, unknown> | undefined;
  /** How far the nodes are behind the script. */
  #lag = 0;

  constructor(given: JoinedText, dialect: ShellDialect, origin: ShellScript['origin']) {
    this.range = sourceRange(given, 0, given.text.length);
    this.dialect = dialect;
    this.source = withoutCarriageReturns(given);
    this.origin = origin;
  }

  get commands(): Contents['commands'] {
    return this.#read().commands;
  }

  get steps(): Contents['steps'] {
    return this.#read().steps;
  }

  get body(): Contents['body'] {
    return this.#read().body;
  }

  get compounds(): Contents['compounds'] {
    return this.#read().compounds;
  }

  get shellWords(): Contents['shellWords'] {
    return this.#read().shellWords;
  }

  get errors(): Contents['errors'] {
    return this.#read().errors;
  }

  get features(): readonly ShellFeature[] {
    this.follow();
    return (this.#features ??= this.#isSuspect(mayHaveFeatures) ? inTree(this.#tree(), this, featuresOf) : []);
  }

  get oddities(): readonly ShellOddity[] {
    this.follow();
    return (this.#oddities ??= this.#isSuspect(mayHaveOddities) ? inTree(this.#tree(), this, odditiesOf) : []);
  }

  recall<T>(make: (script: ShellScript) => T): T {
    this.follow();
    const facts = (this.#facts ??= new Map());
    if (facts.has(make)) return facts.get(make) as T;
    const value = make(this);
    facts.set(make, value);
    return value;
  }

  move(by: number): void {
    const { source, range } = this;
    this.range = [range[0] + by, range[1] + by];
    this.source = { ...source, offsets: source.offsets.map((offset) => offset + by), end: source.end + by };
    if (this.#contents ?? this.#features ?? this.#oddities ?? this.#facts) this.#lag += by;
  }

  follow(): boolean {
    if (this.#lag === 0) return true;
    const by = this.#lag;
    this.#lag = 0;
    const isMoved = sound(() => {
      moveNodes([this.#contents, this.#features, this.#oddities, this.#facts], by, new Set());
      return true;
    });
    if (isMoved) return true;
    this.#contents = this.#features = this.#oddities = this.#facts = undefined;
    return false;
  }

  #isSuspect(mayHave: (text: string) => boolean): boolean {
    return isPosixLike(this.dialect) && (this.errors.length > 0 || mayHave(this.source.text));
  }

  #tree(): ParsedScript | string {
    return (this.#parsed ??= read(this.source.text));
  }

  #read(): Contents {
    this.follow();
    return (this.#contents ??= isPosixLike(this.dialect) ? contentsIn(this.#tree(), this.source) : nothing);
  }
}

const nothing: Contents = { commands: [], steps: [], body: [], compounds: [], shellWords: [], errors: [] };

function contentsIn(found: ParsedScript | string, source: JoinedText): Contents {
  return typeof found === 'string' ? refused(found, source) : (sound(() => contentsOf(found, source)) ?? refused(unreadable, source));
}

function inTree<T>(
  found: ParsedScript | string,
  script: ShellScript,
  read: (tree: ParsedScript, script: ShellScript) => readonly T[],
): readonly T[] {
  return typeof found === 'string' ? [] : (sound(() => read(found, script)) ?? []);
}

/** The tree, or why there is none. */
const read = (text: string): ParsedScript | string =>
  hasTooManyHeredocs(text) ? 'too many here-documents' : (sound(() => parse(text)) ?? unreadable);

const unreadable = 'the parser cannot read this';

/** unbash 6.0.4, and who goes through its tree, overflows the stack on thousands of nested `coproc`; no text may stop the lint of a file. */
function sound<T>(make: () => T): T | undefined {
  try {
    return make();
  } catch {
    return undefined;
  }
}

/** unbash 6.0.4 needs quadratic time for them: a second for 20,000. */
const hasTooManyHeredocs = (text: string): boolean => text.length > 10_000 && text.split('<<', 5_002).length > 5_001;

const refused = (message: string, source: JoinedText): Contents => ({
  ...nothing,
  errors: [{ message, range: sourceRange(source, 0, source.text.length) }],
});
