import { featureFix } from '../src/model/feature-edits.ts';
import { missingFeature } from '../src/model/missing-features.ts';
import { defineRule, dockerfile } from '../src/rule.ts';

export default defineRule({
  name: 'no-double-equals-in-sh',
  summary: 'Disallow `==` in `[` and `test` where the shell does not have it.',
  why: 'To dash, the `sh` of Debian and Ubuntu, `==` is an unexpected operator: the test is false whatever stands around it. `=` is the same in every shell.',
  category: 'shell',
  severity: 'warning',
  fix: 'unsafe',
  fixTitle: 'Write `=`',
  codes: { shellcheck: ['SC3014'] },
  mentions: ['=='],
  references: ['https://www.shellcheck.net/wiki/SC3014'],
  messages: { equals: '{{shell}} has no `==` in `[`, so the test is never true. Write `=`.' },
  examples: [
    {
      bad: dockerfile`
        FROM debian:12
        RUN if [ "$A" «==» b ] || [ -n "$C" -a "$D" «==» "=" ]; then make; fi
      `,
      good: dockerfile`
        FROM debian:12
        RUN if [ "$A" = b ] || [ -n "$C" -a "$D" = "=" ]; then make; fi
      `,
    },
    {
      bad: dockerfile`
        FROM node:22
        RUN test "$(node --version)" «==» v22.0.0 && npm ci
      `,
      good: dockerfile`
        FROM node:22
        RUN test "$(node --version)" = v22.0.0 && npm ci
      `,
    },
    {
      good: dockerfile`
        FROM debian:12
        RUN [ "==" = "$A" ] && echo "a == b" $((1 == 2)) && expr a == b
        RUN bash -c '[ a == b ]'
        FROM alpine:3.20
        RUN [ "$A" == b ] && make
      `,
      note: "BusyBox's shell has it; in arithmetic it is everybody's.",
    },
  ],

  visit: {
    ShellFeature(feature, context) {
      const missing = feature.kind === 'double-equals' ? missingFeature(feature, context) : undefined;
      if (!missing) return;
      context.report({ at: feature, message: 'equals', data: { shell: missing.shell }, ...featureFix(feature, context) });
    },
  },
});
