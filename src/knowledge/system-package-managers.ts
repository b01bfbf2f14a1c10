import type { PackageManager } from './package-managers.ts';
import { rpmPackageManagers } from './rpm-package-managers.ts';

const on = ['1', 'true', 'yes', 'on', 'enable', 'with'] as const;
const off = ['0', 'false', 'no', 'off', 'disable', 'without'] as const;

/** Package managers of operating systems. */
export const systemPackageManagers = {
  // https://manpages.debian.org/trixie/apt/apt-get.8.en.html, apt.conf(5).
  apt: {
    commands: ['apt-get', 'apt'],
    system: true,
    families: ['debian'],
    example: 'curl',
    verbs: {
      install: ['install', 'satisfy', 'reinstall', 'build-dep'],
      refresh: ['update'],
      upgrade: ['upgrade', 'dist-upgrade', 'full-upgrade', 'dselect-upgrade'],
      remove: ['remove', 'purge', 'autoremove', 'auto-remove', 'autopurge'],
      clean: ['clean', 'autoclean', 'auto-clean', 'distclean', 'dist-clean'],
    },
    leaps: ['dist-upgrade', 'full-upgrade'],
    // prettier-ignore
    valued: [
      '-o', '--option', '-c', '--config-file', '-t', '--target-release', '--default-release', '-a', '--host-architecture', '-P',
      '--build-profiles', '-S', '--snapshot', '--with-source', '--solver', '--planner', '--comment',
    ],
    yes: {
      write: '-y',
      options: ['-y', '--yes', '--assume-yes', '--force-yes'],
      twice: ['-q', '--quiet'],
      setting: { options: ['-o', '--option'], key: 'apt::get::assume-yes', values: on },
      config: /APT::Get::Assume-Yes\s+"?(?:1|true|yes|on)\b/i,
    },
    lean: {
      write: '--no-install-recommends',
      options: ['--no-install-recommends'],
      setting: { options: ['-o', '--option'], key: 'apt::install-recommends', values: off },
      config: /APT::Install-Recommends\s+"?(?:0|false|no|off)\b/i,
      unneeded: ['build-dep'],
    },
    pin: { write: '=<version>', pinned: /=/, exempt: /\.deb$|\/|-$|[*?^]/, unneeded: ['build-dep'] },
    cache: {
      what: 'the package lists',
      commands: ['apt-get distclean', 'apt-get dist-clean', 'apt distclean'],
      paths: ['/var/lib/apt/lists'],
      clean: 'rm -rf /var/lib/apt/lists/*',
      // https://docs.docker.com/reference/dockerfile/#example-cache-apt-packages
      mounts: ['/var/cache/apt', '/var/lib/apt'],
      locked: true,
      costs: true,
    },
    unsigned: {
      '--allow-unauthenticated': { checkov: ['CKV2_DOCKER_8'], dockerBench: ['4.11'], dockle: ['CIS-DI-0011'] },
      '--force-yes': { checkov: ['CKV2_DOCKER_11'], dockerBench: ['4.11'] },
      '--allow-insecure-repositories': { dockerBench: ['4.11'] },
    },
    sortable: true,
    coded: ['apt-get'],
    codes: {
      yes: {
        hadolint: ['DL3014'],
        trivy: ['DS-0021'],
        kics: ['77783205'],
        semgrep: ['missing-assume-yes-switch'],
        dockerfilelint: ['apt-get_missing_param'],
      },
      lean: {
        hadolint: ['DL3015'],
        trivy: ['DS-0029'],
        kics: ['7384dfb2'],
        semgrep: ['missing-no-install-recommends'],
        dockerfilelint: ['apt-get_recommends'],
      },
      pin: { hadolint: ['DL3008'], kics: ['965a08d7'] },
      cache: {
        hadolint: ['DL3009'],
        kics: ['df746b39'],
        semgrep: ['remove-package-lists'],
        dockerfilelint: ['apt-get_missing_rm'],
        dockle: ['DKL-DI-0005'],
      },
      leap: { trivy: ['DS-0024'], dockerfilelint: ['apt-get-dist-upgrade'], dockle: ['DKL-DI-0003'] },
      upgrade: { hadolint: ['DL3005'], kics: ['682fe378'], semgrep: ['avoid-apt-get-upgrade'], dockerfilelint: ['apt-get-upgrade'] },
      refresh: {
        trivy: ['DS-0017'],
        checkov: ['CKV_DOCKER_5'],
        kics: ['9bae49be'],
        dockerfilelint: ['apt-get-update_require_install'],
        dockerBench: ['4.7'],
        dockle: ['CIS-DI-0007'],
      },
    },
  },
  // https://manpages.debian.org/trixie/aptitude/aptitude.8.en.html.
  aptitude: {
    commands: ['aptitude'],
    system: true,
    families: ['debian'],
    example: 'curl',
    verbs: {
      install: ['install', 'reinstall', 'build-dep', 'build-depends'],
      refresh: ['update'],
      upgrade: ['upgrade', 'safe-upgrade', 'full-upgrade', 'dist-upgrade'],
      remove: ['remove', 'purge'],
      clean: ['clean', 'autoclean'],
    },
    leaps: ['full-upgrade', 'dist-upgrade'],
    // prettier-ignore
    valued: [
      '-t', '--target-release', '--default-release', '-o', '-w', '--width', '-F', '--display-format', '-O', '--sort', '-S', '--group-by',
      '--add-user-tag', '--add-user-tag-to', '--remove-user-tag', '--remove-user-tag-from', '--show-package-names',
    ],
    yes: {
      write: '-y',
      options: ['-y', '--assume-yes'],
      setting: { options: ['-o'], key: 'aptitude::cmdline::assume-yes', values: on },
    },
    lean: {
      write: '--without-recommends',
      options: ['-R', '--without-recommends'],
      setting: { options: ['-o'], key: 'apt::install-recommends', values: off },
      config: /APT::Install-Recommends\s+"?(?:0|false|no|off)\b/i,
    },
    pin: { write: '=<version>', pinned: /=/, exempt: /[-_]$|[/~?]/ },
    cache: {
      what: 'the package lists',
      commands: [],
      paths: ['/var/lib/apt/lists'],
      clean: 'rm -rf /var/lib/apt/lists/*',
      mounts: ['/var/cache/apt', '/var/lib/apt'],
      locked: true,
      costs: true,
    },
    sortable: true,
  },
  // https://man.archlinux.org/man/apk.8.en and apk-add(8), https://gitlab.alpinelinux.org/alpine/apk-tools.
  apk: {
    commands: ['apk'],
    system: true,
    families: ['alpine', 'wolfi'],
    example: 'curl',
    verbs: { install: ['add'], refresh: ['update'], upgrade: ['upgrade'], remove: ['del'], clean: ['cache clean', 'cache purge'] },
    // prettier-ignore
    valued: [
      '-X', '--repository', '-t', '--virtual', '-p', '--root', '--arch', '--cache-dir', '--cache-max-age', '--keys-dir', '--progress-fd',
      '--repositories-file', '--repository-config', '--timeout', '--wait',
    ],
    pin: { write: '=<version>', pinned: /[=~<>]/, exempt: /\.apk$|\/|^[.!]/ },
    cache: {
      what: 'the package index',
      avoid: { write: '--no-cache', options: ['--no-cache'] },
      commands: ['apk cache clean', 'apk cache purge'],
      paths: ['/var/cache/apk', '/etc/apk/cache'],
      mounts: ['/var/cache/apk'],
      locked: true,
      costs: true,
    },
    unsigned: { '--allow-untrusted': { checkov: ['CKV2_DOCKER_7'], dockerBench: ['4.11'] } },
    sortable: true,
    codes: {
      pin: { hadolint: ['DL3018'], kics: ['d3499f6d'] },
      cache: {
        hadolint: ['DL3019'],
        trivy: ['DS-0025'],
        kics: ['ae9c56a6'],
        semgrep: ['missing-apk-no-cache'],
        dockerfilelint: ['apkadd-missing_nocache_or_updaterm'],
        dockle: ['DKL-DI-0004'],
      },
      upgrade: { hadolint: ['DL3017'], kics: ['989ab888'], semgrep: ['avoid-apk-upgrade'] },
      refresh: { trivy: ['DS-0017'], checkov: ['CKV_DOCKER_5'], kics: ['9bae49be'], dockerBench: ['4.7'], dockle: ['CIS-DI-0007'] },
    },
  },
  ...rpmPackageManagers,
  // https://man.archlinux.org/man/pacman.8; it installs optional dependencies only when named, and holds no old versions.
  pacman: {
    commands: ['pacman'],
    system: true,
    families: ['arch'],
    example: 'curl',
    verbs: {},
    operations: [
      { action: 'clean', option: /^-S(?=[a-z]*$)[^c]*c|^--clean$/ },
      { action: 'other', option: /^-S(?=[a-z]*$)[^gilps]*[gilps]|^-[DFQTVh][a-z]*$|^--(?:database|files|query|deptest|version|help)$/ },
      { action: 'install', option: /^-[a-z]*[SU][a-z]*$|^--(?:sync|upgrade)$/, operands: true },
      { action: 'upgrade', option: /^-S(?=[a-z]*$)[^u]*u|^--sysupgrade$/, operands: false },
      { action: 'refresh', option: /^-S(?=[a-z]*$)[^y]*y|^--refresh$/, operands: false },
      { action: 'remove', option: /^-[a-z]*R[a-z]*$|^--remove$/ },
    ],
    // prettier-ignore
    valued: [
      '-b', '--dbpath', '-r', '--root', '--arch', '--cachedir', '--color', '--config', '--gpgdir', '--hookdir', '--logfile', '--sysroot',
      '--ignore', '--ignoregroup', '--overwrite', '--assume-installed', '--print-format',
    ],
    yes: { write: '--noconfirm', options: ['--noconfirm'] },
    cache: {
      what: 'the downloaded packages',
      commands: ['pacman -Scc', 'pacman -Sc'],
      paths: ['/var/cache/pacman/pkg'],
      clean: 'rm -rf /var/cache/pacman/pkg/*',
      mounts: ['/var/cache/pacman/pkg'],
      locked: true,
      costs: true,
    },
    sortable: true,
  },
  // https://dev.gentoo.org/~zmedico/portage/doc/man/emerge.1.html.
  emerge: {
    commands: ['emerge'],
    system: true,
    example: 'net-misc/curl',
    verbs: {},
    verbless: true,
    operations: [
      { action: 'refresh', option: /^--(?:sync|regen|metadata)$/ },
      { action: 'remove', option: /^-(?=[a-zC]*$)[^Cc]*[Cc]|^--(?:unmerge|depclean|prune|rage-clean)$/ },
      { action: 'other', option: /^--(?:info|search|searchdesc|version|help|config|list-sets|moo)$|^-[hsSV]$/ },
    ],
    // prettier-ignore
    valued: ['--config-root', '--root', '--prefix', '--sysroot', '--backtrack', '--exclude', '-X', '--with-bdeps', '--color'],
    pin: { write: '-<version>', pinned: /^[<>=~]/, exempt: /^@|^[./]/ },
    cache: {
      what: 'the source archives',
      commands: [],
      paths: ['/var/cache/distfiles', '/usr/portage/distfiles'],
      clean: 'rm -rf /var/cache/distfiles/*',
      mounts: ['/var/cache/distfiles'],
      costs: true,
    },
    sortable: true,
  },
  // https://man.voidlinux.org/xbps-install.1.
  xbps: {
    commands: ['xbps-install'],
    system: true,
    example: 'curl',
    verbs: {},
    operations: [
      { action: 'install', option: /^/, operands: true },
      { action: 'upgrade', option: /^-(?=[a-zA-Z]*$)[^u]*u|^--update$/, operands: false },
      { action: 'refresh', option: /^-(?=[a-zA-Z]*$)[^S]*S|^--sync$/, operands: false },
    ],
    verbless: true,
    valued: ['-C', '--config', '-c', '--cachedir', '-r', '--rootdir', '-R', '--repository'],
    yes: { write: '-y', options: ['-y', '--yes'] },
    cache: {
      what: 'the downloaded packages',
      commands: ['xbps-remove -O', 'xbps-remove -Oo', 'xbps-remove --clean-cache'],
      paths: ['/var/cache/xbps'],
      clean: 'rm -rf /var/cache/xbps/*',
      mounts: ['/var/cache/xbps'],
      costs: true,
    },
    sortable: true,
  },
  // https://openwrt.org/docs/guide-user/additional-software/opkg.
  opkg: {
    commands: ['opkg'],
    system: true,
    example: 'curl',
    verbs: { install: ['install'], refresh: ['update'], upgrade: ['upgrade'], remove: ['remove'] },
    // prettier-ignore
    valued: ['-V', '-f', '--conf', '--cache', '-t', '--tmp-dir', '-l', '--lists-dir', '-d', '--dest', '-o', '--offline-root', '--add-arch', '--add-dest'],
    cache: {
      what: 'the package lists',
      commands: [],
      paths: ['/var/opkg-lists', '/tmp/opkg-lists'],
      clean: 'rm -rf /var/opkg-lists/*',
      mounts: ['/var/opkg-lists'],
      costs: false,
    },
    sortable: true,
  },
} as const satisfies Record<string, PackageManager>;
