import { defineRule, dockerfile } from '../src/rule.ts';

export default defineRule({
  name: 'no-maintainer',
  summary: 'Disallow `MAINTAINER`.',
  why: 'It has been deprecated since Docker 1.13. A label says the same, can be asked for like any other, and is what registries show.',
  category: 'metadata',
  severity: 'warning',
  tags: ['deprecated'],
  fix: 'unsafe',
  fixTitle: 'Write a label instead',
  codes: {
    buildkit: ['MaintainerDeprecated'],
    hadolint: ['DL4000'],
    trivy: ['DS-0022'],
    checkov: ['CKV_DOCKER_6'],
    kics: ['99614418'],
    semgrep: ['maintainer-is-deprecated'],
    dockerfilelint: ['deprecated_in_1.13'],
    dockerfileUtils: ['DEPRECATED_MAINTAINER'],
  },
  mentions: ['maintainer'],
  references: [
    'https://docs.docker.com/reference/build-checks/maintainer-deprecated/',
    'https://github.com/opencontainers/image-spec/blob/main/annotations.md#pre-defined-annotation-keys',
  ],
  messages: { deprecated: '`MAINTAINER` is deprecated. Write `LABEL org.opencontainers.image.authors="…"`.' },
  examples: [
    {
      bad: dockerfile`
        FROM alpine:3.20
        «MAINTAINER» Ann Example <ann@example.org>
      `,
      good: dockerfile`
        FROM alpine:3.20
        LABEL org.opencontainers.image.authors="Ann Example <ann@example.org>"
      `,
      note: 'The name moves from a field of its own into a label, so the image is not quite the same.',
    },
    {
      bad: dockerfile`
        FROM alpine:3.20
        «MAINTAINER» "Ann $ Example"
      `,
      good: dockerfile`
        FROM alpine:3.20
        LABEL org.opencontainers.image.authors="Ann \$ Example"
      `,
    },
    { good: dockerfile`LABEL maintainer="ann@example.org"` },
  ],

  visit: {
    Maintainer({ keyword, name, range, inOnbuild }, { dockerfile, text, report }) {
      report({
        at: keyword,
        message: 'deprecated',
        fix: (edit) => {
          // A comment between its lines would be lost.
          if (!name || inOnbuild || /^[ \t]*#/m.test(text.slice(...range))) return null;
          const plain = /^(["'])(.*)\1$/.exec(name.text)?.[2] ?? name.text;
          const label = keyword.text === keyword.name ? 'LABEL' : 'label';
          return edit.replace({ range }, `${label} org.opencontainers.image.authors="${escaped(plain, dockerfile.escape)}"`);
        },
      });
    },
  },
});

const escaped = (value: string, escape: string): string =>
  [...value].map((char) => (char === '"' || char === '$' || char === escape ? escape + char : char)).join('');
