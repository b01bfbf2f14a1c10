import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { folder } from '../cli/command.ts';
import { chromium, openPage, type Page } from './chromium.ts';

const hasServer = spawnSync('code-server', ['--version']).status === 0;
const isHere = hasServer && chromium !== undefined;
if (!isHere) console.warn(`skipped: the test in a window of VS Code, since ${hasServer ? 'chromium' : 'code-server'} is not here`);

const toStop: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const stop of toStop.splice(0).reverse()) await stop();
});

describe.skipIf(!isHere)('the extension in a window of VS Code', () => {
  it('shows findings, fixes one, creates a file, and fixes all on saving', { timeout: 240_000 }, async () => {
    const onSaving = { 'editor.codeActionsOnSave': { 'source.fixAll.plimsoll': 'always' } };
    const { page, root } = await openWindow({ Dockerfile: dockerfile, 'package.json': '{}\n' }, 'Dockerfile', onSaving);
    const text = (): string => readFileSync(join(root, 'project/Dockerfile'), 'utf8');
    await page.shows('.markers-panel', /'80:8080' fixes the host side[^]*no-expose-host-port[^]*Ln 12, Col 8/);
    await page.shows('.markers-panel', /`npm install` leaves the download cache[^]*clean-package-cache[^]*Ln 9, Col 5/);

    await offersAt(page, [12, 8], /Keep the container's port only[^]*Ignore no-expose-host-port for this file/);
    // The picture of editors/README.md.
    if (process.env['PLIMSOLL_SCREENSHOT']) await page.photograph(process.env['PLIMSOLL_SCREENSHOT']);
    await page.press('Enter');
    await page.shows('.view-lines', /EXPOSE\s8080\n/);
    expect(text()).toBe(dockerfile);

    // The finding of the port is gone only when the server has seen the text that it is gone from.
    await page.shows('.markers-panel', /^(?![^]*no-expose-host-port)[^]*require-dockerignore/);
    await offersAt(page, [8, 6], /Create a \.dockerignore/);
    await page.press('Enter');
    await expect.poll(() => existsSync(join(root, 'project/.dockerignore')), { timeout: 20_000 }).toBe(true);

    await page.press('Control+s');
    await expect.poll(text, { timeout: 20_000 }).toBe(saved);
  });
});

const dockerfile = `FROM node:22 AS build
WORKDIR /app
COPY package.json ./
RUN npm ci

FROM node:22-slim
WORKDIR /app
COPY . .
RUN npm install
COPY --from=build /app/dist dist
user node
EXPOSE 80:8080
CMD ["node", "dist/server.js"]
`;

/** With the port that was chosen to be fixed, and all that can be fixed safely. */
const saved = dockerfile
  .replace('80:8080', '8080')
  .replace('user node', 'USER node')
  .replace('RUN npm install\n', 'RUN npm install \\\n    && npm cache clean --force\n');

/** A window with the folder `project` and a file in it, what is wrong below, and the editor to type into. */
async function openWindow(
  files: Readonly<Record<string, string>>,
  file: string,
  settings: Readonly<Record<string, unknown>>,
): Promise<{ readonly page: Page; readonly root: string }> {
  const root = folder({
    ...Object.fromEntries(Object.entries(files).map(([name, content]) => [`project/${name}`, content])),
    'data/User/settings.json': JSON.stringify({ ...quiet, ...settings }),
    'config.yaml': '',
  });
  const options = [
    ...['--config', join(root, 'config.yaml'), '--user-data-dir', join(root, 'data'), '--extensions-dir', join(root, 'extensions')],
    ...['--auth', 'none', '--bind-addr', '127.0.0.1:0', '--disable-telemetry', '--disable-update-check', '--disable-workspace-trust'],
  ];
  const installed = spawnSync('code-server', [...options, '--install-extension', resolve('dist/plimsoll.vsix')], { encoding: 'utf8' });
  expect(installed.stdout, installed.stderr).toContain('successfully installed');
  // In a group of its own, so that what it starts ends with it.
  const server = spawn('code-server', options, { stdio: ['ignore', 'pipe', 'ignore'], detached: true });
  toStop.push(() => {
    const ended = once(server, 'exit');
    process.kill(-(server.pid ?? NaN));
    return ended;
  });
  const address = await addressOf(server);
  const payload = JSON.stringify([['openFile', `vscode-remote://${address}${join(root, 'project', file)}`]]);
  const query = new URLSearchParams({ folder: join(root, 'project'), payload });
  const page = await openPage(`http://${address}/?${query.toString()}`, join(root, 'profile'), [1000, 640]);
  toStop.push(() => page.close());
  await page.shows('.view-lines', /\S/);
  await page.click('.view-lines');
  await page.press('Control+Shift+m', 'Control+1');
  return { page, root };
}

const quiet = {
  'chat.disableAIFeatures': true,
  'editor.fontSize': 15,
  'editor.minimap.enabled': false,
  'editor.scrollBeyondLastLine': false,
  'git.enabled': false,
  'window.commandCenter': false,
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'workbench.colorTheme': 'Default Dark Modern',
  'workbench.startupEditor': 'none',
};

function addressOf(server: ChildProcess): Promise<string> {
  return new Promise((found, failed) => {
    let all = '';
    server.stdout?.on('data', (chunk: Buffer) => {
      all += chunk.toString();
      const [, address] = /listening on http:\/\/([\d.:]+)/.exec(all) ?? [];
      if (address !== undefined) found(address);
    });
    server.on('exit', () => failed(new Error(`code-server ended: ${all}`)));
  });
}

/** The quick fixes at a place, shown once they can be chosen from. */
async function offersAt(page: Page, [line, column]: readonly [number, number], wanted: RegExp): Promise<void> {
  await page.press('Control+g');
  await page.shows('.quick-input-widget', /line/i);
  await page.type(`${line}:${column}`);
  await page.press('Enter');
  await page.shows('.statusbar', new RegExp(`Ln ${line}, Col ${column}\\b`));
  await page.press('Control+.');
  await page.shows('.action-widget', wanted);
}
