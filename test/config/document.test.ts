import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { readDocument, valueOf } from '../../src/config/document.ts';
import { configSchema } from '../../src/config/schema.ts';
import { validate } from '../../src/config/validate.ts';
import { rules } from './rules.ts';

const read = async (text: string): Promise<unknown> => {
  const document = await readDocument(text);
  return 'problems' in document
    ? document.problems.map(({ line, column, message }) => `${line}:${column} ${message}`)
    : valueOf(document.tree);
};

describe('readDocument', () => {
  it('takes any text for a document or tells where it is none', async () => {
    const schema = configSchema(rules);
    const pieces = fc.constantFrom(
      'rules:',
      'preset',
      ': ',
      '\n',
      '  ',
      '- ',
      '[',
      ']',
      '{',
      '}',
      '&a',
      '*a',
      '!x',
      '"',
      "'",
      '#',
      '|',
      '>',
      '\t',
      'off',
      'DL3008',
      '---',
      '%',
      '?',
      '<<',
      '\r',
      '\ufeff',
      '__proto__',
    );
    const texts = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.array(pieces, { maxLength: 30 }).map((list) => list.join('')),
    );
    await fc.assert(
      fc.asyncProperty(texts, async (text) => {
        const document = await readDocument(text);
        const problems = 'problems' in document ? document.problems : validate(document.tree, schema);
        const lines = text.split('\n');
        for (const { line, column, message } of problems) {
          expect(line).toBeLessThanOrEqual(lines.length);
          expect(column).toBeLessThanOrEqual((lines[line - 1]?.length ?? 0) + 1);
          expect(message).not.toMatch(/\n/);
        }
      }),
      { numRuns: 1500 },
    );
  });

  it('reads all JSON that has each key once', async () => {
    await fc.assert(
      fc.asyncProperty(fc.jsonValue(), fc.constantFrom(0, 2, '\t'), async (value, indent) => {
        expect(await read(JSON.stringify(value, null, indent))).toEqual(JSON.parse(JSON.stringify(value)));
      }),
    );
  });

  it('reads what the yaml package reads', async () => {
    const text = 'a: &x [1, off, "b", 0o17, .inf]\nb: *x\nc: {d: null, e: ~, f: true}\ng: |\n  h\n  i\n';
    expect(await read(text)).toEqual(parse(text));
  });

  it.each([
    [
      'aliases of aliases',
      `a: &a [x,x,x,x,x,x,x,x,x]\n${[...'bcdefghi'].map((key, i) => `${key}: &${key} [${`*${'abcdefgh'[i] ?? ''},`.repeat(9)}]\n`).join('')}`,
    ],
    ['an alias within itself', 'a: &a [*a]\n'],
    ['depth', `${'['.repeat(100)}${']'.repeat(100)}`],
  ])('refuses %s', async (_, text) => {
    expect(await read(text)).toEqual([expect.stringMatching(/^\d+:\d+ too many or too deeply nested values$/)]);
  });

  it.each([
    ['*a', "1:1 '*a' has no anchor"],
    ['? [a]\n: b', '1:3 a key is a list or a mapping; expected a word'],
    ['\ta: b', '1:1 a tab indents this line; YAML takes only spaces'],
    ['['.repeat(20_000), 'too deeply nested'],
  ])('%#', async (text, message) => {
    expect(await read(text)).toEqual(expect.arrayContaining([expect.stringContaining(message)]));
  });
});
