import { isPlainText } from '../src/model/shell-quotes.ts';
import { defineRule, dockerfile } from '../src/rule.ts';

export default defineRule({
  name: 'no-export-expansion',
  summary: 'Disallow `export $x` where `export x` is meant.',
  why: '`export $x` exports the variable whose name is the value of `x`, mostly none at all, and `x` stays as it is.',
  category: 'shell',
  severity: 'warning',
  fix: 'unsafe',
  fixTitle: 'Take the dollar away',
  codes: { shellcheck: ['SC2163'] },
  mentions: ['export'],
  references: ['https://pubs.opengroup.org/onlinepubs/9799919799/utilities/V3_chap02.html#export'],
  messages: { value: '`export {{text}}` does not export `{{name}}`, but the variable that its value names. Write `export {{name}}`.' },
  examples: [
    {
      bad: dockerfile`
        FROM debian:12
        RUN A=1 && export «$A» && export «"\${B}"» C=1 && make
      `,
      good: dockerfile`
        FROM debian:12
        RUN A=1 && export A && export B C=1 && make
      `,
    },
    {
      good: dockerfile`
        FROM debian:12
        RUN export A="$B" "$NAME=1" \${C:?} && unset $D
      `,
    },
  ],

  visit: {
    Command({ name, words }, context) {
      if (name !== 'export') return;
      for (const word of words.slice(1)) {
        const variable = /^"?\$(?:\{(\w+)\}|(\w+))"?$/.exec(word.text);
        const exported = variable?.[1] ?? variable?.[2];
        if (exported === undefined) continue;
        const isName = /^\D/.test(exported);
        context.report({
          at: word,
          message: 'value',
          data: { text: word.text, name: exported },
          fix: isName ? (edit) => (isPlainText(word, context) ? edit.replace(word, exported) : null) : undefined,
        });
      }
    },
  },
});
