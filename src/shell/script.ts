import { parse } from 'unbash';
import type { JoinedText, ShellDialect, ShellScript } from '../nodes.ts';
import { sourceRange } from '../syntax/joined.ts';
import { withoutCarriageReturns } from './decode.ts';
import { isPosixLike } from './dialect.ts';
import { contentsOf } from './walk.ts';
import type { Contents } from './walk.ts';

/** Something a shell runs; it is parsed when its commands, steps or errors are first asked for. */
export function parseScript(given: JoinedText, dialect: ShellDialect, origin: ShellScript['origin']): ShellScript {
  const source = withoutCarriageReturns(given);
  let known: Contents | undefined;
  const contents = (): Contents => (known ??= isPosixLike(dialect) ? read(source) : nothing);
  return {
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
}

const nothing: Contents = { commands: [], steps: [], body: [], compounds: [], shellWords: [], errors: [] };

function read(source: JoinedText): Contents {
  if (hasTooManyHeredocs(source.text)) return refused('too many here-documents', source);
  try {
    return contentsOf(parse(source.text), source);
  } catch {
    // unbash 6.0.4 overflows the stack on thousands of nested `coproc`; no text may stop the lint of a file.
    return refused('the parser cannot read this', source);
  }
}

/** unbash 6.0.4 needs quadratic time for them: a second for 20,000. */
const hasTooManyHeredocs = (text: string): boolean => text.length > 10_000 && text.split('<<', 5_002).length > 5_001;

const refused = (message: string, source: JoinedText): Contents => ({
  ...nothing,
  errors: [{ message, range: sourceRange(source, 0, source.text.length) }],
});
