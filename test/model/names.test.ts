import { describe, expect, it } from 'vitest';
import { repairedArray } from '../../src/model/exec-form.ts';
import { nearestName } from '../../src/model/nearest-name.ts';
import { parsePlatform } from '../../src/model/platforms.ts';
import { isImageName } from '../../src/model/references.ts';
import { heredocVariables } from '../../src/syntax/words.ts';
import { parse } from '../../src/syntax/parse.ts';

describe('nearestName', () => {
  it.each([
    ['VERSON', ['TAG', 'VERSION'], 'VERSION'],
    ['version', ['VERSION'], 'VERSION'],
    ['MYARCH', ['MY_ARCH'], 'MY_ARCH'],
    ['A', ['B'], undefined],
    ['ABC', ['ABD'], 'ABD'],
    ['ABC', ['AXY'], undefined],
    ['VERSION', ['DISTRO'], undefined],
  ])('%s among %j', (name, candidates, expected) => {
    expect(nearestName(name, candidates)).toBe(expected);
  });
});

describe('parsePlatform', () => {
  it.each([
    ['linux/amd64', 'linux', 'amd64'],
    ['LINUX/x86_64', 'linux', 'amd64'],
    ['aarch64', 'linux', 'arm64'],
    ['windows', 'windows', 'amd64'],
    ['macos/arm64/v8', 'darwin', 'arm64'],
    ['windows(10.0.17763)/amd64', 'windows', 'amd64'],
  ])('%s', (text, os, architecture) => {
    expect(parsePlatform(text)).toEqual({ os, architecture });
  });

  it.each(['', 'linux/', 'nonsense', 'a/b/c/d', 'linux amd64'])('%j is none', (text) => {
    expect(parsePlatform(text)).toBeUndefined();
  });
});

describe('isImageName', () => {
  const digest = `sha256:${'a'.repeat(64)}`;
  it.each(['alpine', 'a/b:1', 'LOCALHOST:5000/a__b/c-d:V1.0', `x@${digest}`, `ghcr.io/x/y:1@${digest}`, '[::1]:5000/a'])('%s', (text) => {
    expect(isImageName(text)).toBe(true);
  });

  it.each(['', 'busybox:', ':1', 'Base', 'a/', 'a//b', 'a b', 'a@sha256:1', 'a..b', 'f'.repeat(64)])('%j is none', (text) => {
    expect(isImageName(text)).toBe(false);
  });
});

describe('heredocVariables', () => {
  const names = (text: string): readonly string[] =>
    parse(text).instructions.flatMap(({ heredocs }) => heredocs.flatMap((one) => heredocVariables(one).map(({ name }) => name)));

  it('reads bodies as the builder does: quotes mean nothing, a backslash escapes', () => {
    expect(names("FROM a\nCOPY <<EOF /b\n'$A' \"${B:-$C}\" \\$D $(date) it's $1\nEOF\n")).toEqual(['A', 'B', '1']);
  });

  it('leaves quoted markers alone', () => {
    expect(names('FROM a\nCOPY <<"EOF" /b\n$A\nEOF\n')).toEqual([]);
  });

  it('gives places in the file', () => {
    const text = '# escape=`\nFROM a\nCOPY <<-A <<B /c/\n\t$X\nA\n${YY}\nB\n';
    const found = parse(text).instructions.flatMap(({ heredocs }) => heredocs.flatMap((one) => heredocVariables(one)));
    expect(found.map(({ range }) => text.slice(...range))).toEqual(['$X', '${YY}']);
  });
});

describe('repairedArray', () => {
  const shellOf = (text: string) => parse(text).instructions.flatMap((one) => (one.type === 'Cmd' && one.shell ? [one.shell] : []))[0];

  it.each([
    ['CMD ["a",]\n', 'The comma at the end', true],
    ['CMD [\'a\', "b"]\n', 'A word in single quotes', true],
    ['CMD ["a" "b"]\n', 'What stands in the brackets', false],
    ['CMD [a, b]\n', 'What stands in the brackets', false],
  ])('%j', (text, what, hasEdits) => {
    const shell = shellOf(text);
    const repaired = shell && repairedArray(shell, text);
    expect(repaired?.what).toBe(what);
    expect(repaired?.edits !== undefined).toBe(hasEdits);
  });

  it.each(['CMD [ -f /a ] && b\n', 'CMD [[ -f /a ]]\n', 'CMD a [b]\n'])('%j is a test or a command', (text) => {
    const shell = shellOf(text);
    expect(shell && repairedArray(shell, text)).toBeUndefined();
  });
});
