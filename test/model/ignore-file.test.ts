import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { exampleFiles } from '../../src/generate.ts';
import { clutter } from '../../src/knowledge/clutter.ts';
import { ignoreSections } from '../../src/knowledge/ignore-templates.ts';
import { overlap, reaches, tokensOf } from '../../src/model/build-needs.ts';
import { createModel } from '../../src/model/create.ts';
import { createIgnoreMatcher, parseIgnoreFile } from '../../src/model/dockerignore.ts';
import { appendLines, clutterIn, describeFinds, extendedIgnoreFile, fittedIgnoreFile, usedSources } from '../../src/model/ignore-file.ts';
import { compilePattern } from '../../src/model/ignore-pattern.ts';
import { parse } from '../../src/syntax/parse.ts';

type Texts = Readonly<Record<string, string>>;

const open = (body: string, files: Texts) => {
  const text = body.startsWith('FROM') ? body : `FROM node:22\n${body}\n`;
  const model = createModel('Dockerfile', parse(text), exampleFiles(text, files));
  return { model, context: model.buildContext! };
};

const named = (names: string): Texts =>
  Object.fromEntries(
    names
      .split(' ')
      .filter(Boolean)
      .map((name) => [name, '']),
  );

/** What each source takes in; with `more`, only the first one. */
function found(body: string, files: Texts, more?: string): readonly string[] {
  const { model, context } = open(more === undefined ? body : `${body}\n${more}`, files);
  return usedSources(model)
    .slice(0, more === undefined ? undefined : 1)
    .flatMap((source) => clutterIn(source, model, context).map(({ path }) => path));
}

function fitted(body: string, files: Texts): readonly string[] {
  const { model, context } = open(body, files);
  return fittedIgnoreFile(model, context).split('\n');
}

function extended(body: string, files: Texts): string | undefined {
  const { model, context } = open(body, files);
  const [source] = usedSources(model);
  return source && extendedIgnoreFile(clutterIn(source, model, context), model, context);
}

describe('clutter', () => {
  test.each<[why: string, body: string, names: string, paths: string]>([
    ['the worst first', 'COPY . .', '.git/HEAD __pycache__/a requirements.txt a/.env', 'a/.env .git __pycache__'],
    ['dependencies that a step installs', 'COPY . .\nRUN npm ci', 'package.json node_modules/a/b', 'node_modules'],
    ['in any folder', 'COPY . .\nRUN npm ci', 'a/package.json a/node_modules/a/b', 'a/node_modules'],
    ['those that none installs are needed', 'COPY . .\nRUN npm i -g pm2', 'package.json node_modules/a/b', ''],
    ['no use without the language', 'FROM golang:1.23\nCOPY . .', 'package.json node_modules/a/b', 'node_modules'],
    ['an unknown image may have it', 'FROM example.com/base\nCOPY . .', 'package.json node_modules/a/b', ''],
    ['not what another language keeps there', 'COPY . .\nRUN composer install', 'vendor/a', 'vendor'],
    ['a name alone proves nothing', 'COPY . .', 'vendor/a target/b dist/c node_modules/x', ''],
    ['output that a step builds', 'FROM rust:1.80\nCOPY . .\nRUN cargo build', 'Cargo.toml target/a', 'target'],
    ['output that the image is for', 'FROM rust:1.80\nCOPY . .', 'Cargo.toml target/a', ''],
    ['below a project', 'COPY . .\nRUN composer install', 'api/composer.json api/vendor/x', 'api/vendor'],
    ['below the folder', 'COPY src/ .', 'src/.env .git/HEAD', 'src/.env'],
    ['below what a wildcard finds', 'COPY s*/x .', 'src/x/.env srv/x/.git/a t/x/.env', 'src/x/.env srv/x/.git'],
    ['all in a folder', 'COPY src/* .', 'src/.env', 'src/.env'],
    ['not what is named', 'COPY .env .git /x/', '.env .git/HEAD', ''],
    ['nor a part of it', 'COPY . .\nCOPY .git/HEAD /', '.git/HEAD', ''],
    ['nor what a wildcard names', 'COPY .env* /\nCOPY . /', '.env a', ''],
    ['a folder of that name', 'COPY . .', '.envs/a .gitea/b', ''],
    ['a submodule', 'COPY . .', 'lib/.git', ''],
    ['three levels', 'COPY . .', 'a/b/.env a/b/c/.env', 'a/b/.env'],
    ['excluded', 'COPY --exclude=**/.env . .', 'a/.env .git/a', '.git'],
    ['an exclusion that nobody knows', 'ARG E\nCOPY --exclude=$E . .', 'a/.env', ''],
    ['a source that nobody knows', 'ARG S\nCOPY x $S .', 'x a/.env', ''],
    ['parts of what is clutter itself', 'COPY node_modules .git x/', 'node_modules/a/.env .git/a/.env', ''],
    ['a default', 'ARG S=a\nCOPY x $S .', 'x a/.env', 'a/.env'],
    ['Git is asked', 'COPY . .\nRUN make V=$(git describe)', '.git/a', ''],
    ['Git is asked of what was cloned', 'COPY . .\nRUN git clone x && git -C x describe', '.git/a', '.git'],
    ['Go is told to ask Git', 'COPY . .\nRUN go build -buildvcs=true .', '.git/a', ''],
  ])('%s: %s', (_, body, names, paths) => {
    const files = named(names);
    expect(found(body, files).join(' ')).toBe(paths);
  });

  test.each<[ignore: string, names: string, paths: string]>([
    ['.git/*', '.git/HEAD', ''],
    ['.git/objects', '.git/HEAD', '.git'],
    ['.git\n!.git/HEAD', '.git/HEAD .git/config', ''],
    ['*.env\n!a/.env', 'a/.env', ''],
    ['*\n!a', 'a/.env b/.env', 'a/.env'],
    ['*\n!a\na/.env', 'a/.env', ''],
    ['[', 'a/.env', 'a/.env'],
  ])('where %j ignores', (ignore, names, paths) => {
    expect(found('COPY . .', { ...named(names), '.dockerignore': ignore }).join(' ')).toBe(paths);
  });

  test.each<[file: string, text: string, run: string]>([
    ['Makefile', 'V := $(shell git describe --tags)\n', 'make'],
    ['package.json', '{"scripts":{"build":"V=$(git rev-parse HEAD) vite build"}}', 'npm run build'],
    ['pyproject.toml', 'requires = ["setuptools_scm"]', 'pip install .'],
    ['a.gemspec', 'files = `git ls-files`', 'bundle install'],
    ['build.rs', 'Command::new("git").args(["describe"])', 'cargo build'],
    ['pom.xml', '<artifactId>git-commit-id-plugin</artifactId>', './mvnw package'],
    ['Directory.Build.props', '<PackageReference Include="MinVer" />', 'dotnet publish'],
  ])('%s asks Git', (file, text, run) => {
    const files = { [file]: text, '.git/HEAD': '' };
    expect(found(`COPY . .\nRUN ${run}`, files)).toEqual([]);
    expect(found('COPY . .\nRUN true', files)).toEqual(['.git']);
    expect(fitted(`COPY . .\nRUN ${run}`, files)).toContain('# **/.git');
  });

  test('a private key is told by what it says', () => {
    const key = '-----BEGIN RSA PRIVATE KEY-----\n';
    const files = {
      'a.pem': key,
      'b.pem': '-----BEGIN CERTIFICATE-----\n',
      'c.txt': key,
      'd.json': '',
      'credentials.json': `{"k":"${key}"}`,
    };
    expect(found('COPY . .', files)).toEqual(['credentials.json', 'a.pem']);
  });

  test('at most four are named', () => {
    const finds = 'a b c d e f'.split(' ').map((path) => ({ path, kind: 'env', why: 'w', pattern: path }) as const);
    expect(describeFinds(finds)).toBe('`a` (w), `b`, `c`, `d` and 2 more');
    expect(describeFinds(finds.slice(0, 4))).toBe('`a` (w), `b`, `c` and `d`');
    expect(describeFinds(finds.slice(0, 1))).toBe('`a` (w)');
  });

  test('large contexts are not read to the end', () => {
    const wide = Object.fromEntries(Array.from({ length: 6000 }, (_, i) => [`f${i}`, '']));
    const text = 'FROM a\nCOPY . .\n';
    let listed = 0;
    const files = exampleFiles(text, { ...wide, 'zz/.env': '', '.env': '' });
    const list: typeof files.list = (path) => {
      listed++;
      return files.list(path);
    };
    const model = createModel('Dockerfile', parse(text), { ...files, list });
    expect(clutterIn(usedSources(model)[0]!, model, model.buildContext!).map(({ path }) => path)).toEqual(['.env']);
    expect(listed).toBeLessThan(5);
  });
});

describe('a new ignore file', () => {
  test.each<[why: string, body: string, names: string, has: string, not: string]>([
    ['what is copied by name stays', 'COPY dist /x\nCOPY . .\nRUN npm run build', 'package.json', '**/.next', 'dist'],
    ['or by a default', 'ARG J=target/*.jar\nCOPY $J /\nCOPY . .\nRUN mvn package', 'pom.xml', '**/.gradle', 'target'],
    ['or perhaps by a variable', 'ARG J\nCOPY $J /\nCOPY . .\nRUN mvn package', 'pom.xml', '**/.gradle', 'target'],
    ['and so do the folders above', 'COPY build /x\nCOPY . .\nRUN mvn package', 'pom.xml', 'target', '**/build/libs'],
    ['and the Dockerfile', 'COPY Dockerfile /\nCOPY . .', '', '**/Dockerfile.*', '**/Dockerfile'],
    ['other files of the name go', 'COPY a/.env /\nCOPY . .', 'a/.env b/.env', 'b/.env', '**/.env'],
    ['keys stay out of what is copied', 'FROM ruby:3.3\nCOPY config /c\nCOPY . .', 'Gemfile', '**/config/*.key', '# **/config/*.key'],
    ['what nothing installs stays', 'COPY . .', 'package.json', '# **/node_modules', '**/node_modules'],
    ['a secret beside it does not', 'FROM php:8\nCOPY . .', 'composer.json', 'auth.json', 'vendor'],
    ['a project below', 'COPY . .\nRUN composer install', 'api/composer.json', 'api/vendor', 'api/auth'],
    ['unless there is one above', 'COPY . .\nRUN mvn package', 'pom.xml a/pom.xml', '*/target', 'a/target'],
    ['no stage of use counts', 'FROM rust AS x\nRUN cargo build\nFROM rust\nCOPY . .', 'Cargo.toml', '# target', 'target'],
  ])('%s: %s', (_, body, names, has, not) => {
    const lines = fitted(body, named(names));
    expect(lines).toContain(has);
    expect(lines).not.toContain(not);
  });

  test('Dockerfiles beside it count as well', () => {
    const files = {
      'package.json': '',
      'Dockerfile.prod': 'FROM nginx\nCOPY dist /x',
      'docker/web.Dockerfile': 'FROM a\nCOPY . .\nRUN git describe',
      'Dockerfile.own': 'FROM a\nCOPY .env /',
      'Dockerfile.own.dockerignore': '',
    };
    const lines = fitted('COPY . .\nRUN npm run build', files);
    expect(lines).not.toContain('dist');
    expect(lines).toContain('# **/.git');
    expect(lines).toContain('**/.env');
  });
});

const tails = [
  ...ignoreSections.flatMap(({ groups }) => groups.flatMap(({ patterns }) => patterns)),
  ...clutter.map(({ pattern }) => pattern),
]
  .map((pattern) =>
    pattern
      .replace(/^!?(?:\*\*\/)?/, '')
      .replaceAll('*', 'x')
      .replace(/\[.*\]/, 'c'),
  )
  .filter((path) => !path.endsWith('.dockerignore'));
const element = fc.constantFrom('src', 'a', 'build', 'config', 'dist', 'é', '#x', '[a]', 'lib');
const markers = ['package.json', 'pom.xml', 'go.mod', 'Cargo.toml', 'requirements.txt', 'Gemfile', 'composer.json', 'a.csproj'];
const path = fc
  .tuple(fc.array(element, { maxLength: 2 }), fc.constantFrom(...tails, ...markers, 'x.txt'))
  .map(([folders, tail]) => [...folders, tail].join('/'));
const runs = fc.constantFrom(
  'npm ci && npm run build',
  'mvn package',
  'cargo build',
  'pip install -r a',
  'composer install',
  'git describe',
);
const anyContext = fc.record({
  paths: fc.array(path, { minLength: 1, maxLength: 12 }),
  copied: fc.array(fc.nat(), { maxLength: 4 }),
  depths: fc.array(fc.integer({ min: 1, max: 4 }), { minLength: 4, maxLength: 4 }),
  run: runs,
});

/** Files without those that would have to be folders, and a Dockerfile that copies some of them, or folders of them, by name. */
function contextOf({ paths, copied, depths, run }: typeof anyContext extends fc.Arbitrary<infer T> ? T : never) {
  const own = [...new Set(paths)].filter((one, _, all) => !all.some((other) => other.startsWith(`${one}/`)));
  const names = copied.map((at, i) => (own[at % own.length] ?? '').split('/').slice(0, depths[i]).join('/'));
  const copies = names.map((name) => `COPY ${JSON.stringify([name.replaceAll('[', '[[]'), '/x/'])}`);
  return {
    files: named(''),
    own: Object.fromEntries(own.map((one) => [one, ''])),
    names,
    body: [...copies, 'COPY . .', `RUN ${run}`].join('\n'),
  };
}

test('a new ignore file is valid, leaves in what is copied by name, and nothing more is found', () => {
  fc.assert(
    fc.property(anyContext, (given) => {
      const { own, names, body } = contextOf(given);
      const text = fitted(body, own).join('\n');
      const patterns = parseIgnoreFile(text);
      expect(patterns.filter(({ error }) => error !== undefined)).toEqual([]);
      const { ignored } = createIgnoreMatcher(patterns);
      expect(names.filter((name) => ignored(name))).toEqual([]);
      expect(found('COPY . .', { ...own, '.dockerignore': text }, body)).toEqual([]);
    }),
    { numRuns: 300 },
  );
});

test('an extended ignore file leaves in what is copied by name, keeps its lines, and nothing more is found', () => {
  const ignore = fc.constantFrom('', 'x.txt', '*\n!src\n', '.env*\r\n!a/.env', '**/.git\n\n');
  fc.assert(
    fc.property(anyContext, ignore, (given, before) => {
      const { own, names, body } = contextOf(given);
      const text = extended(`COPY . .\n${body}`, { ...own, '.dockerignore': before });
      if (text === undefined) return;
      expect(text.startsWith(before)).toBe(true);
      expect(text.endsWith('\n')).toBe(before === '' || before.endsWith('\n'));
      const { ignored } = createIgnoreMatcher(parseIgnoreFile(text));
      const already = createIgnoreMatcher(parseIgnoreFile(before));
      expect(names.filter((name) => ignored(name) && !already.ignored(name))).toEqual([]);
      expect(found('COPY . .', { ...own, '.dockerignore': text }, body)).toEqual([]);
    }),
    { numRuns: 300 },
  );
});

test.each<[text: string, expected: string]>([
  ['', 'x\ny\n'],
  ['\ufeff', '\ufeffx\ny\n'],
  ['a', 'a\n\nx\ny'],
  ['a\n', 'a\n\nx\ny\n'],
  ['a\n\n', 'a\n\nx\ny\n'],
  ['\n', '\nx\ny\n'],
  ['a\r\nb', 'a\r\nb\r\n\r\nx\r\ny'],
  ['a\r\n\r\n', 'a\r\n\r\nx\r\ny\r\n'],
])('lines go behind %j', (text, expected) => {
  expect(appendLines(text, ['x', 'y'])).toBe(expected);
});

describe('overlap', () => {
  test.each<[a: string, b: string, expected: boolean]>([
    ['a', 'a', true],
    ['a', 'b', false],
    ['**/a', 'a', true],
    ['**/a', 'x/y/a', true],
    ['**/a', 'xa', false],
    ['*.jar', 'a*', true],
    ['*.jar', 'x/*.jar', false],
    ['a/**', 'a/b/c', true],
    ['a/**/b', 'a/b', true],
    ['a?c', 'a[xyz]c', true],
    ['a?c', 'a/c', false],
    ['\\*', 'x', false],
    ['**', '', true],
  ])('of %s and %s', (a, b, expected) => {
    expect(overlap(tokensOf(a), tokensOf(b))).toBe(expected);
    expect(overlap(tokensOf(b), tokensOf(a))).toBe(expected);
  });

  test('holds wherever a pattern matches', () => {
    const pattern = fc
      .array(fc.constantFrom('a', 'b', '*', '**', '?', '[ab]', '/'), { minLength: 1, maxLength: 6 })
      .map((all) => all.join(''));
    const anyPath = fc.array(fc.constantFrom('a', 'b', 'ab'), { minLength: 1, maxLength: 4 }).map((all) => all.join('/'));
    fc.assert(
      fc.property(pattern, anyPath, (written, name) => {
        const [read] = parseIgnoreFile(written);
        const compiled = read && compilePattern(read.pattern);
        if (!read || typeof compiled !== 'object' || !compiled.matches(name)) return;
        expect(reaches(read.pattern, { tokens: [...`/${name}`], text: `/${name}` })).toBe(true);
      }),
      { numRuns: 2000 },
    );
  });
});
