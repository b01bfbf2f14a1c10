import type { From } from '../src/nodes.ts';
import { renameStage } from '../src/model/stage-references.ts';
import { defineRule, dockerfile } from '../src/rule.ts';

export default defineRule({
  name: 'no-duplicate-stage-name',
  summary: 'Disallow two stages of one name.',
  why: '`COPY --from` and `--target` reach the last stage of that name only, `FROM` the nearest above. The other one is out of reach, and a build takes files from a stage that nobody meant.',
  category: 'stages',
  severity: 'error',
  fix: 'unsafe',
  fixTitle: 'Give the later stage a name of its own',
  codes: {
    buildkit: ['DuplicateStageName'],
    hadolint: ['DL3024'],
    trivy: ['DS-0012'],
    checkov: ['CKV_DOCKER_11'],
    kics: ['f2daed12'],
    semgrep: ['alias-must-be-unique'],
    dockerfileUtils: ['DUPLICATE_BUILD_STAGE_NAME'],
  },
  references: ['https://docs.docker.com/reference/build-checks/duplicate-stage-name/'],
  messages: {
    duplicate:
      "A stage on line {{line}} is called '{{name}}' already, and `--from={{name}}` can mean only one of them. Choose another name.",
  },
  examples: [
    {
      bad: dockerfile`
        FROM golang:1.23 AS build
        FROM node:22 AS «build»
        FROM scratch
        COPY --from=build /app /app
      `,
      good: dockerfile`
        FROM golang:1.23 AS build
        FROM node:22 AS build-2
        FROM scratch
        COPY --from=build-2 /app /app
      `,
      note: 'The fix keeps what is built: `build` was the second one to COPY.',
    },
    {
      bad: dockerfile`
        FROM alpine:3.20 AS base
        FROM base AS «Base»
        FROM base AS «base»
        FROM base
      `,
      good: dockerfile`
        FROM alpine:3.20 AS base
        FROM base AS base-2
        FROM base-2 AS base-3
        FROM base-3
      `,
    },
    {
      good: dockerfile`
        FROM alpine:3.20 AS build
        FROM build AS test
        FROM build
      `,
    },
  ],

  visit: {
    Dockerfile({ stages }, { dockerfile, report, positionAt }) {
      const names = new Map<string, { readonly from: From; count: number }>();
      for (const { name, from } of stages) if (name !== undefined && !names.has(name)) names.set(name, { from, count: 1 });
      for (const stage of stages) {
        const { name = '', from } = stage;
        const first = names.get(name);
        if (!first || !from.alias || first.from === from) continue;
        let fresh = `${name}-${++first.count}`;
        while (names.has(fresh)) fresh = `${name}-${++first.count}`;
        report({
          at: from.alias,
          message: 'duplicate',
          data: { name, line: positionAt(first.from.range[0]).line },
          related: [{ at: first.from.alias ?? first.from, note: 'The first stage of this name.' }],
          fix: (edit) => renameStage(dockerfile, stage, fresh, edit),
        });
      }
    },
  },
});
