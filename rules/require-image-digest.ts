import { imageUses } from '../src/model/image-uses.ts';
import { defineRule, dockerfile } from '../src/rule.ts';

export default defineRule({
  name: 'require-image-digest',
  summary: 'Require images to be pinned by digest.',
  why: 'Whoever may push to a repository can move its tags. A digest names one image for good: what was tested is what is built on, and nobody can slip in another.',
  category: 'base-image',
  severity: 'info',
  presets: ['strict'],
  codes: { semgrep: ['dockerfile-source-not-pinned'] },
  references: ['https://docs.docker.com/build/building/best-practices/#pin-base-image-versions'],
  messages: {
    missing:
      '`{{image}}` can be another image tomorrow. Add its digest: `{{image}}@sha256:…` (`docker buildx imagetools inspect {{image}}` shows it).',
  },
  examples: [
    {
      bad: dockerfile`
        FROM «alpine:3.22» AS base
        FROM base
        COPY --from=«ghcr.io/astral-sh/uv:0.5» /uv /bin/
      `,
    },
    {
      good: dockerfile`
        ARG IMAGE
        FROM $IMAGE
        FROM alpine:3.22@sha256:beefdbd8a1da6d2915566fde36db9db0b524eb737fc57cd1367effd16dc0d06d
        FROM scratch
      `,
    },
  ],

  visit: {
    Dockerfile(_, context) {
      for (const use of imageUses(context)) {
        const { image } = use;
        if (!image || image.digest !== undefined || image.text === 'scratch') continue;
        context.report({ at: use, message: 'missing', data: { image: image.text } });
      }
    },
  },
});
