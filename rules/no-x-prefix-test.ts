import { isPlainText } from '../src/model/shell-quotes.ts';
import { comparisonsOf } from '../src/model/shell-tests.ts';
import type { Comparison, ShellWord } from '../src/nodes.ts';
import { defineRule, dockerfile, type Fix } from '../src/rule.ts';
import type { Model } from '../src/model/model.ts';

export default defineRule({
  name: 'no-x-prefix-test',
  summary: 'Disallow the `x` of `[ "x$a" = "xb" ]`.',
  why: 'Shells of the eighties needed it for values such as `-n` and `(`. Quotes are enough for all that are in use.',
  category: 'shell',
  severity: 'info',
  presets: ['strict'],
  fix: 'safe',
  fixTitle: 'Take the `x` away',
  codes: { shellcheck: ['SC2268'] },
  mentions: ['[', 'test'],
  references: ['https://pubs.opengroup.org/onlinepubs/9799919799/utilities/test.html'],
  messages: { prefix: 'No shell in use needs the `x`. Write `{{text}}`.' },
  examples: [
    {
      bad: dockerfile`
        FROM debian:12
        RUN [ «"x$A"» = "xyes" ] || [ «x"$B"» = x ] && test «xno» != "x\${C}"
      `,
      good: dockerfile`
        FROM debian:12
        RUN [ "$A" = "yes" ] || [ "$B" = "" ] && test no != "\${C}"
      `,
    },
    {
      bad: dockerfile`
        FROM rockylinux:9
        RUN if [[ «x$A» = xb ]]; then ls; fi && [ «x$A» = xb ]
      `,
      good: dockerfile`
        FROM rockylinux:9
        RUN if [[ "$A" = b ]]; then ls; fi && [ "$A" = b ]
      `,
    },
    {
      good: dockerfile`
        FROM debian:12
        RUN [ "$A" = "x" ] || [ "$A" = xyz ] || [ "a$B" = ab ] || [ x = x ] || [ x"$A" = "y$B" ]
      `,
    },
  ],

  visit: {
    Command(command, context) {
      if (command.name !== '[' && command.name !== 'test') return;
      for (const comparison of comparisonsOf(command))
        check(comparison, context, (at, text, fix) => context.report({ at, message: 'prefix', data: { text }, fix }));
    },
    Test({ comparisons }, context) {
      for (const comparison of comparisons)
        check(comparison, context, (at, text, fix) => context.report({ at, message: 'prefix', data: { text }, fix }));
    },
  },
});

function check({ operator, left, right }: Comparison, model: Model, report: (at: ShellWord, text: string, fix: Fix) => void): void {
  if (!left || !/^(?:==?|!=)$/.test(operator)) return;
  const [first, second] = [withoutX(left), withoutX(right)];
  if (first === undefined || second === undefined || !(left.expansions.length > 0 || right.expansions.length > 0)) return;
  report(left, `${first} ${operator} ${second}`, (edit) => {
    const isExact = [left, right].every((word) => model.text.slice(...word.range) === word.text);
    return isExact && isPlainText(left, model) ? [edit.replace(left, first), edit.replace(right, second)] : null;
  });
}

/** A word that begins with an `x` before more, without it. */
function withoutX(word: ShellWord): string | undefined {
  const rest = /^("?)[xX](.*)$/s.exec(word.text);
  if (!rest) return undefined;
  const [, quote = '', text = ''] = rest;
  if (text === '' || (quote === '"' && text === '"')) return '""';
  const isBare = quote === '' && /^\$(?:\w+|\{\w+\}|\([^"'`]*\))$/.test(text);
  return isBare ? `"${text}"` : quote + text;
}
