import { parse } from 'unbash';
import type { ParsedScript } from 'unbash';
import type { JoinedText, ShellDialect, ShellFeature, ShellScript } from '../nodes.ts';
import { sourceRange } from '../syntax/joined.ts';
import { withoutCarriageReturns } from './decode.ts';
import { isPosixLike } from './dialect.ts';
import { featuresOf } from './features.ts';
import { contentsOf } from './walk.ts';
import type { Contents } from './walk.ts';

/** Something a shell runs; it is parsed when its commands, steps or errors are first asked for. */
export function parseScript(given: JoinedText, dialect: ShellDialect, origin: ShellScript['origin']): ShellScript {
  const source = withoutCarriageReturns(given);
  let parsed: ParsedScript | string | undefined;
  const tree = (): ParsedScript | string => (parsed ??= read(source.text));
  let known: Contents | undefined;
  const contents = (): Contents => (known ??= isPosixLike(dialect) ? contentsIn(tree(), source) : nothing);
  let features: readonly ShellFeature[] | undefined;
  const script: ShellScript = {
    type: 'ShellScript',
    range: sourceRange(given, 0, given.text.length),
    dialect,
    source,
    origin,
    get commands() {
      return contents().commands;
    },
    get steps() {
      return contents().steps;
    },
    get features() {
      return (features ??= isPosixLike(dialect) ? featuresIn(tree(), script) : []);
    },
    get body() {
      return contents().body;
    },
    get compounds() {
      return contents().compounds;
    },
    get shellWords() {
      return contents().shellWords;
    },
    get errors() {
      return contents().errors;
    },
  };
  return script;
}

const nothing: Contents = { commands: [], steps: [], body: [], compounds: [], shellWords: [], errors: [] };

function contentsIn(found: ParsedScript | string, source: JoinedText): Contents {
  return typeof found === 'string' ? refused(found, source) : (sound(() => contentsOf(found, source)) ?? refused(unreadable, source));
}

function featuresIn(found: ParsedScript | string, script: ShellScript): readonly ShellFeature[] {
  return typeof found === 'string' ? [] : (sound(() => featuresOf(found, script)) ?? []);
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
