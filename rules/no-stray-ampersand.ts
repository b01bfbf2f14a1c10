import { oddityProblem, type OddityKinds } from '../src/model/oddity-problem.ts';
import { defineRule, dockerfile } from '../src/rule.ts';

export default defineRule({
  name: 'no-stray-ampersand',
  summary: 'Disallow an unquoted `&` in the midst of a word.',
  why: '`&` ends a command and sends it to the background: the rest of an address is another command, and what fails in the background fails unseen.',
  category: 'shell',
  severity: 'warning',
  fix: 'unsafe',
  fixTitle: 'Write the character',
  codes: { shellcheck: ['SC1109', 'SC1132'] },
  mentions: ['&'],
  references: ['https://www.shellcheck.net/wiki/SC1132', 'https://www.shellcheck.net/wiki/SC1109'],
  messages: {
    address: 'The shell ends the command behind `{{name}}` and runs the rest of the address as another. Put it in quotes.',
    entity: '`{{name}}` is HTML. Write the character itself.',
  },
  examples: [
    {
      bad: dockerfile`
        FROM alpine:3.20
        RUN wget -O a.tgz https://example.com/get?a=1«&»b=2
      `,
      note: 'Where the address ends is yours to say.',
    },
    {
      bad: dockerfile`
        FROM alpine:3.20
        RUN make a«&amp;»
      `,
      good: dockerfile`
        FROM alpine:3.20
        RUN make a&
      `,
    },
    {
      good: dockerfile`
        FROM alpine:3.20
        RUN wget "https://example.com/?a=1&b=2"; sleep 1& wait; make >a 2>&1&&make b
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

const kinds: OddityKinds<'address' | 'entity'> = {
  'stray-ampersand': { message: 'address', code: 'SC1132' },
  'html-entity': { message: 'entity', code: 'SC1109' },
};
