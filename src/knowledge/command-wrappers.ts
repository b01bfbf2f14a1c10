/** A program that runs the command behind its own options and operands. */
export interface CommandWrapper {
  /** Options that take the next word as their value where it is not attached. */
  readonly values?: readonly string[];
  /** Options with which it runs no command, or one that is not spelled out as words. */
  readonly instead?: readonly string[];
  /** Without one of these options it runs no command. */
  readonly needs?: readonly string[];
  /** `NAME=value` words may stand in front of the command. */
  readonly assignments?: boolean;
  /** Words of its own between its options and the command. */
  readonly operands?: number;
}

const help = ['--help', '--version'] as const;

/**
 * Whose words are looked through to find the command that counts. Options as in the manuals of bash 5.2, sudo 1.9, doas (OpenDoas 6.8),
 * coreutils 9, findutils 4.10, util-linux 2.40, gosu 1.17, su-exec 0.2, moreutils, daemontools, s6, tini 0.19 and dumb-init 1.2.
 */
export const commandWrappers: ReadonlyMap<string, CommandWrapper> = new Map<string, CommandWrapper>([
  ['builtin', {}],
  ['command', { instead: ['-v', '-V'] }],
  ['exec', { values: ['-a'] }],
  ['time', { values: ['-f', '-o', '--format', '--output'], instead: help }],
  [
    'env',
    { values: ['-u', '-C', '-S', '--unset', '--chdir', '--split-string'], instead: ['-S', '--split-string', ...help], assignments: true },
  ],
  ['nohup', { instead: help }],
  ['nice', { values: ['-n', '--adjustment'], instead: help }],
  ['ionice', { values: ['-c', '-n', '--class', '--classdata'], instead: ['-p', '-P', '-u', '--pid', '--pgid', '--uid', ...help] }],
  ['chrt', { values: ['-T', '-P', '-D'], instead: ['-p', '--pid', '-m', '--max', ...help], operands: 1 }],
  ['taskset', { instead: ['-p', '--pid', ...help], operands: 1 }],
  ['setsid', { instead: help }],
  ['setarch', { operands: 1, instead: help }],
  ['linux32', { instead: help }],
  ['linux64', { instead: help }],
  ['timeout', { values: ['-k', '-s', '--kill-after', '--signal'], operands: 1, instead: help }],
  ['stdbuf', { values: ['-i', '-o', '-e', '--input', '--output', '--error'], instead: help }],
  ['chroot', { values: ['--userspec', '--groups'], operands: 1, instead: help }],
  ['flock', { values: ['-w', '-E', '--wait', '--timeout', '--conflict-exit-code'], instead: ['-c', '--command', ...help], operands: 1 }],
  ['unshare', { values: ['-S', '-G', '-R', '-w', '--setuid', '--setgid', '--root', '--wd', '--propagation'], instead: help }],
  [
    'setpriv',
    {
      values: [
        ...['--reuid', '--euid', '--ruid', '--regid', '--egid', '--rgid', '--groups', '--inh-caps', '--ambient-caps', '--bounding-set'],
        ...['--securebits', '--pdeathsig', '--selinux-label', '--apparmor-profile'],
      ],
      instead: ['-d', '--dump', ...help],
    },
  ],
  [
    'sudo',
    {
      values: [
        ...[
          '-u',
          '-g',
          '-h',
          '-p',
          '-r',
          '-t',
          '-C',
          '-D',
          '-R',
          '-T',
          '-U',
          '--user',
          '--group',
          '--host',
          '--prompt',
          '--role',
          '--type',
        ],
        ...['--close-from', '--chdir', '--chroot', '--command-timeout', '--other-user'],
      ],
      instead: ['-e', '-l', '-v', '-V', '-K', '--edit', '--list', '--validate', '--remove-timestamp', ...help],
      assignments: true,
    },
  ],
  ['doas', { values: ['-u', '-C'], instead: ['-L'] }],
  ['gosu', { operands: 1, instead: ['-h', '-v', ...help] }],
  ['su-exec', { operands: 1 }],
  ['runuser', { values: ['-u', '-g', '-G', '--user', '--group', '--supp-group'], needs: ['-u', '--user'], instead: help }],
  ['setuser', { operands: 1 }],
  ['setuidgid', { operands: 1 }],
  ['s6-setuidgid', { operands: 1 }],
  ['chpst', { values: ['-u', '-U', '-b', '-e', '-/', '-n', '-l', '-L', '-m', '-d', '-o', '-p', '-f', '-c', '-r', '-t', '-C'] }],
  [
    'xargs',
    {
      values: [
        ...['-a', '-d', '-E', '-I', '-L', '-n', '-P', '-s', '--arg-file', '--delimiter', '--max-args', '--max-procs', '--max-chars'],
        '--process-slot-var',
      ],
      instead: help,
    },
  ],
  ['busybox', { instead: ['--install', '--list', '--list-full', '--help'] }],
  ['eatmydata', { instead: help }],
  ['unbuffer', {}],
  ['fakeroot', { values: ['-l', '-s', '-i', '-b', '--lib', '--faked'], instead: ['-h', '-v', ...help] }],
  ['faketime', { operands: 1, values: ['-p', '--pid'], instead: help }],
  [
    'xvfb-run',
    {
      values: [
        '-e',
        '-f',
        '-n',
        '-p',
        '-s',
        '-w',
        '--error-file',
        '--auth-file',
        '--server-num',
        '--xauth-protocol',
        '--server-args',
        '--wait',
      ],
      instead: ['-h', '--help'],
    },
  ],
  ['dbus-run-session', { values: ['--config-file', '--dbus-daemon'], instead: help }],
  ['chronic', {}],
  ['ifne', {}],
  ['torsocks', { instead: help }],
  ['proxychains4', { values: ['-f'] }],
  ['tini', { values: ['-p', '-e'], instead: ['-h', '--version'] }],
  ['tini-static', { values: ['-p', '-e'], instead: ['-h', '--version'] }],
  ['docker-init', { values: ['-p', '-e'], instead: ['-h', '--version'] }],
  ['catatonit', { instead: ['-h', '-V', ...help] }],
  ['dumb-init', { values: ['-r', '--rewrite'], instead: ['-h', '-V', ...help] }],
]);
