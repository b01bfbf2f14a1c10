import { featureFix } from '../src/model/feature-edits.ts';
import { missingFeature } from '../src/model/missing-features.ts';
import { defineRule, dockerfile } from '../src/rule.ts';

export default defineRule({
  name: 'no-brace-expansion-in-sh',
  summary: 'Disallow brace expansion where the shell does not expand braces.',
  why: '`mkdir -p app/{a,b}` makes one folder with braces in its name in dash and in the `sh` of Alpine, and nothing fails.',
  category: 'shell',
  severity: 'warning',
  fix: 'unsafe',
  fixTitle: 'Write the words out',
  codes: { shellcheck: ['SC3009'] },
  mentions: ['{'],
  references: ['https://www.shellcheck.net/wiki/SC3009'],
  messages: { braces: '{{shell}} takes `{{word}}` as it is, braces and all. {{instead}}.' },
  examples: [
    {
      bad: dockerfile`
        FROM debian:12
        RUN mkdir -p /srv/app/«{conf,data}»/v1 \
            && rm -rf "$HOME"/«{a,b,}»~
        RUN for i in «{1..3}»; do make "$i"; done
      `,
      good: dockerfile`
        FROM debian:12
        RUN mkdir -p /srv/app/conf/v1 /srv/app/data/v1 \
            && rm -rf "$HOME"/a~ "$HOME"/b~ "$HOME"/~
        RUN for i in 1 2 3; do make "$i"; done
      `,
    },
    {
      bad: dockerfile`
        FROM alpine:3.20
        RUN for i in «{1..50}»; do make "$i"; done
      `,
      good: dockerfile`
        FROM alpine:3.20
        RUN for i in $(seq 1 50); do make "$i"; done
      `,
    },
    {
      bad: dockerfile`
        FROM debian:12
        RUN touch "$(date +%s)"«{a,b}»
      `,
      good: dockerfile`
        FROM debian:12
        SHELL ["/bin/bash", "-c"]
        RUN touch "$(date +%s)"{a,b}
      `,
    },
    {
      good: dockerfile`
        FROM debian:12
        RUN x={a,b} && find . -exec ls {} + && awk '{print $1,$2}' && git rev-parse @{u}
        RUN curl -fsSO https://example.com/{a,b}.tgz
        SHELL ["/bin/bash", "-c"]
        RUN mkdir -p app/{a,b}
        FROM rockylinux:9
        RUN mkdir -p app/{a,b}
      `,
      note: 'No shell expands braces in an assignment, and curl does so itself.',
    },
  ],

  visit: {
    ShellFeature(feature, context) {
      const { word, kind } = feature;
      const missing = kind === 'brace-expansion' ? missingFeature(feature, context) : undefined;
      if (!word || !missing) return;
      const { shell, instead } = missing;
      context.report({ at: feature, message: 'braces', data: { shell, instead, word: word.text }, ...featureFix(feature, context) });
    },
  },
});
