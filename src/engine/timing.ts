/** Where the time of lint runs goes; hand one to `LintOptions.timing` for as many files as you like. All times are in milliseconds. */
export class Timing {
  /** By rule. What is worked out once for several rules counts for the one that asks first; parsing, scripts included, for none. */
  readonly rules = new Map<string, number>();
  /** Of whole lint runs: rules, and what comes before and between them. */
  whole = 0;

  add(rule: string, time: number): void {
    this.rules.set(rule, (this.rules.get(rule) ?? 0) + time);
  }

  /** Adds time that a rule took outside of a lint run. */
  charge(rule: string, time: number): void {
    this.add(rule, time);
    this.whole += time;
  }
}

/** A clock that only runs forward, in milliseconds; every host has it. */
export const now = (): number => performance.now();
