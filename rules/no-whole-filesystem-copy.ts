import { imageUses } from '../src/model/image-uses.ts';
import { defineRule, dockerfile } from '../src/rule.ts';

export default defineRule({
  name: 'no-whole-filesystem-copy',
  summary: 'Disallow copying the whole of another image or stage over `/`.',
  why: 'It overwrites system files, users and packages of the image with those of another, and takes along whatever its build left behind. Naming the files keeps the image small and says what it needs.',
  category: 'files',
  severity: 'warning',
  presets: ['strict'],
  codes: { hadolint: ['DL3067'] },
  mentions: ['from='],
  references: ['https://github.com/hadolint/hadolint/wiki/DL3067'],
  messages: { whole: "All of '{{from}}' is copied over this image's own files. Copy only the files that are needed." },
  examples: [
    {
      bad: dockerfile`
        FROM golang:1.23 AS build
        FROM alpine:3.20
        COPY --from=build «/ /»
      `,
      good: dockerfile`
        FROM golang:1.23 AS build
        FROM alpine:3.20
        COPY --from=build /go/bin/app /usr/bin/
      `,
    },
    {
      good: dockerfile`
        FROM scratch AS files
        COPY app /usr/bin/
        FROM alpine:3.20 AS run
        COPY --from=files / /
        FROM scratch
        COPY --from=run / /
      `,
      note: 'A stage from `scratch` holds nothing but what is meant, and an image from `scratch` has nothing to overwrite.',
    },
  ],

  visit: {
    Dockerfile(_, context) {
      for (const { kind, instruction, stage, inStage, text } of imageUses(context)) {
        if (kind !== 'copy' || instruction.type !== 'Copy' || inStage.image?.text === 'scratch' || stage?.image?.text === 'scratch')
          continue;
        const { sources, destination } = instruction;
        const root = sources.find(({ value }) => isRoot(value));
        if (!root || !destination || !isRoot(destination.value)) continue;
        context.report({ at: { range: [root.range[0], destination.range[1]] }, message: 'whole', data: { from: text } });
      }
    },
  },
});

const isRoot = (path: string): boolean => /^\/(?:\.?\/?|\*)$/.test(path);
