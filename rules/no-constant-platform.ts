import { parsePlatform } from '../src/model/platforms.ts';
import { defineRule, dockerfile } from '../src/rule.ts';

export default defineRule({
  name: 'no-constant-platform',
  summary: 'Disallow a constant platform in `FROM --platform`.',
  why: 'With a constant, the image is the same whatever platform is asked for: `docker build --platform` changes its label, not what is in it.',
  category: 'base-image',
  severity: 'info',
  fix: 'unsafe',
  fixTitle: 'Remove the flag',
  codes: {
    buildkit: ['FromPlatformFlagConstDisallowed'],
    hadolint: ['DL3029'],
    kics: ['b16e8501'],
    semgrep: ['avoid-platform-with-from'],
  },
  mentions: ['--platform'],
  references: [
    'https://docs.docker.com/reference/build-checks/from-platform-flag-const-disallowed/',
    'https://docs.docker.com/build/building/multi-platform/',
  ],
  messages: {
    constant:
      "'{{platform}}' is taken whatever platform the build is for. Leave `--platform` to the command line, write `$BUILDPLATFORM`, or say `{{word}}` in the name of the stage.",
  },
  examples: [
    { bad: dockerfile`FROM --platform=«linux/amd64» alpine:3.20 AS base`, good: dockerfile`FROM alpine:3.20 AS base` },
    { bad: dockerfile`FROM --platform=«arm64»  alpine:3.20`, good: dockerfile`FROM alpine:3.20` },
    {
      good: dockerfile`
        FROM --platform=linux/amd64 alpine:3.20 AS build_amd64
        FROM --platform=$BUILDPLATFORM alpine:3.20
      `,
      note: 'A stage that is named after its platform is meant to have it.',
    },
  ],

  visit: {
    From({ flags, alias, body }, { report, text }) {
      const flag = flags.find(({ name }) => name === 'platform');
      if (!flag?.value || flag.value.variables.length > 0) return;
      const platform = parsePlatform(flag.value.value);
      const name = alias?.text.toLowerCase() ?? '';
      if (!platform || name.includes(platform.os) || name.includes(platform.architecture)) return;
      const end = flags[flags.indexOf(flag) + 1]?.range[0] ?? body[0];

      report({
        at: flag.value,
        message: 'constant',
        data: { platform: flag.value.value, word: platform.architecture },
        fix: (edit) => (text.slice(flag.range[1], end).includes('#') ? null : edit.remove({ range: [flag.range[0], end] })),
      });
    },
  },
});
