import type { LintFlags } from './command-line.ts';

/**
 * The flags of a command line that holds nothing but paths, as hooks and editors call it: no parser need be loaded for those.
 * `undefined` where there is more to understand.
 */
export function plainLint(args: readonly string[], env: NodeJS.ProcessEnv): LintFlags | undefined {
  const hasOther = args.some((arg) => arg === '' || (arg.startsWith('-') && arg !== '-'));
  return hasOther || env['PLIMSOLL_OUTPUT_FORMAT'] ? undefined : { inlineConfig: true, outputs: [{ format: 'text' }] };
}
