import { isPlainText } from '../src/model/shell-quotes.ts';
import { defineRule, dockerfile } from '../src/rule.ts';

export default defineRule({
  name: 'no-collapsed-blanks',
  summary: 'Disallow several blanks between unquoted words of `echo`.',
  why: 'The shell takes blanks for separators, and `echo` prints one for each: the columns that are seen in the file do not come out.',
  category: 'shell',
  severity: 'info',
  presets: ['strict'],
  fix: 'unsafe',
  fixTitle: 'Put all of it in quotes',
  codes: { shellcheck: ['SC2291'] },
  mentions: ['echo'],
  messages: { blanks: '`echo` prints one blank for these. Put the text in quotes if they are meant.' },
  examples: [
    {
      bad: dockerfile`
        FROM debian:12
        RUN «echo name    value» > f && «echo a  b    $C»
      `,
      good: dockerfile`
        FROM debian:12
        RUN echo "name    value" > f && echo "a  b    $C"
      `,
    },
    {
      good: dockerfile`
        FROM debian:12
        RUN echo "a    b" && echo a  b && echo a \
              b && printf '%s'    a    b && echo    a
      `,
      note: 'A line end between words is layout.',
    },
  ],

  visit: {
    Command({ name, words, wrappers }, context) {
      const [echo, first] = words;
      const last = words.at(-1);
      if (name !== 'echo' || !echo || !first || !last || words.length < 3 || wrappers.length > 0 || first.text.startsWith('-')) return;
      const gaps = words.slice(2).map((word, i) => context.text.slice(words[i + 1]?.range[1], word.range[0]));
      if (!gaps.some((gap) => /^ {4,}$/.test(gap)) || gaps.some((gap) => /[^ ]/.test(gap))) return;
      const range = [first.range[0], last.range[1]] as const;
      const isPlain = words.every(
        ({ text, expansions }) => /^[\w$.,:/=@%+-]*$/.test(text) && expansions.every(({ kind }) => kind === 'variable'),
      );
      context.report({
        at: { range: [echo.range[0], last.range[1]] },
        message: 'blanks',
        fix: isPlain
          ? (edit) => (isPlainText(first, context) ? [edit.insertBefore({ range }, '"'), edit.insertAfter({ range }, '"')] : null)
          : undefined,
      });
    },
  },
});
