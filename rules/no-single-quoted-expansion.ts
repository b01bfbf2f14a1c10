import { dollarReaders, expandedLater } from '../src/knowledge/dollar-readers.ts';
import type { Command, ShellWord, WordPart } from '../src/nodes.ts';
import { defineRule, dockerfile } from '../src/rule.ts';

export default defineRule({
  name: 'no-single-quoted-expansion',
  summary: 'Disallow `$x`, `$(…)` and backticks in single quotes.',
  why: 'The shell leaves single quotes as they are. Where the value was meant, the file or command gets the name of the variable instead.',
  category: 'shell',
  severity: 'info',
  presets: ['strict'],
  codes: { shellcheck: ['SC2016'] },
  mentions: ["'"],
  references: ['https://pubs.opengroup.org/onlinepubs/9799919799/utilities/V3_chap02.html#tag_19_02_02'],
  messages: { literal: '`{{text}}` stays as it is in single quotes. Use double quotes if its value is meant.' },
  examples: [
    {
      bad: dockerfile`
        FROM debian:12
        RUN echo «'key = $KEY'» > /etc/app.conf && sed -i «'s/@v@/$VERSION/'» a
        RUN dir=«'$(pwd)/x'» && export B=«'\`b\`'»
      `,
    },
    {
      good: dockerfile`
        FROM debian:12
        RUN awk '{ print $1 }' a | sudo sh -c 'cat > $0' b && find . -exec sh -c 'mv "$1" "$1.old"' _ {} \;
        RUN sed -e '$d' -e 's/a$/b/' -e '\${p;x}' a && dpkg-query -W -f '\${Package}\n' && perl -pe 's/$x//' b
        RUN PS1='$ ' && echo 'costs 5$' "'$a'" && xargs sh -c 'echo $1' _ && env php -r 'echo $a;'
      `,
      note: 'Other languages and shells read the dollar themselves.',
    },
  ],

  visit: {
    ShellScript({ commands, shellWords }, context) {
      const candidates = shellWords.filter(({ text, parts }) => /'[^']*[$`]/.test(text) && parts.some(({ kind }) => kind === 'single'));
      if (candidates.length === 0) return;
      const excused = new Set(commands.flatMap(readByOthers));
      for (const word of candidates) {
        if (excused.has(word)) continue;
        for (const part of word.parts) {
          if (part.kind !== 'single' || isPrompt(word)) continue;
          const found = expansionIn(part);
          if (found !== undefined && !isSedAddress(word, part, commands))
            context.report({ at: part, message: 'literal', data: { text: found } });
        }
      }
    },
  },
});

const expansionIn = ({ text }: WordPart): string | undefined =>
  /\$(?:\{[A-Za-z_0-9][^}]*\}?|\([^)]*\)?|[A-Za-z_]\w*|\d)|`[^`]+`/.exec(text)?.[0];

const isPrompt = (word: ShellWord): boolean => expandedLater.has(/^\w+/.exec(word.text)?.[0] ?? '');

/** In a script of sed `$` is the last line: `$d`, `$!N`, `${…}`. */
function isSedAddress(word: ShellWord, { text }: WordPart, commands: readonly Command[]): boolean {
  if (!/(?:^|[;{}\n'])[^\S\n]*\$\s*(?:!\s*)?(?:[a-zA-Z=](?!\w)|\{)/.test(text)) return false;
  return commands.some(({ name, words }) => (name === 'sed' || name === 'gsed') && words.includes(word));
}

/** The words of a command that the program reads itself. */
function readByOthers({ name, words, assignments }: Command): readonly ShellWord[] {
  const prompts = assignments.flatMap((one) => (expandedLater.has(one.name) && one.value ? [one.value] : []));
  if (!dollarReaders.has(name)) return prompts;
  const options = dollarReaders.get(name);
  if (!options) return [...prompts, ...words];
  const from = words.findIndex(({ text }) =>
    options.some((option) => text === option || text.startsWith(`${option}=`) || text.startsWith(`${option}'`)),
  );
  return from < 0 ? prompts : [...prompts, ...words.slice(from)];
}
