import { featureFix } from '../src/model/feature-edits.ts';
import { missingFeature } from '../src/model/missing-features.ts';
import { boolean } from '../src/options.ts';
import { defineRule, dockerfile } from '../src/rule.ts';

export default defineRule({
  name: 'no-echo-flags-in-sh',
  summary: 'Disallow options of `echo` that the shell does not have.',
  why: 'dash, the `sh` of Debian and Ubuntu, prints `-e` like any other word, so it ends up in the file that the output goes to. `printf` does the same in every shell.',
  category: 'shell',
  severity: 'warning',
  fix: 'unsafe',
  fixTitle: 'Use `printf`',
  codes: { shellcheck: ['SC3037'] },
  mentions: ['echo'],
  references: ['https://www.shellcheck.net/wiki/SC3037', 'https://www.shellcheck.net/wiki/SC3036'],
  messages: { flags: '{{shell}} prints `{{flags}}` instead of taking it for an option. {{instead}}.' },
  examples: [
    {
      bad: dockerfile`
        FROM debian:12
        RUN echo «-e» "[a]\nb=$B" > /etc/a.ini && echo «-ne» 'x\ty' "z" >> /etc/b
      `,
      good: dockerfile`
        FROM debian:12
        RUN printf '%b\n' "[a]\nb=$B" > /etc/a.ini && printf '%b %b' 'x\ty' "z" >> /etc/b
      `,
    },
    {
      bad: dockerfile`
        FROM debian:12
        RUN echo «-e» $LINES '\x41' > /etc/c
      `,
      good: dockerfile`
        FROM debian:12
        SHELL ["/bin/bash", "-c"]
        RUN echo -e $LINES '\x41' > /etc/c
      `,
      note: '`printf` of dash has no `\\x`, and it would take each word that a variable is split into on its own.',
    },
    {
      good: dockerfile`
        FROM debian:12
        RUN echo -n a && /bin/echo -e 'a\tb' && bash -c "echo -e a" && echo "-e"x
        FROM alpine:3.20
        RUN echo -e 'a\tb'
        FROM debian:12
        SHELL ["/bin/bash", "-c"]
        RUN echo -e 'a\tb'
      `,
    },
    {
      bad: dockerfile`
        FROM debian:12
        RUN echo «-n» "$A" > /a
      `,
      good: dockerfile`
        FROM debian:12
        RUN printf '%s' "$A" > /a
      `,
      options: { posix: true },
    },
  ],
  options: {
    posix: boolean({ default: false, describe: 'Report `echo -n` too, and the options of `echo` that BusyBox has: POSIX has none.' }),
  },

  visit: {
    ShellFeature(feature, context) {
      const missing = feature.kind === 'echo-flag' ? missingFeature(feature, context, context.options.posix) : undefined;
      if (!missing) return;
      const { shell, instead } = missing;
      context.report({ at: feature, message: 'flags', data: { shell, instead, flags: feature.name }, ...featureFix(feature, context) });
    },
  },
});
