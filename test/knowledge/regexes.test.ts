import { describe, expect, it } from 'vitest';
import { daemons } from '../../src/knowledge/daemons.ts';
import { images } from '../../src/knowledge/images.ts';
import { packageManagerEntries } from '../../src/knowledge/package-managers.ts';
import { packageNotes } from '../../src/knowledge/packages.ts';

/** Every regular expression in a table, with the way to it. */
function regexes(value: unknown, path: string): (readonly [string, RegExp])[] {
  if (value instanceof RegExp) return [[path, value]];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, child]) => regexes(child, `${path}.${key}`));
}

const all = [
  ...regexes(Object.fromEntries(packageManagerEntries), 'managers'),
  ...regexes(images, 'images'),
  ...regexes(daemons, 'daemons'),
  ...regexes(packageNotes, 'packages'),
];
const pieces = [
  'a',
  '1',
  '-',
  '@',
  '=',
  '-S',
  '-c',
  '-1',
  ' -a',
  'c',
  'u',
  ' ',
  '\n',
  '/',
  '.',
  '1.',
  'mariner',
  'git+',
  ':',
  '@a',
  '-dev',
  'http://',
  '%',
  '<',
  'x@y/',
];

describe('the expressions of all tables', () => {
  it('need time in proportion to the text', () => {
    const slow = all.filter(([, regex]) =>
      pieces.some((piece) => {
        const text = `-S${piece.repeat(20_000 / piece.length)}!`;
        // The best of three, so that a pause of the machine is no finding; quadratic ones need ten times as long.
        const times = [1, 2, 3].map(() => {
          const start = performance.now();
          regex.test(text);
          regex.test(text.slice(2));
          return performance.now() - start;
        });
        return Math.min(...times) > 60;
      }),
    );
    expect(slow.map(([path, { source }]) => `${path}: ${source}`)).toEqual([]);
  });

  it('keep no state', () => {
    expect(all.filter(([, regex]) => regex.global || regex.sticky)).toEqual([]);
  });
});
