import { featureFix } from '../src/model/feature-edits.ts';
import { missingFeature } from '../src/model/missing-features.ts';
import { defineRule, dockerfile } from '../src/rule.ts';

export default defineRule({
  name: 'no-pipefail-in-sh',
  summary: 'Disallow `set -o pipefail` where the shell does not have it.',
  why: 'dash, the `sh` of Debian up to 13 and of Ubuntu, refuses the option and stops: the build fails there.',
  category: 'shell',
  severity: 'warning',
  fix: 'unsafe',
  fixTitle: 'Run it in bash',
  codes: { shellcheck: ['SC3040'] },
  mentions: ['pipefail'],
  references: ['https://www.shellcheck.net/wiki/SC3040', 'https://docs.docker.com/build/building/best-practices/#using-pipes'],
  messages: { pipefail: '{{shell}} has no option `pipefail`. Put `SHELL ["/bin/bash", "-c"]` above it.' },
  examples: [
    {
      bad: dockerfile`
        FROM debian:12
        RUN set -eux -o «pipefail»; curl -fsSL https://example.com/a.tgz | tar xz
      `,
      good: dockerfile`
        FROM debian:12
        SHELL ["/bin/bash", "-c"]
        RUN set -eux -o pipefail; curl -fsSL https://example.com/a.tgz | tar xz
      `,
    },
    {
      bad: dockerfile`
        FROM python:3.13
        RUN <<EOF
        set -euo «pipefail»
        curl -fsSL https://example.com/a.tgz | tar xz
        EOF
      `,
      good: dockerfile`
        FROM python:3.13
        SHELL ["/bin/bash", "-c"]
        RUN <<EOF
        set -euo pipefail
        curl -fsSL https://example.com/a.tgz | tar xz
        EOF
      `,
    },
    {
      good: dockerfile`
        FROM alpine:3.20
        RUN set -o pipefail && a | b
        FROM fedora:41
        RUN set -o pipefail && a | b
        FROM debian:12
        RUN (set -o pipefail) 2>/dev/null && echo has it
        RUN <<EOF
        #!/bin/bash
        set -euo pipefail
        a | b
        EOF
      `,
      note: "BusyBox's shell has it, and to try it in a subshell is how a script asks.",
    },
  ],

  visit: {
    ShellFeature(feature, context) {
      const { kind, name, command } = feature;
      if (kind !== 'set-option' || name !== 'pipefail' || command?.nesting.at(-1) === 'subshell') return;
      const missing = missingFeature(feature, context);
      if (!missing) return;
      context.report({ at: feature, message: 'pipefail', data: { shell: missing.shell }, ...featureFix(feature, context) });
    },
  },
});
