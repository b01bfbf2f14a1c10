import type { Command } from '../src/nodes.ts';
import { defineRule, dockerfile } from '../src/rule.ts';

export default defineRule({
  name: 'consistent-downloader',
  summary: 'Disallow both `curl` and `wget` in one stage.',
  why: 'Each of the two does what the other does. A stage that needs both has to install and update both.',
  category: 'packages',
  severity: 'warning',
  presets: ['strict'],
  codes: {
    hadolint: ['DL4001'],
    tally: ['hadolint/DL4001'],
    trivy: ['DS-0014'],
    kics: ['fc775e75'],
    semgrep: ['use-either-wget-or-curl'],
  },
  mentions: ['wget'],
  messages: {
    both: '`{{name}}` does here what `{{first}}` does above, so the image needs both. Call `{{first}}`.',
  },
  examples: [
    {
      bad: dockerfile`
        FROM debian:12
        RUN wget -q https://example.com/a
        RUN «curl» -fO https://example.com/b && curl -fO https://example.com/c
        RUN wget -q https://example.com/d | sudo «/usr/bin/curl» -T - https://example.com/e
      `,
      note: 'Once a `RUN`.',
    },
    {
      good: dockerfile`
        FROM debian:12 AS fetch
        RUN apt-get install -y curl wget && wget -q https://example.com/a
        FROM debian:12
        RUN curl -fsSLO https://example.com/b && echo ca=1 >> /etc/wgetrc
      `,
      note: 'Stages may differ, and installing a program is not calling it.',
    },
  ],

  visit: {
    Stage({ instructions }, context) {
      const runs = instructions.flatMap((one) =>
        one.type === 'Run' ? [context.scripts(one).flatMap(({ commands }) => commands.filter(isDownloader))] : [],
      );
      const [command] = runs.flat();
      const first = command?.name;
      if (!command || first === undefined) return;
      for (const calls of runs) {
        const other = calls.find(({ name }) => name !== first);
        const [word] = other?.words ?? [];
        if (!other || !word) continue;
        const related = [{ at: command.words[0] ?? command, note: 'The other one.' }];
        context.report({ at: word, message: 'both', data: { name: other.name, first }, related });
      }
    },
  },
});

const isDownloader = ({ name }: Command): boolean => name === 'curl' || name === 'wget';
