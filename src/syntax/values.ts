import type { Flag, Instruction, Range, Word } from '../nodes.ts';
import { checkMount } from './mounts.ts';
import { nearest } from './nearest.ts';

type Add = (range: Range, code: string, message: string) => void;

/** What BuildKit refuses in the values of flags and arguments. Where it expands variables, a value with one is for the build to say. */
export function checkValues(instruction: Instruction, add: Add): void {
  // The builder does not even read the flags of `HEALTHCHECK NONE`.
  if (instruction.type === 'Healthcheck' && instruction.kind?.text.toUpperCase() === 'NONE') return;
  for (const flag of instruction.flags) checks[`${instruction.type} ${flag.name}`]?.(flag, flag.value, add);
  switch (instruction.type) {
    case 'Copy':
    case 'Add':
      if (instruction.destination && /^<<-?["']?[A-Za-z_]/.test(instruction.destination.text))
        add(instruction.destination.range, 'heredoc-destination', `\`${instruction.keyword.name}\` cannot write to a heredoc`);
      if (instruction.type === 'Copy') for (const source of instruction.sources) checkLocal(source, add);
      else checkSum(instruction.flags, instruction.sources, add);
      return;
    case 'Volume':
      for (const { value, text, range } of instruction.paths)
        if (value.trim() === '' && !text.includes('$')) add(range, 'empty-volume', 'the path of a volume cannot be empty');
      return;
    default:
  }
}

type Check = (flag: Flag, value: Word | undefined, add: Add) => void;

const checkSwitch: Check = ({ name, range }, value, add) => {
  if (!value) return;
  if (value.value === '') add(range, 'flag-value', `\`--${name}=\` needs a value, or no \`=\``);
  else if (!/^(?:true|false)$/i.test(value.value))
    add(value.range, 'boolean-flag', `\`--${name}\` takes \`true\` or \`false\`, not '${value.value}'`);
};

/** Flags that the builder takes as they are written, variables and letter case included. */
const oneOf =
  (code: string, list: readonly string[]): Check =>
  ({ name, range }, value, add) => {
    if (!value || list.includes(value.value)) return;
    const near = nearest(value.value, list, 2);
    const said = list.map((one) => `\`${one}\``).join(', ');
    add(
      value.value === '' ? range : value.range,
      code,
      `\`--${name}\` takes ${said}, not '${value.value}'${near ? `; did you mean \`${near}\`?` : ''}`,
    );
  };

/** Octal up to 07777, or symbolic as in chmod(1). */
const checkMode: Check = (_, value, add) => {
  if (!value || value.value === '' || value.text.includes('$')) return;
  const mode = value.value;
  if (/^\d/.test(mode) ? /^0*[0-7]{1,4}$/.test(mode) : mode.split(',').every((part) => symbolic.test(part))) return;
  add(value.range, 'chmod', `'${mode}' is no mode: write an octal number up to 07777, or \`u=rwX,go=rX\``);
};

const symbolic = /^[ugoa]*[-+=](?:[rwxXst]*|[ugo])(?:[-+=](?:[rwxXst]*|[ugo]))*$/;

const units: Readonly<Record<string, number>> = { ns: 1e-6, us: 1e-3, ms: 1, s: 1e3, m: 6e4, h: 3.6e6 };

/** As Go's `time.ParseDuration` reads it, which knows no days; at least a millisecond, or nothing at all. Variables are not expanded. */
const checkDuration: Check = ({ name }, value, add) => {
  const text = value?.value ?? '';
  if (!value || text === '') return;
  const problem = durationProblem(text);
  if (problem !== undefined) add(value.range, 'duration', `\`--${name}\` takes a duration such as \`30s\` or \`1m30s\`: ${problem}`);
};

function durationProblem(text: string): string | undefined {
  if (text.includes('$')) return `variables are not put in there, and '${text}' is none`;
  const sign = /^[-+]/.exec(text)?.[0] ?? '';
  const rest = text.slice(sign.length);
  if (rest === '0') return undefined;
  const parts = [...rest.matchAll(/(\d+\.?\d*|\.\d+)([^\d.]*)/g)];
  if (parts.length === 0 || parts.map(([part]) => part).join('') !== rest) return `'${text}' is none`;
  let length = 0;
  for (const [, number = '', unit = ''] of parts) {
    if (unit === '') return `'${number}' has no unit`;
    const size = units[unit];
    if (size === undefined) return `'${unit}' is no unit, only \`h\`, \`m\`, \`s\`, \`ms\`, \`us\` and \`ns\``;
    length += Number(number) * size;
  }
  // In nanoseconds it has to fit into 63 bits.
  if (length >= 2 ** 63 / 1e6) return `'${text}' is too long`;
  if (length === 0) return undefined;
  return sign === '-' || length < 1 ? `'${text}' is less than a millisecond` : undefined;
}

const checkRetries: Check = (_, value, add) => {
  const text = value?.value ?? '';
  if (!value || text === '') return;
  if (/^\+?\d+$/.test(text) && Number(text) < 2 ** 31) return;
  add(value.range, 'retries', `\`--retries\` takes a number from 0 on, not '${text}'`);
};

// https://go.dev/src/internal/syslist/syslist.go, and the other names that containerd/platforms takes for them.
const systems =
  'aix android darwin dragonfly freebsd hurd illumos ios js linux macos nacl netbsd openbsd plan9 solaris wasip1 windows zos'.split(' ');
const machines = (
  '386 aarch64 amd64 amd64p32 arm arm64 arm64be armbe armel armhf i386 loong64 mips mips64 mips64le mips64p32 mips64p32le mipsle ppc ppc64 ' +
  'ppc64le riscv riscv64 s390 s390x sparc sparc64 wasm x86-64 x86_64'
).split(' ');

const checkPlatform: Check = (_, value, add) => {
  if (!value || value.value === '' || value.text.includes('$')) return;
  const text = value.value.toLowerCase();
  const parts = text.split('/');
  const isShaped =
    parts.length < 4 && parts.every((part, i) => (i === 0 ? /^[\w.-]+(?:\([\w.-]*(?:\+[\w.-]*)*\))?$/ : /^[\w.-]+$/).test(part));
  const [first = ''] = parts;
  if (isShaped && (parts.length > 1 || systems.includes(first.replace(/\(.*/, '')) || machines.includes(first))) return;
  add(value.range, 'platform', `'${value.value}' is no platform: write \`os/architecture\`, such as \`linux/arm64\``);
};

const checks: Readonly<Record<string, Check | undefined>> = {
  'Copy link': checkSwitch,
  'Copy parents': checkSwitch,
  'Add link': checkSwitch,
  'Add keep-git-dir': checkSwitch,
  'Add unpack': checkSwitch,
  'Copy chmod': checkMode,
  'Add chmod': checkMode,
  'Healthcheck interval': checkDuration,
  'Healthcheck timeout': checkDuration,
  'Healthcheck start-period': checkDuration,
  'Healthcheck start-interval': checkDuration,
  'Healthcheck retries': checkRetries,
  'Run network': oneOf('network', ['default', 'none', 'host']),
  'Run security': oneOf('security', ['sandbox', 'insecure']),
  'Run device': ({ range }, value, add) => {
    if (value?.value === '') add(range, 'flag-value', '`--device=` needs the name of a device');
  },
  'Run mount': (flag, _, add) => checkMount(flag, add),
  'From platform': checkPlatform,
};

/** COPY takes what is in the build context, a stage or an image. */
function checkLocal({ value, range }: Word, add: Add): void {
  if (!/^https?:\/\//i.test(value) && !/^(?:git|ssh):\/\/|^[\w.+-]+@[\w.-]+:/.test(value)) return;
  add(range, 'remote-source', `\`COPY\` fetches nothing: '${value}' has to be a path. \`ADD\` takes URLs`);
}

const digestLengths: Readonly<Record<string, number>> = { sha256: 64, sha384: 96, sha512: 128 };

function checkSum(flags: readonly Flag[], sources: readonly Word[], add: Add): void {
  const flag = flags.find(({ name }) => name === 'checksum');
  const value = flag?.value;
  if (!flag || !value || value.value === '' || value.text.includes('$')) return;
  const refuse = (message: string): void => add(flag.range, 'checksum', message);
  if (sources.length > 1) return refuse('`--checksum` is for a single source');
  const [source] = sources;
  const from = source?.text.includes('$') === false ? source.value : undefined;
  const isGit = from === undefined || /^git@|\.git(?:[#?]|$)|^(?:git|ssh):\/\/|^github\.com\//.test(from);
  if (!isGit && !/^https?:\/\//i.test(from)) return refuse('`--checksum` is for what `ADD` downloads, not for files of the build context');
  // Of a repository, the commit is the checksum.
  if (isGit && /^[0-9a-f]{1,64}$/.test(value.value)) return;
  const [algorithm = '', digest] = value.value.split(':', 2);
  const length = digestLengths[algorithm];
  if (digest === undefined) refuse(`'${value.value}' is no checksum: write \`sha256:…\``);
  else if (length === undefined) refuse(`no checksum is made with '${algorithm}', only with sha256, sha384 or sha512`);
  else if (digest.length !== length || !/^[0-9a-f]+$/.test(digest))
    refuse(`the digest of ${algorithm} has ${String(length)} digits from 0 to f`);
}
