import { array, assert, constantFrom, oneof, property, tuple } from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import { lintCommand } from '../../src/cli/command-line.ts';
import type { OutputWord } from '../../src/cli/outputs.ts';
import { readPlain } from '../../src/cli/plain-lint.ts';

vi.stubGlobal('PLIMSOLL_VERSION', '1.2.3');

/** What the whole parser makes of a command line; `undefined` where it complains or has something to print. */
function parsed(args: readonly string[]): ReturnType<typeof readPlain> {
  const words: OutputWord[] = [];
  const command = lintCommand(words);
  try {
    command.parse(args, { from: 'user' });
  } catch {
    return undefined;
  }
  // Their values are the words.
  const { outputFormat, outputFile, ...flags } = command.opts<Record<string, unknown>>();
  expect([outputFormat ?? '', outputFile ?? '']).toEqual(['', '']);
  return { flags: flags as unknown as NonNullable<ReturnType<typeof readPlain>>['flags'], words, operands: command.args };
}

const options = lintCommand().options.filter(({ long }) => long !== '--version');
const names = options.flatMap(({ long, short }) => [long ?? '', ...(short ? [short] : [])]);
const words = ['', '-', '--', 'a', 'a/b c', 'no-latest,DL3008', ' , x', 'strict', 'json', 'warning', 'none', '=', 'a=b', '-1', '-x', '-qx'];
const odd = [
  '--help',
  '-h',
  '--version',
  '-V',
  '--nonsense',
  '--no-fix',
  '--no-cache',
  '--format',
  '-f',
  '--FIX',
  '--qui',
  '-q=1',
  '--fix=yes',
];

describe('the short way to read a command line', () => {
  it('takes every option', () => {
    for (const { long = '', required, argChoices = [] } of options)
      expect(readPlain(required ? [long, argChoices[0] ?? 'x'] : [long]), long).toBeDefined();
  });

  it('says what the parser says, or nothing', () => {
    const name = constantFrom(...names);
    const word = constantFrom(...words);
    const piece = oneof(
      { weight: 4, arbitrary: name.map((each) => [each]) },
      { weight: 4, arbitrary: tuple(name, word) },
      { weight: 2, arbitrary: tuple(name, word).map(([each, value]) => [`${each}=${value}`]) },
      { weight: 2, arbitrary: word.map((each) => [each]) },
      { weight: 1, arbitrary: constantFrom(...odd).map((each) => [each]) },
    );
    let understood = 0;
    const check = (pieces: readonly (readonly string[])[]): void => {
      const args = pieces.flat();
      const plain = readPlain(args);
      if (!plain) return;
      understood++;
      expect(plain).toEqual(parsed(args));
    };
    assert(property(array(piece, { maxLength: 6 }), check), { numRuns: 20_000 });
    expect(understood).toBeGreaterThan(2000);
  });

  it('leaves to the parser what is unusual or wrong', () => {
    for (const args of [...odd.map((each) => [each]), ['--'], ['--config'], ['--config='], ['--preset', 'x'], ['-qx'], ['--fix=1']])
      expect(readPlain(args), args.join(' ')).toBeUndefined();
  });
});
