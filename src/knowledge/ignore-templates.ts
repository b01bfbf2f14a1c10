/** The parts of a `.dockerignore`: one for every project, one for each ecosystem. */
export type Ecosystem = 'node' | 'python' | 'go' | 'java' | 'dotnet' | 'ruby' | 'php' | 'rust';

export interface IgnoreGroup {
  /** One line: what it is, or why it stays outside. */
  readonly comment: string;
  /** In the syntax of `.dockerignore`. */
  readonly patterns: readonly string[];
  /** Written commented out: many builds need these. */
  readonly optional?: boolean;
  /** What a step of the Dockerfile has to install or build where it is left out; else the image has it from outside only. */
  readonly made?: 'dependencies' | 'output';
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
        made: 'dependencies',
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
      {
        comment: 'Build output: made in the image. Delete what the Dockerfile copies.',
        patterns: ['dist', '**/.next', '**/.nuxt'],
        made: 'output',
      },
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
      {
        comment: 'Build output: made in the image. Delete what the Dockerfile copies.',
        patterns: ['dist', '**/*.egg-info'],
        made: 'output',
      },
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
        made: 'output',
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
        made: 'output',
      },
      { comment: 'Settings and test results of one user.', patterns: ['**/*.*proj.user', '**/TestResults', '**/*.dbmdl', '**/*.jfm'] },
    ],
  },
  {
    ecosystem: 'ruby',
    title: 'Ruby',
    markers: ['Gemfile', '*.gemspec'],
    groups: [
      {
        comment: 'Dependencies and settings of Bundler: made in the image.',
        patterns: ['**/.bundle', 'vendor/bundle'],
        made: 'dependencies',
      },
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
      { comment: "Dependencies and Composer's credentials.", patterns: ['vendor', 'auth.json'], made: 'dependencies' },
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
      { comment: 'Build output: made in the image. Delete what the Dockerfile copies.', patterns: ['target', '*/target'], made: 'output' },
      { comment: "Cargo's credentials.", patterns: ['**/.cargo/credentials.toml'] },
    ],
  },
];

/** How the Dockerfile shows what it makes of an ecosystem; tried on commands that begin with the program's base name. */
export interface EcosystemTools {
  /** Words that tell that the image has to do with it at all. */
  readonly presence: RegExp;
  /** Makes what the groups `made: 'dependencies'` leave out. */
  readonly installs?: RegExp;
  /** Makes what the groups `made: 'output'` leave out. */
  readonly builds?: RegExp;
}

const pythonProject =
  /^pip[\d.]* install (?:.* )?(?:-r|--requirement|-e|--editable|\.)|^python[\d.]* -m (?:pip install .*(?:-r|-e|\.)|build)|^(?:poetry|pipenv|uv|pdm|hatch) |\bsetup\.py\b/;
const javaTools = /^(?:mvn|mvnw|mvnd|gradle|gradlew|ant|sbt|bazel|lein)\b/;

export const ecosystemTools: Readonly<Partial<Record<Ecosystem, EcosystemTools>>> = {
  node: {
    presence: /\b(?:node|nodejs|npm|npx|yarn|pnpm|bun)\b/i,
    installs:
      /^(?:npx |corepack )?(?:(?:npm|pnpm|bun) (?!.*(?:-g\b|--global\b))(?:.* )?(?:ci|i|it|install|add|clean-install)\b|yarn(?:$| -| install| add| workspaces focus))/,
    builds:
      /^(?:npm|pnpm|bun|yarn) (?:.* )?(?:run|run-script|exec|dlx)\b|^yarn (?!install|add|cache|config|global|set|workspaces focus)[a-z]|^(?:npx|bunx|tsc|vite|webpack|next|nuxt|nuxi|ng|nest|turbo|nx|rollup|esbuild|gulp|grunt|parcel)\b/,
  },
  python: { presence: /\b(?:python|pip|poetry|uv)\d*\b/i, builds: pythonProject },
  java: { presence: /\b(?:java|jdk|jre|openjdk|temurin|maven|gradle)\b/i, builds: javaTools },
  dotnet: { presence: /\bdotnet\b/i, builds: /^dotnet (?:publish|build|restore|pack|test|msbuild)\b|^(?:msbuild|nuget)\b/ },
  ruby: {
    presence: /\b(?:ruby|rails|bundle|rake|puma)\b/i,
    installs: /^bundler? (?:.* )?(?:install|update|--)|^bundler?$/,
    builds: /^(?:bundle exec )?(?:rake|rails)\b/,
  },
  php: {
    presence: /\b(?:php|composer)/i,
    installs: /^(?:php \S*)?composer(?:\.phar)? (?:.* )?(?:install|update|i|require|create-project)\b/,
  },
  rust: { presence: /\b(?:cargo|rust)\b/i, builds: /^(?:cargo|cross|maturin|wasm-pack|trunk)\b/ },
};

/** Commands that ask Git about the sources they stand in. */
export const gitCommands =
  /^git (?:-C \S+ )?(?:describe|rev-parse|rev-list|ls-files|symbolic-ref|log|show|status|submodule)\b|^go (?:build|install) .*-buildvcs(?!=false|=auto)|^goreleaser\b/;

const asksGit = /\bgit(?:["',\s]+(?:-C\s+\S+\s+)?|["']\)[\s.]*args?\([\s&["']*)(?:describe|rev-parse|rev-list|ls-files|symbolic-ref)\b/;
const pythonPlugins = /setuptools[_-]scm|hatch-vcs|versioneer|versioningit|poetry-dynamic-versioning/;
const rustPlugins = /vergen|shadow-rs|git-version/;
const javaPlugins = /git-commit-id|buildnumber-maven|jgitver|git-?properties|git-version|axion-release/;

/** Files at a project's top that ask Git when such a command reads them. */
export const gitReaders: readonly { readonly file: RegExp; readonly command: RegExp; readonly asks: readonly RegExp[] }[] = [
  { file: /^(?:GNUm|m|M)akefile$/, command: /^g?make\b/, asks: [asksGit] },
  { file: /^package\.json$/, command: /^(?:npm|pnpm|yarn|bun)\b/, asks: [asksGit] },
  { file: /^(?:pyproject\.toml|setup\.(?:py|cfg))$/, command: pythonProject, asks: [asksGit, pythonPlugins] },
  { file: /\.gemspec$/, command: /^(?:bundle|gem)\b/, asks: [asksGit] },
  { file: /^(?:Cargo\.toml|build\.rs)$/, command: /^cargo\b/, asks: [asksGit, rustPlugins] },
  { file: /^(?:pom\.xml|build\.gradle(?:\.kts)?)$/, command: javaTools, asks: [asksGit, javaPlugins] },
  { file: /\.(?:cs|fs|vb)proj$|^Directory\.Build\.props$/, command: /^dotnet\b/, asks: [/GitVersion|MinVer|Nerdbank\.GitVersioning/] },
];
