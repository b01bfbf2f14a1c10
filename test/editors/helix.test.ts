import { spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { builtCommand, folder } from '../cli/command.ts';

const missing = ['hx --version', 'tmux -V'].filter((line) => spawnSync(line, { shell: true }).status !== 0);
if (missing.length > 0) console.warn(`skipped: the test in Helix, since this fails here: ${missing.join(', ')}`);

describe.skipIf(missing.length > 0)('Helix with the recipe', () => {
  it('shows diagnostics, applies a code action and writes the file', { timeout: 90_000 }, async () => {
    const root = folder({
      'project/Dockerfile': 'FROM debian:12\nEXPOSE 80:8080\nMAINTAINER me\nCMD ["a"]\n',
      'project/.dockerignore': '[\n',
      'config/helix/languages.toml': readFileSync(resolve('editors/helix/languages.toml')),
    });
    const bin = join(root, 'bin');
    mkdirSync(bin);
    writeFileSync(join(bin, 'plimsoll'), `#!/bin/sh\nexec '${process.execPath}' '${builtCommand}' "$@"\n`);
    chmodSync(join(bin, 'plimsoll'), 0o755);
    const env = {
      ...process.env,
      HOME: root,
      XDG_CONFIG_HOME: join(root, 'config'),
      XDG_CACHE_HOME: join(root, 'cache'),
      PATH: `${bin}:${process.env['PATH'] ?? ''}`,
    };
    const tmux = (...words: readonly string[]): string => {
      const run = spawnSync('tmux', ['-S', join(root, 'tmux'), '-f', '/dev/null', ...words], { env, encoding: 'utf8' });
      expect(run.status, run.stderr).toBe(0);
      return run.stdout;
    };
    const press = (...keys: readonly string[]): string => tmux('send-keys', ...keys);
    const screen = (wanted: RegExp): Promise<void> => expect.poll(() => tmux('capture-pane', '-p'), patience).toMatch(wanted);

    tmux('new-session', '-d', '-x', '140', '-y', '40', '-c', join(root, 'project'), 'hx Dockerfile');
    try {
      // A dot in front of each line with a finding.
      await screen(/● +2 +EXPOSE 80:8080\n● +3 +MAINTAINER me\n/);
      press('j', ']', 'd');
      await screen(/'80:8080' fixes the host side/);
      press('Space');
      await screen(/a +Perform code action/);
      press('a');
      await screen(/Keep the container's port only[^]*Ignore no-expose-host-port for this file/);
      press('Enter');
      await screen(/^ +2 +EXPOSE 8080\n/m);
      press(':write', 'Enter');
      await screen(/'Dockerfile' written/);
      expect(readFileSync(join(root, 'project/Dockerfile'), 'utf8')).toBe('FROM debian:12\nEXPOSE 8080\nMAINTAINER me\nCMD ["a"]\n');
      press(':open .dockerignore', 'Enter');
      await screen(/● +1 +\[\n/);
    } finally {
      tmux('kill-server');
    }
  });
});

const patience = { interval: 100, timeout: 20_000 };
