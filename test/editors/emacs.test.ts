import { spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { builtCommand, folder } from '../cli/command.ts';

const needs = ['--batch', '--eval', "(progn (require 'package) (package-initialize) (require 'eglot) (require 'dockerfile-mode))"];
const hasEglot = spawnSync('emacs', needs).status === 0;
if (!hasEglot) console.warn('skipped: the test in Emacs, since emacs with eglot and dockerfile-mode is not here');

describe.skipIf(!hasEglot)('Emacs with the recipe', () => {
  it('shows diagnostics and applies a code action', { timeout: 90_000 }, () => {
    const root = folder({ Dockerfile: 'FROM debian:12\nEXPOSE 80:8080\nMAINTAINER me\n' });
    const bin = join(root, 'bin');
    mkdirSync(bin);
    writeFileSync(join(bin, 'plimsoll'), `#!/bin/sh\nexec '${process.execPath}' '${builtCommand}' "$@"\n`);
    chmodSync(join(bin, 'plimsoll'), 0o755);
    const run = spawnSync('emacs', ['--batch', '-l', resolve('test/editors/emacs.el')], {
      env: {
        ...process.env,
        HOME: root,
        PATH: `${bin}:${process.env['PATH'] ?? ''}`,
        FILE: join(root, 'Dockerfile'),
        RECIPE: resolve('editors/emacs/plimsoll.el'),
      },
      encoding: 'utf8',
      timeout: 80_000,
    });
    const said = run.stdout.split('\n');
    expect(said, run.stdout + run.stderr).toEqual(
      expect.arrayContaining([
        expect.stringMatching(/^diagnostic 2 .*no-expose-host-port/),
        expect.stringMatching(/^diagnostic 3 .*no-maintainer/),
        expect.stringMatching(/^action Keep the container's port only/),
      ]),
    );
    expect(said.find((line) => line.startsWith('text '))).toContain(String.raw`EXPOSE 8080\n`);
  });
});
