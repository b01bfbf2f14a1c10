import type { ImageFamily } from './images.ts';

/** How a command that makes, changes or removes an account reads its words. */
export interface AccountCommand {
  readonly kind: 'user' | 'group';
  readonly action: 'create' | 'modify' | 'delete';
  /** Which program of that name: Debian's `adduser` is a script of its own, BusyBox's another, and Fedora's is `useradd`. Absent: all alike. */
  readonly families?: readonly ImageFamily[];
  /** The option that makes it a system account, long and short. */
  readonly system: readonly string[];
  /** Options whose value is the next word. */
  readonly valued: readonly string[];
  /** The options whose value is the uid (of a user) or gid (of a group). */
  readonly id: readonly string[];
  /** The option whose value is the user's main group, by name or number. */
  readonly group: readonly string[];
  /** Options that make a group of the user's own name. */
  readonly ownGroup: readonly string[];
  /** Options that keep the home folder from being made, and those that have it made. */
  readonly noHome: readonly string[];
  readonly home: readonly string[];
  /** The option whose value is the login shell. */
  readonly shell: readonly string[];
  /** Operands: the name is the first, or the last; a second one is a user that joins a group. */
  readonly name: 'first' | 'last';
  /** With as many operands it adds an existing user to a group instead: `adduser app docker`. */
  readonly joinsWith?: number;
  /** Without an option for it, the user gets a group of its own name. */
  readonly ownGroupByDefault: boolean;
  readonly source: string;
}

const shadow = 'https://github.com/shadow-maint/shadow/tree/master/man';
const useraddOptions = {
  kind: 'user',
  system: ['-r', '--system'],
  // prettier-ignore
  valued: [
    '-b', '--base-dir', '-c', '--comment', '-d', '--home-dir', '-e', '--expiredate', '-f', '--inactive', '-g', '--gid', '-G', '--groups',
    '-k', '--skel', '-K', '--key', '-p', '--password', '-R', '--root', '-P', '--prefix', '-s', '--shell', '-u', '--uid', '-Z',
    '--selinux-user', '--selinux-range', '--home', '-x', '--base', '--btrfs-subvolume-home',
  ],
  id: ['-u', '--uid'],
  group: ['-g', '--gid'],
  ownGroup: ['-U', '--user-group'],
  noHome: ['-M', '--no-create-home'],
  home: ['-m', '--create-home'],
  shell: ['-s', '--shell'],
  name: 'last',
  ownGroupByDefault: true,
} as const;
const groupOptions = { group: [], ownGroup: [], noHome: [], home: [], shell: [], ownGroupByDefault: false } as const;

/** The commands that make accounts, by name; where several programs share a name, the row of the image's family counts. */
export const accountCommands: Readonly<Record<string, readonly AccountCommand[]>> = {
  useradd: [{ ...useraddOptions, action: 'create', source: `${shadow}/useradd.8.xml` }],
  groupadd: [
    {
      kind: 'group',
      action: 'create',
      ...groupOptions,
      system: ['-r', '--system'],
      valued: ['-g', '--gid', '-K', '--key', '-p', '--password', '-R', '--root', '-P', '--prefix', '-U', '--users'],
      id: ['-g', '--gid'],
      name: 'last',
      source: `${shadow}/groupadd.8.xml`,
    },
  ],
  adduser: [
    { ...useraddOptions, action: 'create', families: ['rhel', 'suse', 'arch'], source: 'https://src.fedoraproject.org/rpms/shadow-utils' },
    {
      kind: 'user',
      action: 'create',
      families: ['alpine', 'busybox', 'wolfi'],
      system: ['-S', '--system'],
      valued: ['-h', '--home', '-g', '--gecos', '-s', '--shell', '-G', '--ingroup', '-u', '--uid', '-k', '--skel'],
      id: ['-u', '--uid'],
      group: ['-G', '--ingroup'],
      ownGroup: [],
      noHome: ['-H', '--no-create-home'],
      home: [],
      shell: ['-s', '--shell'],
      name: 'first',
      joinsWith: 2,
      // With -S and no -G the group is nogroup.
      ownGroupByDefault: false,
      source: 'https://git.busybox.net/busybox/tree/loginutils/adduser.c',
    },
    {
      kind: 'user',
      action: 'create',
      families: ['debian', 'unknown'],
      system: ['-r', '--system'],
      valued: [
        ...[
          '--home',
          '--shell',
          '-s',
          '--uid',
          '-u',
          '--gid',
          '--ingroup',
          '--gecos',
          '--comment',
          '--firstuid',
          '--lastuid',
          '--firstgid',
        ],
        ...[
          '--lastgid',
          '--conf',
          '-c',
          '--add_extra_groups',
          '--supplemental-groups',
          '-G',
          '--extrausers',
          '--logmsglevel',
          '--stdoutmsglevel',
        ],
        '--stderrmsglevel',
      ],
      id: ['--uid', '-u'],
      group: ['--gid', '--ingroup'],
      ownGroup: ['--group'],
      noHome: ['--no-create-home'],
      home: [],
      shell: ['--shell', '-s'],
      name: 'first',
      joinsWith: 2,
      // With --system and without --group it is nogroup.
      ownGroupByDefault: true,
      source: 'https://manpages.debian.org/trixie/adduser/adduser.8.en.html',
    },
  ],
  addgroup: [
    {
      kind: 'group',
      action: 'create',
      families: ['alpine', 'busybox', 'wolfi'],
      ...groupOptions,
      system: ['-S', '--system'],
      valued: ['-g', '--gid'],
      id: ['-g', '--gid'],
      name: 'first',
      joinsWith: 2,
      source: 'https://git.busybox.net/busybox/tree/loginutils/addgroup.c',
    },
    {
      kind: 'group',
      action: 'create',
      families: ['debian', 'unknown'],
      ...groupOptions,
      system: ['-r', '--system'],
      valued: ['--gid', '-g', '--firstgid', '--lastgid', '--conf', '-c'],
      id: ['--gid', '-g'],
      name: 'first',
      joinsWith: 2,
      source: 'https://manpages.debian.org/trixie/adduser/adduser.8.en.html',
    },
  ],
  usermod: [
    {
      ...useraddOptions,
      action: 'modify',
      system: [],
      valued: [
        ...useraddOptions.valued,
        '-l',
        '--login',
        '-v',
        '--add-subuids',
        '-V',
        '--del-subuids',
        '-w',
        '--add-subgids',
        '-W',
        '--del-subgids',
      ],
      ownGroup: [],
      noHome: [],
      home: [],
      source: `${shadow}/usermod.8.xml`,
    },
  ],
  groupmod: [
    {
      kind: 'group',
      action: 'modify',
      ...groupOptions,
      system: [],
      valued: ['-g', '--gid', '-n', '--new-name', '-p', '--password', '-R', '--root', '-P', '--prefix', '-U', '--users'],
      id: ['-g', '--gid'],
      name: 'last',
      source: `${shadow}/groupmod.8.xml`,
    },
  ],
  userdel: [
    {
      kind: 'user',
      action: 'delete',
      ...groupOptions,
      system: [],
      valued: ['-R', '--root', '-P', '--prefix'],
      id: [],
      name: 'last',
      source: `${shadow}/userdel.8.xml`,
    },
  ],
  groupdel: [
    {
      kind: 'group',
      action: 'delete',
      ...groupOptions,
      system: [],
      valued: ['-R', '--root', '-P', '--prefix'],
      id: [],
      name: 'last',
      source: `${shadow}/groupdel.8.xml`,
    },
  ],
  deluser: [
    {
      kind: 'user',
      action: 'delete',
      ...groupOptions,
      system: ['--system'],
      valued: ['--conf', '--backup-to'],
      id: [],
      name: 'first',
      joinsWith: 2,
      source: 'https://manpages.debian.org/trixie/adduser/deluser.8.en.html',
    },
  ],
  delgroup: [
    {
      kind: 'group',
      action: 'delete',
      ...groupOptions,
      system: ['--system'],
      valued: ['--conf'],
      id: [],
      name: 'first',
      joinsWith: 2,
      source: 'https://manpages.debian.org/trixie/adduser/deluser.8.en.html',
    },
  ],
};

/** The row for a command in an image of a family; options that only one of the programs has decide where the family is unknown. */
export function accountCommand(name: string, family: ImageFamily, options: readonly string[] = []): AccountCommand | undefined {
  const rows = Object.hasOwn(accountCommands, name) ? (accountCommands[name] ?? []) : [];
  const [only] = rows;
  if (rows.length <= 1) return only;
  const known = rows.find(({ families }) => families?.includes(family));
  if (known && family !== 'unknown') return known;
  return options.some((option) => /^-[a-zA-Z]*[DSH]/.test(option))
    ? rows.find(({ families }) => families?.includes('busybox'))
    : (known ?? only);
}

/** How a service account is made in one RUN. */
export interface AccountRecipe {
  /** Commands, to be joined by `&&`; `app` is both user and group, and takes the place of any other name. */
  readonly commands: readonly [group: string, user: string];
  /** The package that brings the commands where an image lacks them. */
  readonly needs?: string;
  readonly source: string;
}

const shadowRecipe = ['groupadd --system app', 'useradd --system --gid app --no-create-home --shell /usr/sbin/nologin app'] as const;
const busyboxRecipe = ['addgroup -S app', 'adduser -S -G app -H -s /sbin/nologin app'] as const;

/** By family; absent where a family has no commands for it: there `USER` takes a number. */
export const accountRecipes: Readonly<Partial<Record<ImageFamily, AccountRecipe>>> = {
  debian: { commands: shadowRecipe, source: 'https://docs.docker.com/build/building/best-practices/#user' },
  // ubi-minimal and amazonlinux:2023 come without shadow-utils.
  rhel: {
    commands: [shadowRecipe[0], 'useradd --system --gid app --no-create-home --shell /sbin/nologin app'],
    needs: 'shadow-utils',
    source: `${shadow}/useradd.8.xml`,
  },
  suse: {
    commands: [shadowRecipe[0], 'useradd --system --gid app --no-create-home --shell /sbin/nologin app'],
    needs: 'shadow',
    source: `${shadow}/useradd.8.xml`,
  },
  arch: {
    commands: [shadowRecipe[0], 'useradd --system --gid app --no-create-home --shell /usr/bin/nologin app'],
    source: `${shadow}/useradd.8.xml`,
  },
  alpine: { commands: busyboxRecipe, source: 'https://git.busybox.net/busybox/tree/loginutils/adduser.c' },
  wolfi: { commands: busyboxRecipe, source: 'https://git.busybox.net/busybox/tree/loginutils/adduser.c' },
  busybox: { commands: busyboxRecipe, source: 'https://git.busybox.net/busybox/tree/loginutils/adduser.c' },
};

/** Names and numbers that mean the superuser, also on Windows. */
export const rootAccounts: ReadonlySet<string> = new Set(['root', '0', 'ContainerAdministrator', 'Administrator']);

/** Accounts that every Linux image of any family has, by number; the name is only good where there is a `/etc/passwd`. */
export const commonAccounts = [
  { name: 'nobody', uid: 65534, families: ['debian', 'alpine', 'wolfi', 'busybox', 'rhel', 'suse', 'arch', 'distroless'] },
  { name: 'www-data', uid: 33, families: ['debian'] },
  { name: 'daemon', uid: 1, families: ['debian', 'busybox'] },
  { name: 'nonroot', uid: 65532, families: ['distroless', 'wolfi'] },
] as const satisfies readonly { readonly name: string; readonly uid: number; readonly families: readonly ImageFamily[] }[];
