import type { ShellInForce } from '../model/model.ts';
import { scriptsOf } from '../model/scripts.ts';
import type { Dockerfile, Instruction, Node, ShellScript } from '../nodes.ts';
import { parse, parseNext } from '../syntax/parse.ts';
import { moveScript } from '../shell/script.ts';
import type { Plan, Visit } from './plan.ts';
import type { Finding } from './types.ts';

/** What is known of one instruction's scripts. */
export interface Seen {
  /** Where the instruction begins, as `scripts` have it. */
  start: number;
  readonly scripts: readonly ShellScript[];
  /** What hangs on the scripts alone; places are those of when `start` was `foundAt`. */
  readonly findings: Finding[];
  foundAt: number;
  /** The rules that looked beyond a script, and so have to look again. */
  readonly again: { readonly visit: Visit; readonly node: Node }[];
  isComplete: boolean;
}

/**
 * What is known of a file's last version, for hosts that lint every version of it. Instructions are told by their text: the scripts of
 * one that is there again are moved to its new place rather than parsed, and rules that look at nothing but a script are not called
 * again for it. One for each file; with other rules it forgets what was found.
 */
export class Reuse {
  #before = new Map<string, Seen[]>();
  #now = new Map<string, Seen[]>();
  #seen = new Map<Instruction, Seen>();
  #tree: Dockerfile | undefined;
  #plan: Plan | undefined;
  #escape: Dockerfile['escape'] | undefined;

  /** The next version, without a byte order mark. */
  parse(text: string): Dockerfile {
    return (this.#tree = this.#tree ? parseNext(text, this.#tree) : parse(text));
  }

  /** A version of the file begins. */
  begin(plan: Plan, { escape }: Dockerfile): void {
    if (this.#escape !== escape) this.#before = new Map<string, Seen[]>();
    if (this.#plan !== plan) for (const list of this.#before.values()) for (const seen of list) forget(seen);
    this.#escape = escape;
    this.#plan = plan;
  }

  /** It is over; where a rule has crashed nothing is kept. */
  finish(isSound: boolean): void {
    this.#before = isSound ? this.#now : new Map<string, Seen[]>();
    this.#now = new Map();
    this.#seen = new Map();
  }

  /** The scripts of an instruction of the file that is linted, whose text is `text`. */
  scriptsOf(instruction: Instruction, shell: ShellInForce, text: string): readonly ShellScript[] {
    const [start, end] = instruction.range;
    const key = `${shell.dialect} ${text.slice(start, end)}`;
    const known = this.#before.get(key)?.shift();
    const seen = known ? moveTo(start, known) : makeSeen(start, scriptsOf(instruction, shell));
    const list = this.#now.get(key);
    if (list) list.push(seen);
    else this.#now.set(key, [seen]);
    this.#seen.set(instruction, seen);
    return seen.scripts;
  }

  /** What is known of an instruction whose scripts have been asked for. */
  seenIn(instruction: Instruction): Seen | undefined {
    return this.#seen.get(instruction);
  }
}

function moveTo(start: number, seen: Seen): Seen {
  const by = start - seen.start;
  if (by !== 0) for (const script of seen.scripts) moveScript(script, by);
  seen.start = start;
  return seen;
}

const makeSeen = (start: number, scripts: readonly ShellScript[]): Seen => ({
  ...{ start, foundAt: start, scripts, isComplete: false },
  findings: [],
  again: [],
});

/** Nothing is known of it any more but its scripts. */
export function forget(seen: Seen): void {
  seen.isComplete = false;
  seen.findings.length = 0;
  seen.again.length = 0;
}
