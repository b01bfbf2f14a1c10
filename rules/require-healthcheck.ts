import { defineRule, dockerfile } from '../src/rule.ts';

export default defineRule({
  name: 'require-healthcheck',
  summary: 'Require a `HEALTHCHECK` in the final image.',
  why: 'Docker and Swarm only see that a process runs, not that it answers. Kubernetes does not read `HEALTHCHECK`, so this is not for everybody.',
  category: 'runtime',
  severity: 'info',
  presets: ['cis'],
  codes: {
    hadolint: ['DL3057'],
    tally: ['hadolint/DL3057'],
    trivy: ['DS-0026'],
    checkov: ['CKV_DOCKER_2'],
    kics: ['b03a748a'],
    dockerBench: ['4.6'],
    dockle: ['CIS-DI-0006'],
  },
  references: ['https://docs.docker.com/reference/dockerfile/#healthcheck', 'https://github.com/hadolint/hadolint/wiki/DL3057'],
  messages: {
    missing: 'The final image has no `HEALTHCHECK`, so Docker cannot tell whether it still works. Add one, or `HEALTHCHECK NONE`.',
  },
  examples: [
    {
      bad: dockerfile`
        FROM golang:1.23 AS build
        HEALTHCHECK CMD true
        FROM «nginx:1.27»
        COPY --from=build /a /a
      `,
    },
    {
      good: dockerfile`
        FROM nginx:1.27 AS base
        HEALTHCHECK CMD curl -f http://localhost/ || exit 1
        FROM base
        RUN nginx -t
      `,
    },
  ],

  visit: {
    Dockerfile(_, { stages, finalStage, report }) {
      const image = finalStage?.node.from.image;
      if (!image || stages.some(({ isShipped, node }) => isShipped && node.instructions.some(({ type }) => type === 'Healthcheck'))) return;
      report({ at: image, message: 'missing' });
    },
  },
});
