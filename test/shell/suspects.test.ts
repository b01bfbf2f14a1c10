import fc from 'fast-check';
import { parse } from 'unbash';
import { expect, test } from 'vitest';
import { rules } from '../../rules/index.ts';
import { createModel } from '../../src/model/create.ts';
import { featuresOf } from '../../src/shell/features.ts';
import { odditiesOf } from '../../src/shell/oddities.ts';
import { parseScript } from '../../src/shell/script.ts';
import { mayHaveFeatures, mayHaveOddities } from '../../src/shell/suspects.ts';
import { parse as parseDockerfile } from '../../src/syntax/parse.ts';
import { readMarks } from '../rule-examples.ts';
import { joined } from './joined.ts';

/** What the way through the tree finds where the look at the text says that nothing is there. */
function missed(text: string): readonly string[] {
  const script = parseScript(joined(text), 'sh', 'instruction');
  if (script.errors.length > 0) return [];
  const features = mayHaveFeatures(text) ? [] : featuresOf(parse(text), script);
  const oddities = mayHaveOddities(text) ? [] : odditiesOf(parse(text), script);
  return [...features, ...oddities].map(({ kind }) => kind);
}

test('a look at the text misses nothing in the scripts of all examples', () => {
  const texts = rules.flatMap(({ examples }) => examples.flatMap(({ bad, good }) => [bad && readMarks(bad).text, good ?? '']));
  const scripts = texts.flatMap((text) => {
    const model = createModel('Dockerfile', parseDockerfile(text ?? ''));
    return model.dockerfile.instructions.flatMap((instruction) => model.scripts(instruction)).map(({ source }) => source.text);
  });
  expect(scripts.length).toBeGreaterThan(500);
  expect(scripts.filter((text) => missed(text).length > 0).map((text) => [text, missed(text)])).toEqual([]);
});

const pieces = [
  ...[
    'a',
    'B',
    '1',
    '10',
    '-e',
    '-v',
    '-a',
    '-O',
    '-x',
    '+x',
    '--',
    '-',
    '/',
    '/dev/tcp/a/1',
    'x.sh',
    'é',
    '\u00a0',
    '“',
    '´',
    'http://a/?b',
  ],
  ...[
    'cd',
    'echo',
    'read',
    'printf',
    '%q',
    'set',
    '-euo',
    'pipefail',
    'trap',
    'ERR',
    'sigint',
    'test',
    '[',
    ']',
    '[[',
    ']]',
    '==',
    '=~',
    '=',
  ],
  ...[
    'local',
    'let',
    'source',
    'declare',
    'exec',
    'export',
    'function',
    'select',
    'for',
    'in',
    'do',
    'done',
    'if',
    'then',
    'fi',
    'If',
    'DO',
  ],
  ...[
    'case',
    'esac',
    ';;',
    ';&',
    ';;&',
    '(',
    ')',
    '{',
    '}',
    '{a,b}',
    '{1..3}',
    '((',
    '))',
    '$((',
    '$[',
    '++',
    '**',
    '16#f',
    '$(',
    '`',
    '<(',
    '>(',
  ],
  ...[
    '$',
    '$x',
    '${x',
    '${!x',
    '${x:1}',
    '${x//a/b}',
    '${x^^}',
    '${x@Q}',
    '${x[0]}',
    '$RANDOM',
    '${UID}',
    '$10',
    '$x[1]',
    "$'",
    '$"',
    "'",
    '"',
  ],
  ...[
    'x=',
    'x+=',
    'x=(',
    '$x=',
    'a[1]=',
    '&',
    '&&',
    '&>',
    '&>>',
    '>&',
    '>',
    '<',
    '<<<',
    '<<E',
    'E\n',
    '2>',
    '10>',
    '{fd}>',
    '|',
    '|&',
    '||',
  ],
  ...[
    '*',
    '?',
    '[^a]',
    '@(',
    '!(',
    '!',
    '#',
    '//',
    '/*',
    '\\',
    '\\d',
    '\\n',
    "\\'",
    '\\<',
    '\\\n',
    '\n',
    ' ',
    ' ',
    ' ',
    '\t',
    ';',
    '&amp;',
    'eval',
  ],
];

test.each([
  ['with blanks between', ' '],
  ['joined', ''],
])('a look at the text misses nothing in made-up scripts, %s', (_, between) => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...pieces), { maxLength: 12 }), (chosen) => {
      expect(missed(chosen.join(between))).toEqual([]);
    }),
    { numRuns: 5_000, seed: 20_261_125 },
  );
});
