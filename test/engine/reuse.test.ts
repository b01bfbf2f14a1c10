import fc from 'fast-check';
import { expect, test } from 'vitest';
import { rules } from '../../rules/index.ts';
import { defaultOptions } from '../../src/config/select.ts';
import { lint } from '../../src/engine/lint.ts';
import { Reuse } from '../../src/engine/reuse.ts';
import type { RuleSetting } from '../../src/engine/types.ts';
import type { Dockerfile } from '../../src/nodes.ts';
import { defineRule, type Context } from '../../src/rule.ts';
import { parse, parseNext } from '../../src/syntax/parse.ts';
import { readMarks } from '../rule-examples.ts';

const settings = rules.map((rule): RuleSetting => ({ rule, severity: rule.severity, options: defaultOptions(rule) }));

/** What stands in the examples of all rules, instruction for instruction, so that one file brings many rules to speak. */
const pieces = rules
  .flatMap(({ examples }) => examples.flatMap(({ bad, good }) => [bad === undefined ? undefined : readMarks(bad).text, good]))
  .flatMap((text) => (text ?? '').split(/\n(?=[A-Z]+ )/))
  .filter((text) => text !== '' && text.length < 600);

interface TextChange {
  readonly at: number;
  readonly length: number;
  readonly put: string;
}

const typed = fc.constantFrom(
  'x',
  ' ',
  '\n',
  '#',
  '\\\n',
  '"',
  "'",
  '$',
  '&& ',
  '| ',
  '(',
  'RUN ',
  '# a\n',
  'USER root\n',
  'FROM a\n',
  'sudo ',
  '<<E\n',
);
const change = fc.record({
  at: fc.nat({ max: 100_000 }),
  length: fc.oneof({ weight: 3, arbitrary: fc.constant(0) }, { weight: 2, arbitrary: fc.nat({ max: 3 }) }, fc.nat({ max: 80 })),
  put: fc.oneof(
    typed,
    typed,
    fc.constant(''),
    fc.constantFrom(...pieces).map((piece) => `\n${piece}\n`),
  ),
});

const apply = (text: string, { at, length, put }: TextChange): string => {
  const from = at % (text.length + 1);
  return text.slice(0, from) + put + text.slice(from + length);
};

test('what is known of the last version changes nothing of what is found in the next', { timeout: 300_000 }, () => {
  fc.assert(
    fc.property(
      fc.array(fc.constantFrom(...pieces), { minLength: 3, maxLength: 12 }),
      fc.array(change, { maxLength: 12 }),
      (parts, changes) => {
        const reuse = new Reuse();
        let text = parts.join('\n');
        let tree: Dockerfile | undefined;
        for (const one of [{ at: 0, length: 0, put: '' }, ...changes]) {
          text = apply(text, one);
          const input = { path: 'Dockerfile', text };
          const again = lint(input, settings, { fixes: false, reuse });
          expect(again).toEqual(lint(input, settings, { fixes: false }));
          const next = tree ? parseNext(text, tree) : parse(text);
          expect(next).toEqual(parse(text));
          tree = next;
        }
      },
    ),
    { numRuns: 400, seed: 20_261_125 },
  );
});

/** A rule that asks for one thing of each command, and how often it was called. */
function asking(ask: (context: Context) => unknown) {
  let calls = 0;
  const rule = defineRule({
    ...{ name: 'no-todo', summary: 'No.', why: 'No.', category: 'style', severity: 'info', messages: {}, examples: [] },
    visit: {
      Command(_, context) {
        calls++;
        ask(context);
      },
    },
  });
  return { settings: [{ rule, severity: 'info', options: {} }] as const, calls: () => calls };
}

const command = { range: [10, 11] } as const;

test.each<[string, boolean, (context: Context) => unknown]>([
  ['nothing', false, () => undefined],
  ['options', false, ({ options }) => options],
  ['the path', false, ({ path }) => path],
  ['its instruction', false, (context) => context.instructionOf(command)],
  ['the text', true, ({ text }) => text],
  ['the line ends', true, ({ eol }) => eol],
  ['the tree', true, ({ dockerfile }) => dockerfile],
  ['the stages', true, ({ stages }) => stages],
  ['the final stage', true, ({ finalStage }) => finalStage],
  ['the build context', true, ({ buildContext }) => buildContext],
  ['what is remembered', true, ({ memory }) => memory],
  ['its stage', true, (context) => context.stageOf(command)],
  ['declared names', true, (context) => context.declaredNames(command)],
  ['whether a name is declared', true, (context) => context.isDeclared('A', command)],
  ['a position', true, (context) => context.positionAt(1)],
  ['an indentation', true, (context) => context.indentAt(1)],
  ['the user', true, (context) => context.userAt],
  ['the shell', true, (context) => context.shellAt],
  ['the shell of the image', true, (context) => context.posixShellAt],
  ['the folder', true, (context) => context.workdirAt],
  ['a value', true, (context) => context.resolve],
])('a rule that asks for %s is called again for what stands as it was: %s', (_, isAgain, ask) => {
  const { settings: one, calls } = asking(ask);
  const reuse = new Reuse();
  for (const text of ['FROM a\nRUN b\n', 'FROM aa\nRUN b\n']) lint({ path: 'Dockerfile', text }, one, { fixes: false, reuse });
  expect(calls()).toBe(isAgain ? 2 : 1);
});

test('another set of rules, or a rule that crashes, leaves nothing of what was found', () => {
  const { settings: one, calls } = asking(() => {
    if (calls() === 2) throw new Error('once');
  });
  const reuse = new Reuse();
  const run = (list: readonly RuleSetting[]) => lint({ path: 'Dockerfile', text: 'FROM a\nRUN b\n' }, list, { fixes: false, reuse });
  run(one);
  run([...one]);
  expect(calls()).toBe(2);
  run([...one]);
  run([...one]);
  expect(calls()).toBe(4);
});
