import { parse } from 'unbash';
import type { JoinedText, Range, ShellDialect, ShellScript } from '../nodes.ts';
import { sourceRange } from '../syntax/joined.ts';
import { withoutCarriageReturns } from './decode.ts';
import { isPosixLike } from './dialect.ts';
import { contentsOf } from './walk.ts';
import type { Contents } from './walk.ts';

/** Something a shell runs; it is parsed when its commands, steps or errors are first asked for. */
export function parseScript(given: JoinedText, dialect: ShellDialect, origin: ShellScript['origin']): ShellScript {
  return new LazyScript(given, dialect, origin);
}

class LazyScript implements ShellScript {
  readonly type = 'ShellScript';
  readonly range: Range;
  readonly dialect: ShellDialect;
  readonly source: JoinedText;
  readonly origin: ShellScript['origin'];
  #contents: Contents | undefined;

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

  get errors(): Contents['errors'] {
    return this.#read().errors;
  }

  #read(): Contents {
    return (this.#contents ??= isPosixLike(this.dialect) ? read(this.source) : nothing);
  }
}

const nothing: Contents = { commands: [], steps: [], errors: [] };

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
