import { optionsOf } from '../src/model/command-options.ts';
import { defineRule, dockerfile } from '../src/rule.ts';

export default defineRule({
  name: 'require-raw-read',
  summary: 'Require `read -r`.',
  why: 'Without `-r`, `read` takes backslashes for escapes: they vanish, and one at the end of a line joins it with the next.',
  category: 'shell',
  severity: 'info',
  presets: ['strict'],
  fix: 'unsafe',
  fixTitle: 'Add `-r`',
  codes: { shellcheck: ['SC2162'] },
  mentions: ['read'],
  references: ['https://pubs.opengroup.org/onlinepubs/9799919799/utilities/read.html'],
  messages: { raw: '`read` eats backslashes. Write `read -r`.' },
  examples: [
    {
      bad: dockerfile`
        FROM debian:12
        RUN while IFS=: «read» user x; do echo "$user"; done < /etc/passwd
      `,
      good: dockerfile`
        FROM debian:12
        RUN while IFS=: read -r user x; do echo "$user"; done < /etc/passwd
      `,
    },
    {
      good: dockerfile`
        FROM debian:12
        RUN read -r a < f && read -rp x b && read -d '' -er c && read -t 0 && readlink f
      `,
    },
  ],

  visit: {
    Command(command, { report }) {
      const [word] = command.words;
      if (command.name !== 'read' || !word) return;
      const { words, names } = optionsOf(command, 'adinNptu');
      // `read -t 0` only asks whether there is something.
      const wait = words.get('-t');
      const isQuestion = wait !== undefined && (/^-\w*t0$/.test(wait.text) || command.words[command.words.indexOf(wait) + 1]?.text === '0');
      if (!names.has('-r') && !isQuestion) report({ at: word, message: 'raw', fix: (edit) => edit.insertAfter(word, ' -r') });
    },
  },
});
