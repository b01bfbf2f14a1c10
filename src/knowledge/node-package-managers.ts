import type { PackageManager } from './package-managers.ts';

// A folder, an archive or an address instead of a name; git sources count, since they want a commit.
const nodeExempt = /^(?:[./~]|file:|link:|portal:|workspace:|https?:)|\.t(?:ar\.)?gz$|\.tar$/;
const nodePin = {
  write: '@<version>',
  pinned: /^(?:@[^/@]+\/)?[^/@]+@.|#/,
  floating: /^(?:@[^/@]+\/)?[^/@]+@(?:latest|next|beta|alpha|canary|nightly|lts|current|\*|x)$/,
  exempt: nodeExempt,
  peers: /^(?:@[^/@]+\/)?[^/@]+@./,
} as const;

/** Package managers of JavaScript. */
export const nodePackageManagers = {
  // https://docs.npmjs.com/cli/v11/using-npm/config, https://docs.npmjs.com/cli/v11/commands/npm-install.
  npm: {
    commands: ['npm'],
    system: false,
    example: 'express',
    verbs: {
      // prettier-ignore
      install: [
        'install', 'i', 'add', 'in', 'ins', 'inst', 'insta', 'instal', 'isnt', 'isnta', 'isntal', 'isntall', 'ci', 'clean-install', 'ic',
        'install-clean', 'isntall-clean', 'install-test', 'it', 'install-ci-test', 'cit', 'clean-install-test', 'sit',
      ],
      upgrade: ['update', 'up', 'upgrade', 'udpate'],
      remove: ['uninstall', 'unlink', 'remove', 'rm', 'r', 'un', 'prune'],
      clean: ['cache clean', 'cache rm', 'cache clear'],
    },
    // prettier-ignore
    valued: [
      '-C', '--prefix', '--registry', '--loglevel', '--cache', '--userconfig', '--globalconfig', '--tag', '--omit', '--include', '-w',
      '--workspace', '--install-strategy', '--fetch-retries', '--fetch-retry-factor', '--fetch-retry-mintimeout', '--fetch-timeout',
      '--fetch-retry-maxtimeout', '--maxsockets', '--network-timeout', '--script-shell', '--shell', '--node-options', '--scope',
      '--auth-type', '--before', '--min-release-age', '--os', '--cpu', '--libc', '--proxy', '--https-proxy', '--noproxy', '--ca', '--cafile',
      '--cert', '--key', '--user-agent', '--save-prefix', '--otp', '--access', '--only', '--also', '--target', '--arch', '--disturl',
      '--dist-url', '--python', '--nodedir', '--git', '--local-address', '--logs-dir', '--logs-max', '--audit-level', '--lockfile-version',
      '--cache-min', '--cache-max', '--depth', '--jobs', '--location', '--allow-git', '--runtime',
    ],
    pin: nodePin,
    cache: {
      what: 'the download cache',
      commands: ['npm cache clean', 'npm cache rm', 'npm cache clear'],
      paths: ['~/.npm'],
      clean: 'npm cache clean --force',
      mounts: ['/root/.npm'],
      costs: true,
    },
    manifests: {
      files: ['package.json'],
      locks: ['package-lock.json', 'npm-shrinkwrap.json'],
      frozen: {
        verbs: ['ci', 'clean-install', 'ic', 'install-clean', 'isntall-clean', 'install-ci-test', 'cit', 'clean-install-test', 'sit'],
        options: [],
      },
    },
    unsigned: { '--strict-ssl=false': { checkov: ['CKV2_DOCKER_13'] } },
    sortable: true,
    codes: { pin: { hadolint: ['DL3016'], kics: ['e36d8880'] } },
  },
  // https://classic.yarnpkg.com/en/docs/cli/, https://yarnpkg.com/cli/install.
  yarn: {
    commands: ['yarn', 'yarnpkg'],
    system: false,
    example: 'express',
    verbs: {
      install: ['install', 'add', 'global add', 'workspaces focus'],
      upgrade: ['upgrade', 'up', 'upgrade-interactive', 'global upgrade'],
      remove: ['remove', 'global remove'],
      clean: ['cache clean', 'cache clear'],
    },
    bare: true,
    // prettier-ignore
    valued: [
      '--cache-folder', '--cwd', '--modules-folder', '--registry', '--network-timeout', '--network-concurrency', '--mutex', '--otp',
      '--preferred-cache-folder', '--global-folder', '--prefix', '--link-folder', '--use-yarnrc', '--https-proxy', '--proxy', '--mode',
      '--scripts-prepend-node-path',
    ],
    pin: nodePin,
    cache: {
      what: 'the download cache',
      commands: ['yarn cache clean', 'yarn cache clear'],
      paths: ['/usr/local/share/.cache/yarn', '~/.cache/yarn', '~/.yarn/berry/cache'],
      clean: 'yarn cache clean',
      mounts: ['/usr/local/share/.cache/yarn', '/root/.yarn/berry/cache'],
      costs: true,
    },
    manifests: {
      files: ['package.json', '.yarnrc.yml'],
      locks: ['yarn.lock'],
      frozen: { verbs: [], options: ['--frozen-lockfile', '--immutable'] },
    },
    sortable: true,
    codes: { cache: { hadolint: ['DL3060'] } },
  },
  // https://pnpm.io/cli/install; the store is linked into node_modules, so leaving it costs little.
  pnpm: {
    commands: ['pnpm'],
    system: false,
    example: 'express',
    verbs: {
      install: ['install', 'i', 'add', 'fetch', 'ci', 'clean-install'],
      upgrade: ['update', 'up', 'upgrade'],
      remove: ['remove', 'rm', 'uninstall', 'un', 'prune'],
      clean: ['store prune'],
    },
    // prettier-ignore
    valued: [
      '-C', '--dir', '-F', '--filter', '--filter-prod', '--store-dir', '--registry', '--reporter', '--loglevel', '--workspace-concurrency',
      '--network-concurrency', '--child-concurrency', '--virtual-store-dir', '--lockfile-dir', '--modules-dir', '--package-import-method',
      '--node-linker', '--global-dir', '--global-bin-dir', '--cpu', '--os', '--libc', '--cache-dir', '--state-dir', '--hoist-pattern',
      '--public-hoist-pattern', '--changed-files-ignore-pattern', '--test-pattern', '--allow-build', '--prefix',
    ],
    pin: nodePin,
    cache: {
      what: 'the package store',
      commands: ['pnpm store prune'],
      paths: ['~/.local/share/pnpm/store', '/pnpm/store'],
      clean: 'pnpm store prune',
      mounts: ['/root/.local/share/pnpm/store'],
      costs: false,
    },
    manifests: {
      files: ['package.json', 'pnpm-workspace.yaml'],
      locks: ['pnpm-lock.yaml'],
      frozen: { verbs: ['ci', 'clean-install'], options: ['--frozen-lockfile'] },
    },
    sortable: true,
  },
  // https://bun.com/docs/cli/install; the cache is hard-linked into node_modules.
  bun: {
    commands: ['bun'],
    system: false,
    example: 'express',
    verbs: { install: ['install', 'i', 'add', 'a', 'ci'], upgrade: ['update'], remove: ['remove', 'rm'], clean: ['pm cache rm'] },
    // prettier-ignore
    valued: [
      '--cwd', '-c', '--config', '--registry', '--cache-dir', '--backend', '--ca', '--cafile', '--concurrent-scripts', '--omit', '--filter',
      '--network-concurrency', '--cpu', '--os', '--linker', '--minimum-release-age',
    ],
    pin: nodePin,
    cache: {
      what: 'the download cache',
      commands: ['bun pm cache rm'],
      paths: ['~/.bun/install/cache'],
      clean: 'bun pm cache rm',
      mounts: ['/root/.bun/install/cache'],
      costs: false,
    },
    manifests: { files: ['package.json'], locks: ['bun.lock', 'bun.lockb'], frozen: { verbs: ['ci'], options: ['--frozen-lockfile'] } },
    sortable: true,
  },
} as const satisfies Record<string, PackageManager>;
