import { oddityProblem, type OddityKinds } from '../src/model/oddity-problem.ts';
import { defineRule, dockerfile } from '../src/rule.ts';

export default defineRule({
  name: 'no-lookalike-characters',
  summary: 'Disallow characters in a script that only look like blanks, quotes or backticks.',
  why: 'What comes from a web page or a word processor often has no-break spaces and typographic quotes, which a shell takes for letters like any other.',
  category: 'shell',
  severity: 'error',
  fix: 'unsafe',
  fixTitle: 'Write a blank',
  codes: { shellcheck: ['SC1018', 'SC1077', 'SC1110'] },
  references: [
    'https://www.shellcheck.net/wiki/SC1018',
    'https://www.shellcheck.net/wiki/SC1077',
    'https://www.shellcheck.net/wiki/SC1110',
  ],
  messages: {
    space: '{{name}} only looks like a blank: to the shell it is a part of the word. Write a blank.',
    quote: '`{{name}}` quotes nothing. Write `"` or `\'`, or put it in quotes.',
    tick: '`{{name}}` is no backtick. Write `$(…)`.',
  },
  examples: [
    { bad: 'FROM alpine:3.20\nRUN ls«\u00a0»-l\n', good: 'FROM alpine:3.20\nRUN ls -l\n' },
    {
      bad: dockerfile`
        FROM alpine:3.20
        RUN echo «“»a b«”» && cd «´»pwd«´»
      `,
      note: 'Which quotes are meant is yours to say.',
    },
    {
      good: dockerfile`
        FROM alpine:3.20
        RUN echo "“a b”" 'l’été'
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

const kinds: OddityKinds<'space' | 'quote' | 'tick'> = {
  'unicode-space': { message: 'space', code: 'SC1018' },
  'unicode-quote': { message: 'quote', code: 'SC1110' },
  tick: { message: 'tick', code: 'SC1077' },
};
