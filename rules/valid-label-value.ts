import { labelFormats, standardLabels } from '../src/knowledge/label-formats.ts';
import { readSchema } from '../src/model/labels.ts';
import { boolean, strings } from '../src/options.ts';
import { defineRule, dockerfile } from '../src/rule.ts';

export default defineRule({
  name: 'valid-label-value',
  summary: 'Require labels to have the format that their key stands for.',
  why: 'Scanners, registries and update bots read these values by machine, and pass over what they cannot read.',
  category: 'metadata',
  severity: 'warning',
  presets: ['strict'],
  fix: 'unsafe',
  fixTitle: 'Take the `v` off',
  codes: { hadolint: ['DL3052', 'DL3053', 'DL3054', 'DL3055', 'DL3056', 'DL3058'] },
  mentions: ['label'],
  references: [
    'https://github.com/opencontainers/image-spec/blob/main/annotations.md',
    'https://github.com/hadolint/hadolint#linting-labels',
  ],
  options: {
    labels: strings({
      default: [],
      describe:
        'Your label schema: `label:format`, with one of the formats `text`, `url`, `rfc3339`, `spdx`, `hash`, `semver` and `email`.',
    }),
    standard: boolean({ default: true, describe: 'Look at the labels of the OCI too, as its specification has them.' }),
  },
  messages: { invalid: "The label '{{key}}' has to be {{what}}, not '{{value}}'." },
  examples: [
    {
      bad: dockerfile`
        FROM alpine:3.20
        LABEL version=«1.2» revision=«12345»
        LABEL contact=«me» docs=«"example.com/docs"»
        LABEL created=«"2026-02-30T08:00:00Z"» license=«apache»
      `,
      options: { labels: ['version:semver', 'revision:hash', 'contact:email', 'docs:url', 'created:rfc3339', 'license:spdx'] },
    },
    {
      bad: dockerfile`
        FROM alpine:3.20
        LABEL org.opencontainers.image.licenses=«"Apache 2"» version=«v1.2.3»
      `,
      good: dockerfile`
        FROM alpine:3.20
        LABEL org.opencontainers.image.licenses="Apache 2" version=1.2.3
      `,
      options: { labels: ['version:semver'] },
    },
    {
      good: dockerfile`
        FROM alpine:3.20
        LABEL version=1.2.3-rc.1+7 revision=12345ab contact="me@example.com" docs=https://example.com/docs
        LABEL created=2026-02-28T08:00:00+01:00 license="MIT OR (GPL-2.0-only WITH Classpath-exception-2.0)"
        LABEL version=$VERSION version="" other=v1
      `,
      options: { labels: ['version:semver', 'revision:hash', 'contact:email', 'docs:url', 'created:rfc3339', 'license:spdx'] },
      note: "A variable is the build's, and an empty value another rule's.",
    },
    {
      bad: dockerfile`LABEL org.opencontainers.image.created=«today» org.opencontainers.image.source="https://example.com/app"`,
    },
  ],

  visit: {
    Label({ pairs }, { options, report }) {
      const formats = new Map([
        ...(options.standard ? standardLabels : []),
        ...readSchema(options.labels).map(({ key, format }) => [key, format] as const),
      ]);
      for (const { key, value } of pairs) {
        const format = labelFormats[formats.get(key.value) ?? ''];
        if (!format || !value?.value || value.variables.length > 0 || format.isValid(value.value)) continue;
        const better = value.value.replace(/^v(?=\d)/i, '');
        report({
          at: value,
          message: 'invalid',
          data: { key: key.value, what: format.what, value: value.value },
          codes: format.codes,
          fix:
            better !== value.value && format.isValid(better)
              ? (edit) => edit.replace(value, value.text.replace(value.value, better))
              : undefined,
        });
      }
    },
  },
});
