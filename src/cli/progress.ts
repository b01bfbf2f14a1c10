import { write } from './output.ts';
import { isTerminal } from './terminal.ts';

export interface Progress {
  /** Says that `done` files are through. */
  advance(done: number): void;
  /** Takes the line away again. */
  end(): void;
}

/** One line on a terminal's standard error, rewritten in place, for runs of more than a second. */
export function startProgress(total: number, isQuiet: boolean): Progress {
  if (isQuiet || total < 50) return { advance() {}, end() {} };
  let next = Date.now() + 1000;
  let isShown = false;
  let isPossible: boolean | undefined;
  return {
    advance(done) {
      const now = Date.now();
      if (now < next) return;
      next = now + 100;
      isPossible ??= isTerminal(2) && process.env['TERM'] !== 'dumb';
      if (!isPossible) return;
      isShown = true;
      write(2, `\r\x1b[Klinting ${done}/${total} …`);
    },
    end() {
      if (isShown) write(2, '\r\x1b[K');
      isShown = false;
    },
  };
}
