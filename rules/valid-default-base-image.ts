import { defaultImages } from '../src/model/default-images.ts';
import { isImageName } from '../src/model/references.ts';
import { defineRule, dockerfile } from '../src/rule.ts';

export default defineRule({
  name: 'valid-default-base-image',
  summary: 'Require a valid base image without any `--build-arg`.',
  why: 'A plain `docker build .` fails where an `ARG` without a default leaves `FROM` no image, and tools that read the file cannot tell what it is built on.',
  category: 'base-image',
  severity: 'info',
  presets: ['strict'],
  codes: { buildkit: ['InvalidDefaultArgInFrom'] },
  mentions: ['$'],
  references: ['https://docs.docker.com/reference/build-checks/invalid-default-arg-in-from/'],
  messages: {
    empty: "Without `--build-arg`, '{{image}}' is empty, and the build fails. Give its `ARG` a default.",
    invalid:
      "Without `--build-arg`, '{{image}}' is '{{value}}', which names no image, and the build fails. Give each `ARG` in it a default.",
  },
  examples: [
    {
      bad: dockerfile`
        ARG TAG
        FROM «alpine:$TAG»
      `,
      good: dockerfile`
        ARG TAG=3.20
        FROM alpine:$TAG
      `,
    },
    { bad: dockerfile`FROM «$IMAGE»` },
    {
      good: dockerfile`
        ARG VARIANT
        ARG REGISTRY=docker.io
        FROM $REGISTRY/library/busybox:stable$VARIANT
        FROM tools-$TARGETARCH
        FROM alpine:\${TAG:-3.20}
      `,
    },
  ],

  visit: {
    Dockerfile(file, { report }) {
      if (!file.stages.some(({ from }) => from.image?.variables.length)) return;
      for (const [{ image }, value] of defaultImages(file)) {
        if (!image || image.variables.length === 0 || isImageName(value)) continue;
        if (value === '') report({ at: image, message: 'empty', data: { image: image.text } });
        else report({ at: image, message: 'invalid', data: { image: image.text, value } });
      }
    },
  },
});
