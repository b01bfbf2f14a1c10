/** The parts of a `.dockerignore`: one for every project, one for each ecosystem. */
export type Ecosystem = 'node' | 'python' | 'go' | 'java' | 'dotnet' | 'ruby' | 'php' | 'rust';

export interface IgnoreGroup {
  /** One line: what it is, or why it stays outside. */
  readonly comment: string;
  /** In the syntax of `.dockerignore`. */
  readonly patterns: readonly string[];
  /** Written commented out: many builds need these. */
  readonly optional?: boolean;
}

export interface IgnoreSection {
  readonly ecosystem: Ecosystem | 'common';
  readonly title: string;
  /** Files at a project's top that show it; `*` stands for any characters. */
  readonly markers: readonly string[];
  readonly groups: readonly IgnoreGroup[];
}

/** The whole text: what every project ignores, then a section for each ecosystem, in the order of the table. */
export function renderIgnoreFile(ecosystems: readonly string[]): string {
  return renderSections(ignoreSections.filter(({ ecosystem }) => ecosystem === 'common' || ecosystems.includes(ecosystem)));
}

/** As `renderIgnoreFile`, for sections from which a rule took what the Dockerfile needs; empty groups and sections vanish. */
export function renderSections(sections: readonly IgnoreSection[]): string {
  const blocks = [header];
  for (const { ecosystem, title, groups } of sections) {
    const filled = groups.filter(({ patterns }) => patterns.length > 0);
    if (filled.length > 0 && ecosystem !== 'common') blocks.push([`## ${title}`]);
    for (const { comment, patterns, optional } of filled) {
      blocks.push([`# ${comment}`, ...patterns.map((pattern) => (optional ? `# ${pattern}` : pattern))]);
    }
  }
  return blocks.map((lines) => `${lines.join('\n')}\n`).join('\n');
}

/** The ecosystems that a folder with these files belongs to. */
export function ecosystemsOf(names: readonly string[]): readonly Ecosystem[] {
  const found: Ecosystem[] = [];
  for (const { ecosystem, markers } of ignoreSections) {
    if (ecosystem !== 'common' && names.some((name) => markers.some((marker) => isMarker(marker, name)))) found.push(ecosystem);
  }
  return found;
}

function isMarker(marker: string, name: string): boolean {
  const star = marker.indexOf('*');
  if (star < 0) return name === marker;
  return name.length >= marker.length - 1 && name.startsWith(marker.slice(0, star)) && name.endsWith(marker.slice(star + 1));
}

const header = [
  '# What `docker build` neither sends to the builder nor copies into the image.',
  '# The last pattern that matches a file decides; `!` takes it back in; `**/` means "in any folder".',
  '# https://docs.docker.com/build/concepts/context/#dockerignore-files',
];

/**
 * Sources: what `docker init` and `rails new` (7.1) write, as Docker's guides quote them; github/gitignore (Node, Python, Go,
 * Maven, Gradle, VisualStudio, Ruby, Composer, Rust, Global); https://yarnpkg.com/getting-started/qa#which-files-should-be-gitignored;
 * dockle's DKL-LI-0003. Left out on purpose, since builds read them: `.gitignore` (hatchling, Tailwind), `.npmrc`, README and LICENSE
 * (named by pyproject.toml and Cargo.toml), committed `.env.production` (Vite, Next.js), `.yarn/cache` (zero-installs), Go's `vendor`.
 * Names that sources may bear too (`build`, `bin`, `target`) are ignored only where tools put them.
 */
export const ignoreSections: readonly IgnoreSection[] = [
  {
    ecosystem: 'common',
    title: 'Every project',
    markers: [],
    groups: [
      { comment: 'Version control: the history is large, and remembers deleted secrets.', patterns: ['**/.git', '**/.hg', '**/.svn'] },
      {
        comment: "Docker's own files: a change in them should not run `COPY . .` again.",
        patterns: [
          '**/.dockerignore',
          '**/*.dockerignore',
          '**/Dockerfile',
          '**/Dockerfile.*',
          '**/*.Dockerfile',
          '**/Containerfile',
          '**/compose*.y*ml',
          '**/docker-compose*.y*ml',
          '**/.devcontainer',
        ],
      },
      { comment: 'Continuous integration.', patterns: ['**/.github', '**/.gitlab-ci.yml', '**/.circleci', '**/.travis.yml'] },
      {
        comment: 'Local settings and secrets: pass them when the container runs.',
        patterns: ['**/.env', '**/.env.local', '**/.env.*.local'],
      },
      {
        comment: 'Credentials and keys: use `RUN --mount=type=secret` where a build needs one.',
        patterns: [
          '**/.ssh',
          '**/id_rsa',
          '**/id_dsa',
          '**/id_ecdsa',
          '**/id_ed25519',
          '**/.gnupg',
          '**/.aws',
          '**/.azure',
          '**/.config/gcloud',
          '**/.kube',
          '**/.docker/config.json',
          '**/.netrc',
          '**/.git-credentials',
          '**/.pypirc',
          '**/.pgpass',
          '**/.vault-token',
          '**/*.p12',
          '**/*.pfx',
          '**/*.ppk',
          '**/*.kdbx',
        ],
      },
      {
        comment: 'Private keys end in these as well, but so do public certificates and signing keys.',
        patterns: ['**/*.key', '**/*.pem'],
        optional: true,
      },
      { comment: 'Terraform keeps secrets in its state.', patterns: ['**/.terraform', '**/*.tfstate', '**/*.tfstate.*'] },
      {
        comment: 'Editors and operating systems.',
        patterns: [
          '**/.idea',
          '**/.vscode',
          '**/.vs',
          '**/.fleet',
          '**/.project',
          '**/.classpath',
          '**/.settings',
          '**/*.swp',
          '**/*~',
          '**/.DS_Store',
          '**/Thumbs.db',
        ],
      },
      { comment: 'Logs and caches.', patterns: ['**/*.log', '**/.cache'] },
    ],
  },
  {
    ecosystem: 'node',
    title: 'Node.js',
    markers: ['package.json'],
    groups: [
      {
        comment: 'Dependencies: installed in the image, for its platform.',
        patterns: ['**/node_modules', '**/bower_components', '**/.yarn/unplugged', '**/.yarn/install-state.gz', '**/.yarn/build-state.yml'],
      },
      {
        comment: 'Caches, reports and build information: stale ones break builds.',
        patterns: [
          '**/.npm',
          '**/.pnpm-store',
          '**/.eslintcache',
          '**/.parcel-cache',
          '**/.turbo',
          '**/*.tsbuildinfo',
          '**/.nyc_output',
          'coverage',
          '**/npm-debug.log*',
        ],
      },
      { comment: 'Build output: made in the image. Delete what the Dockerfile copies.', patterns: ['dist', '**/.next', '**/.nuxt'] },
    ],
  },
  {
    ecosystem: 'python',
    title: 'Python',
    markers: ['pyproject.toml', 'requirements*.txt', 'setup.py', 'setup.cfg', 'Pipfile', 'environment.yml'],
    groups: [
      {
        comment: 'Virtual environments: they hold absolute paths of this machine.',
        patterns: ['**/.venv', '**/venv', '**/__pypackages__'],
      },
      {
        comment: 'Compiled code, caches and reports.',
        patterns: [
          '**/__pycache__',
          '**/*.py[cod]',
          '**/.pytest_cache',
          '**/.mypy_cache',
          '**/.ruff_cache',
          '**/.tox',
          '**/.nox',
          '**/.coverage',
          '**/htmlcov',
          '**/.ipynb_checkpoints',
        ],
      },
      { comment: 'Build output: made in the image. Delete what the Dockerfile copies.', patterns: ['dist', '**/*.egg-info'] },
    ],
  },
  {
    ecosystem: 'go',
    title: 'Go',
    markers: ['go.mod'],
    groups: [{ comment: 'Test binaries, profiles and what the debugger builds.', patterns: ['**/*.test', '**/*.out', '**/__debug_bin*'] }],
  },
  {
    ecosystem: 'java',
    title: 'Java',
    markers: ['pom.xml', 'build.gradle', 'build.gradle.kts', 'settings.gradle', 'settings.gradle.kts'],
    groups: [
      {
        comment: 'Build output: made in the image. Delete what the Dockerfile copies.',
        patterns: [
          'target',
          '*/target',
          '**/build/classes',
          '**/build/generated',
          '**/build/libs',
          '**/build/reports',
          '**/build/resources',
          '**/build/test-results',
          '**/build/tmp',
          '**/*.class',
        ],
      },
      { comment: 'Caches and crash reports.', patterns: ['**/.gradle', '**/.kotlin', '**/hs_err_pid*'] },
    ],
  },
  {
    ecosystem: 'dotnet',
    title: '.NET',
    markers: ['*.sln', '*.slnx', '*.csproj', '*.fsproj', '*.vbproj'],
    groups: [
      {
        comment: 'Build output: `obj` of this machine breaks the restore in the image. Delete what the Dockerfile copies.',
        patterns: ['**/bin/Debug', '**/bin/Release', '**/obj'],
      },
      { comment: 'Settings and test results of one user.', patterns: ['**/*.*proj.user', '**/TestResults', '**/*.dbmdl', '**/*.jfm'] },
    ],
  },
  {
    ecosystem: 'ruby',
    title: 'Ruby',
    markers: ['Gemfile', '*.gemspec'],
    groups: [
      { comment: 'Dependencies and settings of Bundler: made in the image.', patterns: ['**/.bundle', 'vendor/bundle'] },
      {
        comment: "Rails' keys: pass RAILS_MASTER_KEY when the container runs.",
        patterns: ['**/config/*.key', '**/config/credentials/*.key'],
      },
      {
        comment: 'Temporary files, local databases and compiled assets.',
        patterns: ['tmp/*', '!tmp/.keep', 'storage/*.sqlite3*', 'public/assets', 'coverage'],
      },
    ],
  },
  {
    ecosystem: 'php',
    title: 'PHP',
    markers: ['composer.json'],
    groups: [
      { comment: "Dependencies and Composer's credentials.", patterns: ['vendor', 'auth.json'] },
      {
        comment: 'Caches of frameworks and tools.',
        patterns: ['var/cache', 'bootstrap/cache/*.php', '**/.phpunit.cache', '**/.phpunit.result.cache', '**/.php-cs-fixer.cache'],
      },
    ],
  },
  {
    ecosystem: 'rust',
    title: 'Rust',
    markers: ['Cargo.toml'],
    groups: [
      { comment: 'Build output: made in the image. Delete what the Dockerfile copies.', patterns: ['target', '*/target'] },
      { comment: "Cargo's credentials.", patterns: ['**/.cargo/credentials.toml'] },
    ],
  },
];
