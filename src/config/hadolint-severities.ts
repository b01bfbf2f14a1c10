import type { Severity } from '../rule.ts';

/**
 * The severity that hadolint 2.15 gives each of its codes when nothing is configured; `style` has no counterpart here and is `info`.
 * `off`: hadolint knows the rule, but leaves it out until its severity is set. Sources: the rule table of hadolint's README, for DL3064
 * and later the rules themselves, all of it held against what hadolint 2.15.1 says of real files.
 */
export const hadolintSeverities: Readonly<Record<string, Severity | 'off'>> = {
  ...severity('off', 'DL1001 DL3057'),
  ...severity('error', 'DL1000 DL3000 DL3004 DL3011 DL3012 DL3020 DL3021 DL3023 DL3024 DL3026 DL3043 DL3044 DL3061 DL4000 DL4004'),
  ...severity('warning', 'DL3002 DL3003 DL3006 DL3007 DL3008 DL3013 DL3014 DL3016 DL3018 DL3022 DL3025 DL3027 DL3028 DL3029'),
  ...severity('warning', 'DL3030 DL3032 DL3033 DL3034 DL3035 DL3036 DL3037 DL3038 DL3040 DL3041 DL3042 DL3045 DL3046'),
  ...severity('warning', 'DL3051 DL3052 DL3053 DL3054 DL3055 DL3056 DL3058 DL3062 DL3063 DL3064 DL3065 DL3067'),
  ...severity('warning', 'DL4001 DL4003 DL4005 DL4006'),
  ...severity('info', 'DL3001 DL3009 DL3010 DL3015 DL3019 DL3047 DL3048 DL3049 DL3050 DL3059 DL3060 DL3066'),
};

/** Codes that hadolint once had and has dropped: a rule of ours that goes by one is not hadolint's any more. */
export const retiredHadolintCodes: ReadonlySet<string> = new Set(['DL3005', 'DL3017', 'DL3031', 'DL3039']);

/**
 * What hadolint leaves out of ShellCheck: files that are not there while the image is linted, and busybox' shell. Its ShellCheck 0.11 has
 * put SC2002 among the checks that are only made on demand.
 */
export const silentShellcheckCodes: ReadonlySet<string> = new Set(['SC1090', 'SC1091', 'SC2187', 'SC2002']);

function severity(value: Severity | 'off', codes: string): Readonly<Record<string, Severity | 'off'>> {
  return Object.fromEntries(codes.split(' ').map((code) => [code, value]));
}
