import { isPlainText } from '../src/model/shell-quotes.ts';
import type { ShellWord, WordPart } from '../src/nodes.ts';
import { defineRule, dockerfile } from '../src/rule.ts';

export default defineRule({
  name: 'no-echo-escapes',
  summary: 'Disallow backslash escapes in what `echo` prints.',
  why: "dash makes a tab of `echo '\\t'`, bash and busybox print it as it stands: the file differs with the base image. `printf` is the same everywhere.",
  category: 'shell',
  severity: 'info',
  fix: 'unsafe',
  fixTitle: 'Use `printf`',
  codes: { shellcheck: ['SC2028'] },
  mentions: ['echo'],
  references: ['https://pubs.opengroup.org/onlinepubs/9799919799/utilities/echo.html#tag_20_37_16'],
  messages: {
    kept: 'This `echo` prints `{{text}}` as it stands. Use `printf`.',
    expanded: 'This `echo` makes something of `{{text}}`, that of other shells does not. Use `printf`.',
    either: 'Whether `echo` makes something of `{{text}}` is different from shell to shell. Use `printf`.',
  },
  examples: [
    {
      bad: dockerfile`
        FROM debian:12
        RUN echo «"[app]\nkey=1"» > /etc/app.conf
        FROM alpine:3.20
        RUN echo -n «'a\tb'» >> /a
      `,
      good: dockerfile`
        FROM debian:12
        RUN printf "[app]\nkey=1\n" > /etc/app.conf
        FROM alpine:3.20
        RUN printf 'a\tb' >> /a
      `,
    },
    {
      bad: dockerfile`
        FROM rockylinux:9
        RUN echo «"$A\tb"» && echo a «'100%\n'»
      `,
      note: 'A value in the format of `printf` would be a new trap, so that is left to you.',
    },
    {
      good: dockerfile`
        FROM debian:12
        RUN printf 'a\tb\n' && echo -e 'a\tb' && echo "\$a" 'C:\Windows' && sed 's/\t/ /' a
      `,
    },
  ],

  visit: {
    ShellScript({ commands, dialect }, context) {
      const message = dialect === 'dash' ? 'expanded' : dialect === 'bash' || dialect === 'ash' ? 'kept' : 'either';
      for (const { name, words } of commands) {
        const [echo, ...given] = words;
        if (name !== 'echo' || !echo || given.some(({ text }) => /^-[nE]*e[neE]*$/.test(text))) continue;
        for (const word of given) {
          const text = escapeIn(word);
          if (text === undefined) continue;
          const [first, more] = given[0]?.text === '-n' ? given.slice(1) : given;
          const format = first === word && !more ? formatOf(word, first === given[0]) : undefined;
          context.report({
            at: word,
            message,
            data: { text },
            safety: dialect === 'dash' ? 'safe' : 'unsafe',
            fix:
              format === undefined
                ? undefined
                : (edit) =>
                    isPlainText(word, context) && context.text.slice(...word.range) === word.text
                      ? edit.replace({ range: [echo.range[0], word.range[1]] }, `printf ${format}`)
                      : null,
          });
        }
      }
    },
  },
});

const escapeIn = ({ parts, expansions }: ShellWord): string | undefined => {
  for (const part of parts) {
    const found = /\\(?:x[\da-f]|[abefnrtv0-7\\])/i.exec(valueOf(part, expansions))?.[0];
    if (found !== undefined && found !== '\\E') return found;
  }
  return undefined;
};

/** What `echo` gets of a part. */
function valueOf({ kind, text }: WordPart, expansions: ShellWord['expansions']): string {
  if (kind === 'single') return text;
  if (kind === 'double') return expansions.reduce((rest, one) => rest.replace(one.text, ''), text).replace(/\\([$`"\\])/g, '$1');
  return kind === 'literal' ? text.replace(/\\(.)/g, '$1') : '';
}

/** The word as a format of `printf` that prints the same as `echo` does with escapes. */
function formatOf({ parts, text, expansions }: ShellWord, hasLineEnd: boolean): string | undefined {
  const [part, more] = parts;
  if (!part || more || expansions.length > 0 || (part.kind !== 'single' && part.kind !== 'double')) return undefined;
  if (/%|^.-|\\[^abfnrtv$`"]/.test(text)) return undefined;
  return hasLineEnd ? `${text.slice(0, -1)}\\n${text.slice(-1)}` : text;
}
