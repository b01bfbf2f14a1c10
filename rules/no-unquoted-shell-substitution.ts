import { quoteFix } from '../src/model/shell-quotes.ts';
import { unquotedIn } from '../src/model/shell-splits.ts';
import { defineRule, dockerfile } from '../src/rule.ts';

export default defineRule({
  name: 'no-unquoted-shell-substitution',
  summary: 'Disallow unquoted `$(…)` that the shell may split.',
  why: 'The shell splits what an unquoted command prints at blanks and takes `*`, `?` and `[` in it for names of files. Where it prints nothing, the argument is missing.',
  category: 'shell',
  severity: 'warning',
  fix: 'unsafe',
  fixTitle: 'Put it in double quotes',
  codes: { shellcheck: ['SC2046'] },
  mentions: ['$(', '`', '${ ', '${|'],
  references: ['https://pubs.opengroup.org/onlinepubs/9799919799/utilities/V3_chap02.html#tag_19_06_05'],
  messages: {
    split: 'The shell splits what `{{command}}` prints at blanks and expands wildcards in it. Write `"{{text}}"`.',
  },
  examples: [
    {
      bad: dockerfile`
        FROM debian:12
        RUN mkdir -p «$(dirname "$CONFIG")» && cp a --target-directory=«$(cat target)»/etc
      `,
      good: dockerfile`
        FROM debian:12
        RUN mkdir -p "$(dirname "$CONFIG")" && cp a --target-directory="$(cat target)/etc"
      `,
    },
    {
      good: dockerfile`
        FROM debian:12
        RUN dir=$(cat dir) && make -j$(nproc) ARCH=$(dpkg --print-architecture | cut -d- -f1) && cd "$(pwd)"
        RUN apt-get purge -y $(cat packages) && for file in $(cat files); do rm "$file"; done
      `,
      note: 'An assignment is not split, some commands print one word, and a package manager takes a list.',
    },
  ],

  visit: {
    ShellScript(script, context) {
      for (const { word, expansion, split } of unquotedIn(script, context)) {
        if (split !== 'surprise' || expansion.kind !== 'command') continue;
        const { text } = expansion;
        const [first] = expansion.body ?? [];
        const command = first?.type === 'Command' && first.name !== '' ? first.name : text;
        context.report({ at: expansion, message: 'split', data: { text, command }, fix: quoteFix(word, expansion, context) });
      }
    },
  },
});
