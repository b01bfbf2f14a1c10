import { readSchema } from '../src/model/labels.ts';
import { boolean, strings } from '../src/options.ts';
import { defineRule, dockerfile } from '../src/rule.ts';

export default defineRule({
  name: 'no-empty-label',
  summary: 'Disallow labels without a value.',
  why: 'It says that something is known, and then does not say what.',
  category: 'metadata',
  severity: 'warning',
  presets: ['strict'],
  codes: { hadolint: ['DL3051'] },
  mentions: ['label'],
  references: ['https://github.com/hadolint/hadolint/wiki/DL3051'],
  options: {
    labels: strings({ default: [], describe: 'Labels that need a value, where not all do: `author`, or with a format `version:semver`.' }),
    every: boolean({ default: true, describe: 'All labels need a value, listed or not.' }),
  },
  messages: { empty: "The label '{{key}}' is empty. Give it a value, or leave it out." },
  examples: [
    { bad: dockerfile`LABEL «version»="" title=App «vendor»=` },
    { bad: dockerfile`LABEL «version»="" vendor=""`, options: { labels: ['version:semver'], every: false } },
    { good: dockerfile`LABEL version=$VERSION title="App" blank=" "` },
    {
      good: dockerfile`
        FROM debian:12 AS base
        LABEL vendor="ACME"
        FROM base
        LABEL vendor=""
        FROM registry.access.redhat.com/ubi9/ubi-minimal
        LABEL vendor=""
      `,
      note: 'An image takes over the labels of its base; an empty one takes back what that says.',
      options: { labels: ['version'], every: false },
    },
  ],

  visit: {
    Label({ pairs }, { options, report }) {
      const listed = new Set(readSchema(options.labels).map(({ key }) => key));
      for (const { key, value } of pairs)
        if (value?.value === '' && value.variables.length === 0 && (options.every || listed.has(key.value)))
          report({ at: key, message: 'empty', data: { key: key.value } });
    },
  },
});
