import type { Flag, MountOption, Range } from '../nodes.ts';
import { nearest } from './nearest.ts';

type Add = (range: Range, code: string, message: string) => void;

const types = ['bind', 'cache', 'tmpfs', 'secret', 'ssh'] as const;
const sharings = ['shared', 'private', 'locked'] as const;
const keys = [
  'type',
  'from',
  'source',
  'target',
  'readonly',
  'readwrite',
  'id',
  'sharing',
  'required',
  'size',
  'mode',
  'uid',
  'gid',
  'env',
];

/** What Go's `strconv.ParseBool` takes. */
const booleans = /^(?:1|t|T|TRUE|true|True|0|f|F|FALSE|false|False)$/;

/**
 * What BuildKit refuses in `RUN --mount=…` (moby/buildkit, instructions/commands_runmount.go). A value with a variable in it is
 * for the build to say.
 */
export function checkMount({ mount, text }: Flag, add: Add): void {
  if (!mount) return;
  const { range } = mount;
  const said = new Map<string, MountOption>();
  const refused: Range[] = [];
  const refuse = (at: Range, message: string): void => {
    refused.push(at);
    add(at, 'mount-option', message);
  };
  if (/,,|,$|^--mount=,/.test(text)) refuse(range, 'a mount has nothing between two of its commas');
  let type = 'bind';
  for (const option of mount.options) {
    const { key, keyRange, value } = option;
    const near = keys.includes(key) ? undefined : nearest(key, keys, 2);
    if (!keys.includes(key)) refuse(keyRange, `no mount has an option '${key}'${near ? `; did you mean \`${near}\`?` : ''}`);
    else if (!value && !flags.has(key)) refuse(option.range, `\`${key}\` needs a value: \`${key}=…\``);
    else if (value && !value.text.includes('$')) checkValue(option, value.value, type, refuse);
    else if (!value && key === 'required' && !isSecret(type)) refuse(keyRange, misplaced(key, type));
    if (key === 'type' && value) type = value.text.includes('$') ? '$' : value.value.toLowerCase();
    said.set(key, option);
  }
  // A slip in one option may be all that is missing.
  if (refused.length === 0 && types.some((known) => known === type)) checkWhole(type, said, range, refuse);
}

const flags: ReadonlySet<string> = new Set(['readonly', 'readwrite', 'required']);

const isSecret = (type: string): boolean => type === 'secret' || type === 'ssh' || type === '$';

const misplaced = (key: string, type: string): string => `a ${type} mount takes no \`${key}\`, or \`type=\` has to stand before it`;

function checkValue({ key, range }: MountOption, value: string, type: string, refuse: (at: Range, message: string) => void): void {
  const oneOf = (list: readonly string[]): void => {
    if (list.includes(value.toLowerCase())) return;
    const near = nearest(value, list, 2);
    refuse(
      range,
      `'${value}' is no ${key} of a mount, only ${list.map((one) => `\`${one}\``).join(', ')}${near ? `; did you mean \`${near}\`?` : ''}`,
    );
  };
  const shaped = (shape: RegExp, what: string): void => {
    if (!shape.test(value)) refuse(range, `\`${key}\` takes ${what}, not '${value}'`);
  };
  switch (key) {
    case 'type':
      return oneOf(types);
    case 'sharing':
      return oneOf(sharings);
    case 'readonly':
    case 'readwrite':
      return shaped(booleans, '`true` or `false`');
    case 'required':
      return isSecret(type) ? shaped(booleans, '`true` or `false`') : refuse(range, misplaced(key, type));
    case 'size':
      return type === 'tmpfs' || type === '$'
        ? shaped(/^\d+(?:\.\d+)? ?(?:[kmgtp]i?)?b?$/i, 'a size such as `64m`')
        : refuse(range, misplaced(key, type));
    case 'mode':
      return shaped(/^[0-7]{1,10}$/, 'an octal number such as `0755`');
    case 'uid':
    case 'gid':
      return shaped(/^\d{1,10}$/, 'a number');
    default:
  }
}

function checkWhole(
  type: string,
  said: ReadonlyMap<string, MountOption>,
  range: Range,
  refuse: (at: Range, message: string) => void,
): void {
  const never = (names: readonly string[]): void => {
    for (const name of names) {
      const option = said.get(name);
      if (option?.value?.value) refuse(option.range, `a ${type} mount takes no \`${name}\``);
    }
  };
  if (type === 'bind' || type === 'tmpfs') never(['mode', 'uid', 'gid']);
  if (type !== 'cache') never(['sharing']);
  if (type === 'secret') {
    never(['from']);
    const isNamed = ['id', 'source', 'target'].some((name) => said.get(name)?.value?.text);
    if (!isNamed) refuse(range, 'a secret mount needs an `id`, or a `target` to take it from');
    const source = said.get('source');
    if (source?.value?.text && said.get('id')?.value?.text) refuse(source.range, 'a secret mount takes `id` or `source`, not both');
  }
  // Any other counts from the working directory, the empty one too.
  const target = said.get('target');
  if (type !== 'secret' && type !== 'ssh' && target?.value?.value === '/')
    refuse(target.range, `a ${type} mount cannot take the place of \`/\``);
}
