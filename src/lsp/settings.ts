import { presets, type Preset } from '../config/presets.ts';

/** What an editor says about plimsoll, in its section `plimsoll`. It counts more than any configuration file, as the command's options do. */
export interface Settings {
  /** `false`: nothing is reported. */
  readonly enable: boolean;
  /** The only configuration file to read, relative to the workspace folder. */
  readonly config?: string;
  readonly isolated: boolean;
  readonly preset?: Preset;
  readonly select?: readonly string[];
  readonly extendSelect?: readonly string[];
  readonly ignore?: readonly string[];
  /** `false`: comments such as `# plimsoll ignore=…` do not count. */
  readonly inlineConfig: boolean;
  /** Whether an installed ShellCheck is run as well; absent: as the configuration has it. */
  readonly shellcheck?: boolean;
  /** Fixing everything takes the unsafe fixes as well. */
  readonly unsafeFixes: boolean;
  /** Files that are not open are looked at too, where the editor asks for that. */
  readonly workspaceDiagnostics: boolean;
}

/** Reads what an editor sends, which may be anything: what is of another type is as good as not said, and is named in `problems`. */
export function readSettings(given: unknown): { readonly settings: Settings; readonly problems: readonly string[] } {
  const problems: string[] = [];
  const values = typeof given === 'object' && given !== null ? (given as Readonly<Record<string, unknown>>) : {};
  const take = <T>(name: keyof Settings, isRight: (value: unknown) => value is T, expected: string): T | undefined => {
    const value = values[name];
    if (value === undefined || value === null || value === '') return undefined;
    if (isRight(value)) return value;
    problems.push(`plimsoll.${name}: expected ${expected}`);
    return undefined;
  };
  const config = take('config', isText, 'a text');
  const preset = take('preset', isPreset, presets.join(', '));
  const select = take('select', isTexts, 'a list of texts');
  const extendSelect = take('extendSelect', isTexts, 'a list of texts');
  const ignore = take('ignore', isTexts, 'a list of texts');
  const shellcheck = take('shellcheck', isBoolean, 'true or false');
  const settings = {
    enable: take('enable', isBoolean, 'true or false') ?? true,
    isolated: take('isolated', isBoolean, 'true or false') ?? false,
    inlineConfig: take('inlineConfig', isBoolean, 'true or false') ?? true,
    unsafeFixes: take('unsafeFixes', isBoolean, 'true or false') ?? false,
    workspaceDiagnostics: take('workspaceDiagnostics', isBoolean, 'true or false') ?? true,
    ...(config === undefined ? {} : { config }),
    ...(preset === undefined ? {} : { preset }),
    // An editor shows a list that nobody has filled as an empty one.
    ...(select === undefined || select.length === 0 ? {} : { select }),
    ...(extendSelect === undefined ? {} : { extendSelect }),
    ...(ignore === undefined ? {} : { ignore }),
    ...(shellcheck === undefined ? {} : { shellcheck }),
  };
  return { settings, problems };
}

const isText = (value: unknown): value is string => typeof value === 'string';
const isBoolean = (value: unknown): value is boolean => typeof value === 'boolean';
const isTexts = (value: unknown): value is readonly string[] => Array.isArray(value) && value.every(isText);
const isPreset = (value: unknown): value is Preset => presets.some((preset) => preset === value);
