import type { LintFlags } from './lint-flags.ts';
import { UsageError } from './errors.ts';

/** Throws where two options contradict each other, or one means nothing without another. */
export function refuseCombinations(flags: LintFlags): void {
  const { diff, fix, fixOnly, addIgnores, reason, baseline, updateBaseline } = flags;
  const refuse = (condition: unknown, message: string): void => {
    if (condition) throw new UsageError(message);
  };
  refuse(diff && flags.statistics, '--diff prints a patch and cannot be combined with --statistics');
  refuse(diff && flags.timing, '--diff prints a patch and cannot be combined with --timing');
  refuse(flags.timing && flags.statistics, '--timing says how often each rule speaks as well: leave out --statistics');
  refuse(flags.timing && flags.cache, '--timing measures the rules, and --cache does not run them: leave out one');
  refuse(flags.cacheLocation !== undefined && !flags.cache, '--cache-location names the place for --cache, which is not given');
  refuse(flags.cacheLocation === '', 'the name of the cache folder is empty');
  refuse(flags.config !== undefined && flags.isolated, '--config names a file to read, and --isolated reads none');
  refuse(baseline === '', 'the name of the baseline is empty');
  refuse(updateBaseline && baseline === false, '--update-baseline writes a baseline, and --no-baseline has none');
  refuse(updateBaseline && diff, '--diff writes nothing, not even a baseline');
  refuse(addIgnores && (fix ?? fixOnly), '--add-ignores silences what --fix would fix: run them one after the other');
  refuse(addIgnores && updateBaseline, '--add-ignores and --update-baseline are two ways to do one thing: choose one');
  refuse(addIgnores && !flags.inlineConfig, '--add-ignores writes comments, and --no-inline-config heeds none');
  refuse(reason !== undefined && !addIgnores, '--reason is for the comments of --add-ignores');
  refuse(reason !== undefined && (/\p{Cc}/u.test(reason) || !/\S/.test(reason)), 'a reason is one line of text');
}
