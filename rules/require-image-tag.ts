import { imageUses, isMalformed, laterStage, similarStage } from '../src/model/image-uses.ts';
import { boolean, strings } from '../src/options.ts';
import { defineRule, dockerfile } from '../src/rule.ts';

export default defineRule({
  name: 'require-image-tag',
  summary: 'Require a tag or digest for every image.',
  why: 'An image without a tag means `latest`, which is another image tomorrow: a build that worked breaks, or takes in a new major version, without any change to the file.',
  category: 'base-image',
  severity: 'warning',
  codes: {
    hadolint: ['DL3006'],
    tally: ['hadolint/DL3006'],
    trivy: ['DS-0001'],
    checkov: ['CKV_DOCKER_7'],
    kics: ['9efb0b2d'],
    semgrep: ['missing-image-version'],
    dockerfilelint: ['missing_tag'],
  },
  references: [
    'https://docs.docker.com/build/building/best-practices/#pin-base-image-versions',
    'https://github.com/hadolint/hadolint/wiki/DL3006',
  ],
  options: {
    contexts: strings({ default: [], describe: 'Names that `docker build --build-context` gives, which are no images.' }),
    copies: boolean({ default: true, describe: 'Look at the images of `COPY --from` and `RUN --mount=from` too.' }),
  },
  messages: {
    noTag: "'{{image}}' has no tag, so each build takes whatever is the latest. Add the version that you tested: `{{image}}:<version>`.",
    noTagOrStage:
      "No earlier stage is called '{{image}}', so it is an image, and without a tag each build takes the latest. Write `{{image}}:<version>`.",
  },
  examples: [
    { bad: dockerfile`FROM «debian»`, good: dockerfile`FROM debian:12.7` },
    {
      bad: dockerfile`
        ARG BASE=alpine
        FROM «\${BASE}»
      `,
      good: dockerfile`
        ARG BASE=alpine:3.20
        FROM \${BASE}
      `,
      note: 'What counts is the value that `ARG` gives by default.',
    },
    {
      bad: dockerfile`
        FROM scratch
        COPY --from=«hello-world» /hello /hello
      `,
    },
    {
      bad: dockerfile`
        FROM alpine:3.20
        RUN --mount=type=bind,from=«golang»,target=/go go version
      `,
    },
    {
      good: dockerfile`
        ARG IMAGE
        FROM golang:1.23 AS build
        FROM alpine@sha256:beefdbd8a1da6d2915566fde36db9db0b524eb737fc57cd1367effd16dc0d06d AS tools
        FROM \${IMAGE} AS any
        FROM build AS test
        FROM scratch
        COPY --from=build /app /app
        COPY --from=1 /bin/sh /bin/sh
      `,
      note: 'Stages, digests and `scratch` need no tag, and a variable without a value may hold one.',
    },
    {
      good: dockerfile`
        FROM scratch
        COPY --from=docs /index.html /
      `,
      options: { contexts: ['docs'] },
    },
    {
      bad: dockerfile`
        FROM «alpine»
        COPY --from=hello-world /hello /hello
      `,
      options: { copies: false },
    },
  ],

  visit: {
    Dockerfile(_, context) {
      for (const use of imageUses(context)) {
        const { image, kind, text } = use;
        if (!image || image.tag !== undefined || image.digest !== undefined || context.options.contexts.includes(text)) continue;
        if (kind !== 'from' && !context.options.copies) continue;
        if (isMalformed(use) || laterStage(use, context) || similarStage(use, context) !== undefined) continue;
        const message = kind === 'from' || text.includes('/') ? 'noTag' : 'noTagOrStage';
        const codes = kind === 'from' ? undefined : ['DL3006', 'hadolint/DL3006'];
        context.report({ at: use, message, data: { image: image.text }, codes });
      }
    },
  },
});
