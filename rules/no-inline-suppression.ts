import { defineRule, dockerfile } from '../src/rule.ts';

export default defineRule({
  name: 'no-inline-suppression',
  summary: 'Disallow comments that silence findings.',
  why: 'Where one configuration is to hold for everybody, a comment in a file gets round it without anybody being asked.',
  category: 'suppression',
  severity: 'warning',
  presets: [],
  codes: { hadolint: ['DL1001'] },
  references: ['https://github.com/hadolint/hadolint/wiki/DL1001'],
  messages: { comment: 'This comment silences findings. Mend what they say, or change the configuration for everybody.' },
  examples: [
    {
      bad: dockerfile`
        FROM debian:12
        «# hadolint ignore=DL3002»
        USER root
      `,
    },
    { good: dockerfile`FROM debian:12` },
  ],

  visit: {
    Suppression(suppression, { report }) {
      report({ at: suppression, message: 'comment', codes: suppression.tool === 'hadolint' ? undefined : [] });
    },
  },
});
