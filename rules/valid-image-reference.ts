import { imageUses, isMalformed } from '../src/model/image-uses.ts';
import { defineRule, dockerfile } from '../src/rule.ts';

export default defineRule({
  name: 'valid-image-reference',
  summary: 'Require names of images that a registry could have.',
  why: 'A capital letter in the path, a second tag or an empty part ends the build before anything is pulled.',
  category: 'base-image',
  severity: 'error',
  codes: { dockerfileUtils: ['INVALID_REFERENCE_FORMAT'] },
  references: ['https://github.com/distribution/reference/blob/main/reference.go'],
  messages: {
    capitals: "'{{image}}' is the name of no image: behind the registry, all letters are small. Write `{{lower}}`.",
    malformed: "'{{image}}' is the name of no image. Write `registry/path:tag` or `registry/path@sha256:digest`.",
  },
  examples: [
    {
      bad: dockerfile`
        FROM «Alpine:3.20»
        COPY --from=«ghcr.io/Owner/app:1» /app /app
        COPY --from=«app:1:2» /app /app
        RUN --mount=type=bind,from=«https://example.com/x»,target=/x make
      `,
    },
    {
      bad: dockerfile`
        FROM «debian:»
        FROM «debian@sha256:abc»
      `,
    },
    {
      good: dockerfile`
        ARG BASE
        FROM localhost:5000/team/app_x:1.0-RC AS Base
        FROM "alpine:3.20"
        FROM $BASE
        COPY --from=Base /a /a
      `,
      note: "Tags may have capitals, names of stages too, and a variable's value is the build's.",
    },
  ],

  visit: {
    Dockerfile(_, context) {
      for (const use of imageUses(context)) {
        // What a default of an ARG makes of it is for `valid-default-base-image`.
        if (use.hasVariables || !use.image || !isMalformed(use)) continue;
        const image = use.image.text;
        const lower = image.replace(/^[^:@]*/, (path) => path.toLowerCase());
        const isCapital = lower !== image && !isMalformed({ ...use, image: { ...use.image, text: lower } });
        if (isCapital) context.report({ at: use, message: 'capitals', data: { image, lower } });
        else context.report({ at: use, message: 'malformed', data: { image } });
      }
    },
  },
});
