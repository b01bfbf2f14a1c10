/** File systems of the kernel that every container gets anew: what an image holds there is hidden (runtime-spec, config-linux.md, Default Filesystems). */
const kernelDirectories = ['/dev', '/proc', '/sys'] as const;

/** What all processes may write to below them. */
const open: ReadonlySet<string> = new Set([
  ...['null', 'zero', 'full', 'random', 'urandom', 'tty', 'console', 'stdin', 'stdout', 'stderr', 'ptmx'].map((name) => `/dev/${name}`),
]);

/** The kernel's directory that an absolute path lies in; absent for what everybody may write to, such as `/dev/null` or `/dev/shm/x`. */
export function kernelDirectoryOf(path: string): string | undefined {
  const directory = kernelDirectories.find((one) => path === one || path.startsWith(`${one}/`));
  if (
    directory === undefined ||
    open.has(path) ||
    /^\/(?:dev\/(?:fd|shm|pts|tcp|udp|mqueue)|proc\/(?:self|\d+|\$\$?\w*)\/fd)(?:\/|$)/.test(path)
  )
    return undefined;
  return directory;
}

/** Directories of the system itself, which no program works in or keeps its data in. */
export const systemDirectories: ReadonlySet<string> = new Set([
  ...kernelDirectories,
  ...['/bin', '/boot', '/lib', '/lib64', '/sbin', '/usr/bin', '/usr/lib', '/usr/sbin'],
]);
