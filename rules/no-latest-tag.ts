import { imageUses } from '../src/model/image-uses.ts';
import { strings } from '../src/options.ts';
import { defineRule, dockerfile } from '../src/rule.ts';

export default defineRule({
  name: 'no-latest-tag',
  summary: 'Disallow the tag `latest`.',
  why: '`latest` is another image tomorrow: a build that worked breaks, or takes in a new major version, without any change to the file.',
  category: 'base-image',
  severity: 'warning',
  codes: {
    hadolint: ['DL3007'],
    tally: ['hadolint/DL3007'],
    trivy: ['DS-0001'],
    checkov: ['CKV_DOCKER_7'],
    kics: ['f45ea400'],
    semgrep: ['avoid-latest-version'],
    dockerfilelint: ['latest_tag'],
    lynis: ['latest'],
    dockle: ['DKL-DI-0006'],
  },
  references: [
    'https://docs.docker.com/build/building/best-practices/#pin-base-image-versions',
    'https://github.com/hadolint/hadolint/wiki/DL3007',
  ],
  options: { tags: strings({ default: ['latest'], describe: 'Tags that move, and are not to be used.' }) },
  messages: {
    moves:
      "The tag '{{tag}}' of '{{repository}}' moves, so the next build may start from another image. Write the version that you tested.",
  },
  examples: [
    { bad: dockerfile`FROM «alpine:latest» AS base`, good: dockerfile`FROM alpine:3.20 AS base` },
    {
      bad: dockerfile`
        ARG TAG=latest
        FROM «node:$TAG»
        COPY --from=«ghcr.io/astral-sh/uv:latest» /uv /bin/
      `,
    },
    { bad: dockerfile`FROM «golang:nightly»`, options: { tags: ['latest', 'nightly'] } },
    {
      good: dockerfile`
        ARG TAG
        FROM alpine:latest@sha256:beefdbd8a1da6d2915566fde36db9db0b524eb737fc57cd1367effd16dc0d06d AS latest
        FROM node:$TAG
        COPY --from=latest /a /a
      `,
      note: 'A digest fixes the image whatever the tag says.',
    },
  ],

  visit: {
    Dockerfile(_, context) {
      for (const use of imageUses(context)) {
        const { image, kind } = use;
        if (image?.tag === undefined || image.digest !== undefined || !context.options.tags.includes(image.tag)) continue;
        const repository = image.text.slice(0, -image.tag.length - 1);
        const codes = kind === 'from' ? undefined : ['DL3007', 'hadolint/DL3007'];
        context.report({ at: use, message: 'moves', data: { tag: image.tag, repository }, codes });
      }
    },
  },
});
