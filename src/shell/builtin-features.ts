import type { Command, ShellFeature, ShellFeatureKind, ShellWord } from '../nodes.ts';

/** Without the script that it stands in, which the caller knows. */
type BuiltinFeature = Omit<ShellFeature, 'script'>;

/** What of a script's calls of the shell's own commands POSIX does not have. */
export const builtinFeatures = (commands: readonly Command[]): readonly BuiltinFeature[] => commands.flatMap(featuresOfCommand);

function featuresOfCommand(command: Command): readonly BuiltinFeature[] {
  const { words, name, wrappers } = command;
  // `/bin/echo` and `sudo echo` are programs.
  if (words[0]?.text !== name || wrappers.some((wrapper) => !own.has(wrapper))) return [];
  const read = readers.get(name);
  return read ? read(command) : flags(command);
}

const own: ReadonlySet<string> = new Set(['builtin', 'command', 'exec', 'time']);

type Reader = (command: Command) => readonly BuiltinFeature[];

function feature(kind: ShellFeatureKind, at: Pick<ShellWord, 'range'>, command: Command, name = ''): BuiltinFeature {
  return { type: 'ShellFeature', kind, range: at.range, name, command };
}

const called =
  (kind: ShellFeatureKind): Reader =>
  (command) => {
    const [word] = command.words;
    return word ? [feature(kind, word, command, command.name), ...(kind === 'bash-command' ? [] : flags(command))] : [];
  };

function echo(command: Command): readonly BuiltinFeature[] {
  const [, first, ...rest] = command.words;
  if (!first || !isEchoFlag(first)) return [];
  const end = rest.findIndex((word) => !isEchoFlag(word));
  const all = [first, ...rest.slice(0, end < 0 ? rest.length : end)];
  const last = all.at(-1) ?? first;
  return [{ ...feature('echo-flag', first, command, all.map(({ value }) => value).join(' ')), range: [first.range[0], last.range[1]] }];
}

const isEchoFlag = ({ value }: ShellWord): boolean => /^-[neE]+$/.test(value ?? '');

/** `set -e`, `set -euo pipefail`, `set +o posix`. */
function setOptions(command: Command): readonly BuiltinFeature[] {
  const { words } = command;
  const found: BuiltinFeature[] = [];
  for (let at = 1; at < words.length; at++) {
    const word = words[at];
    const value = word?.value ?? '';
    if (!word || value === '--' || value === '-' || !/^[-+]/.test(value)) break;
    if (value.startsWith('--')) found.push(feature('set-long-flag', word, command, value));
    else {
      const letter = /[^abCefhmnouvx]/.exec(value.slice(1))?.[0];
      if (letter !== undefined) found.push(feature('set-flag', word, command, `-${letter}`));
      if (!value.includes('o')) continue;
      const option = words[++at];
      if (option?.value !== undefined && !posixOptions.has(option.value)) found.push(feature('set-option', option, command, option.value));
    }
  }
  return found;
}

const posixOptions: ReadonlySet<string> = new Set(
  'allexport errexit ignoreeof monitor noclobber noexec noglob nolog notify nounset verbose vi xtrace'.split(' '),
);

function trap(command: Command): readonly BuiltinFeature[] {
  const words = command.words.slice(command.words[1]?.value === '--' ? 2 : 1);
  const [action, ...signals] = words;
  if (/^-[lpP]$/.test(action?.value ?? '')) return flags(command);
  return signals.flatMap((word) => {
    const { value = '' } = word;
    const upper = value.toUpperCase();
    if (upper === 'ERR' || upper === 'DEBUG' || upper === 'RETURN') return [feature('trap-condition', word, command, upper)];
    if (/^SIG[A-Z]/.test(upper)) return [feature('signal-prefix', word, command, upper.slice(3))];
    return /^[A-Za-z]+$/.test(value) && value !== upper ? [feature('signal-case', word, command, upper)] : [];
  });
}

function printf(command: Command): readonly BuiltinFeature[] {
  const found = flags(command);
  const format = command.words.slice(1).find(({ value }) => value !== '--');
  const hasQ = found.length === 0 && /%[-+ #0]*(?:[1-9]\d*)?(?:\.\d+)?q/.test(format?.value?.replaceAll('%%', '') ?? '');
  return hasQ && format ? [feature('printf-q', format, command)] : found;
}

function read(command: Command): readonly BuiltinFeature[] {
  const [word] = command.words;
  const { flags: found, operands } = flagsOf(command);
  // `read -a list` names its variable in the option.
  const isNameless = operands.length === 0 && !command.words.some(({ value }) => value === undefined || /^-[A-Za-z]*a/.test(value));
  return word && isNameless ? [feature('read-without-name', word, command), ...found] : found;
}

/** `[ a == b ]` and `test a == b`: an operator is what stands where one must, so a string that looks like one is none. */
function test(command: Command): readonly BuiltinFeature[] {
  const words = command.words.slice(1, command.name === '[' ? -1 : undefined);
  const found: BuiltinFeature[] = [];
  let group: ShellWord[] = [];
  const close = (): void => {
    found.push(...operatorOf(group, command));
    group = [];
  };
  for (const [i, word] of words.entries()) {
    const isJoint = (word.value === '-a' || word.value === '-o') && group.length > 0 && i + 1 < words.length && group.length !== 2;
    const isUnaryDone = (word.value === '-a' || word.value === '-o') && group.length === 2 && /^-[A-Za-z]$/.test(group[0]?.value ?? '');
    if (isJoint || isUnaryDone || (group.length === 0 && (word.value === '!' || word.value === '('))) close();
    else group.push(word);
  }
  close();
  return found;
}

function operatorOf(group: readonly ShellWord[], command: Command): readonly BuiltinFeature[] {
  const [first, second, third] = group;
  if (first && second && group.length === 2) {
    const kind = unaryTests.get(first.value ?? '');
    return kind ? [feature(kind, first, command, first.value)] : [];
  }
  if (!second || !third) return [];
  const kind = binaryTests.get(second.value ?? '');
  return kind ? [feature(kind, second, command)] : [];
}

const unaryTests: ReadonlyMap<string, ShellFeatureKind> = new Map<string, ShellFeatureKind>([
  ['-v', 'test-variable'],
  ['-a', 'test-option'],
  ['-o', 'test-option'],
  ['-R', 'test-option'],
  ['-N', 'test-option'],
  ['-k', 'test-file'],
  ['-G', 'test-file'],
  ['-O', 'test-file'],
]);

const binaryTests: ReadonlyMap<string, ShellFeatureKind> = new Map<string, ShellFeatureKind>([
  ['==', 'double-equals'],
  ['=~', 'test-regex'],
  ['<', 'test-order'],
  ['>', 'test-order'],
]);

/** What POSIX, or every `sh`, gives a command for options, and which take a value in the shells that have them. */
const options: Readonly<Record<string, { readonly posix: string; readonly values?: string }>> = {
  cd: { posix: 'LP' },
  export: { posix: 'p' },
  hash: { posix: 'r', values: 'p' },
  jobs: { posix: 'lp', values: 'x' },
  printf: { posix: '', values: 'v' },
  read: { posix: 'r', values: 'adinNptu' },
  readonly: { posix: 'p' },
  trap: { posix: '' },
  type: { posix: '' },
  ulimit: { posix: 'HSacdflmnprstvw' },
  umask: { posix: 'S' },
  unset: { posix: 'fv' },
  wait: { posix: '', values: 'p' },
};

const flags: Reader = (command) => flagsOf(command).flags;

/** Options that POSIX does not have, the first of a word, and what follows all options. */
function flagsOf(command: Command): { readonly flags: readonly BuiltinFeature[]; readonly operands: readonly ShellWord[] } {
  const { name, words } = command;
  const known = options[name];
  if (!known) return { flags: [], operands: words.slice(1) };
  const found: BuiltinFeature[] = [];
  let at = 1;
  for (; at < words.length; at++) {
    const word = words[at];
    const value = word?.value ?? '';
    if (!word || !/^-[A-Za-z]/.test(value)) break;
    const letters = value.slice(1);
    const valued = [...letters].findIndex((letter) => known.values?.includes(letter));
    const own = valued < 0 ? letters : letters.slice(0, valued + 1);
    const foreign = [...own].find((letter) => !known.posix.includes(letter));
    if (foreign !== undefined) found.push(feature('builtin-flag', word, command, `${name} -${foreign}`));
    if (valued >= 0 && valued === letters.length - 1) at++;
  }
  if (words[at]?.value === '--') at++;
  return { flags: found, operands: words.slice(at) };
}

const bashCommands = 'caller compgen complete compopt declare dirs disown enable mapfile popd pushd readarray shopt suspend typeset'.split(
  ' ',
);

const readers: ReadonlyMap<string, Reader> = new Map<string, Reader>([
  ...bashCommands.map((name) => [name, called('bash-command')] as const),
  ['[', test],
  ['echo', echo],
  ['let', called('let')],
  ['local', called('local')],
  ['printf', printf],
  ['read', read],
  ['set', setOptions],
  ['source', called('source')],
  ['test', test],
  ['trap', trap],
]);
