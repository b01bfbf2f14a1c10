import { oddityProblem, type OddityKinds } from '../src/model/oddity-problem.ts';
import { defineRule, dockerfile } from '../src/rule.ts';

export default defineRule({
  name: 'require-shell-spacing',
  summary: 'Require blanks around the brackets, braces and keywords of the shell.',
  why: '`[`, `{`, `!` and the keywords are words of their own: what touches them makes another word, which no shell knows.',
  category: 'shell',
  severity: 'error',
  fix: 'unsafe',
  fixTitle: 'Put a blank there',
  codes: { shellcheck: ['SC1020', 'SC1035', 'SC1054', 'SC1069', 'SC1099'] },
  mentions: ['!', '#', '[', '{'],
  references: [
    'https://www.shellcheck.net/wiki/SC1035',
    'https://www.shellcheck.net/wiki/SC1020',
    'https://www.shellcheck.net/wiki/SC1069',
    'https://www.shellcheck.net/wiki/SC1054',
    'https://www.shellcheck.net/wiki/SC1099',
  ],
  messages: {
    behind: 'The shell takes `{{name}}` and what follows for one word, which is no command. Put a blank behind it.',
    before: 'The `{{name}}` belongs to the last word here, so the `[` is not closed. Put a blank before it.',
  },
  examples: [
    {
      bad: dockerfile`
        FROM alpine:3.20
        RUN if «[»-f /a ]; then make; fi
        RUN if [ -f /a«]»; then make; fi
        RUN if «!»test -f /a; then make; fi
      `,
      good: dockerfile`
        FROM alpine:3.20
        RUN if [ -f /a ]; then make; fi
        RUN if [ -f /a ]; then make; fi
        RUN if ! test -f /a; then make; fi
      `,
    },
    {
      bad: dockerfile`
        FROM alpine:3.20
        RUN «if»[ -f /a ]; then make; fi
        RUN «{»make; }
      `,
      good: dockerfile`
        FROM alpine:3.20
        RUN if [ -f /a ]; then make; fi
        RUN { make; }
      `,
    },
    {
      good: dockerfile`
        FROM alpine:3.20
        RUN [ -f /a ] && ls [a-z]* && ! make && { make; } && f() { make; } && !(make)
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

const kinds: OddityKinds<'behind' | 'before'> = {
  'joined-bracket': { message: 'behind', code: 'SC1035' },
  'joined-bang': { message: 'behind', code: 'SC1035' },
  'joined-brace': { message: 'behind', code: 'SC1054' },
  'joined-keyword': { message: 'behind', code: 'SC1069' },
  'joined-comment': { message: 'behind', code: 'SC1099' },
  'unclosed-bracket': { message: 'before', code: 'SC1020' },
};
