import { defineRule, dockerfile } from '../src/rule.ts';

export default defineRule({
  name: 'no-single-pass-loop',
  summary: 'Disallow `for` loops that run once.',
  why: 'A list in quotes, or joined by commas, is one word: the loop runs once with all of it.',
  category: 'shell',
  severity: 'warning',
  codes: { shellcheck: ['SC2043', 'SC2066', 'SC2042'] },
  mentions: ['for'],
  messages: {
    constant: 'This loop runs once, for `{{text}}`. Add what is missing from its list, or do without the loop.',
    quoted: 'Quotes make one word of it, so this loop runs once. Take them off where the value is a list.',
    commas: 'Commas are parts of the word, so this loop runs once. Put blanks between the elements.',
  },
  examples: [
    {
      bad: dockerfile`
        FROM debian:12
        RUN for user in «alice»; do useradd "$user"; done
        RUN for user in «"$USERS"»; do useradd "$user"; done
        RUN for user in «alice,bob»; do useradd "$user"; done
      `,
    },
    {
      good: dockerfile`
        FROM debian:12
        RUN for user in alice bob; do useradd "$user"; done; for user in $USERS; do id "$user"; done
        RUN for file in *.c; do cc "$file"; done; f() { for x in "$@"; do echo "$x"; done; }
      `,
    },
  ],

  visit: {
    Loop({ kind, words = [] }, { report }) {
      const [only, more] = words;
      if (kind !== 'for' || !only || more) return;
      const { text, expansions, value } = only;
      const outer = expansions.filter(({ inner }) => !inner);
      if (outer.length === 0 && value !== undefined) {
        if (/\w,\w/.test(text)) report({ at: only, message: 'commas', codes: ['SC2042'] });
        else report({ at: only, message: 'constant', data: { text }, codes: ['SC2043'] });
        return;
      }
      const isOneWord =
        outer.length > 0 &&
        outer.every(({ quoted, name = '', operator, text: own }) => quoted && name !== '@' && operator !== '@' && !/[[@]|^\$\{!/.test(own));
      if (isOneWord) report({ at: only, message: 'quoted', codes: ['SC2066'] });
    },
  },
});
