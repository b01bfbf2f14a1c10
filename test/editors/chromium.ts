import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import type { Readable, Writable } from 'node:stream';
import { expect } from 'vitest';

/** A page in a headless Chromium, spoken to in the DevTools protocol over a pipe. */
export interface Page {
  /** Waits until the text of the first element that a CSS selector finds fits. */
  shows(selector: string, wanted: RegExp): Promise<void>;
  /** A key with those held down: `Control+Shift+m`, `Enter`. */
  press(...keys: readonly string[]): Promise<void>;
  type(text: string): Promise<void>;
  click(selector: string): Promise<void>;
  /** Writes what is to be seen as a PNG. */
  photograph(path: string): Promise<void>;
  /** Ends when the browser has. */
  close(): Promise<void>;
}

/** The Chromium that is installed here, by its name. */
export const chromium = ['chromium', 'chromium-browser', 'google-chrome'].find((name) => spawnSync(name, ['--version']).status === 0);

/** Opens a page in a window of this size; `profile` is an empty folder. */
export async function openPage(url: string, profile: string, [width, height]: readonly [number, number]): Promise<Page> {
  const browser = spawn(chromium ?? '', [...switches, `--user-data-dir=${profile}`], {
    stdio: ['ignore', 'ignore', 'ignore', 'pipe', 'pipe'],
  });
  const ask = talk(browser.stdio[3] as Writable, browser.stdio[4] as Readable);
  const { targetId } = await ask('Target.createTarget', { url: 'about:blank' });
  const { sessionId } = await ask('Target.attachToTarget', { targetId, flatten: true });
  const inPage = (method: string, params: object = {}): Promise<Answer> => ask(method, params, String(sessionId));
  const evaluate = async (expression: string): Promise<unknown> =>
    ((await inPage('Runtime.evaluate', { expression, returnByValue: true }))['result'] as Answer)['value'];
  await inPage('Emulation.setDeviceMetricsOverride', { width, height, deviceScaleFactor: 1, mobile: false });
  await inPage('Page.navigate', { url });
  return {
    shows: (selector, wanted) =>
      expect.poll(() => evaluate(`document.querySelector(${JSON.stringify(selector)})?.innerText ?? ''`), patience).toMatch(wanted),
    async press(...keys) {
      for (const key of keys) {
        for (const type of ['rawKeyDown', 'keyUp']) await inPage('Input.dispatchKeyEvent', { type, ...keyOf(key) });
        await pause();
      }
    },
    async type(text) {
      await inPage('Input.insertText', { text });
      await pause();
    },
    async click(selector) {
      const place = `(() => { const { x, y, width, height } = document.querySelector(${JSON.stringify(selector)}).getBoundingClientRect(); return [x + width / 2, y + height / 2]; })()`;
      const [x, y] = (await evaluate(place)) as readonly [number, number];
      for (const type of ['mousePressed', 'mouseReleased'])
        await inPage('Input.dispatchMouseEvent', { type, x, y, button: 'left', clickCount: 1 });
      await pause();
    },
    async photograph(path) {
      const { data } = await inPage('Page.captureScreenshot', { format: 'png' });
      writeFileSync(path, String(data), 'base64');
    },
    async close() {
      const ended = once(browser, 'exit');
      void ask('Browser.close', {});
      await ended;
    },
  };
}

type Answer = Readonly<Record<string, unknown>>;

/** Messages are JSON, each ended by a zero byte. */
function talk(to: Writable, from: Readable): (method: string, params: object, sessionId?: string) => Promise<Answer> {
  const waiting = new Map<number, (message: Answer) => void>();
  let rest = '';
  from.setEncoding('utf8').on('data', (chunk: string) => {
    const messages = (rest + chunk).split('\0');
    rest = messages.pop() ?? '';
    for (const message of messages.map((text) => JSON.parse(text) as Answer)) waiting.get(Number(message['id']))?.(message);
  });
  let last = 0;
  return (method, params, sessionId) =>
    new Promise((resolve, reject) => {
      const id = ++last;
      waiting.set(id, ({ result, error }) =>
        error ? reject(new Error(`${method}: ${JSON.stringify(error)}`)) : resolve(result as Answer),
      );
      to.write(`${JSON.stringify({ id, method, params, ...(sessionId === undefined ? {} : { sessionId }) })}\0`);
    });
}

/** Nothing of it asks for anything in the network. */
const switches = [
  ...['--headless', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-sync'],
  ...['--disable-background-networking', '--disable-component-update', '--remote-debugging-pipe'],
];

const patience = { interval: 200, timeout: 60_000 };

/** What a key does is done a little later, and nothing tells when. */
const pause = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 400));

const modifiers: Readonly<Record<string, number>> = { Alt: 1, Control: 2, Shift: 8 };
const virtualKeys: Readonly<Record<string, number>> = { Enter: 13, Escape: 27, '.': 190, F1: 112 };

function keyOf(keys: string): object {
  const [key = '', ...held] = keys.split('+').reverse();
  const isLetter = /^[a-z\d]$/.test(key);
  return {
    modifiers: held.reduce((all, name) => all + (modifiers[name] ?? 0), 0),
    key,
    code: key === '.' ? 'Period' : isLetter ? `${/\d/.test(key) ? 'Digit' : 'Key'}${key.toUpperCase()}` : key,
    windowsVirtualKeyCode: virtualKeys[key] ?? key.toUpperCase().charCodeAt(0),
  };
}
