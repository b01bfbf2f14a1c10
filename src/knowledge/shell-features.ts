import type { ShellDialect, ShellFeatureKind } from '../nodes.ts';

/** What is known of something that POSIX does not have. */
export interface ShellFeatureFacts {
  /** ShellCheck's, where it has one. */
  readonly code?: string;
  /** In the plural or with an article, as it follows "has no"; `{{name}}` is the feature's own. */
  readonly what: string;
  /** Those that have it; `sh`: every `/bin/sh` that an image is likely to come with. bash has all of them. */
  readonly has: readonly ('sh' | 'dash' | 'ash' | 'ksh')[];
  /** Names that one of the others has all the same. */
  readonly names?: Readonly<Partial<Record<'dash' | 'ash' | 'ksh', ReadonlySet<string>>>>;
  /** What to write so that every shell takes it; absent where only another shell helps. */
  readonly instead?: string;
}

const set = (text: string): ReadonlySet<string> => new Set(text.split(', '));

/**
 * Tried with `-c` in dash 0.5.12, the `ash` of BusyBox 1.35, bash 5.2, ksh93u+m 1.0.4 and mksh 59c; `ksh` has what one of the
 * two has. Codes: https://www.shellcheck.net/wiki/SC3001 to SC3067.
 */
export const shellFeatures = {
  'ampersand-append': { code: 'SC3020', what: '`&>>`', has: ['ksh'], instead: 'Write `>>file 2>&1`' },
  'ampersand-redirect': { code: 'SC3020', what: '`&>`', has: ['ash', 'ksh'], instead: 'Write `>file 2>&1`' },
  'anchored-replacement': { code: 'SC3060', what: '`${x/#a/b}`', has: ['ksh'], instead: 'Use `sed` or `${x#a}`' },
  'ansi-c-quotes': { code: 'SC3003', what: "`$'…'`", has: ['ash', 'ksh'], instead: 'Use `"$(printf \'…\')"`' },
  'append-assignment': { code: 'SC3024', what: '`+=`', has: ['ksh'], instead: 'Write `x="$x…"`' },
  'arithmetic-base': { code: 'SC3052', what: 'numbers such as `16#ff`', has: ['ash', 'ksh'], instead: 'Write `0xff`, or use `printf %d`' },
  'arithmetic-command': { code: 'SC3006', what: '`(( … ))`', has: ['ksh'], instead: 'Write `[ "$((…))" -ne 0 ]`' },
  'arithmetic-for': { code: 'SC3005', what: '`for (( … ))`', has: ['ksh'], instead: 'Use `while` with `[ "$i" -lt … ]`' },
  array: { code: 'SC3030', what: 'arrays', has: ['ksh'], instead: 'Use `set -- …` and `"$@"`' },
  'array-keys': { code: 'SC3055', what: 'array keys', has: ['ksh'] },
  'array-reference': { code: 'SC3054', what: 'arrays', has: ['ksh'], instead: 'Use `set -- …` and `"$@"`' },
  'bash-command': { code: 'SC3044', what: '`{{name}}`', has: [], names: { ksh: set('disown, typeset') } },
  'brace-expansion': { code: 'SC3009', what: 'brace expansion', has: ['ksh'], instead: 'Write the words out' },
  'builtin-flag': {
    code: 'SC3045',
    what: '`{{name}}`',
    has: ['ksh'],
    names: {
      dash: set('read -p'),
      ash: set(
        'read -p, read -s, read -n, read -t, read -d, read -u, printf -v, export -n, type -t, type -p, type -a, type -P, type -f, ulimit -u, ulimit -q, ulimit -e, ulimit -i, ulimit -x',
      ),
    },
  },
  'caret-bracket': { code: 'SC3026', what: '`[^…]` in patterns', has: ['ash', 'ksh'], instead: 'Write `[!…]`' },
  'case-fallthrough': { what: '`;&` and `;;&` in `case`', has: ['ksh'], instead: 'Write the commands in both branches' },
  'case-modification': { code: 'SC3059', what: '`${x^^}` and `${x,,}`', has: [], instead: "Use `tr '[:lower:]' '[:upper:]'`" },
  coproc: { code: 'SC3032', what: '`coproc`', has: [], instead: 'Use a named pipe' },
  'dev-tcp': { code: 'SC3025', what: '`/dev/tcp` and `/dev/udp`', has: ['ksh'], instead: 'Use `nc` or `curl`' },
  'dollar-bracket': { code: 'SC3007', what: '`$[…]`', has: [], instead: 'Write `$((…))`' },
  'double-bracket': { code: 'SC3010', what: '`[[ … ]]`', has: ['ash', 'ksh'], instead: 'Write `[ … ]`' },
  'double-equals': { code: 'SC3014', what: '`==` in `[`', has: ['ash', 'ksh'], instead: 'Write `=`' },
  'echo-flag': { code: 'SC3037', what: '`echo {{name}}`', has: ['ash', 'ksh'], names: { dash: set('-n') }, instead: 'Use `printf`' },
  'exec-flag': { code: 'SC3038', what: '`{{name}}`', has: ['ksh'], names: { ash: set('exec -a') } },
  'extended-glob': { code: 'SC3002', what: 'extended patterns such as `!(a|b)`', has: ['ksh'], instead: 'Use `case` or `find`' },
  'function-keyword': { code: 'SC2112', what: 'the keyword `function`', has: ['ash', 'ksh'], instead: 'Write `{{name}}()`' },
  'function-name': { code: 'SC3033', what: 'function names such as `{{name}}`', has: ['ksh'], instead: 'Use letters, digits and `_`' },
  'here-string': { code: 'SC3011', what: '`<<<`', has: ['ksh'], instead: "Use `printf '%s\\n' … |`" },
  increment: { code: 'SC3018', what: '`{{name}}` in arithmetic', has: ['ash', 'ksh'], instead: 'Write `x=$((x + 1))`' },
  indirect: { code: 'SC3053', what: '`${!x}`', has: [], instead: 'Use `eval`, or name the variable' },
  'large-descriptor': { code: 'SC3023', what: 'file descriptors above 9', has: ['ash', 'ksh'], instead: 'Use one from 3 to 9' },
  let: { code: 'SC3039', what: '`let`', has: ['ash', 'ksh'], instead: 'Write `x=$((…))`' },
  local: { code: 'SC3043', what: '`local`', has: ['sh', 'dash', 'ash', 'ksh'] },
  'locale-string': { code: 'SC3004', what: '`$"…"`', has: ['ksh'], instead: 'Write `"…"`' },
  'name-prefix': { code: 'SC3056', what: '`${!x*}`', has: ['ksh'] },
  'named-descriptor': { code: 'SC3022', what: '`{name}>file`', has: ['ksh'], instead: 'Use a number from 3 to 9' },
  'pipe-both': { code: 'SC3029', what: '`|&`', has: [], instead: 'Write `2>&1 |`' },
  power: { code: 'SC3019', what: '`**` in arithmetic', has: ['ash', 'ksh'], instead: 'Multiply' },
  'printf-q': { code: 'SC3050', what: '`printf %q`', has: ['ash', 'ksh'] },
  'process-substitution': { code: 'SC3001', what: 'process substitution', has: ['ash', 'ksh'], instead: 'Use a pipe or a file' },
  'read-file': { code: 'SC3034', what: '`$(<file)`', has: ['ksh'], instead: 'Write `$(cat file)`' },
  'read-without-name': { code: 'SC3061', what: '`read` without a variable', has: ['ash', 'ksh'], instead: 'Name one: `read -r REPLY`' },
  'redirect-both': { code: 'SC3021', what: '`>&file`', has: ['ash', 'ksh'], instead: 'Write `>file 2>&1`' },
  'redirect-glob': { code: 'SC3031', what: 'patterns as the file of a redirection', has: [], instead: 'Name the file' },
  replacement: { code: 'SC3060', what: '`${x/a/b}`', has: ['ash', 'ksh'], instead: 'Use `sed`' },
  select: { code: 'SC3008', what: '`select`', has: ['ksh'] },
  'set-flag': { code: 'SC3041', what: '`set {{name}}`', has: ['ksh'], names: { dash: set('-E, -I, -V, -i, -p, -s'), ash: set('-E, -I') } },
  'set-long-flag': { code: 'SC3042', what: '`set {{name}}`', has: [] },
  'set-option': {
    code: 'SC3040',
    what: '`set -o {{name}}`',
    has: ['ksh'],
    names: { dash: set('debug, emacs, interactive, privileged, stdin'), ash: set('errtrace, pipefail') },
  },
  'signal-case': { code: 'SC3049', what: 'signal names in lower case', has: ['sh', 'dash', 'ash', 'ksh'], instead: 'Write `{{name}}`' },
  'signal-prefix': { code: 'SC3048', what: 'signal names with `SIG`', has: ['ash', 'ksh'], instead: 'Write `{{name}}`' },
  source: { code: 'SC3046', what: '`source`', has: ['ash', 'ksh'], instead: 'Write `.`' },
  'special-variable': {
    code: 'SC3028',
    what: 'the variable `{{name}}`',
    has: [],
    names: { ash: set('RANDOM, HOSTNAME, EPOCHSECONDS'), ksh: set('RANDOM, SECONDS, BASHPID, PIPESTATUS') },
  },
  'strip-positional': { code: 'SC3058', what: '`${@%a}`', has: ['sh', 'dash', 'ash', 'ksh'] },
  substring: { code: 'SC3057', what: '`${x:1}`', has: ['ash', 'ksh'], instead: 'Use `cut`, `${x#…}` or `${x%…}`' },
  'test-file': { what: '`{{name}}` in tests', has: ['sh', 'dash', 'ash', 'ksh'] },
  'test-option': { what: '`{{name}}` in tests', has: ['ksh'] },
  'test-order': { code: 'SC3012', what: '`<` and `>` in tests', has: ['sh', 'dash', 'ash', 'ksh'] },
  'test-regex': { code: 'SC3015', what: '`=~` in `[`', has: [], instead: 'Use `grep -q` or `case`' },
  'test-variable': { code: 'SC3016', what: '`-v` in tests', has: ['ksh'], instead: 'Write `[ -n "${x+x}" ]`' },
  transformation: { what: '`${x@…}`', has: [] },
  'trap-condition': { code: 'SC3047', what: 'a trap for `{{name}}`', has: ['ksh'], names: { ash: set('ERR') } },
} as const satisfies Readonly<Record<ShellFeatureKind, ShellFeatureFacts>>;

/** Codes of a row that stands for several. */
const namedCodes: ReadonlyMap<string, string> = new Map([
  ['-a', 'SC3017'],
  ['-o', 'SC3062'],
  ['-R', 'SC3063'],
  ['-N', 'SC3064'],
  ['-k', 'SC3065'],
  ['-G', 'SC3066'],
  ['-O', 'SC3067'],
  ['`', 'SC3035'],
]);

/** ShellCheck's code for a feature. */
export const featureCode = (kind: ShellFeatureKind, name: string): string | undefined => {
  const { code }: ShellFeatureFacts = shellFeatures[kind];
  return code === undefined || kind === 'read-file' ? (namedCodes.get(name) ?? code) : code;
};

/** Whether a shell has the feature; of one that is not known here it is taken to be so. */
export function shellHas(kind: ShellFeatureKind, name: string, dialect: ShellDialect): boolean {
  const { has, names }: ShellFeatureFacts = shellFeatures[kind];
  // What dash lacks, no script for an unknown `sh` can rely on.
  const column = dialect === 'sh' ? 'dash' : dialect;
  if (column !== 'dash' && column !== 'ash' && column !== 'ksh') return true;
  return has.includes(column) || names?.[column]?.has(name) === true;
}

/** All codes that features go by, without those that are given. */
export function featureCodes(without: readonly string[]): readonly string[] {
  const codes = Object.values(shellFeatures).flatMap(({ code }: ShellFeatureFacts) => code ?? []);
  return [...new Set([...codes, ...namedCodes.values()])].filter((code) => !without.includes(code)).sort();
}
