import type { PackageManager } from './package-managers.ts';

const on = ['1', 'true', 'yes', 'on', 'y', 't'] as const;
const pythonPin = {
  write: '==<version>',
  // https://pip.pypa.io/en/stable/topics/vcs-support/: a VCS address is pinned by `@`.
  pinned: /[=<>!~]=|[<>]|@[^/@]*$| @ /,
  exempt: /^[./~]|^(?!(?:git|hg|svn|bzr)(?:\+[\w-]+)?:)[^@ ]*\/|\.whl$|\.zip$|\.t(?:ar\.)?(?:gz|bz2|xz)$/,
} as const;

/** Package managers of Python, and conda with its kin. */
export const pythonPackageManagers = {
  // https://pip.pypa.io/en/stable/cli/pip_install/.
  pip: {
    commands: ['pip', 'pip3', 'pip2', 'pypy-pip'],
    versioned: /^pip-?\d[\d.]*$/,
    system: false,
    example: 'requests',
    verbs: { install: ['install'], remove: ['uninstall'], clean: ['cache purge'] },
    // prettier-ignore
    valued: [
      '-r', '--requirement', '-c', '--constraint', '--build-constraint', '-e', '--editable', '-t', '--target', '--platform', '-i',
      '--index-url', '--pypi-url', '--extra-index-url', '-f', '--find-links', '--python-version', '--implementation', '--abi', '--root',
      '--prefix', '--src', '--source', '--upgrade-strategy', '-C', '--config-setting', '--config-settings', '--global-option',
      '--install-option', '--no-binary', '--only-binary', '--progress-bar', '--root-user-action', '--report', '--group', '--log', '--log-file',
      '--proxy', '--retries', '--resume-retries', '--timeout', '--default-timeout', '--exists-action', '--trusted-host', '--cert',
      '--client-cert', '--cache-dir', '--use-feature', '--use-deprecated', '--keyring-provider', '--python', '-b', '--build', '--build-dir',
      '-d', '--download', '--uploaded-prior-to', '--requirements-from-script', '--only-final', '--all-releases',
    ],
    pin: { ...pythonPin, options: ['-c', '--constraint', '--require-hashes'] },
    cache: {
      what: 'the download cache',
      avoid: {
        write: '--no-cache-dir',
        options: ['--no-cache-dir', '--no-cache'],
        variable: { name: 'PIP_NO_CACHE_DIR', values: on },
        config: /no-cache-dir[ \t=]*(?:1|true|yes|on)\b/i,
      },
      commands: ['pip cache purge', 'pip3 cache purge', 'python -m pip cache purge', 'python3 -m pip cache purge'],
      paths: ['~/.cache/pip'],
      mounts: ['/root/.cache/pip'],
      costs: true,
    },
    manifests: {
      files: ['requirements.txt', 'pyproject.toml', 'setup.py', 'setup.cfg'],
      locks: ['requirements.txt', 'pylock.toml'],
      frozen: { verbs: [], options: ['--require-hashes'] },
    },
    unsigned: { '--trusted-host': { checkov: ['CKV2_DOCKER_4'] } },
    sortable: true,
    codes: {
      pin: { hadolint: ['DL3013'], kics: ['02d9c71f'] },
      cache: { hadolint: ['DL3042'], kics: ['f2f903fb'], semgrep: ['missing-pip-no-cache-dir'] },
    },
  },
  // https://pipx.pypa.io/stable/reference/cli/.
  pipx: {
    commands: ['pipx'],
    system: false,
    example: 'black',
    verbs: { install: ['install'], upgrade: ['upgrade', 'upgrade-all'], remove: ['uninstall', 'uninstall-all'] },
    valued: ['-i', '--index-url', '--pip-args', '--python', '--suffix', '--preinstall', '--backend'],
    pin: pythonPin,
    cache: {
      what: 'the download cache of pip',
      avoid: {
        write: '--pip-args=--no-cache-dir',
        options: [],
        setting: { options: ['--pip-args'], key: '--no-cache-dir', values: [''] },
        variable: { name: 'PIP_NO_CACHE_DIR', values: on },
      },
      commands: ['pip cache purge', 'pip3 cache purge'],
      paths: ['~/.cache/pip', '~/.cache/pipx'],
      mounts: ['/root/.cache/pip'],
      costs: true,
    },
    sortable: true,
  },
  // https://pipenv.pypa.io/en/latest/commands.html.
  pipenv: {
    commands: ['pipenv'],
    system: false,
    example: 'requests',
    verbs: { install: ['install', 'sync'], upgrade: ['update', 'upgrade'], remove: ['uninstall'] },
    valued: ['-r', '--requirements', '-i', '--index', '--pypi-mirror', '--python', '--categories', '--extra-pip-args', '-e', '--editable'],
    pin: pythonPin,
    manifests: { files: ['Pipfile'], locks: ['Pipfile.lock'], frozen: { verbs: ['sync'], options: ['--deploy', '--ignore-pipfile'] } },
    sortable: true,
  },
  // https://docs.astral.sh/uv/reference/cli/; the cache is linked into the environment where both lie on one file system.
  uv: {
    commands: ['uv'],
    system: false,
    example: 'requests',
    verbs: {
      install: ['pip install', 'pip sync', 'sync', 'add', 'tool install'],
      upgrade: ['tool upgrade'],
      remove: ['remove', 'pip uninstall', 'tool uninstall'],
      clean: ['cache clean', 'cache prune'],
    },
    // prettier-ignore
    valued: [
      '-r', '--requirements', '--requirement', '-c', '--constraints', '--constraint', '--overrides', '--override', '-b', '--build-constraints',
      '--build-constraint', '--excludes', '-e', '--editable', '--extra', '--group', '--only-group', '--no-group', '--no-extra', '-i', '--index-url',
      '--default-index', '--index', '--extra-index-url', '-f', '--find-links', '--index-strategy', '--keyring-provider', '--resolution',
      '--prerelease', '--fork-strategy', '--exclude-newer', '--exclude-newer-package', '--link-mode', '-C', '--config-setting',
      '--config-settings', '--config-settings-package', '-p', '--python', '--python-version', '--python-platform', '--target', '--prefix',
      '--project', '--directory', '--config-file', '--cache-dir', '--package', '--no-install-package', '-P', '--upgrade-package',
      '--reinstall-package', '--refresh-package', '--no-binary', '--only-binary', '--no-binary-package', '--no-build-package',
      '--no-build-isolation-package', '--no-sources-package', '--torch-backend', '--color', '--allow-insecure-host', '-w', '--with',
      '--with-editable', '--with-requirements', '--tag', '--branch', '--rev', '--script', '--optional', '--marker', '-m', '--bounds',
      '--with-executables-from', '--upgrade-group',
    ],
    pin: {
      ...pythonPin,
      pinned: /[=<>!~]=|[<>]|@/,
      floating: /@latest$/,
      options: ['-c', '--constraint', '--constraints', '--require-hashes', '--tag', '--rev'],
    },
    cache: {
      what: 'the download cache',
      avoid: { write: '--no-cache', options: ['--no-cache', '--no-cache-dir', '-n'], variable: { name: 'UV_NO_CACHE', values: on } },
      commands: ['uv cache clean', 'uv cache prune'],
      paths: ['~/.cache/uv'],
      mounts: ['/root/.cache/uv'],
      costs: false,
    },
    manifests: {
      files: ['pyproject.toml'],
      locks: ['uv.lock', 'pylock.toml'],
      frozen: { verbs: [], options: ['--locked', '--frozen', '--require-hashes'] },
    },
    unsigned: { '--allow-insecure-host': {} },
    sortable: true,
  },
  // https://python-poetry.org/docs/cli/.
  poetry: {
    commands: ['poetry'],
    system: false,
    example: 'requests',
    verbs: {
      install: ['install', 'sync', 'add', 'self add', 'self install'],
      upgrade: ['update', 'self update'],
      remove: ['remove'],
      clean: ['cache clear'],
    },
    valued: [
      '-C',
      '--directory',
      '-P',
      '--project',
      '-E',
      '--extras',
      '-G',
      '--group',
      '--with',
      '--without',
      '--only',
      '--platform',
      '--python',
      '--source',
      '--markers',
    ],
    pin: { ...pythonPin, pinned: /[=<>!~]=|[<>]|@/, floating: /@(?:latest|\*)$/ },
    cache: {
      what: 'the download cache',
      avoid: { write: '--no-cache', options: ['--no-cache'] },
      commands: ['poetry cache clear'],
      paths: ['~/.cache/pypoetry'],
      mounts: ['/root/.cache/pypoetry'],
      costs: true,
    },
    manifests: { files: ['pyproject.toml'], locks: ['poetry.lock'], frozen: { verbs: ['install', 'sync'], options: [] } },
    sortable: true,
  },
  // https://docs.conda.io/projects/conda/en/stable/commands/install.html, https://mamba.readthedocs.io; `env create` never asks.
  conda: {
    commands: ['conda', 'mamba', 'micromamba'],
    system: false,
    example: 'numpy',
    verbs: {
      install: ['install', 'create', 'env create', 'env update'],
      upgrade: ['update', 'upgrade'],
      remove: ['remove', 'uninstall', 'env remove'],
      clean: ['clean'],
    },
    // prettier-ignore
    valued: [
      '-n', '--name', '-p', '--prefix', '-c', '--channel', '-f', '--file', '--repodata-fn', '--solver', '--experimental-solver', '--revision',
      '--subdir', '--platform', '--clone', '-r', '--root-prefix', '--rc-file', '--relocate-prefix', '--environment-specifier', '--env-spec',
    ],
    yes: {
      write: '-y',
      options: ['-y', '--yes'],
      variable: { name: 'CONDA_ALWAYS_YES', values: on },
      config: /always_yes[ \t:]*(?:1|true|yes|on)\b/i,
      unneeded: ['env create', 'env update'],
      // https://github.com/conda/conda/blob/main/conda/reporters.py: an empty line is the default, which is yes.
      assumed: true,
    },
    pin: {
      write: '=<version>',
      pinned: /[=<>]/,
      exempt: /:\/\/|\.tar\.bz2$|\.conda$|^[./~]/,
      options: ['-f', '--file', '--clone', '--revision'],
    },
    cache: {
      what: 'the package archives',
      commands: ['conda clean', 'mamba clean', 'micromamba clean'],
      paths: ['/opt/conda/pkgs', '~/miniconda3/pkgs', '~/.conda/pkgs', '~/.mamba/pkgs', '/opt/miniconda/pkgs', '/opt/miniconda3/pkgs'],
      clean: 'conda clean -afy',
      mounts: ['/opt/conda/pkgs'],
      costs: true,
    },
    manifests: { files: ['environment.yml', 'environment.yaml'], locks: ['conda-lock.yml'], frozen: { verbs: [], options: [] } },
    sortable: true,
  },
} as const satisfies Record<string, PackageManager>;
