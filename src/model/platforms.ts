export interface Platform {
  readonly os: string;
  readonly architecture: string;
}

/**
 * Reads `os[/architecture[/variant]]` or an architecture alone, in the names that Go has for them (containerd/platforms, `Parse`).
 * Where one half is missing it is that of most machines, linux or amd64.
 */
export function parsePlatform(text: string): Platform | undefined {
  const parts = text.split('/');
  const [first = '', second] = parts;
  if (parts.length > 3 || !parts.every((part, i) => /^[A-Za-z0-9_.-]+$/.test(i === 0 ? part.replace(/\([^()]*\)$/, '') : part)))
    return undefined;
  const os = plainOs(first.replace(/\([^]*/, ''));
  if (second !== undefined) return { os, architecture: plainArchitecture(second) };
  if (systems.has(os)) return { os, architecture: 'amd64' };
  const architecture = plainArchitecture(first);
  return architectures.has(architecture) ? { os: 'linux', architecture } : undefined;
}

const words = (text: string): ReadonlySet<string> => new Set(text.split(' '));

// https://github.com/containerd/platforms/blob/main/database.go
const systems = words(
  'aix android darwin dragonfly freebsd hurd illumos ios js linux nacl netbsd openbsd plan9 solaris windows zos wasip1',
);
const architectures = words(
  '386 amd64 amd64p32 arm armbe arm64 arm64be loong64 mips mipsle mips64 mips64le mips64p32 mips64p32le ppc ppc64 ppc64le riscv riscv64 s390 s390x sparc sparc64 wasm',
);

const plainOs = (name: string): string => (/^macos$/i.test(name) ? 'darwin' : name.toLowerCase());

function plainArchitecture(name: string): string {
  const lower = name.toLowerCase();
  return otherNames.get(lower) ?? lower;
}

const otherNames: ReadonlyMap<string, string> = new Map([
  ['i386', '386'],
  ['x86_64', 'amd64'],
  ['x86-64', 'amd64'],
  ['aarch64', 'arm64'],
  ['armhf', 'arm'],
  ['armel', 'arm'],
]);
