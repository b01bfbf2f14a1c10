import { oddityProblem, type OddityKinds } from '../src/model/oddity-problem.ts';
import { defineRule, dockerfile } from '../src/rule.ts';

export default defineRule({
  name: 'valid-heredoc-end',
  summary: 'Disallow blanks around the word that ends a here-document.',
  why: '`<<-` takes off tabs and no other blanks, and nothing may stand behind the word: the here-document goes on to the end of the script.',
  category: 'shell',
  severity: 'error',
  fix: 'unsafe',
  fixTitle: 'Remove the blanks',
  codes: { shellcheck: ['SC1040', 'SC1118'] },
  mentions: ['<<'],
  references: ['https://www.shellcheck.net/wiki/SC1040', 'https://www.shellcheck.net/wiki/SC1118'],
  messages: {
    before: '`<<-` takes tabs off, no blanks, so `{{name}}` does not end the text here. Indent it by tabs, or not at all.',
    behind: 'With blanks behind it `{{name}}` does not end the text. Remove them.',
  },
  examples: [
    {
      bad: dockerfile`
        FROM alpine:3.20
        RUN <<OUTER
        cat <<-EOF > /a
        	text
        «  »EOF
        OUTER
      `,
      good: dockerfile`
        FROM alpine:3.20
        RUN <<OUTER
        cat <<-EOF > /a
        	text
        EOF
        OUTER
      `,
    },
    {
      good: dockerfile`
        FROM alpine:3.20
        RUN <<OUTER
        cat <<EOF > /a
          EOF
        EOF
        OUTER
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

const kinds: OddityKinds<'before' | 'behind'> = {
  'heredoc-blanks': { message: 'before', code: 'SC1040' },
  'heredoc-end': { message: 'behind', code: 'SC1118' },
};
