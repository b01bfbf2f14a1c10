import { renameStage } from '../src/model/stage-references.ts';
import { defineRule, dockerfile } from '../src/rule.ts';

export default defineRule({
  name: 'no-reserved-stage-name',
  summary: 'Disallow `scratch` and `context` as names of stages.',
  why: '`scratch` is the empty image and `context` the build context. A stage of that name hides them: `FROM scratch` is not empty any more.',
  category: 'stages',
  severity: 'warning',
  fix: 'unsafe',
  fixTitle: 'Give the stage another name',
  codes: { buildkit: ['ReservedStageName'], hadolint: ['DL3063'] },
  mentions: ['scratch', 'context'],
  references: ['https://docs.docker.com/reference/build-checks/reserved-stage-name/'],
  messages: { reserved: "'{{name}}' is a reserved name: {{meaning}}. Choose another one, such as `{{fresh}}`." },
  examples: [
    {
      bad: dockerfile`
        FROM alpine:3.20 AS «scratch»
        FROM alpine:3.20 AS «Context»
        COPY --from=context /a /b
      `,
      good: dockerfile`
        FROM alpine:3.20 AS scratch-stage
        FROM alpine:3.20 AS context-stage
        COPY --from=context-stage /a /b
      `,
    },
    {
      good: dockerfile`
        FROM scratch AS empty
        FROM scratch
      `,
    },
  ],

  visit: {
    Stage(stage, { dockerfile, report }) {
      const { name = '', from } = stage;
      const meaning = meanings.get(name);
      if (!from.alias || meaning === undefined) return;
      const fresh = `${name}-stage`;

      report({
        at: from.alias,
        message: 'reserved',
        data: { name: from.alias.text, meaning, fresh },
        fix: (edit) => (dockerfile.stages.some((other) => other.name === fresh) ? null : renameStage(dockerfile, stage, fresh, edit)),
      });
    },
  },
});

const meanings: ReadonlyMap<string, string> = new Map([
  ['scratch', '`FROM scratch` begins with an empty image'],
  ['context', 'it stands for the build context'],
]);
