import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { folder } from '../cli/command.ts';
import { commands, versions, type Message } from './linters.ts';

/** A folder with the package installed, and what the issue calls its user's files. */
function project(files: Readonly<Record<string, string>>, config = recommended): string {
  const cwd = folder({ 'package.json': '{ "type": "module" }\n', 'eslint.config.js': config, ...files });
  mkdirSync(join(cwd, 'node_modules'));
  symlinkSync(resolve('.'), join(cwd, 'node_modules/plimsoll'), 'dir');
  return cwd;
}

const recommended = "import docker from 'plimsoll/eslint';\nexport default [...docker.configs.recommended];\n";

const bad = 'FROM debian:12\nRUN apt-get update && apt-get install curl\nEXPOSE 80/TCP\nUSER 1000:1000\n';

interface Outcome {
  readonly code: number | null;
  readonly stderr: string;
  /** Rule and place, by file. */
  readonly found: Readonly<Record<string, readonly string[]>>;
}

describe.each(commands)('the command of ESLint %s', (version, command) => {
  const eslint = (cwd: string, ...args: readonly string[]): Outcome => {
    const given = [command, '--format', 'json', ...args];
    const { status, stdout, stderr } = spawnSync(process.execPath, given, {
      cwd,
      encoding: 'utf8',
      env: { ...process.env, NODE_OPTIONS: '' },
    });
    const results = stdout === '' ? [] : (JSON.parse(stdout) as { readonly filePath: string; readonly messages: readonly Message[] }[]);
    const found = results.map(({ filePath, messages }) => [
      filePath.slice(cwd.length + 1),
      messages.map(({ ruleId, line, column }) => `${ruleId ?? '-'} ${line}:${column}`),
    ]);
    return { code: status, stderr, found: Object.fromEntries(found) as Outcome['found'] };
  };

  it('lints what is a Dockerfile by its name', () => {
    const names = [
      'Dockerfile',
      'a/Containerfile',
      'a/Dockerfile.dev',
      'b/web.dockerfile',
      'b/x.Containerfile',
      'c/dockerfile',
      'c/DOCKERFILE.x',
    ];
    const others = [
      'Dockerfile.dockerignore',
      'x.Dockerfile.dockerignore',
      'Dockerfile.md',
      'Dockerfile.j2',
      'Dockerfilex',
      'dockerfile.ts',
      'd/Dockerfile~',
    ];
    const cwd = project(Object.fromEntries([...names, ...others].map((name) => [name, 'FROM a:latest\n'])));
    const { code, stderr, found } = eslint(cwd, '.');
    expect(stderr).toBe('');
    expect(code).toBe(0);
    const linted = Object.keys(found).filter((name) => found[name]?.some((place) => place.startsWith('docker/')));
    expect(linted.sort()).toEqual([...names].sort());
  });

  it('fixes what is safe, writes the rest, and reads what lies around', () => {
    const cwd = project({ Dockerfile: bad, '.dockerignore': 'node_modules\n.git\n' });
    const { found } = eslint(cwd, 'Dockerfile');
    expect(found['Dockerfile']).toContain('docker/require-assume-yes 2:23');
    expect(eslint(cwd, '--fix', 'Dockerfile').found['Dockerfile']).not.toContain('docker/require-assume-yes 2:23');
    const fixed = readFileSync(join(cwd, 'Dockerfile'), 'utf8');
    expect(fixed).toContain('apt-get install -y');
    expect(fixed).toContain('EXPOSE 80/tcp\n');
  });

  it('knows whether there is a .dockerignore, and follows no link out of the tree for it', () => {
    const outside = folder({ ignore: 'app.js\n' });
    const text = 'FROM debian:12\nCOPY . /srv/\nCOPY app.js /app/\nUSER 1000:1000\n';
    const rulesFor = (files: Readonly<Record<string, string>>, link = false): readonly string[] => {
      const cwd = project({ Dockerfile: text, 'app.js': '', ...files });
      mkdirSync(join(cwd, '.git'));
      if (link) symlinkSync(join(outside, 'ignore'), join(cwd, '.dockerignore'));
      const ofContext = ['docker/require-dockerignore', 'docker/no-copy-ignored-file'];
      return (eslint(cwd, 'Dockerfile').found['Dockerfile'] ?? [])
        .map((place) => place.replace(/ .*/, ''))
        .filter((rule) => ofContext.includes(rule));
    };
    expect(rulesFor({})).toEqual(['docker/require-dockerignore']);
    expect(rulesFor({ '.dockerignore': 'node_modules\n' })).toEqual([]);
    expect(rulesFor({ '.dockerignore': 'app.js\n' })).toEqual(['docker/no-copy-ignored-file']);
    expect(rulesFor({}, true)).toEqual([]);
  });

  it('takes single rules, `extends` and other names for the plugin', () => {
    const config = `
      import { defineConfig } from '${resolve(`node_modules/eslint${version === '9' ? '9' : ''}/lib/config-api.js`)}';
      import plimsoll from 'plimsoll/eslint';
      export default defineConfig([
        { files: ['Dockerfile'], plugins: { df: plimsoll }, language: 'df/dockerfile', extends: ['df/recommended'], rules: { 'df/require-assume-yes': 'off' } },
      ]);
    `;
    const { found, stderr } = eslint(project({ Dockerfile: bad }, config), 'Dockerfile');
    expect(stderr).toBe('');
    expect(found['Dockerfile']).toContain('df/prefer-lowercase-protocol 3:11');
    expect(found['Dockerfile']?.some((place) => place.startsWith('df/require-assume-yes'))).toBe(false);
    expect(eslint(project({ Dockerfile: bad }), '--rule', 'docker/no-latest-tag: off', 'Dockerfile').stderr).toBe('');
  });

  it('lints standard input', () => {
    const cwd = project({ Dockerfile: '' });
    const { stdout } = spawnSync(process.execPath, [command, '--stdin', '--stdin-filename', 'Dockerfile'], {
      cwd,
      input: bad,
      encoding: 'utf8',
    });
    expect(stdout).toContain('docker/require-assume-yes');
  });

  it('caches and goes on', () => {
    const cwd = project({ Dockerfile: bad });
    expect(eslint(cwd, '--cache', '.').found).toEqual(eslint(cwd, '--cache', '.').found);
  });

  it('takes own rules', () => {
    const config = `
      import { createPlugin } from 'plimsoll/eslint';
      import { defineRule } from 'plimsoll';
      const rule = defineRule({
        name: 'no-debian', summary: 'No.', why: 'No.', category: 'base-image', severity: 'error', messages: { no: 'No Debian.' }, examples: [],
        visit: { From({ image }, { report }) { if (image?.text.startsWith('debian')) report({ at: image, message: 'no' }); } },
      });
      export default createPlugin({ rules: [rule] }).configs.recommended;
    `;
    const { code, found } = eslint(project({ Dockerfile: bad }, config), 'Dockerfile');
    expect(code).toBe(1);
    expect(found['Dockerfile']).toContain('docker/no-debian 1:6');
  });
});

describe.each(versions)('the class of ESLint %s', (_, { ESLint }) => {
  it('gives fixes and suggestions to editors', async () => {
    const cwd = project({ Dockerfile: 'FROM a:1\nEXPOSE 8080:80\n' });
    writeFileSync(join(cwd, '.dockerignore'), '*\n');
    const eslint = new ESLint({ cwd });
    const [result] = await eslint.lintFiles('Dockerfile');
    const message = result?.messages.find(({ ruleId }) => ruleId === 'docker/no-expose-host-port');
    expect(message?.suggestions?.[0]?.desc).toBe("Keep the container's port only");
    const rules = eslint.getRulesMetaForResults(result ? [result] : []);
    expect(rules['docker/no-expose-host-port']?.docs?.url).toMatch(/^file:.*\/rules\/README\.md#no-expose-host-port$/);
  });
});
