import { spawnSync } from 'node:child_process';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { folder, plimsoll } from './command.ts';

const hasGit = spawnSync('git', ['--version']).status === 0;
if (!hasGit) console.warn('skipped: comparison with git, which is not here');

const env = { ...process.env, GIT_CONFIG_GLOBAL: '/dev/null', GIT_CONFIG_SYSTEM: '/dev/null', XDG_CONFIG_HOME: '/nonexistent' };
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
    fc.property(ignoreFile, ignoreFile, ignoreFile, ignoreFile, (root, a, c, exclude) => {
      const dockerfiles = folders.flatMap((name) => names.map((file) => name + file));
      const ignores = { '.gitignore': root, 'a/.gitignore': a, 'c/[d]/.gitignore': c };
      const cwd = folder({ ...Object.fromEntries(dockerfiles.map((name) => [name, 'FROM a\n'])), ...ignores });
      spawnSync('git', ['init', '-q'], { cwd, env });
      spawnSync('sh', ['-c', 'mkdir -p .git/info; cat > .git/info/exclude'], { cwd, input: exclude });
      const { stdout } = spawnSync('git', ['ls-files', '-oz', '--exclude-standard'], { cwd, env, encoding: 'utf8' });
      const expected = stdout.split('\0').filter((path) => /dockerfile/i.test(path));
      const found = plimsoll(['--output-format', 'ndjson'], { cwd }).stdout.split('\n').filter(Boolean);
      expect(found.map((line) => (JSON.parse(line) as { path: string }).path).sort()).toEqual(expected.sort());
    }),
    { numRuns: 25 },
  );
});
