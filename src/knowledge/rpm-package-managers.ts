import type { PackageManager } from './package-managers.ts';

const on = ['1', 'true', 'yes', 'on', 'enable', 'with'] as const;
const off = ['0', 'false', 'no', 'off', 'disable', 'without'] as const;

// https://dnf.readthedocs.io/en/latest/command_ref.html, https://dnf5.readthedocs.io/en/latest/dnf5.8.html, yum(8).
// prettier-ignore
const rpmValued = [
  '-c', '--config', '-d', '--debuglevel', '-e', '--errorlevel', '-R', '--randomwait', '-x', '--exclude', '--excludepkgs', '--installroot',
  '--releasever', '--releasever-major', '--releasever-minor', '--setopt', '--setvar', '--enablerepo', '--enable-repo', '--disablerepo',
  '--disable-repo', '--repo', '--repoid', '--repofrompath', '--from-repo', '--from-vendor', '--disableexcludes', '--disableexcludepkgs',
  '--disableincludes', '--disableplugin', '--disable-plugin', '--enableplugin', '--enable-plugin', '--color', '--comment', '--forcearch',
  '--arch', '--advisory', '--advisories', '--advisory-severities', '--bz', '--bzs', '--cve', '--cves', '--sec-severity', '--secseverity',
  '--downloaddir', '--destdir', '--rpmverbosity', '--store', '--rpmdefine',
] as const;
const rpmPin = {
  write: '-<version>',
  // name-version, name-version-release, name-epoch:version; `name = version` in quotes. The last part of java-11-openjdk is a name.
  // A module has its stream behind a colon: nginx:1.18.
  pinned: /-\d[^-]*$|[=<>:]/,
  exempt: /^@|\.rpm$|^[./~]|:\/\//,
  // https://github.com/hadolint/hadolint/blob/master/src/Hadolint/Rule/DL3041.hs
  peers: /-\d/,
} as const;
const rpmYes = {
  write: '-y',
  options: ['-y', '--assumeyes', '--assume-yes'],
  setting: { options: ['--setopt'], key: 'assumeyes', values: on },
  config: /^[ \t]*assumeyes[ \t]*=[ \t]*(?:1|true|yes|on)\b/im,
} as const;
const rpmLean = {
  write: '--setopt=install_weak_deps=False',
  options: [],
  setting: { options: ['--setopt'], key: 'install_weak_deps', values: off },
  config: /^[ \t]*install_weak_deps[ \t]*=[ \t]*(?:0|false|no|off)\b/im,
} as const;
const rpmUnsigned = {
  '--nogpgcheck': { checkov: ['CKV2_DOCKER_9'], dockerBench: ['4.11'] },
  '--no-gpgchecks': { dockerBench: ['4.11'] },
} as const;
const rpmRefresh = ['makecache', 'check-update', 'check-upgrade'] as const;
const rpmUpgrade = [
  'update',
  'upgrade',
  'update-to',
  'upgrade-to',
  'upgrade-minimal',
  'update-minimal',
  'distro-sync',
  'dist-sync',
  'system-upgrade',
] as const;
// prettier-ignore
const rpmInstall = [
  'install', 'in', 'reinstall', 'localinstall', 'install-n', 'install-na', 'install-nevra', 'groupinstall', 'group install', 'groups install',
  'module install', 'builddep', 'builddep-pkg', 'debuginfo-install', 'swap',
] as const;
const rpmRemove = ['remove', 'rm', 'erase', 'autoremove', 'groupremove', 'group remove', 'module remove'] as const;

/** Package managers of RPM systems. */
export const rpmPackageManagers = {
  // https://dnf.readthedocs.io/en/latest/command_ref.html, https://dnf5.readthedocs.io/en/latest/.
  dnf: {
    commands: ['dnf', 'dnf5', 'dnf-3', 'dnf4'],
    system: true,
    families: ['rhel'],
    example: 'curl',
    verbs: { install: rpmInstall, refresh: rpmRefresh, upgrade: rpmUpgrade, remove: rpmRemove, clean: ['clean'] },
    valued: rpmValued,
    yes: rpmYes,
    lean: rpmLean,
    pin: rpmPin,
    cache: {
      what: 'the package metadata',
      commands: ['dnf clean all', 'dnf5 clean all', 'dnf-3 clean all', 'dnf4 clean all', 'yum clean all'],
      paths: ['/var/cache/dnf', '/var/cache/libdnf5', '/var/cache/yum'],
      clean: 'dnf clean all',
      mounts: ['/var/cache/dnf', '/var/cache/libdnf5'],
      locked: true,
      costs: true,
    },
    unsigned: rpmUnsigned,
    sortable: true,
    codes: {
      yes: { hadolint: ['DL3038'], kics: ['7ebd323c'], semgrep: ['missing-dnf-assume-yes-switch'] },
      pin: { hadolint: ['DL3041'], kics: ['93d88cf7'] },
      cache: { hadolint: ['DL3040'], trivy: ['DS-0019'], kics: ['295acb63'], semgrep: ['missing-dnf-clean-all'] },
      upgrade: { hadolint: ['DL3039'], kics: ['09fda05e'], semgrep: ['avoid-dnf-update'] },
      refresh: { checkov: ['CKV_DOCKER_5'], dockerBench: ['4.7'], dockle: ['CIS-DI-0007'] },
    },
  },
  // https://github.com/rpm-software-management/microdnf/blob/main/dnf/dnf-main.c: it never asks (-y does nothing), and install_weak_deps
  // takes 0 and 1 alone.
  microdnf: {
    commands: ['microdnf'],
    system: true,
    families: ['rhel'],
    example: 'curl',
    verbs: {
      install: ['install', 'reinstall', 'module enable'],
      refresh: ['makecache'],
      upgrade: ['update', 'upgrade', 'distro-sync'],
      remove: ['remove'],
      clean: ['clean'],
    },
    valued: rpmValued,
    lean: {
      write: '--setopt=install_weak_deps=0',
      options: [],
      setting: { options: ['--setopt'], key: 'install_weak_deps', values: ['0'] },
      config: rpmLean.config,
    },
    pin: rpmPin,
    cache: {
      what: 'the package metadata',
      commands: ['microdnf clean all'],
      paths: ['/var/cache/dnf', '/var/cache/yum'],
      clean: 'microdnf clean all',
      mounts: ['/var/cache/dnf'],
      locked: true,
      costs: true,
    },
    sortable: true,
    codes: {
      pin: { hadolint: ['DL3041'] },
      cache: { hadolint: ['DL3040'], trivy: ['DS-0027'] },
      upgrade: { hadolint: ['DL3039'] },
    },
  },
  // https://vmware.github.io/photon/docs-v5/administration-guide/managing-packages-with-tdnf/.
  tdnf: {
    commands: ['tdnf'],
    system: true,
    families: ['rhel'],
    example: 'curl',
    verbs: {
      install: ['install', 'reinstall'],
      refresh: ['makecache', 'check-update'],
      upgrade: ['update', 'upgrade', 'distro-sync'],
      remove: ['remove', 'erase', 'autoremove'],
      clean: ['clean'],
    },
    valued: rpmValued,
    yes: { write: '-y', options: ['-y', '--assumeyes'] },
    pin: rpmPin,
    cache: {
      what: 'the package metadata',
      commands: ['tdnf clean all'],
      paths: ['/var/cache/tdnf'],
      clean: 'tdnf clean all',
      mounts: ['/var/cache/tdnf'],
      locked: true,
      costs: true,
    },
    unsigned: rpmUnsigned,
    sortable: true,
  },
  // https://man7.org/linux/man-pages/man8/yum.8.html; since RHEL 8 `yum` is dnf, on CentOS 7 it knows no weak dependencies.
  yum: {
    commands: ['yum'],
    system: true,
    families: ['rhel'],
    example: 'curl',
    verbs: { install: rpmInstall, refresh: rpmRefresh, upgrade: rpmUpgrade, remove: rpmRemove, clean: ['clean'] },
    valued: rpmValued,
    yes: rpmYes,
    // https://github.com/hadolint/hadolint/blob/master/src/Hadolint/Rule/DL3033.hs
    pin: { ...rpmPin, peers: /-/ },
    cache: {
      what: 'the package metadata',
      commands: ['yum clean all', 'dnf clean all'],
      paths: ['/var/cache/yum', '/var/cache/dnf'],
      clean: 'yum clean all',
      mounts: ['/var/cache/yum', '/var/cache/dnf'],
      locked: true,
      costs: true,
    },
    unsigned: rpmUnsigned,
    sortable: true,
    codes: {
      yes: { hadolint: ['DL3030'], kics: ['6e19193a'], semgrep: ['missing-yum-assume-yes-switch'] },
      pin: { hadolint: ['DL3033'], kics: ['6452c424'] },
      cache: { hadolint: ['DL3032'], trivy: ['DS-0015'], kics: ['00481784'], semgrep: ['missing-yum-clean-all'] },
      upgrade: { hadolint: ['DL3031'], kics: ['8f6456be'], semgrep: ['avoid-yum-update'] },
      refresh: { trivy: ['DS-0017'], checkov: ['CKV_DOCKER_5'], kics: ['9bae49be'], dockerBench: ['4.7'], dockle: ['CIS-DI-0007'] },
    },
  },
  // https://en.opensuse.org/SDB:Zypper_manual, `zypper help install`.
  zypper: {
    commands: ['zypper'],
    system: true,
    families: ['suse'],
    example: 'curl',
    verbs: {
      install: ['install', 'in', 'source-install', 'si', 'install-new-recommends', 'inr'],
      refresh: ['refresh', 'ref', 'refresh-services', 'refs'],
      upgrade: ['update', 'up', 'dist-upgrade', 'dup', 'patch'],
      remove: ['remove', 'rm'],
      clean: ['clean', 'cc'],
    },
    leaps: ['dist-upgrade', 'dup'],
    // prettier-ignore
    valued: [
      '-r', '--repo', '-t', '--type', '--from', '--download', '--solver-focus', '--root', '--installroot', '--config', '--reposd-dir',
      '--cache-dir', '--raw-cache-dir', '--solv-cache-dir', '--pkg-cache-dir', '--userdata', '--table-style', '--releasever', '--plus-repo',
      '--plus-content', '--bugzilla', '-b', '--cve', '--issue', '-g', '--category', '--severity', '--date',
    ],
    // prettier-ignore
    globalValued: [
      '-c', '--config', '-D', '--reposd-dir', '-C', '--cache-dir', '-R', '--root', '--installroot', '-s', '--table-style', '-p',
      '--plus-repo', '--plus-content', '--raw-cache-dir', '--solv-cache-dir', '--pkg-cache-dir', '--userdata', '--releasever',
    ],
    yes: { write: '-y', options: ['-y', '--no-confirm'], global: ['-n', '--non-interactive'] },
    lean: {
      write: '--no-recommends',
      options: ['--no-recommends'],
      config: /^[ \t]*(?:solver\.onlyRequires[ \t]*=[ \t]*(?:true|yes)|installRecommends[ \t]*=[ \t]*(?:false|no))\b/im,
      unneeded: ['source-install', 'si', 'install-new-recommends', 'inr'],
    },
    pin: { write: '=<version>', pinned: /[=<>]/, exempt: /\.rpm$|^[./~@!+-]|:\/\/|^(?:pattern|patch|product):/ },
    cache: {
      what: 'the package metadata',
      commands: ['zypper clean', 'zypper cc'],
      paths: ['/var/cache/zypp'],
      clean: 'zypper clean --all',
      mounts: ['/var/cache/zypp'],
      locked: true,
      costs: true,
    },
    unsigned: { '--no-gpg-checks': { dockerBench: ['4.11'] }, '--allow-unsigned-rpm': { dockerBench: ['4.11'] } },
    sortable: true,
    codes: {
      yes: { hadolint: ['DL3034'], kics: ['45e1fca5'], semgrep: ['missing-zypper-no-confirm-switch'] },
      pin: { hadolint: ['DL3037'], kics: ['562952e4'] },
      cache: { hadolint: ['DL3036'], trivy: ['DS-0020'], kics: ['38300d1a'], semgrep: ['missing-zypper-clean'] },
      leap: { hadolint: ['DL3035'] },
      upgrade: { kics: ['d4895357'], semgrep: ['avoid-zypper-update'] },
      refresh: { trivy: ['DS-0017'], dockerBench: ['4.7'], dockle: ['CIS-DI-0007'] },
    },
  },
} as const satisfies Record<string, PackageManager>;
