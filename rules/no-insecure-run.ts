import { removeWithBlanks } from '../src/model/remove-argument.ts';
import { defineRule, dockerfile } from '../src/rule.ts';

export default defineRule({
  name: 'no-insecure-run',
  summary: 'Disallow `RUN --security=insecure` and `--network=host`.',
  why: 'Such a step is root on the build machine, or in its network: whatever it downloads can reach what lies there. Only a builder that was told to allow it (`--allow`) runs it, so the file does not build elsewhere.',
  category: 'user',
  severity: 'warning',
  fix: 'unsafe',
  fixTitle: 'Run the step without the privilege',
  mentions: ['insecure', '--network'],
  references: [
    'https://docs.docker.com/reference/dockerfile/#run---security',
    'https://docs.docker.com/reference/dockerfile/#run---network',
  ],
  messages: {
    security:
      '`--security=insecure` gives this step all privileges on the build machine, and builders refuse it unless told otherwise. Leave it out.',
    network:
      "`--network=host` puts this step into the build machine's own network, and builders refuse it unless told otherwise. Leave it out.",
  },
  examples: [
    {
      bad: dockerfile`
        FROM debian:12
        RUN «--security=insecure» mount -t proc none /mnt
        RUN --mount=type=cache,target=/root/.cache «--network=host» make
      `,
      good: dockerfile`
        FROM debian:12
        RUN mount -t proc none /mnt
        RUN --mount=type=cache,target=/root/.cache make
      `,
    },
    { good: dockerfile`RUN --security=sandbox --network=none make` },
  ],

  visit: {
    Run(run, { report, text }) {
      for (const flag of run.flags) {
        const message = flag.name === 'security' ? 'security' : 'network';
        const isRisk =
          (flag.name === 'security' && flag.value?.value === 'insecure') || (flag.name === 'network' && flag.value?.value === 'host');
        if (isRisk) report({ at: flag, message, fix: () => removeWithBlanks(flag, text, run.range) });
      }
    },
  },
});
