import { defineRule, dockerfile } from '../src/rule.ts';

export default defineRule({
  name: 'valid-syntax',
  summary: 'Disallow what BuildKit refuses to read.',
  why: 'The build fails at such a line, and stops at the first one. Here all are shown at once, before anybody builds.',
  category: 'syntax',
  severity: 'error',
  references: ['https://docs.docker.com/reference/dockerfile/'],
  messages: { problem: '{{problem}}.' },
  examples: [
    {
      bad: dockerfile`
        FROM alpine:3.20
        «RUNN» apk upgrade
        COPY «--form=build» /app /app
        ENTRYPOINT ["/app"]
      `,
      note: 'Each problem is reported, and everything else in the file is still linted.',
    },
    { bad: dockerfile`«RUN» make` },
    {
      bad: dockerfile`
        «FROM»
        FROM scratch «AS»
        ENV «A»
        USER app
      `,
    },
    {
      bad: dockerfile`
        FROM debian:12
        RUN cat «<<EOF»
        text
      `,
    },
    {
      good: dockerfile`
        FROM debian:12
        RUN cat <<EOF
        text
        EOF
      `,
    },
  ],

  visit: {
    SyntaxProblem(problem, { report }) {
      report({ at: problem, message: 'problem', data: { problem: problem.message } });
    },
  },
});
