import { isPlainText } from '../src/model/shell-quotes.ts';
import { defineRule, dockerfile } from '../src/rule.ts';

export default defineRule({
  name: 'no-unquoted-loop-glob',
  summary: 'Disallow unquoted variables in the pattern of a `for` loop.',
  why: 'Blanks in the value split the pattern in two, and neither half matches what was meant.',
  category: 'shell',
  severity: 'info',
  fix: 'safe',
  fixTitle: 'Put the variable in double quotes',
  codes: { shellcheck: ['SC2231'] },
  mentions: ['$'],
  messages: { split: 'A blank in `{{text}}` splits the pattern in two. Quote the variable and leave the wildcard outside: `"{{text}}"`.' },
  examples: [
    {
      bad: dockerfile`
        FROM debian:12
        RUN for file in «$DIR»/*.conf /etc/«\${NAME}»-?; do cat "$file"; done
      `,
      good: dockerfile`
        FROM debian:12
        RUN for file in "$DIR"/*.conf /etc/"\${NAME}"-?; do cat "$file"; done
      `,
    },
    {
      good: dockerfile`
        FROM debian:12
        RUN for file in "$DIR"/*.conf $FILES *.c; do cat "$file"; done
      `,
      note: 'A variable without a pattern is meant to be split.',
    },
  ],

  visit: {
    Loop({ words = [] }, context) {
      for (const word of words) {
        if (word.role !== 'list' || !word.expansions.some(({ kind, inner }) => kind === 'glob' && !inner)) continue;
        for (const expansion of word.expansions) {
          const { kind, quoted, inner, text } = expansion;
          if (quoted || inner || (kind !== 'variable' && kind !== 'command') || text.startsWith('`')) continue;
          context.report({
            at: expansion,
            message: 'split',
            data: { text },
            fix: (edit) => (isPlainText(word, context) ? [edit.insertBefore(expansion, '"'), edit.insertAfter(expansion, '"')] : null),
          });
        }
      }
    },
  },
});
