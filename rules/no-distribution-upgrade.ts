import { codesByTool, packageCodes, packageManagerEntries } from '../src/knowledge/package-managers.ts';
import { stemsOf } from '../src/knowledge/stems.ts';
import { defineRule, dockerfile } from '../src/rule.ts';
import { managerCallOf } from '../src/shell/installs.ts';

export default defineRule({
  name: 'no-distribution-upgrade',
  summary: 'Disallow moving the whole distribution on in `RUN`.',
  why: 'Each build ends with other packages, some of them removed, and the layer holds the system a second time. A newer tag of the base image has it all, tested and once.',
  category: 'packages',
  severity: 'warning',
  presets: ['strict'],
  codes: codesByTool('leap'),
  mentions: stemsOf(packageManagerEntries.flatMap(([, { leaps = [] }]) => leaps)),
  references: [
    'https://docs.docker.com/build/building/best-practices/#rebuild-your-images-often',
    'https://github.com/hadolint/hadolint/wiki/DL3035',
  ],
  messages: {
    leap: '`{{command}}` moves the whole distribution on, so no two builds are alike. Take a newer base image, and upgrade single packages by name.',
  },
  examples: [
    {
      bad: dockerfile`
        FROM opensuse/leap:15.6
        RUN zypper refresh && «zypper -n dup»
      `,
    },
    {
      bad: dockerfile`
        FROM debian:12
        RUN apt-get update && «apt-get dist-upgrade» -y && rm -rf /var/lib/apt/lists/*
      `,
    },
    {
      good: dockerfile`
        FROM debian:12
        RUN apt-get update && apt-get upgrade -y && rm -rf /var/lib/apt/lists/*
        FROM opensuse/leap:15.6
        RUN zypper --non-interactive patch
      `,
      note: 'Fixes for the release that the image has are welcome.',
    },
  ],

  visit: {
    Command(command, context) {
      if (context.instructionOf(command)?.type !== 'Run') return;
      const call = managerCallOf(command);
      const [first] = command.words;
      if (!call || !first || call.action !== 'upgrade' || !call.row.leaps?.includes(call.verbText)) return;
      context.report({
        at: { range: [first.range[0], call.verb.range[1]] },
        message: 'leap',
        data: { command: `${command.name} ${call.verbText}` },
        codes: packageCodes(call.row, 'leap', command.name),
      });
    },
  },
});
