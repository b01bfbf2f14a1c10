import { oddityProblem, type OddityKinds } from '../src/model/oddity-problem.ts';
import { defineRule, dockerfile } from '../src/rule.ts';

export default defineRule({
  name: 'no-miscased-shell-keyword',
  summary: 'Disallow keywords of the shell in capitals.',
  why: 'Keywords are lower-case to a shell: `If` is a command, which no image has.',
  category: 'shell',
  severity: 'error',
  fix: 'safe',
  fixTitle: 'Write it in lower case',
  codes: { shellcheck: ['SC1081'] },
  mentions: ['case', 'do', 'elif', 'else', 'esac', 'fi', 'for', 'if', 'then', 'until', 'while'],
  references: ['https://www.shellcheck.net/wiki/SC1081'],
  messages: {
    case: '`{{name}}` is a command to the shell, not a keyword. Write it in lower case.',
  },
  examples: [
    {
      bad: dockerfile`
        FROM alpine:3.20
        RUN «If» true; «Then» make; «Fi»
      `,
      good: dockerfile`
        FROM alpine:3.20
        RUN if true; then make; fi
      `,
    },
    {
      good: dockerfile`
        FROM alpine:3.20
        RUN if true; then echo Then; fi && ./If && "Do" it
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

const kinds: OddityKinds<'case'> = {
  'keyword-case': { message: 'case', code: 'SC1081' },
};
