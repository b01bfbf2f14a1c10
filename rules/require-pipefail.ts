import { leakyPipe, pipefailEdit } from '../src/model/pipefail.ts';
import { boolean } from '../src/options.ts';
import { defineRule, dockerfile } from '../src/rule.ts';

export default defineRule({
  name: 'require-pipefail',
  summary: 'Require `pipefail` where `RUN` has a pipeline.',
  why: 'A pipeline fails only when its last command does. Where a download before it breaks, the build goes on and makes an image with half of what it needs.',
  category: 'shell',
  severity: 'warning',
  fix: 'unsafe',
  fixTitle: 'Let a pipeline fail when any part of it does',
  codes: { hadolint: ['DL4006'], tally: ['hadolint/DL4006'], kics: ['efbf148a'], semgrep: ['set-pipefail'] },
  mentions: ['|'],
  references: ['https://docs.docker.com/build/building/best-practices/#using-pipes'],
  options: {
    every: boolean({
      default: false,
      describe: 'Look at pipes too that only `echo`, `printf` and their like write to, which do not fail.',
    }),
  },
  messages: {
    shell:
      'Only the last command of a pipeline counts, so the build goes on when one before it fails. Put `SHELL ["/bin/bash", "-o", "pipefail", "-c"]` above it.',
    set: 'Only the last command of a pipeline counts, so the build goes on when one before it fails. Begin the script with `set -o pipefail`.',
  },
  examples: [
    {
      bad: dockerfile`
        FROM debian:12
        # The tool.
        RUN wget -qO- https://example.com/a.tgz «|» tar xz
        RUN a «|» b && c | d
      `,
      good: dockerfile`
        FROM debian:12
        SHELL ["/bin/bash", "-o", "pipefail", "-c"]
        # The tool.
        RUN wget -qO- https://example.com/a.tgz | tar xz
        RUN a | b && c | d
      `,
    },
    {
      bad: dockerfile`
        FROM alpine:3.20
        RUN apk add --no-cache curl \
            && curl -fsSL https://example.com/a.tgz «|» tar xz
      `,
      good: dockerfile`
        FROM alpine:3.20
        RUN set -o pipefail && apk add --no-cache curl \
            && curl -fsSL https://example.com/a.tgz | tar xz
      `,
      note: "Alpine's own shell knows the option; it needs no bash.",
    },
    {
      bad: dockerfile`
        FROM debian:12
        SHELL ["/bin/bash", "-c"]
        RUN a «|» b
        RUN <<EOF
        #!/bin/bash
        a «|» b
        EOF
      `,
      good: dockerfile`
        FROM debian:12
        SHELL ["/bin/bash", "-c"]
        RUN set -o pipefail && a | b
        RUN <<EOF
        #!/bin/bash
        set -o pipefail
        a | b
        EOF
      `,
    },
    {
      bad: dockerfile`
        FROM example.com/base
        RUN a «|» b
        RUN ["/bin/bash", "-c", "a «|» b"]
        RUN bash -c "a «|» b"
      `,
      note: 'What shell an unknown image has is yours to say.',
    },
    {
      good: dockerfile`
        FROM debian:12
        RUN echo 'deb x' | tee /etc/apt/sources.list.d/x.list && yq '.a | explode(.)' /b.yml
        RUN ["/bin/bash", "-o", "pipefail", "-c", "c | d"]
        RUN <<EOF
        #!/usr/bin/env bash
        set -eux -o pipefail
        a | b
        EOF
        RUN <<EOF bash
        set -euo pipefail
        a | b
        EOF
        SHELL ["/usr/bin/bash", "-eo", "pipefail", "-c"]
        RUN a | b
        SHELL ["pwsh", "-c"]
        RUN Get-Variable a | Out-Null
        CMD a | b
      `,
      note: '`echo` does not fail, `|` in quotes is no pipe, and PowerShell has no such thing.',
    },
    {
      bad: dockerfile`
        FROM alpine:3.20
        RUN echo "$SUM  a.tgz" «|» sha256sum -c -
      `,
      good: dockerfile`
        FROM alpine:3.20
        RUN set -o pipefail && echo "$SUM  a.tgz" | sha256sum -c -
      `,
      options: { every: true },
    },
  ],

  visit: {
    ShellScript(script, context) {
      const run = context.instructionOf(script);
      if (run?.type !== 'Run') return;
      const leaky = leakyPipe(script, run, context, context.options.every);
      if (!leaky) return;
      const edit = pipefailEdit(leaky, run, context, context.options.every);
      const isShell = edit?.text.trimStart().toUpperCase().startsWith('SHELL') !== false;
      context.report({ at: { range: leaky.at }, message: isShell ? 'shell' : 'set', fix: edit && (() => edit) });
    },
  },
});
