import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { folder, plimsoll } from './command.ts';

const hasGit = spawnSync('git', ['--version']).status === 0;
if (!hasGit) console.warn('skipped: comparison with git, which is not here');

const home = folder({ 'git/ignore': '' });
const hermetic = { GIT_CONFIG_GLOBAL: '/dev/null', GIT_CONFIG_SYSTEM: '/dev/null', XDG_CONFIG_HOME: home };
const outer = Object.entries(process.env).filter(([name]) => !name.startsWith('GIT_'));
const env = { ...Object.fromEntries(outer), ...hermetic };
const folders = ['', 'a/', 'a/b/', 'a b/', 'c/a/', 'c/[d]/'];
const names = ['Dockerfile', 'Dockerfile.a', 'a.Dockerfile'];

const pattern = fc
  .tuple(
    fc.constantFrom('', '!'),
    fc.constantFrom('', '/', '**/'),
    fc.constantFrom(...['a', 'b', 'a/b', 'c', '*', '*.a', 'Dockerfile*', 'a b', '[d]', '\\[d]', 'a.*']),
    fc.constantFrom('', '/', '/*', '/**'),
  )
  .map((parts) => parts.join(''));
const ignoreFile = fc.array(pattern, { maxLength: 4 }).map((lines) => lines.join('\n'));

it.runIf(hasGit)('finds what git does not ignore', { timeout: 60_000 }, () => {
  fc.assert(
    fc.property(ignoreFile, ignoreFile, ignoreFile, ignoreFile, ignoreFile, (root, a, c, exclude, user) => {
      const dockerfiles = folders.flatMap((name) => names.map((file) => name + file));
      const ignores = { '.gitignore': root, 'a/.gitignore': a, 'c/[d]/.gitignore': c };
      writeFileSync(join(home, 'git/ignore'), user);
      const cwd = folder({ ...Object.fromEntries(dockerfiles.map((name) => [name, 'FROM a\n'])), ...ignores });
      spawnSync('git', ['init', '-q'], { cwd, env });
      spawnSync('sh', ['-c', 'mkdir -p .git/info; cat > .git/info/exclude'], { cwd, input: exclude });
      const { stdout } = spawnSync('git', ['ls-files', '-oz', '--exclude-standard'], { cwd, env, encoding: 'utf8' });
      const expected = stdout.split('\0').filter((path) => /dockerfile/i.test(path));
      const found = plimsoll(['--output-format', 'ndjson'], { cwd, env: hermetic }).stdout.split('\n').filter(Boolean);
      expect(found.map((line) => (JSON.parse(line) as { path: string }).path).sort()).toEqual(expected.sort());
    }),
    { numRuns: 25 },
  );
});

describe.runIf(hasGit)("git's own configuration", () => {
  // What the property above has left there is nobody's.
  beforeAll(() => {
    writeFileSync(join(home, 'git/ignore'), '');
  });
  const names = ['Dockerfile.a', 'Dockerfile.b', 'Dockerfile.c'];
  const dockerfiles = Object.fromEntries(names.map((name) => [name, 'FROM a\n']));
  /** What git and plimsoll find, with the same surroundings. */
  const both = (cwd: string, variables: Readonly<Record<string, string>>): readonly (readonly string[])[] => {
    const { stdout } = spawnSync('git', ['ls-files', '-oz', '--exclude-standard'], {
      cwd,
      env: { ...env, ...variables },
      encoding: 'utf8',
    });
    const found = plimsoll(['--output-format', 'ndjson'], { cwd, env: { ...hermetic, ...variables } })
      .stdout.split('\n')
      .filter(Boolean);
    const lists = [stdout.split('\0'), found.map((line) => (JSON.parse(line) as { path: string }).path)];
    return lists.map((list) => list.filter((path) => names.includes(path)).sort());
  };

  it.each([
    ['a path', '[core]\n\texcludesFile = ~/mine\n'],
    ['a quoted path, a comment and another case', '[CORE]\n  ExcludesFile = "~/mi"ne # why\n'],
    ['a continued line', '[core] excludesfile = ~/\\\nmine ; why\n'],
    ['a file that is included', '[include]\n\tpath = inner\n'],
    ['the last of several', '[core]\nexcludesFile = none\n[user]\nname = x\n[core]\nexcludesFile = ~/mine\n'],
    ['nothing', '[core]\nexcludesFile =\n'],
    ['a section of another name', '[core "x"]\nexcludesFile = ~/mine\n[other]\nexcludesFile = ~/mine\n'],
  ])('may name %s as excludes file', (_, config) => {
    const user = folder({
      '.gitconfig': config,
      mine: 'Dockerfile.b\n',
      inner: '[core]\nexcludesFile = ~/mine\n',
      'git/ignore': 'Dockerfile.c\n',
    });
    const cwd = folder(dockerfiles);
    spawnSync('git', ['init', '-q'], { cwd, env });
    const [expected, found] = both(cwd, { HOME: user, XDG_CONFIG_HOME: user, GIT_CONFIG_GLOBAL: join(user, '.gitconfig') });
    expect(found).toEqual(expected);
    expect(expected!.length).toBeLessThan(4);
  });

  it('is shared by the worktrees of a repository', () => {
    const main = folder({ 'x/.keep': '' });
    const git = (...args: string[]): unknown =>
      spawnSync('git', ['-c', 'user.name=t', '-c', 'user.email=t@example.com', ...args], { cwd: main, env });
    git('init', '-q');
    git('commit', '-q', '--allow-empty', '-m', 'begin');
    const cwd = join(folder(), 'tree');
    git('worktree', 'add', '-q', cwd);
    writeFileSync(join(main, '.git/info/exclude'), 'Dockerfile.a\n');
    for (const name of names) writeFileSync(join(cwd, name), 'FROM a\n');
    expect(both(cwd, {})).toEqual([names.slice(1), names.slice(1)]);
  });

  it('is not waited for where it is a pipe', () => {
    const cwd = folder({ ...dockerfiles, '.git/HEAD': '', '.git/info/.keep': '' });
    spawnSync('sh', ['-c', 'mkfifo .git/info/exclude .gitignore .git/config'], { cwd });
    expect(plimsoll(['--output-format', 'ndjson'], { cwd, env: hermetic }).stdout.split('\n').filter(Boolean)).toHaveLength(3);
  });
});
