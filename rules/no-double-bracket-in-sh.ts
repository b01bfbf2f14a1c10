import { featureFix } from '../src/model/feature-edits.ts';
import { missingFeature } from '../src/model/missing-features.ts';
import { defineRule, dockerfile } from '../src/rule.ts';

export default defineRule({
  name: 'no-double-bracket-in-sh',
  summary: 'Disallow `[[ … ]]` where the shell does not have it.',
  why: 'dash, the `sh` of Debian and Ubuntu, looks for a program of that name and finds none. In an `if` that only means false, and the build goes on down the wrong way.',
  category: 'shell',
  severity: 'warning',
  fix: 'unsafe',
  fixTitle: 'Run it in bash',
  codes: { shellcheck: ['SC3010'] },
  mentions: ['[['],
  references: ['https://www.shellcheck.net/wiki/SC3010'],
  messages: { brackets: '{{shell}} has no `[[`, so the test is never true. {{instead}}.' },
  examples: [
    {
      bad: dockerfile`
        FROM debian:12
        RUN make
        # Only there.
        RUN if «[[» "$A" == b* ]]; then make install; fi
        RUN «[[» -f /a && -d /b ]]
      `,
      good: dockerfile`
        FROM debian:12
        RUN make
        SHELL ["/bin/bash", "-c"]
        # Only there.
        RUN if [[ "$A" == b* ]]; then make install; fi
        RUN [[ -f /a && -d /b ]]
      `,
    },
    {
      bad: dockerfile`
        FROM example.com/base
        RUN «[[» -f /a ]]
      `,
      note: 'Nobody knows whether this image has bash.',
    },
    {
      good: dockerfile`
        FROM alpine:3.20
        RUN [[ "$A" == b* ]] && make
        FROM debian:12
        RUN bash -c '[[ -f /a ]]' && grep '[[:space:]]' /b
        SHELL ["/bin/bash", "-c"]
        RUN [[ "$A" =~ b ]] && make
      `,
    },
  ],

  visit: {
    ShellFeature(feature, context) {
      const missing = feature.kind === 'double-bracket' ? missingFeature(feature, context) : undefined;
      if (!missing) return;
      const { shell, instead } = missing;
      context.report({ at: feature, message: 'brackets', data: { shell, instead }, ...featureFix(feature, context) });
    },
  },
});
