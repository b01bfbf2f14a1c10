import { labelKeys, readSchema } from '../src/model/labels.ts';
import { strings } from '../src/options.ts';
import { defineRule, dockerfile } from '../src/rule.ts';

export default defineRule({
  name: 'require-labels',
  summary: 'Require the labels of your label schema in the final image.',
  why: 'Whoever has only the image learns from its labels what it is, whose it is and what it was built from.',
  category: 'metadata',
  severity: 'info',
  presets: ['strict'],
  codes: { hadolint: ['DL3049'] },
  references: ['https://github.com/opencontainers/image-spec/blob/main/annotations.md', 'https://github.com/hadolint/hadolint/wiki/DL3049'],
  options: {
    labels: strings({ default: [], describe: 'Labels that every image has to have: `author`, or with a format `version:semver`.' }),
  },
  messages: {
    missing: "The image has no label '{{key}}'. Add `LABEL {{key}}=…` to its last stage.",
  },
  examples: [
    {
      bad: dockerfile`
        FROM golang:1.23 AS build
        LABEL maintainer=me
        FROM «alpine:3.20»
        LABEL version=1.0.0
      `,
      options: { labels: ['version:semver', 'maintainer'] },
    },
    {
      good: dockerfile`
        FROM alpine:3.20 AS base
        LABEL maintainer="me" version=1.0.0
        FROM golang:1.23 AS build
        FROM base
      `,
      options: { labels: ['version:semver', 'maintainer'] },
      note: 'What the image is built from gives it its labels; a stage that is only copied from does not need any.',
    },
    { good: dockerfile`FROM alpine:3.20`, note: 'There is no schema unless you write one.' },
  ],

  visit: {
    Dockerfile(_, { finalStage, options, report }) {
      const at = finalStage?.node.from.image;
      if (!at || options.labels.length === 0) return;
      const keys = labelKeys(finalStage);
      if (keys.has('$')) return;
      for (const { key } of readSchema(options.labels)) if (!keys.has(key)) report({ at, message: 'missing', data: { key } });
    },
  },
});
