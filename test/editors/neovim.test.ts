import { spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { builtCommand, folder } from '../cli/command.ts';

const asked = spawnSync('nvim', ['--version'], { encoding: 'utf8' });
const version = asked.status === 0 ? /^NVIM v(\d+)\.(\d+)/.exec(asked.stdout) : null;
const isNew = version !== null && (Number(version[1]) > 0 || Number(version[2]) >= 11);
if (!version) console.warn('skipped: the tests in Neovim, since nvim is not here');
else if (!isNew) console.warn(`skipped: Neovim with the lines for 0.11, since nvim here is ${version[0]}`);

/** What Neovim has to say of a Dockerfile when it is started with a recipe: see neovim.lua. */
function neovim(recipe: (root: string) => string): Readonly<Record<string, unknown>> {
  const root = folder({ Dockerfile: 'FROM debian:12\nMAINTAINER me\nexpose 80\nCMD ["a"]\n', '.git/HEAD': '' });
  const plimsoll = join(root, 'bin/plimsoll');
  mkdirSync(join(root, 'bin'));
  writeFileSync(plimsoll, `#!/bin/sh\nexec '${process.execPath}' '${builtCommand}' "$@"\n`);
  chmodSync(plimsoll, 0o755);
  const run = spawnSync('nvim', ['--headless', '--clean', '-n', '-i', 'NONE', '-S', resolve('test/editors/neovim.lua')], {
    cwd: root,
    env: {
      ...process.env,
      HOME: root,
      PATH: `${join(root, 'bin')}:${process.env['PATH'] ?? ''}`,
      PLIMSOLL: plimsoll,
      FILE: join(root, 'Dockerfile'),
      RECIPE: recipe(root),
    },
    encoding: 'utf8',
    timeout: 50_000,
  });
  const lines = run.stdout.split('\n').filter((line) => line.startsWith('{'));
  const said = Object.assign({}, ...lines.map((line) => JSON.parse(line) as object)) as Record<string, unknown>;
  return { ...said, status: run.status, output: run.stdout + run.stderr };
}

function expectWorks(said: ReturnType<typeof neovim>): void {
  expect(said, String(said['output'])).toMatchObject({ title: 'Fix all that plimsoll can fix safely', status: 0 });
  expect(said['diagnostics']).toEqual(expect.arrayContaining(['no-maintainer', 'prefer-consistent-keyword-case']));
  expect(said['left']).not.toContain('prefer-consistent-keyword-case');
  expect(said['text']).toEqual(['FROM debian:12', 'MAINTAINER me', 'EXPOSE 80', 'CMD ["a"]']);
}

describe.skipIf(!version)('Neovim', () => {
  it('shows diagnostics and applies a code action with the recipe', { timeout: 60_000 }, () => {
    expectWorks(neovim(() => resolve('editors/neovim/plimsoll.lua')));
  });

  it.skipIf(!isNew)('and, from 0.11 on, with the lines of the README', { timeout: 60_000 }, () => {
    const [, lines = ''] = /```lua\n(.*?)```/s.exec(readFileSync('editors/README.md', 'utf8')) ?? [];
    expect(lines).toContain("vim.lsp.enable('plimsoll')");
    expectWorks(
      neovim((root) => {
        writeFileSync(join(root, 'init.lua'), lines);
        return join(root, 'init.lua');
      }),
    );
  });
});
