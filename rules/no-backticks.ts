import { isPlainText } from '../src/model/shell-quotes.ts';
import { defineRule, dockerfile } from '../src/rule.ts';

export default defineRule({
  name: 'no-backticks',
  summary: 'Disallow backticks in favour of `$(…)`.',
  why: 'Inside of backticks quotes, dollars and backslashes follow rules of their own, and they cannot be nested without backslashes. `$(…)` has none of that.',
  category: 'shell',
  severity: 'info',
  fix: 'safe',
  fixTitle: 'Write `$(…)`',
  codes: { shellcheck: ['SC2006'] },
  mentions: ['`'],
  references: ['https://pubs.opengroup.org/onlinepubs/9799919799/utilities/V3_chap02.html#tag_19_06_03'],
  messages: { backticks: 'Quotes and backslashes mean other things inside of backticks. Write `$(…)`.' },
  examples: [
    {
      bad: dockerfile`
        FROM debian:12
        RUN arch=«\`uname -m\`» && echo "«\`date\`»" > /built
      `,
      good: dockerfile`
        FROM debian:12
        RUN arch=$(uname -m) && echo "$(date)" > /built
      `,
    },
    {
      bad: dockerfile`
        FROM debian:12
        RUN echo «\`printf '%s\n' a\`»
      `,
      note: 'What has backslashes in it is not rewritten.',
    },
    {
      good: dockerfile`
        FROM debian:12
        RUN echo '\`' && echo "$(date)" # \`pwd\`
      `,
    },
  ],

  visit: {
    ShellWord({ expansions }, context) {
      for (const expansion of expansions) {
        const { kind, text, range } = expansion;
        if (kind !== 'command' || !text.startsWith('`')) continue;
        const [start, end] = range;
        const isSimple = /^`[^\\#`]+`$/.test(text) && text.slice(1, -1).trim() !== '' && context.text.slice(...range) === text;
        context.report({
          at: expansion,
          message: 'backticks',
          fix: isSimple
            ? (edit) =>
                isPlainText(expansion, context)
                  ? [edit.replace({ range: [start, start + 1] }, '$('), edit.replace({ range: [end - 1, end] }, ')')]
                  : null
            : undefined,
        });
      }
    },
  },
});
