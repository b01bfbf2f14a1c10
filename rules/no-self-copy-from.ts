import { imageUses, laterStage } from '../src/model/image-uses.ts';
import { defineRule, dockerfile } from '../src/rule.ts';

export default defineRule({
  name: 'no-self-copy-from',
  summary: 'Disallow `--from` that names its own stage.',
  why: 'A stage cannot be copied from while it is being made: the build fails. What is in it already can be copied by `RUN cp`.',
  category: 'stages',
  severity: 'error',
  codes: {
    hadolint: ['DL3023'],
    tally: ['hadolint/DL3023'],
    trivy: ['DS-0006'],
    kics: ['cdddb86f'],
    semgrep: ['copy-from-own-alias'],
  },
  mentions: ['from='],
  references: ['https://github.com/hadolint/hadolint/wiki/DL3023'],
  messages: { self: "'{{name}}' is the stage that this line stands in, and the build fails. Name an earlier stage, or use `RUN cp`." },
  examples: [
    {
      bad: dockerfile`
        FROM golang:1.23 AS build
        COPY --from=«build» /app /app
      `,
    },
    {
      bad: dockerfile`
        FROM golang:1.23 AS build
        FROM alpine:3.20
        COPY --from=«1» /app /app
      `,
      good: dockerfile`
        FROM golang:1.23 AS build
        FROM alpine:3.20
        COPY --from=0 /app /app
      `,
    },
  ],

  visit: {
    Dockerfile(_, context) {
      for (const use of imageUses(context)) {
        const stage = laterStage(use, context);
        if (!stage || stage !== use.inStage) continue;
        const related = [{ at: stage.node.from, note: 'The stage that it stands in.' }];
        context.report({ at: use, message: 'self', data: { name: use.text }, related });
      }
    },
  },
});
