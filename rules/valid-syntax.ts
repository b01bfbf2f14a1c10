import { codesOfProblem, syntaxCodes } from '../src/knowledge/syntax-codes.ts';
import { boolean } from '../src/options.ts';
import { defineRule, dockerfile } from '../src/rule.ts';

export default defineRule({
  name: 'valid-syntax',
  summary: 'Disallow what BuildKit refuses to read.',
  why: 'The build fails at such a line, and stops at the first one. Here all are shown at once, before anybody builds.',
  category: 'syntax',
  severity: 'error',
  references: ['https://docs.docker.com/reference/dockerfile/'],
  codes: syntaxCodes,
  options: { every: boolean({ default: false, describe: 'Without any `FROM`, report every instruction, not only the first.' }) },
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
        «ENV» A=b
        «RUN» make
        FROM debian:12
        ONBUILD «FROM» debian:12
      `,
    },
    {
      bad: dockerfile`
        «ENV» A=b
        ARG C
        «RUN» make
      `,
      options: { every: true },
    },
    {
      bad: dockerfile`
        FROM debian:12
        HEALTHCHECK --interval=«30» CMD curl -f http://localhost/
        RUN --mount=type=cache,«targt»=/root/.cache,«sharing=lock» --network=«bridge» make
        COPY --chmod=«rwx» --link=«yes» «https://example.com/a» /a
        ADD «--checksum=md5:d41d8cd98f00b204e9800998ecf8427e» https://example.com/a /a
      `,
      note: 'Values are looked at too, where they are written out.',
    },
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
    SyntaxProblem(problem, { report, options, dockerfile }) {
      const data = { problem: problem.message };
      const codes = codesOfProblem(problem.code);
      report({ at: problem, message: 'problem', data, codes });
      if (problem.code !== 'no-from' || !options.every) return;
      for (const { type, keyword } of dockerfile.instructions.slice(1))
        if (type !== 'Arg' && type !== 'Unknown') report({ at: keyword, message: 'problem', data, codes });
    },
  },
});
