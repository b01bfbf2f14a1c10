import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import fc from 'fast-check';
import type { Range, ShellScript } from '../../src/nodes.ts';
import { nestedScripts } from '../../src/shell/nested.ts';
import { parseScript } from '../../src/shell/script.ts';
import { at, joined } from './joined.ts';

const tokens = [
  ...[
    'a',
    'apt-get',
    'sudo',
    'env',
    'find',
    '-exec',
    '{}',
    '\\;',
    'sh',
    '-c',
    'eval',
    'x=1',
    'A=$b',
    '-y',
    '*.c',
    '{a,b}',
    '$x',
    '${y:-$z}',
  ],
  ...[
    '$(',
    ')',
    '`',
    '"',
    "'",
    '((',
    '))',
    '[[',
    ']]',
    '(',
    '{',
    '}',
    'if',
    'then',
    'else',
    'fi',
    'for',
    'in',
    'do',
    'done',
    'case',
    'esac',
  ],
  ...[
    ';;',
    '|',
    '||',
    '&&',
    '&',
    ';',
    '\n',
    '!',
    '<<E',
    'E\n',
    '>',
    '2>&1',
    '<(',
    '#',
    '\\',
    '\\"',
    '\\`',
    '\\\n',
    ' ',
    ' ',
    '\t',
    'é😀',
    '$((',
    '$',
  ],
];
const shellish = fc
  .array(fc.tuple(fc.constantFrom(...tokens), fc.constantFrom('', ' ', '\\\n', ' \\\n ')))
  .map((pairs) => pairs.flat().join(''));

describe('any text', () => {
  test('every range shows the text that it carries', () => {
    fc.assert(
      fc.property(shellish, (file) => check(file, parseScript(joined(file), 'bash', 'instruction'))),
      { numRuns: 2000 },
    );
  });

  test('is read without a throw', () => {
    fc.assert(
      fc.property(
        fc.oneof(fc.string({ unit: 'binary', maxLength: 60 }), fc.string({ unit: fc.constantFrom(...'ab$(){}[]"\'`\\;&|<>\n #=!*?') })),
        (text) => {
          const script = parseScript({ text, starts: [0], offsets: [3], end: text.length + 3 }, 'sh', 'heredoc');
          for (const { range } of [...script.commands, ...script.steps, ...script.errors, ...nestedScripts(script)]) {
            expect(range[0]).toBeGreaterThanOrEqual(3);
            expect(range[1]).toBeGreaterThanOrEqual(range[0]);
            expect(range[1]).toBeLessThanOrEqual(text.length + 3);
          }
        },
      ),
      { numRuns: 3000 },
    );
  });

  test.each([
    '$(',
    '"$(',
    '$((',
    '((',
    '`',
    '<(',
    '${a:-',
    '( ',
    '{ ',
    'if ',
    'case x in ',
    'f() { ',
    'a && ',
    'a | ',
    'a=(',
    '[[ ( ',
    '<<E\n',
    '\\',
    'time ',
  ])('also of 20,000 times %j', (text) => {
    const script = parseScript(joined(text.repeat(20_000)), 'bash', 'instruction');
    expect(script.steps.length + script.errors.length).toBeGreaterThan(0);
  });
});

const corpus = '../shared/parser/corpus.jsonl';

describe.skipIf(!existsSync(corpus))('RUN bodies of ../shared (skipped where it is absent)', () => {
  test('every word is the slice of its range', () => {
    const bodies = readFileSync(corpus, 'utf8')
      .split('\n')
      .flatMap((line) => (line === '' ? [] : runBodies(JSON.parse(line))));
    expect(bodies.length).toBeGreaterThan(1000);
    for (const body of bodies) {
      const source = { text: body, starts: [0], offsets: [0], end: body.length };
      for (const { words } of parseScript(source, 'bash', 'instruction').commands) {
        for (const { text, range } of words) expect(body.slice(...range)).toBe(text);
      }
    }
  });
});

interface Line {
  readonly expected: {
    readonly instructions: readonly { readonly keyword: string; readonly args: readonly string[]; readonly json?: boolean }[] | null;
  };
}

const runBodies = ({ expected }: Line): string[] =>
  (expected.instructions ?? []).flatMap(({ keyword, args, json }) => (keyword === 'RUN' && !json ? args.slice(0, 1) : []));

function check(file: string, script: ShellScript): void {
  const inside = ({ range: [start, end] }: { readonly range: Range }): void => {
    expect(start).toBeGreaterThanOrEqual(0);
    expect(end).toBeGreaterThanOrEqual(start);
    expect(end).toBeLessThanOrEqual(file.length);
  };
  [...script.steps, ...script.errors, ...script.commands].forEach(inside);
  for (const command of script.commands) {
    expect(script.steps[command.step]).toBeDefined();
    command.redirections.forEach(inside);
    for (const word of command.words) {
      inside(word);
      // In backticks a word may stand escaped.
      if (!file.includes('`')) expect(at(file, word.range)).toBe(word.text);
      word.expansions.forEach(inside);
    }
  }
  nestedScripts(script).forEach((nested) => inside(nested));
}
