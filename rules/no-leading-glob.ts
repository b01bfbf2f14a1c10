import { isPlainText } from '../src/model/shell-quotes.ts';
import type { ShellWord } from '../src/nodes.ts';
import { defineRule, dockerfile } from '../src/rule.ts';

export default defineRule({
  name: 'no-leading-glob',
  summary: 'Disallow arguments that begin with a wildcard.',
  why: 'A file whose name begins with a dash becomes an option: `rm *` in a folder that has a file `-rf` removes more than it should.',
  category: 'shell',
  severity: 'info',
  presets: ['strict'],
  fix: 'unsafe',
  fixTitle: 'Put `./` in front',
  codes: { shellcheck: ['SC2035'] },
  mentions: ['*', '?'],
  references: ['https://pubs.opengroup.org/onlinepubs/9799919799/basedefs/V1_chap12.html#tag_12_02'],
  messages: { glob: 'A file that `{{text}}` matches is taken for an option where its name begins with a dash. Write `./{{text}}`.' },
  examples: [
    {
      bad: dockerfile`
        FROM debian:12
        RUN rm -rf «*.tar.gz» && dpkg -i «*.deb»
      `,
      good: dockerfile`
        FROM debian:12
        RUN rm -rf ./*.tar.gz && dpkg -i ./*.deb
      `,
    },
    {
      good: dockerfile`
        FROM debian:12
        RUN rm ./* a* [ab]* -- *.c && echo * && for file in *; do cat "./$file"; done
        RUN find . -name '*.c' -o -name *.h
      `,
      note: 'Behind `--` there are no options, and the pattern of `find` is a finding of its own.',
    },
  ],

  visit: {
    Command({ name, words }, context) {
      if (takesNoOptions.has(name)) return;
      for (const [i, word] of words.entries()) {
        if (word.text === '--') return;
        if (
          i === 0 ||
          !beginsWithGlob(word) ||
          (name === 'find' && /^-(?:i?name|i?path|i?wholename|i?regex)$/.test(words[i - 1]?.text ?? ''))
        )
          continue;
        context.report({
          at: word,
          message: 'glob',
          data: { text: word.text },
          fix: (edit) => (isPlainText(word, context) ? edit.insertBefore(word, './') : null),
        });
      }
    },
  },
});

/** A `[…]` matches a dash only where it has one. */
const beginsWithGlob = ({ parts: [first] }: ShellWord): boolean => first?.kind === 'glob' && /^[*?]/.test(first.text);

/** They print or keep their arguments, whatever these begin with; a test reads its own by place. */
const takesNoOptions: ReadonlySet<string> = new Set(['echo', 'printf', 'set', 'test', '[', 'export', 'expr', '']);
