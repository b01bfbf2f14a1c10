import { defineRule, dockerfile } from '../src/rule.ts';

export default defineRule({
  name: 'no-executed-output',
  summary: 'Disallow a bare `$(…)` as a command.',
  why: 'The shell runs what the command prints, as a command of its own. To run the command itself, write it without `$( )`.',
  category: 'shell',
  severity: 'warning',
  codes: { shellcheck: ['SC2091', 'SC2092'] },
  mentions: ['$(', '`', '${ ', '${|'],
  references: ['https://pubs.opengroup.org/onlinepubs/9799919799/utilities/V3_chap02.html#tag_19_09_01'],
  messages: {
    executed: 'The shell runs what this prints as a command. Write the command without `{{marks}}`, or `eval "$(…)"` if that is meant.',
  },
  examples: [
    {
      bad: dockerfile`
        FROM debian:12
        RUN «$(make)» && if «\`test -f a\`»; then ls; fi
      `,
    },
    {
      good: dockerfile`
        FROM debian:12
        RUN make && $(which python3) -V && eval "$(ssh-agent)" && "$(cat program)" && a=$(b)
      `,
    },
  ],

  visit: {
    Command({ words, wrappers }, { report }) {
      const [word, more] = words;
      if (!word || more || wrappers.length > 0 || word.role !== 'name' || word.parts.length !== 1) return;
      const [expansion] = word.expansions;
      if (expansion?.kind !== 'command' || expansion.quoted || expansion.text !== word.text) return;
      const isOld = word.text.startsWith('`');
      report({ at: word, message: 'executed', data: { marks: isOld ? 'backticks' : '$( )' }, codes: [isOld ? 'SC2092' : 'SC2091'] });
    },
  },
});
