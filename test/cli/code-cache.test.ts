import {
  chmodSync,
  chownSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  truncateSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openCodeCache } from '../../src/cli/code-cache.ts';
import { built, folder, isStandalone } from './command.ts';

const code = Buffer.from('some code that V8 has made, 37 bytes..');
const isRoot = process.getuid?.() === 0;

function opened(home: string, env: NodeJS.ProcessEnv = {}) {
  return openCodeCache('key', { HOME: home, ...env }, '/elsewhere');
}

const fileIn = (home: string): string => join(home, '.cache/plimsoll', readdirSync(join(home, '.cache/plimsoll'))[0] ?? '');

describe.skipIf(process.getuid === undefined)('the code cache', () => {
  it('gives back what was kept', () => {
    const home = folder();
    expect(opened(home)?.read()).toBeUndefined();
    opened(home)?.write(code);
    expect(opened(home)?.read()).toEqual(code);
    expect(statSync(join(home, '.cache/plimsoll')).mode & 0o777).toBe(0o700);
    expect(readdirSync(join(home, '.cache/plimsoll'))).toHaveLength(1);
    expect(openCodeCache('other', { HOME: home }, '/elsewhere')?.read()).toBeUndefined();
  });

  it('clears up after versions that are gone, and leaves what is not its own', () => {
    const home = folder();
    openCodeCache('old', { HOME: home }, '/elsewhere')?.write(code);
    openCodeCache('new', { HOME: home }, '/elsewhere')?.write(code);
    const there = join(home, '.cache/plimsoll');
    const old = readdirSync(there).find((name) => name.includes('old')) ?? '';
    writeFileSync(join(there, 'notes'), '');
    for (const name of [old, 'notes']) utimesSync(join(there, name), 0, 0);
    opened(home)?.write(code);
    const left = readdirSync(there);
    expect(left).not.toContain(old);
    expect(left).toContain('notes');
    expect(left).toHaveLength(3);
  });

  it('knows when it is old', () => {
    const home = folder();
    expect(opened(home)?.isOld()).toBe(false);
    opened(home)?.write(code);
    expect(opened(home)?.isOld()).toBe(false);
    utimesSync(fileIn(home), 0, Date.now() / 1000 - 4000);
    expect(opened(home)?.isOld()).toBe(true);
  });

  it.each([0, 5, 12, 30, 49])('does not take a file in which byte %i has changed', (at) => {
    const home = folder();
    opened(home)?.write(code);
    const bytes = readFileSync(fileIn(home));
    bytes[at] = (bytes[at] ?? 0) ^ 1;
    writeFileSync(fileIn(home), bytes);
    expect(opened(home)?.read()).toBeUndefined();
  });

  it.each([0, 4, 12, 40])('does not take a file cut to %i bytes', (length) => {
    const home = folder();
    opened(home)?.write(code);
    truncateSync(fileIn(home), length);
    expect(opened(home)?.read()).toBeUndefined();
  });

  it('does not take what others could have written', () => {
    const home = folder();
    opened(home)?.write(code);
    const own = join(home, '.cache/plimsoll');
    chmodSync(own, 0o750);
    expect(opened(home)?.read()).toBeUndefined();
    chmodSync(own, 0o700);
    chmodSync(fileIn(home), 0o622);
    expect(opened(home)?.read()).toBeUndefined();
  });

  it.skipIf(!isRoot)('does not take what another user owns', () => {
    const home = folder();
    opened(home)?.write(code);
    chownSync(fileIn(home), 12345, 12345);
    expect(opened(home)?.read()).toBeUndefined();
    chownSync(fileIn(home), 0, 0);
    chownSync(join(home, '.cache/plimsoll'), 12345, 12345);
    expect(opened(home)?.read()).toBeUndefined();
    opened(home)?.write(code);
    expect(opened(home)?.read()).toBeUndefined();
  });

  it('follows no links', () => {
    const home = folder();
    const other = folder();
    mkdirSync(join(home, '.cache'));
    symlinkSync(other, join(home, '.cache/plimsoll'));
    opened(home)?.write(code);
    expect(readdirSync(other)).toEqual([]);
  });

  it('is silent where it cannot be written', () => {
    const home = folder({ '.cache': 'no folder' });
    expect(() => opened(home)?.write(code)).not.toThrow();
    expect(opened(home)?.read()).toBeUndefined();
    expect(() => opened(join(home, 'missing'))?.write(code)).not.toThrow();
    expect(readdirSync(home)).toEqual(['.cache']);
  });

  it('is off where it is not wanted, has no place, or would lie in the linted tree', () => {
    const home = folder();
    expect(opened(home, { PLIMSOLL_NO_CODE_CACHE: '1' })).toBeUndefined();
    expect(openCodeCache('key', {}, '/elsewhere')).toBeUndefined();
    expect(openCodeCache('key', { HOME: home, XDG_CACHE_HOME: 'relative' }, home)).toBeUndefined();
    expect(openCodeCache('key', { XDG_CACHE_HOME: join(home, 'x') }, home)).toBeUndefined();
  });

  it('does not take zeros, as a file system leaves them that has lost its power', () => {
    const home = folder();
    opened(home)?.write(code);
    const bytes = readFileSync(fileIn(home));
    writeFileSync(fileIn(home), bytes.fill(0, 12));
    expect(opened(home)?.read()).toBeUndefined();
  });

  it.each([1, 65_535, 65_536, 65_537, 200_001])('keeps %i bytes, and notices a change of the last', (length) => {
    const home = folder();
    const long = Buffer.from(Array.from({ length }, (_, index) => index % 251));
    opened(home)?.write(long);
    expect(opened(home)?.read()?.equals(long)).toBe(true);
    const bytes = readFileSync(fileIn(home));
    bytes[bytes.length - 1] = 255;
    writeFileSync(fileIn(home), bytes);
    expect(opened(home)?.read()).toBeUndefined();
  });
});

describe.skipIf(process.getuid === undefined || isStandalone)('the command with a code cache', () => {
  const cwd = folder({ Dockerfile: 'FROM debian:latest\nMAINTAINER me\n' });

  it('says the same without, while it makes one, with it, and where it is broken', () => {
    const home = folder();
    const env = { HOME: home, XDG_CACHE_HOME: '', PLIMSOLL_NO_CODE_CACHE: '' };
    const without = built(['Dockerfile'], { cwd, env: { ...env, PLIMSOLL_NO_CODE_CACHE: '1' } });
    expect(without.code).toBe(1);
    expect(readdirSync(home)).toEqual([]);
    expect(built(['Dockerfile'], { cwd, env })).toEqual(without);
    expect(readdirSync(join(home, '.cache/plimsoll'))).toHaveLength(1);
    expect(built(['Dockerfile'], { cwd, env })).toEqual(without);
    const file = fileIn(home);
    const whole = readFileSync(file);
    writeFileSync(file, Buffer.concat([whole.subarray(0, 20_000), Buffer.alloc(1000, 0xff), whole.subarray(21_000)]));
    expect(built(['Dockerfile'], { cwd, env })).toEqual(without);
    truncateSync(file, 1000);
    expect(built(['Dockerfile'], { cwd, env })).toEqual(without);
    expect(statSync(file).size).toBeGreaterThan(100_000);
  });

  it('takes in what later runs have needed, once an hour', () => {
    const home = folder();
    const env = { HOME: home, XDG_CACHE_HOME: '', PLIMSOLL_NO_CODE_CACHE: '' };
    const other = folder({ Dockerfile: 'FROM node:22\nRUN npm install -g x && curl -O http://x.org/y\nHEALTHCHECK CMD true\n' });
    const sizeAfter = (where: string): number => {
      expect(built(['Dockerfile'], { cwd: where, env }).code).toBe(1);
      return statSync(fileIn(home)).size;
    };
    const first = sizeAfter(cwd);
    expect(sizeAfter(other)).toBe(first);
    utimesSync(fileIn(home), 0, Date.now() / 1000 - 4000);
    const second = sizeAfter(other);
    expect(second).toBeGreaterThan(first);
    expect(sizeAfter(cwd)).toBe(second);
  });
});
