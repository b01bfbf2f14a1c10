import type { Ecosystem } from './ignore-templates.ts';

export type ClutterKind =
  'vcs' | 'dependencies' | 'build' | 'cache' | 'env' | 'key' | 'credentials' | 'state' | 'editor' | 'system' | 'log' | 'docker' | 'ci';

/** What belongs neither into an image nor on its way to the builder. */
export interface Clutter {
  readonly kind: ClutterKind;
  /** In the syntax of `.dockerignore`; a match is the file or folder itself. */
  readonly pattern: string;
  /** A few words that complete "it is …" or "it holds …". */
  readonly why: string;
  /** Many builds need such a file on purpose: its name alone proves nothing. */
  readonly weak?: boolean;
  /** Clutter only in a project of one of these. */
  readonly ecosystems?: readonly Ecosystem[];
}

/** Kinds that can give somebody access. */
export const secretKinds: ReadonlySet<ClutterKind> = new Set(['env', 'key', 'credentials', 'state']);

/** Names that a pattern of `clutter` catches although they are meant to be shared. */
export const sharedSamples = ['**/.env.example', '**/.env.sample', '**/.env.template', '**/.env.dist', '**/.env.defaults'] as const;

type Row = readonly [pattern: string, why: string];
interface Traits {
  readonly weak?: boolean;
  readonly ecosystems?: readonly Ecosystem[];
}

const rows = (kind: ClutterKind, traits: Traits, list: readonly Row[]): readonly Clutter[] =>
  list.map(([pattern, why]) => ({ kind, pattern, why, ...traits }));

/** Names that are commonly public, or read by builds, are marked weak. */
export const clutter: readonly Clutter[] = [
  // dockle DKL-LI-0003; https://docs.docker.com/build/building/best-practices/#exclude-with-dockerignore
  ...rows('vcs', {}, [
    ['**/.git', 'the whole history, deleted secrets included'],
    ['**/.hg', 'the whole history, deleted secrets included'],
    ['**/.svn', 'working data of Subversion'],
  ]),
  ...rows('docker', { weak: true }, [
    ['**/Dockerfile', 'not needed in the image it describes'],
    ['**/Dockerfile.*', 'not needed in the image it describes'],
    ['**/.dockerignore', 'not needed in the image'],
    ['**/compose*.y*ml', 'how the image is run, not part of it'],
    ['**/docker-compose*.y*ml', 'how the image is run, not part of it'],
  ]),
  ...rows('ci', { weak: true }, [
    ['**/.github', 'settings of GitHub and its workflows'],
    ['**/.gitlab-ci.yml', 'a pipeline of GitLab'],
    ['**/.circleci', 'pipelines of CircleCI'],
    ['**/.travis.yml', 'a pipeline of Travis CI'],
  ]),

  // github/gitignore: Node, Python, Ruby, Composer; https://yarnpkg.com/getting-started/qa#which-files-should-be-gitignored
  ...rows('dependencies', { ecosystems: ['node'] }, [
    ['**/node_modules', 'packages of this machine, with binaries for its platform'],
    ['**/bower_components', 'packages of this machine'],
    ['**/.yarn/unplugged', 'packages of this machine, with binaries for its platform'],
    ['**/.yarn/install-state.gz', 'the state of an installation on this machine'],
  ]),
  ...rows('dependencies', { ecosystems: ['python'] }, [
    ['**/.venv', 'a virtual environment with absolute paths of this machine'],
    ['**/venv', 'a virtual environment with absolute paths of this machine'],
    ['**/__pypackages__', 'packages of this machine'],
  ]),
  ...rows('dependencies', { ecosystems: ['ruby'] }, [
    ['**/.bundle', 'settings of Bundler on this machine'],
    ['vendor/bundle', 'gems of this machine, with binaries for its platform'],
  ]),
  ...rows('dependencies', { ecosystems: ['php'] }, [['vendor', 'packages of this machine']]),
  // `go mod vendor` is committed on purpose: https://go.dev/ref/mod#vendoring
  ...rows('dependencies', { ecosystems: ['go'], weak: true }, [['vendor', 'copies of modules, if no vendored build reads them']]),

  // github/gitignore: Maven, Gradle, Rust, VisualStudio, Node, Python
  ...rows('build', { ecosystems: ['java', 'rust'] }, [
    ['target', 'build output of this machine'],
    ['*/target', 'build output of this machine'],
  ]),
  ...rows('build', { ecosystems: ['dotnet'] }, [
    ['**/obj', 'intermediate files whose paths break a restore in the image'],
    ['**/bin/Debug', 'build output of this machine'],
    ['**/bin/Release', 'build output of this machine'],
  ]),
  ...rows('build', { ecosystems: ['node'] }, [
    ['**/.next', 'build output of this machine'],
    ['**/.nuxt', 'build output of this machine'],
    ['**/*.tsbuildinfo', 'what TypeScript believes to be built already'],
  ]),
  ...rows('build', { ecosystems: ['python'] }, [['**/*.egg-info', 'metadata of an installation on this machine']]),
  ...rows('build', { ecosystems: ['node', 'python'], weak: true }, [['dist', 'build output of this machine']]),

  ...rows('cache', { ecosystems: ['python'] }, [
    ['**/__pycache__', 'compiled code of another interpreter'],
    ['**/*.pyc', 'compiled code of another interpreter'],
    ['**/.pytest_cache', 'a cache of pytest'],
    ['**/.mypy_cache', 'a cache of mypy'],
    ['**/.ruff_cache', 'a cache of Ruff'],
    ['**/.tox', 'virtual environments of tox'],
    ['**/.nox', 'virtual environments of Nox'],
    ['**/.ipynb_checkpoints', 'copies of notebooks'],
  ]),
  ...rows('cache', { ecosystems: ['node'] }, [
    ['**/.npm', 'a cache of npm'],
    ['**/.pnpm-store', 'a cache of pnpm'],
    ['**/.eslintcache', 'a cache of ESLint'],
    ['**/.parcel-cache', 'a cache of Parcel'],
    ['**/.turbo', 'a cache of Turborepo'],
    ['**/.nyc_output', 'raw coverage data'],
  ]),
  ...rows('cache', { ecosystems: ['java'] }, [['**/.gradle', 'a cache of Gradle']]),
  ...rows('cache', { ecosystems: ['php'] }, [
    ['**/.phpunit.cache', 'a cache of PHPUnit'],
    ['**/.php-cs-fixer.cache', 'a cache of PHP-CS-Fixer'],
  ]),
  ...rows('cache', {}, [['**/.cache', 'caches of tools']]),

  // `.env.production` and its like are committed by Vite and Next.js projects; their `*.local` are not: https://vite.dev/guide/env-and-mode
  ...rows('env', {}, [
    ['**/.env', 'local settings, often with passwords and tokens'],
    ['**/.env.local', 'local settings, often with passwords and tokens'],
    ['**/.env.*.local', 'local settings, often with passwords and tokens'],
  ]),
  ...rows('env', { weak: true }, [
    ['**/.env.*', 'settings, possibly with passwords'],
    ['**/.envrc', 'settings of direnv, possibly with passwords'],
  ]),

  // Names that ssh-keygen(1) gives; dockle CIS-DI-0010. Extensions alone also fit public certificates
  // (`.pem`), signing keys of package repositories (`.key`, `.asc`, `.gpg`) and trust stores (`.jks`): weak.
  ...rows('key', {}, [
    ['**/.ssh', 'keys and hosts of a user'],
    ['**/id_rsa', 'a private SSH key'],
    ['**/id_dsa', 'a private SSH key'],
    ['**/id_ecdsa', 'a private SSH key'],
    ['**/id_ed25519', 'a private SSH key'],
    ['**/.gnupg', 'the keyrings of a user'],
    ['**/*.p12', 'a certificate with its private key'],
    ['**/*.pfx', 'a certificate with its private key'],
    ['**/*.ppk', "PuTTY's private key"],
    ['**/*.kdbx', 'a password database'],
  ]),
  ...rows('key', { ecosystems: ['ruby'] }, [
    ['**/config/*.key', 'the key of encrypted Rails credentials'],
    ['**/config/credentials/*.key', 'the key of encrypted Rails credentials'],
  ]),
  ...rows('key', { weak: true }, [
    ['**/*.pem', 'a private key, if it is no public certificate'],
    ['**/*.key', 'a private key, if it is no public signing key'],
    ['**/*.jks', 'a key store, if it is no trust store'],
    ['**/*.keystore', 'a key store, if it is no trust store'],
  ]),

  // Where the tools' manuals say that they keep credentials.
  ...rows('credentials', {}, [
    ['**/.aws', 'credentials for AWS'],
    ['**/.azure', 'credentials for Azure'],
    ['**/.config/gcloud', 'credentials for Google Cloud'],
    ['**/.kube', 'credentials for Kubernetes clusters'],
    ['**/.docker/config.json', 'credentials for registries'],
    ['**/.netrc', 'passwords for hosts'],
    ['**/.git-credentials', 'passwords for Git hosts'],
    ['**/.pypirc', 'credentials for PyPI'],
    ['**/.pgpass', 'passwords for PostgreSQL'],
    ['**/.vault-token', 'a token for Vault'],
  ]),
  ...rows('credentials', { ecosystems: ['php'] }, [['auth.json', "Composer's credentials"]]),
  ...rows('credentials', { ecosystems: ['rust'] }, [['**/.cargo/credentials.toml', 'a token for crates.io']]),
  ...rows('credentials', { weak: true }, [
    ['**/.npmrc', 'settings of npm, possibly with a token'],
    ['**/.yarnrc.yml', 'settings of Yarn, possibly with a token'],
    ['**/pip.conf', 'settings of pip, possibly with a password in an index URL'],
    ['**/.htpasswd', 'hashes of passwords'],
    ['**/credentials.json', 'possibly a key of a service account'],
    ['**/service-account*.json', 'possibly a key of a service account'],
    ['**/kubeconfig', 'credentials for Kubernetes clusters'],
  ]),

  // https://developer.hashicorp.com/terraform/language/manage-sensitive-data
  ...rows('state', {}, [
    ['**/.terraform', 'plug-ins and state of Terraform'],
    ['**/*.tfstate', 'the state of Terraform, secrets included'],
    ['**/*.tfstate.*', 'the state of Terraform, secrets included'],
  ]),

  // github/gitignore: Global/JetBrains, VisualStudioCode, Eclipse, Vim, macOS, Windows
  ...rows('editor', {}, [
    ['**/.idea', 'settings of an editor'],
    ['**/.vscode', 'settings of an editor'],
    ['**/.vs', 'settings of an editor'],
    ['**/.fleet', 'settings of an editor'],
    ['**/.project', 'settings of Eclipse'],
    ['**/.classpath', 'settings of Eclipse'],
    ['**/.settings', 'settings of Eclipse'],
    ['**/*.swp', 'the copy of a file that an editor has open'],
    ['**/*~', 'a backup by an editor'],
  ]),
  ...rows('system', {}, [
    ['**/.DS_Store', 'how Finder shows a folder'],
    ['**/Thumbs.db', 'how Explorer shows a folder'],
  ]),
  ...rows('log', {}, [['**/*.log', 'a log of this machine']]),
];
