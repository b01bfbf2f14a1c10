import { oddityProblem, type OddityKinds } from '../src/model/oddity-problem.ts';
import { defineRule, dockerfile } from '../src/rule.ts';

export default defineRule({
  name: 'valid-shell-assignment',
  summary: 'Disallow blanks and `$` where a shell variable is to be set.',
  why: 'A shell takes `x = 5` for a command `x`, and `$x=5` for the value of `x` and more: nothing is set.',
  category: 'shell',
  severity: 'error',
  fix: 'unsafe',
  fixTitle: 'Write the assignment',
  codes: { shellcheck: ['SC1007', 'SC1066', 'SC1068', 'SC1097', 'SC2281', 'SC2283', 'SC2284', 'SC2290'] },
  mentions: ['='],
  references: [
    'https://www.shellcheck.net/wiki/SC1007',
    'https://www.shellcheck.net/wiki/SC1066',
    'https://www.shellcheck.net/wiki/SC1068',
    'https://www.shellcheck.net/wiki/SC1097',
  ],
  messages: {
    empty: 'This empties `{{name}}` for the one command that its value was meant to be. Remove the blank.',
    dollar: '`$` reads `{{name}}` and does not set it. Write `{{name}}=…`.',
    spaced:
      'With blanks around `=` this is the command `{{name}}`, and no variable is set. Write `{{name}}=…`, or `[ "${{name}}" = … ]` to compare.',
    compared: 'This is the command `{{name}}` and compares nothing. Write `[ … = … ]`.',
  },
  examples: [
    {
      bad: dockerfile`
        FROM alpine:3.20
        RUN VERSION=« »"1.2.3"
        RUN «$A»=5; make
        RUN B «=» 5; export C «=» c; D «=»d
      `,
      good: dockerfile`
        FROM alpine:3.20
        RUN VERSION="1.2.3"
        RUN A=5; make
        RUN B=5; export C=c; D=d
      `,
    },
    {
      bad: dockerfile`
        FROM alpine:3.20
        RUN if A «==» b; then make; fi
      `,
      note: 'What to compare is yours to say.',
    },
    {
      good: dockerfile`
        FROM alpine:3.20
        RUN IFS= read -r a < b; CC= make; A=$B ./configure; test a = b && expr 1 = 1; env A=5 make
      `,
      note: '`CC= make` runs make without `CC`, which may well be meant.',
    },
  ],

  visit: {
    ShellOddity(oddity, { report }) {
      const problem = oddityProblem(oddity, kinds);
      if (problem) report(problem);
    },
  },
});

const kinds: OddityKinds<'empty' | 'dollar' | 'spaced' | 'compared'> = {
  'empty-assignment': { message: 'empty', code: 'SC1007' },
  'dollar-assignment': { message: 'dollar', code: 'SC2281' },
  'spaced-assignment': { message: 'spaced', code: 'SC2283' },
  'spaced-declaration': { message: 'spaced', code: 'SC2290' },
  'spaced-comparison': { message: 'compared', code: 'SC2284' },
};
