import { isPlainText } from '../src/model/shell-quotes.ts';
import type { Command, ShellWord } from '../src/nodes.ts';
import { defineRule, dockerfile } from '../src/rule.ts';

export default defineRule({
  name: 'no-unquoted-pattern',
  summary: 'Disallow unquoted patterns for `find`, `grep` and `tr`.',
  why: 'The shell puts names of files in where some match, so the program gets them instead of the pattern: it works until such a file is there.',
  category: 'shell',
  severity: 'warning',
  fix: 'safe',
  fixTitle: 'Put the pattern in quotes',
  codes: { shellcheck: ['SC2061', 'SC2062', 'SC2060', 'SC2035'] },
  mentions: ['find', 'grep', 'tr'],
  references: ['https://pubs.opengroup.org/onlinepubs/9799919799/utilities/V3_chap02.html#tag_19_06_06'],
  messages: { pattern: 'The shell expands `{{text}}` before `{{name}}` sees it, where files match. Put it in quotes.' },
  examples: [
    {
      bad: dockerfile`
        FROM debian:12
        RUN find / -name «*.pyc» -delete && find . -type f ! -iname «a[0-9]» && env | grep «^LC_.*=» && tr «[a-z]» «[A-Z]» < a
      `,
      good: dockerfile`
        FROM debian:12
        RUN find / -name '*.pyc' -delete && find . -type f ! -iname 'a[0-9]' && env | grep '^LC_.*=' && tr '[a-z]' '[A-Z]' < a
      `,
    },
    {
      bad: dockerfile`
        FROM debian:12
        RUN find . -name «"$NAME"*» -o -name «$NAME-?»
      `,
    },
    {
      good: dockerfile`
        FROM debian:12
        RUN find *.d -name '*.c' -o -name "$NAME" && grep a *.c && grep -e 'b*' c? && tr a-z A-Z < a
      `,
    },
  ],

  visit: {
    Command(command, context) {
      const code = codes.get(command.name);
      if (code === undefined) return;
      for (const word of patternsOf(command)) {
        if (!word.expansions.some(({ kind, inner }) => kind === 'glob' && !inner)) continue;
        const isSimple = word.parts.every(({ kind }) => kind === 'literal' || kind === 'glob') && /^[^'"\\$`]+$/.test(word.text);
        context.report({
          at: word,
          message: 'pattern',
          data: { text: word.text, name: command.name },
          // A leading wildcard has a code of its own elsewhere, for the same mistake.
          codes: /^[*?]/.test(word.text) ? [code, 'SC2035'] : [code],
          fix: isSimple
            ? (edit) => (isPlainText(word, context) ? [edit.insertBefore(word, "'"), edit.insertAfter(word, "'")] : null)
            : undefined,
        });
      }
    },
  },
});

const codes: ReadonlyMap<string, string> = new Map([
  ['find', 'SC2061'],
  ['grep', 'SC2062'],
  ['tr', 'SC2060'],
]);

function patternsOf({ name, words }: Command): readonly ShellWord[] {
  if (name === 'find') return words.filter((_, i) => /^-(?:i?l?name|i?path|i?wholename|i?regex)$/.test(words[i - 1]?.text ?? ''));
  const operands = words.slice(1).filter(({ text }) => !/^-./.test(text));
  if (name === 'tr') return operands.slice(0, 2);
  const given = words.filter((_, i) => words[i - 1]?.text === '-e' || words[i - 1]?.text === '--regexp');
  if (given.length > 0 || words.some(({ text }) => /^-[a-z]*f$|^--file/.test(text))) return given;
  // An option may take the word that would be the pattern.
  const first = words.findIndex(({ text }, i) => i > 0 && !/^-./.test(text) && !/^-[a-zA-Z]*[ABCmdD]$/.test(words[i - 1]?.text ?? ''));
  return first < 0 ? [] : words.slice(first, first + 1);
}
