import { imageUses } from '../src/model/image-uses.ts';
import { defineRule, dockerfile } from '../src/rule.ts';

export default defineRule({
  name: 'copy-from-variable',
  summary: 'Disallow variables in `COPY --from` and `RUN --mount=from`.',
  why: 'The builder does not put variables in there, and the build fails. `FROM` takes them, so a stage of its own does what is meant.',
  category: 'stages',
  severity: 'error',
  mentions: ['from='],
  references: ['https://docs.docker.com/reference/dockerfile/#copy---from'],
  messages: {
    variable:
      "Variables cannot be used in `from`, so '{{text}}' fails the build. Write `FROM {{text}} AS name` further up, and copy from that.",
  },
  examples: [
    {
      bad: dockerfile`
        ARG UV=0.8.15
        FROM python:3.12
        COPY --from=«ghcr.io/astral-sh/uv:\${UV}» /uv /bin/
      `,
      good: dockerfile`
        ARG UV=0.8.15
        FROM ghcr.io/astral-sh/uv:\${UV} AS uv
        FROM python:3.12
        COPY --from=uv /uv /bin/
      `,
    },
    {
      bad: dockerfile`
        FROM python:3.12
        RUN --mount=type=bind,from=«$IMAGE»,target=/src make
      `,
    },
  ],

  visit: {
    Dockerfile(_, context) {
      for (const use of imageUses(context))
        if (use.kind !== 'from' && use.hasVariables) context.report({ at: use, message: 'variable', data: { text: use.text } });
    },
  },
});
