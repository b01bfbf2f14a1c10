import { argumentLayout, pairLayout } from '../src/model/layout.ts';
import { defineRule, dockerfile } from '../src/rule.ts';

export default defineRule({
  name: 'one-argument-per-line',
  summary: 'Require one command, package or pair per line.',
  why: 'A long line hides what it does, and a change of one word shows up as a change of all. One argument per line, packages sorted, can be read, reviewed and merged.',
  category: 'style',
  severity: 'info',
  tags: ['layout'],
  fix: 'safe',
  fixTitle: 'Write one per line',
  codes: { tally: ['tally/newline-per-chained-call'] },
  references: ['https://docs.docker.com/build/building/best-practices/#sort-multi-line-arguments'],
  messages: {
    commands: '{{count}} commands share a line, so a diff cannot show which of them changed. Write each on its own line.',
    packages: '{{count}} packages share a line, so a diff cannot show which of them changed. Write each on its own line.',
    pairs: '{{count}} pairs share a line, so a diff cannot show which of them changed. Write each on its own line.',
  },
  examples: [
    {
      bad: dockerfile`
        FROM debian:12
        RUN «apt-get update && apt-get upgrade -y»
      `,
      good: dockerfile`
        FROM debian:12
        RUN apt-get update \
            && apt-get upgrade -y
      `,
    },
    {
      bad: dockerfile`
        FROM alpine:3.20
        RUN apk add --no-cache «git curl»
      `,
      good: dockerfile`
        FROM alpine:3.20
        RUN apk add --no-cache \
            curl \
            git
      `,
      note: 'The order of system packages does not matter, so they are sorted.',
    },
    {
      bad: dockerfile`
        FROM debian:12
        RUN «apt-get update && apt-get install -y --no-install-recommends wget ca-certificates && rm -rf /var/lib/apt/lists/*»
      `,
      good: dockerfile`
        FROM debian:12
        RUN apt-get update \
            && apt-get install -y --no-install-recommends \
                ca-certificates \
                wget \
            && rm -rf /var/lib/apt/lists/*
      `,
    },
    {
      bad: dockerfile`
        FROM debian:12
        RUN «set -ex; mkdir /a /b; touch /c || true»
      `,
      good: dockerfile`
        FROM debian:12
        RUN set -ex; \
            mkdir /a /b; \
            touch /c || true
      `,
    },
    {
      bad: dockerfile`
        FROM scratch
        ENV «A=1 B="2 3"»
        LABEL «"a.b"=c d=e»
      `,
      good: dockerfile`
        FROM scratch
        ENV A=1 \
            B="2 3"
        LABEL "a.b"=c \
            d=e
      `,
    },
    {
      good: dockerfile`
        FROM debian:12
        RUN if [ -f a ]; then rm a && echo gone; fi
        RUN cd /tmp \
            # why
            && make
        ENV A=1
      `,
    },
  ],

  visit: {
    Run(run, context) {
      const problems = argumentLayout(run, context);
      const [first] = problems;
      if (!first) return;
      context.report({ at: first, message: first.kind, data: { count: first.count }, fix: () => problems.flatMap(({ fix }) => fix()) });
    },
    KeyValue(pair, context) {
      const problem = pairLayout(pair, context);
      if (problem) context.report({ at: problem, message: 'pairs', data: { count: problem.count }, fix: problem.fix });
    },
  },
});
