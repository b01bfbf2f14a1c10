import { quoteFix } from '../src/model/shell-quotes.ts';
import { unquotedIn } from '../src/model/shell-splits.ts';
import { defineRule, dockerfile } from '../src/rule.ts';

export default defineRule({
  name: 'prefer-shell-quotes',
  summary: 'Prefer quotes also where splitting is harmless or meant.',
  why: 'Whoever reads an unquoted value has to find out whether it is meant to be split. With quotes around all that is one word, what is left without them says so itself.',
  category: 'shell',
  severity: 'info',
  presets: ['strict'],
  fix: 'unsafe',
  fixTitle: 'Put it in double quotes',
  codes: { shellcheck: ['SC2086', 'SC2046'] },
  mentions: ['$', '`'],
  references: ['https://pubs.opengroup.org/onlinepubs/9799919799/utilities/V3_chap02.html#tag_19_06_05'],
  messages: {
    list: 'The shell splits `{{text}}` into words, which seems to be meant. Set them with `set -- …` and use `"$@"`, or write them out.',
    word: '`{{text}}` is one word as far as is known, and is split at blanks all the same. Write `"{{text}}"`.',
    chain: '`{{text}}` is one word only as long as an earlier part of the `&&` list sets it. Write `"{{text}}"`.',
    elsewhere: 'Not every shell leaves `{{text}}` in one piece here. Write `"{{text}}"`.',
  },
  examples: [
    {
      bad: dockerfile`
        FROM debian:12
        RUN make -j«$(nproc)» && echo 1 > «$LOG»
        RUN apt-get update && version=1.2 && apt-get install -y app=«$version»
      `,
      good: dockerfile`
        FROM debian:12
        RUN make "-j$(nproc)" && echo 1 > "$LOG"
        RUN apt-get update && version=1.2 && apt-get install -y app="$version"
      `,
    },
    {
      bad: dockerfile`
        FROM debian:12
        RUN deps='gcc make' && apt-get update && apt-get install -y «$deps» && make «$MAKE_FLAGS»
        RUN apt-get purge -y «$(cat packages)»
      `,
      note: 'Quotes would make one word of all of them, so there is no fix.',
    },
    {
      good: dockerfile`
        FROM debian:12
        RUN touch a-$((1 + 1)) $(seq 3)
        SHELL ["/bin/bash", "-c"]
        RUN export DIR=$(cat dir)
      `,
    },
  ],

  visit: {
    ShellScript(script, context) {
      for (const { word, expansion, split } of unquotedIn(script, context)) {
        if (split === 'surprise') continue;
        const { text, kind } = expansion;
        const fix = split === 'list' ? undefined : quoteFix(word, expansion, context);
        context.report({ at: expansion, message: split, data: { text }, codes: [kind === 'command' ? 'SC2046' : 'SC2086'], fix });
      }
    },
  },
});
