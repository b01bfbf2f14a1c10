import { defineRule, dockerfile } from '../src/rule.ts';

export default defineRule({
  name: 'no-glob-command',
  summary: 'Disallow wildcards as the name of a command.',
  why: 'The first file that matches is run, with the others as its arguments.',
  category: 'shell',
  severity: 'warning',
  codes: { shellcheck: ['SC2211'] },
  mentions: ['*', '?'],
  messages: {
    glob: 'The first file that `{{text}}` matches is run, and the others are its arguments. Name the program, or loop over them.',
  },
  examples: [
    {
      bad: dockerfile`
        FROM debian:12
        RUN «./install-*.sh» --yes && sudo «/opt/*/bin/setup»
      `,
    },
    {
      good: dockerfile`
        FROM debian:12
        RUN for script in ./*.sh; do "$script"; done; [ -f a ] && './a*'
      `,
    },
  ],

  visit: {
    Command({ words: [word], wrappers }, { report }) {
      if (!word || wrappers.includes('find') || wrappers.includes('xargs')) return;
      if (word.expansions.some(({ kind, inner, text }) => kind === 'glob' && !inner && /[*?]/.test(text)))
        report({ at: word, message: 'glob', data: { text: word.text } });
    },
  },
});
