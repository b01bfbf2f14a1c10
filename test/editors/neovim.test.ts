import { spawnSync } from 'node:child_process';
import { chmodSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { builtCommand, folder } from '../cli/command.ts';

const hasNeovim = spawnSync('nvim', ['--version']).status === 0;
if (!hasNeovim) console.warn('skipped: the test in Neovim, since nvim is not here');

describe.skipIf(!hasNeovim)('Neovim with the recipe', () => {
  it('shows diagnostics and applies a code action', { timeout: 60_000 }, () => {
    const root = folder({ Dockerfile: 'FROM debian:12\nMAINTAINER me\nexpose 80\nCMD ["a"]\n' });
    const plimsoll = join(root, 'plimsoll');
    writeFileSync(plimsoll, `#!/bin/sh\nexec '${process.execPath}' '${builtCommand}' "$@"\n`);
    chmodSync(plimsoll, 0o755);
    const run = spawnSync('nvim', ['--headless', '-u', 'NONE', '-n', '-i', 'NONE', '-S', resolve('test/editors/neovim.lua')], {
      cwd: root,
      env: {
        ...process.env,
        HOME: root,
        PLIMSOLL: plimsoll,
        FILE: join(root, 'Dockerfile'),
        RECIPE: resolve('editors/neovim/plimsoll.lua'),
      },
      encoding: 'utf8',
      timeout: 50_000,
    });
    const lines = run.stdout.split('\n').filter((line) => line.startsWith('{'));
    const said = Object.assign({}, ...lines.map((line) => JSON.parse(line) as object)) as Record<string, unknown>;
    expect(said, run.stdout + run.stderr).toMatchObject({ title: 'Fix all that plimsoll can fix safely' });
    expect(said['diagnostics']).toEqual(expect.arrayContaining(['no-maintainer', 'prefer-consistent-keyword-case']));
    expect(said['left']).not.toContain('prefer-consistent-keyword-case');
    expect(said['text']).toEqual(['FROM debian:12', 'MAINTAINER me', 'EXPOSE 80', 'CMD ["a"]']);
    expect(run.status).toBe(0);
  });
});
