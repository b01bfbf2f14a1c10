import { oddityProblem, type OddityKinds } from '../src/model/oddity-problem.ts';
import { defineRule, dockerfile } from '../src/rule.ts';

export default defineRule({
  name: 'no-unbalanced-shell-quotes',
  summary: 'Disallow quotes that end where they should not.',
  why: 'A backslash does not keep an apostrophe from ending a string, and a quote that is forgotten turns all strings behind it inside out.',
  category: 'shell',
  severity: 'warning',
  fix: 'unsafe',
  fixTitle: "Write `'\\''`",
  codes: { shellcheck: ['SC1003', 'SC1078', 'SC1079'] },
  mentions: ['"', "\\'"],
  references: [
    'https://www.shellcheck.net/wiki/SC1003',
    'https://www.shellcheck.net/wiki/SC1078',
    'https://www.shellcheck.net/wiki/SC1079',
  ],
  messages: {
    apostrophe: "`{{name}}` ends the string: a backslash means nothing in single quotes. Write `'\\''` for an apostrophe.",
    open: 'The string behind this `{{name}}` goes on for lines and ends at the beginning of a word. Is a quote missing?',
  },
  examples: [
    {
      bad: dockerfile`
        FROM alpine:3.20
        RUN echo 'It«\'»s'
        RUN echo done'
      `,
      good: dockerfile`
        FROM alpine:3.20
        RUN echo 'It'\''s'
        RUN echo done'
      `,
    },
    {
      bad: dockerfile`
        FROM alpine:3.20
        RUN <<EOF
        echo «"»hello
        echo "b c d"
        EOF
      `,
    },
    {
      good: dockerfile`
        FROM alpine:3.20
        RUN tr -d '\' < /a && IFS='\' && echo 'c:\' "a b"c
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

const kinds: OddityKinds<'apostrophe' | 'open'> = {
  'quote-in-quotes': { message: 'apostrophe', code: 'SC1003' },
  'open-quote': { message: 'open', code: 'SC1078' },
};
