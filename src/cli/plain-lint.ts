import { presets } from '../config/presets.ts';
import { failLevels } from '../config/schema.ts';
import { append, collect, toLint, type RawFlags, type RawLint } from './lint-flags.ts';
import type { OutputWord } from './outputs.ts';

/**
 * What a command line says that is written as most are: paths and whole options, in any order. `undefined` where there is more to
 * understand or to complain about: that is left to the parser, which takes 5 ms to load. A test holds the two against each other.
 */
export function plainLint(args: readonly string[], env: NodeJS.ProcessEnv): ReturnType<typeof toLint> | undefined {
  const raw = readPlain(args);
  return raw && toLint(raw, env);
}

/** The options one by one, as the parser gives them. */
export function readPlain(args: readonly string[]): RawLint | undefined {
  const flags: Record<string, unknown> = { inlineConfig: true };
  const words: OutputWord[] = [];
  const operands: string[] = [];
  for (let at = 0; at < args.length; at++) {
    const arg = args[at] ?? '';
    if (!arg.startsWith('-') || arg === '-') {
      operands.push(arg);
      continue;
    }
    const isOn = switches.get(arg);
    if (isOn) {
      flags[isOn.name] = isOn.value;
      continue;
    }
    const equals = arg.indexOf('=');
    const read = values.get(equals === -1 ? arg : arg.slice(0, equals));
    const value = equals === -1 ? args[++at] : arg.slice(equals + 1);
    if (!read || !value || !read(value, flags, words)) return undefined;
  }
  return { flags: flags as unknown as RawFlags, words, operands };
}

interface Switch {
  readonly name: string;
  readonly value: boolean;
}

const switches: ReadonlyMap<string, Switch> = new Map<string, Switch>([
  ...[
    ...['fix', 'unsafe-fixes', 'diff', 'fix-only', 'exit-non-zero-on-fix', 'add-ignores', 'update-baseline', 'isolated', 'allow-plugins'],
    ...['shellcheck', 'timing', 'cache', 'statistics', 'quiet', 'color', 'exit-zero'],
  ].map((option) => [`--${option}`, { name: nameOf(option), value: true }] as const),
  ...['baseline', 'inline-config', 'shellcheck', 'color'].map(
    (option) => [`--no-${option}`, { name: nameOf(option), value: false }] as const,
  ),
  ['-q', { name: 'quiet', value: true }],
]);

/** Takes the value of an option; `false` where it is none of those that there are. */
type Read = (value: string, flags: Record<string, unknown>, words: OutputWord[]) => boolean;

const values: ReadonlyMap<string, Read> = new Map<string, Read>([
  ...['reason', 'baseline', 'files-from', 'config', 'print-config', 'cache-location', 'stdin-filename'].map(
    (option) => [`--${option}`, set(option)] as const,
  ),
  ['--preset', set('preset', presets)],
  ['--fail-level', set('fail-level', failLevels)],
  ...['select', 'extend-select', 'ignore'].map((option) => [`--${option}`, add(option, collect)] as const),
  ['--exclude', add('exclude', append)],
  ['--output-format', addWord('format')],
  ['--output-file', addWord('file')],
]);

function set(option: string, choices?: readonly string[]): Read {
  const name = nameOf(option);
  return (value, flags) => {
    flags[name] = value;
    return !choices || choices.includes(value);
  };
}

function add(option: string, join: (value: string, before: readonly string[] | undefined) => readonly string[]): Read {
  const name = nameOf(option);
  return (value, flags) => {
    flags[name] = join(value, flags[name] as readonly string[] | undefined);
    return true;
  };
}

function addWord(option: OutputWord['option']): Read {
  return (value, _, words) => {
    words.push({ option, value });
    return true;
  };
}

/** `exit-zero` is `exitZero` among the flags. */
function nameOf(option: string): string {
  return option.replace(/-(.)/g, (_, letter: string) => letter.toUpperCase());
}
