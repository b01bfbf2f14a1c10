import type { KeyValue } from '../src/nodes.ts';
import { defineRule, dockerfile } from '../src/rule.ts';

export default defineRule({
  name: 'no-redundant-target-platform',
  summary: 'Disallow `FROM --platform=$TARGETPLATFORM`.',
  why: 'That is the platform that `FROM` takes by itself. The flag looks as if it did something.',
  category: 'base-image',
  severity: 'info',
  tags: ['unnecessary'],
  fix: 'safe',
  fixTitle: 'Remove the flag',
  codes: { buildkit: ['RedundantTargetPlatform'], hadolint: ['DL3065'] },
  mentions: ['--platform'],
  references: ['https://docs.docker.com/reference/build-checks/redundant-target-platform/'],
  messages: { redundant: '`FROM` takes the platform `{{variable}}` without being told. Remove the flag.' },
  examples: [
    { bad: dockerfile`FROM «--platform=$TARGETPLATFORM» alpine:3.20`, good: dockerfile`FROM alpine:3.20` },
    { bad: dockerfile`FROM «--platform="\${TARGETPLATFORM}"»  alpine:3.20 AS a`, good: dockerfile`FROM alpine:3.20 AS a` },
    {
      good: dockerfile`
        FROM --platform=$BUILDPLATFORM golang:1.23 AS build
        FROM --platform=linux/$TARGETARCH alpine:3.20
      `,
    },
    {
      good: dockerfile`
        ARG TARGETPLATFORM=linux/amd64
        FROM --platform=$TARGETPLATFORM alpine:3.20
      `,
      note: 'Here the default takes the place of what the builder knows, so the flag fixes the platform.',
    },
  ],

  visit: {
    From({ flags, body }, { report, dockerfile, text }) {
      const flag = flags.find(({ name }) => name === 'platform');
      const [variable] = flag?.value?.variables ?? [];
      if (!flag?.value || variable?.name !== 'TARGETPLATFORM' || flag.value.value !== variable.text) return;
      if (variable.operator !== undefined && (!/[-?]$/.test(variable.operator) || (variable.operand?.variables.length ?? 0) > 0)) return;
      if (dockerfile.preamble.some((one) => one.type === 'Arg' && one.pairs.some(replacesTarget))) return;
      const end = flags[flags.indexOf(flag) + 1]?.range[0] ?? body[0];

      report({
        at: flag,
        message: 'redundant',
        data: { variable: variable.text },
        fix: (edit) => (text.slice(flag.range[1], end).includes('#') ? null : edit.remove({ range: [flag.range[0], end] })),
      });
    },
  },
});

const replacesTarget = ({ key, value }: KeyValue): boolean => key.value === 'TARGETPLATFORM' && value !== undefined;
