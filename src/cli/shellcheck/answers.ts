import type { ShellcheckComment } from '../../shellcheck/answer.ts';
import { reportAnswer } from '../../shellcheck/report.ts';
import type { ShellcheckHost } from '../../shellcheck/rule.ts';
import { openProgram, ShellcheckError, type Search } from './program.ts';

export { openProgram } from './program.ts';

/** What ShellCheck has said so far, by text. The only part of the command that can start a program: build.mjs makes a file of its own of it. */
export interface Answers {
  readonly visit: NonNullable<ShellcheckHost['visit']>;
  /** Lets `look` go through files; scripts not yet known are noted meanwhile and not reported. Whether there were any. */
  note(look: () => void): boolean;
  /** Asks about all that was noted. */
  ask(): void;
}

/** Finds the program at once; where that or a later answer fails, every visit throws the `ShellcheckError`. */
export function openAnswers(search: Search): Answers {
  const known = new Map<string, readonly ShellcheckComment[]>();
  const noted = new Set<string>();
  let isNoting = false;
  let failure: ShellcheckError | undefined;
  const attempt = <T>(action: () => T): T | undefined => {
    try {
      return failure ? undefined : action();
    } catch (error) {
      if (!(error instanceof ShellcheckError)) throw error;
      failure = error;
      return undefined;
    }
  };
  const program = attempt(() => openProgram(search));
  const ask = (): void => {
    const texts = [...noted];
    noted.clear();
    const answers = attempt(() => program?.check(texts)) ?? [];
    for (const [index, comments] of answers.entries()) known.set(texts[index] ?? '', comments);
  };
  const answerTo = (text: string): readonly ShellcheckComment[] => {
    if (failure) throw failure;
    const before = known.get(text);
    if (before) return before;
    noted.add(text);
    if (isNoting) return [];
    ask();
    return answerTo(text);
  };
  return {
    visit: (script, context) => reportAnswer(script, context, answerTo),
    note(look) {
      const before = noted.size;
      isNoting = true;
      look();
      isNoting = false;
      return noted.size > before;
    },
    ask,
  };
}
