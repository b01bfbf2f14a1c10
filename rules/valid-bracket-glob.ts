import { defineRule, dockerfile } from '../src/rule.ts';

export default defineRule({
  name: 'valid-bracket-glob',
  summary: 'Disallow `[…]` in patterns that matches something else than it seems to.',
  why: 'Brackets stand for one character: `[10-15]` is `1`, `0` to `1` or `5`, and `[aa]` is `a`.',
  category: 'shell',
  severity: 'warning',
  codes: { shellcheck: ['SC2102'] },
  references: ['https://pubs.opengroup.org/onlinepubs/9799919799/utilities/V3_chap02.html#tag_19_14_01'],
  messages: {
    one: '`{{text}}` matches one character. For numbers write several patterns, or a range of the shell such as `{10..15}` of bash.',
  },
  examples: [
    {
      bad: dockerfile`
        FROM debian:12
        RUN rm /var/log/a.«[10-15]» && case "$A" in v«[aab]»*) ls;; esac
      `,
    },
    {
      good: dockerfile`
        FROM debian:12
        RUN rm a.[0-9][0-9] [abc] [!a-z]* [[:digit:]] "[10-15]" && tr -d '[aa]'
      `,
    },
  ],

  visit: {
    ShellWord({ expansions, role }, { report }) {
      if (role === 'document' || role === 'arithmetic') return;
      for (const expansion of expansions) {
        const { kind, text, inner } = expansion;
        if (kind === 'glob' && !inner && /^\[[^[:]*\]$/.test(text) && hasRepeat(text.slice(1, -1).replace(/^[!^]/, '')))
          report({ at: expansion, message: 'one', data: { text } });
      }
    },
  },
});

/** Whether a character stands in it twice, or a range has more than one digit on a side. */
function hasRepeat(characters: string): boolean {
  if (!/^[\w-]+$/.test(characters)) return false;
  const alone = characters.replaceAll('-', '');
  return new Set(alone).size < alone.length;
}
