import { oddityProblem, type OddityKinds } from '../src/model/oddity-problem.ts';
import { defineRule, dockerfile } from '../src/rule.ts';

export default defineRule({
  name: 'no-foreign-shell-syntax',
  summary: 'Disallow what another language would mean in a place where a shell means something else.',
  why: '`for $i`, `$10` and `$a[1]` are read without complaint, and do something else than in the language that they are taken from.',
  category: 'shell',
  severity: 'error',
  fix: 'unsafe',
  fixTitle: 'Write it as the shell has it',
  codes: { shellcheck: ['SC1037', 'SC1086', 'SC1087', 'SC1098', 'SC1127'] },
  mentions: ['$', '//', '/*', 'eval'],
  references: [
    'https://www.shellcheck.net/wiki/SC1037',
    'https://www.shellcheck.net/wiki/SC1086',
    'https://www.shellcheck.net/wiki/SC1087',
    'https://www.shellcheck.net/wiki/SC1098',
    'https://www.shellcheck.net/wiki/SC1127',
  ],
  messages: {
    iterator: '`for` takes a name, and `{{name}}` is a value. Write it without `$`.',
    index: 'This is `${{name}}` and then a bracket. Write braces around name and index.',
    positional: "`{{name}}` is the first digit's argument and then a digit. Write braces around the number.",
    comment: '`{{name}}` begins no comment in a shell. Write `#`.',
    array: 'The parenthesis ends the script for the shell before `eval` sees it. Put `{{name}}` in quotes.',
  },
  examples: [
    {
      bad: dockerfile`
        FROM debian:12
        RUN for «$i» in a b; do make "$i"; done
        RUN echo "«$10»"
        RUN ["/bin/bash", "-c", "a=(b c); echo «$a[1]»"]
      `,
      good: dockerfile`
        FROM debian:12
        RUN for i in a b; do make "$i"; done
        RUN echo "\${10}"
        RUN ["/bin/bash", "-c", "a=(b c); echo \${a[1]}"]
      `,
    },
    {
      bad: dockerfile`
        FROM alpine:3.20
        RUN «//» make it
        RUN eval «a=(b)»
      `,
    },
    {
      good: dockerfile`
        FROM debian:12
        RUN for i in a b; do grep "$i[0-9]" /a; done && echo \${10} $1 && eval 'a=(b)' && # c
      `,
    },
  ],

  visit: {
    ShellOddity(oddity, { report }) {
      const problem = oddityProblem(oddity, kinds);
      if (problem) report(problem);
    },
  },
});

const kinds: OddityKinds<'iterator' | 'index' | 'positional' | 'comment' | 'array'> = {
  'dollar-iterator': { message: 'iterator', code: 'SC1086' },
  'array-index': { message: 'index', code: 'SC1087' },
  positional: { message: 'positional', code: 'SC1037' },
  'slash-comment': { message: 'comment', code: 'SC1127' },
  'eval-array': { message: 'array', code: 'SC1098' },
};
