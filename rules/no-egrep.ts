import { defineRule, dockerfile } from '../src/rule.ts';

export default defineRule({
  name: 'no-egrep',
  summary: 'Disallow `egrep` and `fgrep` in favour of `grep -E` and `grep -F`.',
  why: 'They were never in POSIX, and GNU grep warns of them on every call since 3.8.',
  category: 'shell',
  severity: 'info',
  presets: ['strict'],
  fix: 'safe',
  fixTitle: 'Call `grep` with the option',
  codes: { shellcheck: ['SC2196', 'SC2197'] },
  mentions: ['egrep', 'fgrep'],
  references: ['https://www.gnu.org/software/grep/manual/html_node/Usage.html'],
  messages: { old: '`{{name}}` is on its way out. Write `{{grep}}`.' },
  examples: [
    {
      bad: dockerfile`
        FROM debian:12
        RUN «egrep» 'a|b' f && ls | xargs «/bin/fgrep» -l '*'
      `,
      good: dockerfile`
        FROM debian:12
        RUN grep -E 'a|b' f && ls | xargs /bin/grep -F -l '*'
      `,
    },
    {
      good: dockerfile`
        FROM debian:12
        RUN grep -E 'a|b' f && echo egrep
      `,
    },
  ],

  visit: {
    Command({ name, words: [word] }, { report, text }) {
      if (!word || (name !== 'egrep' && name !== 'fgrep')) return;
      const grep = name === 'egrep' ? 'grep -E' : 'grep -F';
      const written = text.slice(...word.range);
      report({
        at: word,
        message: 'old',
        data: { name, grep },
        codes: [name === 'egrep' ? 'SC2196' : 'SC2197'],
        fix: written.endsWith(name) ? (edit) => edit.replace(word, written.slice(0, -name.length) + grep) : undefined,
      });
    },
  },
});
