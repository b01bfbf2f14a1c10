import { isPlainText } from '../src/model/shell-quotes.ts';
import type { ShellWord } from '../src/nodes.ts';
import { defineRule, dockerfile } from '../src/rule.ts';

export default defineRule({
  name: 'no-variable-printf-format',
  summary: 'Disallow variables and commands in the format of `printf`.',
  why: 'A `%` or a backslash in the value is read as a part of the format, so what is printed is another text or an error.',
  category: 'shell',
  severity: 'info',
  presets: ['strict'],
  fix: 'unsafe',
  fixTitle: 'Hand the value over as an argument',
  codes: { shellcheck: ['SC2059'] },
  mentions: ['printf'],
  references: ['https://pubs.opengroup.org/onlinepubs/9799919799/utilities/printf.html'],
  messages: {
    format:
      'A `%` or backslash in the value of `{{text}}` changes what `printf` prints. Write `%s` for it, and the value behind the format.',
  },
  examples: [
    {
      bad: dockerfile`
        FROM debian:12
        RUN printf «"$KEY"» > key && printf «"deb %% \${URL} $(lsb_release -cs)\n"» > list
      `,
      good: dockerfile`
        FROM debian:12
        RUN printf "%s" "$KEY" > key && printf "deb %% %s %s\n" "\${URL}" "$(lsb_release -cs)" > list
      `,
    },
    {
      bad: dockerfile`
        FROM debian:12
        RUN printf «"$A b"» c && printf -v x «"$A"»
      `,
    },
    {
      good: dockerfile`
        FROM debian:12
        RUN printf '%s\n' "$A" && printf "$B: %s\n" b && printf 'a $C'
      `,
      note: 'A format with a directive of its own seems to be built on purpose.',
    },
  ],

  visit: {
    Command({ name, words }, context) {
      if (name !== 'printf') return;
      const at = words[1]?.text === '--' ? 2 : words[1]?.text === '-v' ? 3 : 1;
      const format = words[at];
      const expansion = format?.expansions.find(({ kind, inner }) => !inner && kind !== 'glob' && kind !== 'brace');
      if (!format || !expansion || withoutExpansions(format).replaceAll('%%', '').includes('%')) return;
      const isOnly = at === 1 && words.length === 2 && format.parts.length === 1 && format.parts[0]?.kind === 'double';
      context.report({
        at: format,
        message: 'format',
        data: { text: expansion.text },
        fix: isOnly
          ? (edit) => {
              const rewritten =
                context.text.slice(...format.range) === format.text && isPlainText(format, context) ? argumentsOf(format) : null;
              return rewritten === null ? null : edit.replace(format, rewritten);
            }
          : undefined,
      });
    },
  },
});

const outermost = ({ expansions }: ShellWord) => expansions.filter(({ inner }) => !inner);

const withoutExpansions = (word: ShellWord): string => outermost(word).reduce((text, one) => text.replace(one.text, ''), word.text);

/** The format with a `%s` for each expansion, followed by these. */
function argumentsOf(word: ShellWord): string {
  let format = '';
  let rest = word.text;
  const values: string[] = [];
  for (const { text } of outermost(word)) {
    const at = rest.indexOf(text);
    format += `${rest.slice(0, at)}%s`;
    rest = rest.slice(at + text.length);
    values.push(`"${text}"`);
  }
  return [format + rest, ...values].join(' ');
}
