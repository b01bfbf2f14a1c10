import { readSchema } from '../src/model/labels.ts';
import { boolean, strings } from '../src/options.ts';
import { defineRule, dockerfile } from '../src/rule.ts';

export default defineRule({
  name: 'no-unlisted-labels',
  summary: 'Disallow labels that your label schema does not have.',
  why: 'A label that nobody agreed on is read by nobody, and often is a known one with a slip in it.',
  category: 'metadata',
  severity: 'info',
  presets: ['strict'],
  fix: 'unsafe',
  fixTitle: 'Remove the label',
  codes: { hadolint: ['DL3050'] },
  mentions: ['label'],
  references: ['https://github.com/hadolint/hadolint/wiki/DL3050'],
  options: {
    labels: strings({ default: [], describe: 'Labels that images may have: `author`, or with a format `version:semver`.' }),
    strict: boolean({ default: false, describe: 'With an empty list, disallow every label.' }),
  },
  messages: { unlisted: "The label '{{key}}' is not in the label schema. Take a name from there, or add it." },
  examples: [
    {
      bad: dockerfile`
        FROM alpine:3.20
        LABEL version=1.0.0 «autor=me»
        LABEL «stage=build»
      `,
      good: dockerfile`
        FROM alpine:3.20
        LABEL version=1.0.0
      `,
      options: { labels: ['version:semver', 'author'] },
    },
    {
      bad: dockerfile`
        FROM alpine:3.20
        LABEL «version 1.0.0»
      `,
      good: dockerfile`
        FROM alpine:3.20
      `,
      options: { strict: true },
    },
    { good: dockerfile`LABEL any=thing`, note: 'There is no schema unless you write one.' },
  ],

  visit: {
    Label(label, { options, report }) {
      if (options.labels.length === 0 && !options.strict) return;
      const listed = new Set(readSchema(options.labels).map(({ key }) => key));
      for (const [i, pair] of label.pairs.entries()) {
        const { key, range } = pair;
        if (key.variables.length > 0 || listed.has(key.value)) continue;
        const before = label.pairs[i - 1];
        const after = label.pairs[i + 1];
        report({
          at: pair,
          message: 'unlisted',
          data: { key: key.value },
          fix: (edit) => {
            if (before) return edit.remove({ range: [before.range[1], range[1]] });
            if (after) return edit.remove({ range: [range[0], after.range[0]] });
            return label.inOnbuild ? null : edit.removeLines(label);
          },
        });
      }
    },
  },
});
