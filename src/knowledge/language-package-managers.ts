import { nodePackageManagers } from './node-package-managers.ts';
import { pythonPackageManagers } from './python-package-managers.ts';
import type { PackageManager } from './package-managers.ts';

/** Package managers of programming languages. */
export const languagePackageManagers = {
  ...pythonPackageManagers,
  ...nodePackageManagers,
  // https://guides.rubygems.org/command-reference/#gem-install.
  gem: {
    commands: ['gem'],
    versioned: /^gem\d[\d.]*$/,
    system: false,
    example: 'rake',
    verbs: {
      install: ['install', 'i', 'in', 'ins', 'inst', 'insta', 'instal'],
      upgrade: ['update'],
      remove: ['uninstall'],
      clean: ['cleanup'],
    },
    // prettier-ignore
    valued: [
      '-v', '--version', '-i', '--install-dir', '-n', '--bindir', '-P', '--trust-policy', '--build-root', '--platform', '-s', '--source',
      '--config-file', '--target-rbconfig', '--without', '-B', '--bulk-threshold', '-g', '--file',
    ],
    argumentsBehindDashes: true,
    pin: { write: ':<version>', pinned: /:/, exempt: /\.gem$|^[./~]|:\/\//, options: ['-v', '--version', '-g', '--file'] },
    cache: {
      what: 'the downloaded gems',
      commands: [],
      paths: ['/usr/local/bundle/cache', '/usr/local/lib/ruby/gems', '/usr/lib/ruby/gems', '/var/lib/gems'],
      clean: 'rm -rf "$(gem env gemdir)"/cache/*.gem',
      mounts: ['/usr/local/bundle/cache'],
      costs: true,
    },
    sortable: true,
    codes: { pin: { hadolint: ['DL3028'], kics: ['22cd11f7'] } },
  },
  // https://bundler.io/man/bundle-install.1.html.
  bundler: {
    commands: ['bundle', 'bundler'],
    system: false,
    example: '',
    verbs: { install: ['install'], upgrade: ['update'], remove: ['remove'], clean: ['clean'] },
    bare: true,
    // prettier-ignore
    valued: [
      '--path', '-j', '--jobs', '--retry', '--without', '--with', '--gemfile', '--shebang', '-P', '--trust-policy', '--target-rbconfig', '-r',
    ],
    cache: {
      what: 'the downloaded gems',
      commands: [],
      paths: ['/usr/local/bundle/cache', '~/.bundle/cache'],
      clean: 'rm -rf ~/.bundle/cache "$(gem env gemdir)"/cache/*.gem',
      mounts: ['/usr/local/bundle/cache'],
      costs: true,
    },
    manifests: { files: ['Gemfile'], locks: ['Gemfile.lock'], frozen: { verbs: [], options: ['--deployment', '--frozen'] } },
    sortable: false,
    codes: { cache: { tally: ['ruby/leftover-bundler-cache'] } },
  },
  // https://go.dev/ref/mod#go-get, https://pkg.go.dev/cmd/go; a first path element without a dot is no remote module.
  go: {
    commands: ['go'],
    versioned: /^go1\.[\d.]+$/,
    system: false,
    example: 'golang.org/x/tools/cmd/stringer',
    verbs: { install: ['install', 'get', 'mod download'], clean: ['clean'] },
    // prettier-ignore
    valued: [
      '-C', '-ldflags', '-tags', '-mod', '-modfile', '-modcacherw', '-o', '-p', '-gcflags', '-asmflags', '-gccgoflags', '-buildmode',
      '-compiler', '-installsuffix', '-overlay', '-pkgdir', '-toolexec', '-exec', '-pgo', '-coverpkg', '-covermode',
    ],
    longDash: true,
    pin: {
      write: '@<version>',
      pinned: /@/,
      floating: /@(?:latest|upgrade|patch|master|main|HEAD)$/,
      exempt: /^[./]|^[^./@]+(?:[/@]|$)/,
      unneeded: ['mod download'],
    },
    cache: {
      what: 'the module and build caches',
      commands: ['go clean -modcache', 'go clean -cache -modcache', 'go clean -modcache -cache'],
      paths: ['/go/pkg/mod', '~/go/pkg/mod', '/go/pkg'],
      clean: 'go clean -cache -modcache',
      mounts: ['/go/pkg/mod', '/root/.cache/go-build'],
      costs: true,
    },
    manifests: { files: ['go.mod'], locks: ['go.sum'], frozen: { verbs: ['mod download'], options: ['-mod=readonly', '-mod=vendor'] } },
    sortable: true,
    codes: { pin: { hadolint: ['DL3062'] } },
  },
  // https://doc.rust-lang.org/cargo/commands/cargo-install.html.
  cargo: {
    commands: ['cargo'],
    system: false,
    example: 'ripgrep',
    verbs: { install: ['install', 'binstall', 'fetch', 'add'], upgrade: ['update'], remove: ['uninstall', 'remove'] },
    // prettier-ignore
    valued: [
      '--version', '--vers', '--git', '--branch', '--tag', '--rev', '--path', '--root', '--registry', '--index', '--target', '--target-dir',
      '--profile', '-F', '--features', '--bin', '--example', '-j', '--jobs', '--config', '--color', '--message-format', '-Z', '-C',
      '--manifest-path', '-p', '--package', '--rename', '--strategies', '--disable-strategies', '--install-path',
    ],
    ignored: /^\+/,
    pin: {
      write: '@<version>',
      pinned: /@/,
      exempt: /^[./~]/,
      options: ['--version', '--vers', '--rev', '--tag', '--path'],
    },
    cache: {
      what: 'the registry cache',
      commands: ['cargo cache -a'],
      paths: ['/usr/local/cargo/registry', '~/.cargo/registry'],
      clean: 'rm -rf "${CARGO_HOME:-$HOME/.cargo}/registry"',
      mounts: ['/usr/local/cargo/registry', '/usr/local/cargo/git'],
      costs: true,
    },
    manifests: { files: ['Cargo.toml'], locks: ['Cargo.lock'], frozen: { verbs: [], options: ['--locked', '--frozen'] } },
    sortable: true,
  },
  // https://getcomposer.org/doc/03-cli.md.
  composer: {
    commands: ['composer', 'composer.phar'],
    versioned: /^composer-?\d[\d.]*$/,
    system: false,
    example: 'monolog/monolog',
    verbs: {
      install: ['install', 'i', 'require', 'r', 'create-project', 'global require', 'global install'],
      upgrade: ['update', 'u', 'upgrade', 'global update'],
      remove: ['remove', 'rm', 'uninstall'],
      clean: ['clear-cache', 'clearcache', 'cc'],
    },
    // prettier-ignore
    valued: ['-d', '--working-dir', '--repository', '--repository-url', '-s', '--stability', '--prefer-install', '--ignore-platform-req', '--audit-format', '--apcu-autoloader-prefix'],
    pin: {
      write: ':<version>',
      pinned: /[:= ]./,
      exempt: /^(?:php|ext-|lib-|composer-)|^[^/]*$|^[./]/,
      nextWord: /^[v^~<>=]*\d|^dev-|@|^\*/,
    },
    cache: {
      what: 'the download cache',
      avoid: { write: '--no-cache', options: ['--no-cache'], variable: { name: 'COMPOSER_NO_CACHE', values: ['1', 'true', 'yes', 'on'] } },
      commands: ['composer clear-cache', 'composer clearcache', 'composer cc'],
      paths: ['~/.composer/cache', '~/.cache/composer', '/tmp/cache'],
      mounts: ['/root/.composer/cache'],
      costs: true,
    },
    manifests: { files: ['composer.json'], locks: ['composer.lock'], frozen: { verbs: ['install', 'i'], options: [] } },
    sortable: false,
  },
  // https://pecl.php.net, https://github.com/docker-library/docs/tree/master/php#pecl-extensions.
  pecl: {
    commands: ['pecl', 'pear'],
    system: false,
    example: 'redis',
    verbs: {
      install: ['install'],
      refresh: ['channel-update', 'update-channels'],
      upgrade: ['upgrade', 'upgrade-all'],
      remove: ['uninstall'],
      clean: ['clear-cache'],
    },
    valued: ['-d', '-D', '-R', '-P', '--installroot', '--packagingroot', '--configureoptions'],
    pin: { write: '-<version>', pinned: /-(?:\d|alpha|beta|devel|stable)/, exempt: /^[./]|\.t(?:ar\.)?gz$|:\/\// },
    cache: {
      what: 'the sources',
      commands: ['pecl clear-cache', 'pear clear-cache'],
      paths: ['/tmp/pear'],
      clean: 'rm -rf /tmp/pear',
      mounts: ['/tmp/pear'],
      costs: true,
    },
    sortable: true,
  },
  // https://github.com/docker-library/php/blob/master/docker-php-ext-install; extensions may need one another in order.
  phpExtensions: {
    commands: ['docker-php-ext-install', 'install-php-extensions'],
    system: false,
    example: 'pdo_mysql',
    verbs: {},
    verbless: true,
    valued: ['-j', '--ini-name'],
    sortable: false,
  },
  // https://metacpan.org/dist/App-cpanminus/view/bin/cpanm.
  cpanm: {
    commands: ['cpanm'],
    system: false,
    example: 'Mojolicious',
    verbs: {},
    verbless: true,
    operations: [
      { action: 'remove', option: /^(?:-U|--uninstall)$/ },
      { action: 'other', option: /^--(?:info|look|version|help|showdeps|scandeps)$/ },
    ],
    // prettier-ignore
    valued: ['-l', '--local-lib', '-L', '--local-lib-contained', '--mirror', '-M', '--from', '--perl', '--save-dists', '--configure-timeout', '--build-timeout', '--test-timeout'],
    pin: { write: '@<version>', pinned: /[@~]/, exempt: /^[./~]|:\/\/|\.t(?:ar\.)?gz$/, options: ['--installdeps', '--cpanfile'] },
    cache: { what: 'the sources', commands: [], paths: ['~/.cpanm'], clean: 'rm -rf ~/.cpanm', mounts: ['/root/.cpanm'], costs: true },
    sortable: false,
  },
  // https://github.com/luarocks/luarocks/blob/main/docs/luarocks_install.md.
  luarocks: {
    commands: ['luarocks'],
    versioned: /^luarocks-?5\.\d$/,
    system: false,
    example: 'lpeg',
    verbs: { install: ['install'], remove: ['remove', 'purge'] },
    valued: [
      '--server',
      '--only-server',
      '--only-sources',
      '--only-sources-from',
      '--tree',
      '--lua-version',
      '--lua-dir',
      '--namespace',
      '--project-tree',
    ],
    pin: { write: ' <version>', pinned: /\.rock(?:spec)?$/, exempt: /^[./~]|:\/\/|^\d|=/, nextWord: /^\d/ },
    sortable: false,
  },
  // https://github.com/eddelbuettel/littler/blob/master/inst/examples/install2.r.
  littler: {
    commands: ['install2.r', 'install.r'],
    system: false,
    example: 'dplyr',
    verbs: {},
    verbless: true,
    valued: ['-l', '--libloc', '-d', '--deps', '-n', '--ncpus', '-r', '--repos', '-t', '--type', '-m', '--method'],
    sortable: true,
  },
  // https://learn.microsoft.com/dotnet/core/tools/dotnet-tool-install and dotnet-restore.
  dotnet: {
    commands: ['dotnet'],
    system: false,
    example: 'dotnet-ef',
    verbs: {
      install: ['tool install', 'restore', 'workload install', 'new install', 'tool restore'],
      upgrade: ['tool update', 'workload update'],
      remove: ['tool uninstall'],
      clean: ['nuget locals'],
    },
    // prettier-ignore
    valued: [
      '--version', '-f', '--framework', '--add-source', '-s', '--source', '--configfile', '--tool-path', '--tool-manifest', '-v',
      '--verbosity', '-r', '--runtime', '-a', '--arch', '--os', '--packages', '--project', '--lock-file-path',
    ],
    pin: {
      write: '@<version>',
      pinned: /@/,
      exempt: /^[./]|proj$|\.slnx?$|\/|^(?:wasm|maui|android|ios|aspire)/,
      options: ['--version', '--from-rollback-file'],
    },
    manifests: {
      files: ['*.csproj', '*.fsproj', '*.vbproj', '*.sln', 'nuget.config', 'Directory.Packages.props'],
      locks: ['packages.lock.json'],
      frozen: { verbs: [], options: ['--locked-mode'] },
    },
    sortable: true,
  },
} as const satisfies Record<string, PackageManager>;
