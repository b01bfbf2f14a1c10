import { quoteFix } from '../src/model/shell-quotes.ts';
import { unquotedIn } from '../src/model/shell-splits.ts';
import { defineRule, dockerfile } from '../src/rule.ts';

export default defineRule({
  name: 'no-unquoted-shell-variable',
  summary: 'Disallow unquoted variables that the shell may split.',
  why: 'The shell splits an unquoted value at blanks and takes `*`, `?` and `[` in it for names of files. An empty one is no argument at all: `rm -r $dir /tmp/x` means something else then.',
  category: 'shell',
  severity: 'info',
  fix: 'unsafe',
  fixTitle: 'Put it in double quotes',
  codes: { shellcheck: ['SC2086'] },
  mentions: ['$'],
  references: ['https://pubs.opengroup.org/onlinepubs/9799919799/utilities/V3_chap02.html#tag_19_06_05'],
  messages: {
    split: 'The shell splits `{{text}}` at blanks and expands wildcards in it. Write `"{{text}}"`.',
  },
  examples: [
    {
      bad: dockerfile`
        FROM debian:12
        ARG TARGET
        RUN dir=$(cat dir) && curl -fsSL https://example.com/a.tgz | tar xz -C «$dir» && mv «$dir»/a /opt
        RUN cmake --build . --target=«$TARGET»
      `,
      good: dockerfile`
        FROM debian:12
        ARG TARGET
        RUN dir=$(cat dir) && curl -fsSL https://example.com/a.tgz | tar xz -C "$dir" && mv "$dir/a" /opt
        RUN cmake --build . --target="$TARGET"
      `,
    },
    {
      bad: dockerfile`
        FROM debian:12
        RUN for file in /src/*.c; do \
              cc -c «$file» -o "/out/$(basename "$file").o"; \
            done; rm «\${file%.c}»*
      `,
      good: dockerfile`
        FROM debian:12
        RUN for file in /src/*.c; do \
              cc -c "$file" -o "/out/$(basename "$file").o"; \
            done; rm "\${file%.c}"*
      `,
      note: 'What stands in quotes already, and what the shell never splits, is left alone.',
    },
    {
      good: dockerfile`
        FROM debian:12
        ARG VERSION=1.2.3
        ENV PREFIX=/opt
        RUN arch=amd64; case $arch in amd64) os=linux;; esac; dir=$(mktemp -d) \
            && curl -fsSLO https://example.com/app-$VERSION-$arch.tgz && tar xf a -C $dir && exit $?
        RUN deps='gcc make'; apt-get update && apt-get install -y $deps
        RUN for user in alice bob; do useradd $user; done; ls -l$# $((1 + 2)) $PREFIX
      `,
      note: 'Numbers, constants and what `ARG` and `ENV` set are known; a list is written to be split.',
    },
  ],

  visit: {
    ShellScript(script, context) {
      for (const { word, expansion, split } of unquotedIn(script, context)) {
        if (split !== 'surprise' || expansion.kind !== 'variable') continue;
        context.report({ at: expansion, message: 'split', data: { text: expansion.text }, fix: quoteFix(word, expansion, context) });
      }
    },
  },
});
