import { renameStage } from '../src/model/stage-references.ts';
import { defineRule, dockerfile } from '../src/rule.ts';

export default defineRule({
  name: 'prefer-lowercase-stage-name',
  summary: 'Prefer names of stages in lower case.',
  why: 'BuildKit keeps a stage under its name in lower case. `FROM Build` does not find the stage `Build` then, but looks for an image, while `COPY --from=Build` finds it.',
  category: 'stages',
  severity: 'info',
  fix: 'safe',
  fixTitle: 'Write the name of the stage in lower case',
  codes: { buildkit: ['StageNameCasing'] },
  references: ['https://docs.docker.com/reference/build-checks/stage-name-casing/'],
  messages: { case: "BuildKit knows this stage as '{{lower}}'; capitals make `FROM {{name}}` miss it. Write `{{lower}}`." },
  examples: [
    {
      bad: dockerfile`
        FROM golang:1.23 AS «Build»
        FROM Build AS test
        FROM scratch
        COPY --from=Build /app /app
        RUN --mount=from=Build,target=/b true
      `,
      good: dockerfile`
        FROM golang:1.23 AS build
        FROM build AS test
        FROM scratch
        COPY --from=build /app /app
        RUN --mount=from=build,target=/b true
      `,
      note: 'All that names the stage changes with it.',
    },
    { good: dockerfile`FROM golang:1.23 AS build-1.0_x` },
  ],

  visit: {
    Stage(stage, { dockerfile, report }) {
      const { name, from } = stage;
      if (!from.alias || name === undefined || name === from.alias.text) return;

      report({
        at: from.alias,
        message: 'case',
        data: { name: from.alias.text, lower: name },
        fix: (edit) => renameStage(dockerfile, stage, name, edit),
      });
    },
  },
});
