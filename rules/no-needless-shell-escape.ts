import { oddityProblem, type OddityKinds } from '../src/model/oddity-problem.ts';
import { defineRule, dockerfile } from '../src/rule.ts';

export default defineRule({
  name: 'no-needless-shell-escape',
  summary: 'Disallow backslashes that the shell only takes off.',
  why: 'Unquoted, `\\d` is `d` to the program that it is given to: a pattern or a path with it is not what it seems. Quotes keep the backslash.',
  category: 'shell',
  severity: 'info',
  fix: 'unsafe',
  fixTitle: 'Remove the backslash',
  codes: { shellcheck: ['SC1001', 'SC1012'] },
  mentions: ['\\'],
  references: ['https://www.shellcheck.net/wiki/SC1001', 'https://www.shellcheck.net/wiki/SC1012'],
  messages: {
    escape: 'The shell takes this backslash off and hands on `{{name}}`. Remove it, or put the word in quotes to keep it.',
    letter: 'Unquoted, `\\{{name}}` is just `{{name}}`. Put the word in quotes, or use `printf`.',
  },
  examples: [
    {
      bad: dockerfile`
        FROM alpine:3.20
        RUN grep «\w» /a && sed -i s/a«\/»b/c/ /b && tr «\n» x < /c
      `,
      good: dockerfile`
        FROM alpine:3.20
        RUN grep w /a && sed -i s/a/b/c/ /b && tr n x < /c
      `,
      note: 'The fix writes what the shell makes of it, so that it can be seen; most often quotes are what is missing.',
    },
    {
      good: dockerfile`
        FROM alpine:3.20
        RUN grep '\w' /a && find . -name \*.c \( -type f \) -exec rm {} \; && \rm -f a\ b && echo "a\nb" \$x
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

const kinds: OddityKinds<'escape' | 'letter'> = {
  escape: { message: 'escape', code: 'SC1001' },
  'escape-letter': { message: 'letter', code: 'SC1012' },
};
