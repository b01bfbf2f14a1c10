import { optionsOf } from '../src/model/command-options.ts';
import { defineRule, dockerfile } from '../src/rule.ts';

export default defineRule({
  name: 'no-system-folder-removal',
  summary: 'Disallow `rm -r` of the folders that a system consists of.',
  why: 'Without `/usr` or `/etc` the image does not run; mostly a blank got into a longer path.',
  category: 'shell',
  severity: 'warning',
  codes: { shellcheck: ['SC2114', 'SC2115'] },
  mentions: ['rm'],
  references: ['https://refspecs.linuxfoundation.org/FHS_3.0/fhs-3.0.html'],
  messages: { system: 'This removes `{{path}}`, which the image needs to run. Name what is to go inside of it.' },
  examples: [
    {
      bad: dockerfile`
        FROM debian:12
        RUN rm -rf «/usr» /share/doc «/etc/» «/*»
      `,
    },
    {
      good: dockerfile`
        FROM debian:12
        RUN rm -rf /usr/share/doc /var/lib/apt/lists/* /tmp/* /root/.cache /opt /mnt/* && rm -f /etc/*
      `,
    },
  ],

  visit: {
    Command(command, { report }) {
      if (command.name !== 'rm') return;
      const { names, operands } = optionsOf(command);
      if (!['-r', '-R', '--recursive'].some((name) => names.has(name))) return;
      for (const word of operands) {
        const path = word.value ?? '';
        if (!systemFolder.test(path)) continue;
        report({ at: word, message: 'system', data: { path }, codes: [path.endsWith('*') ? 'SC2115' : 'SC2114'] });
      }
    },
  },
});

const systemFolder =
  /^\/+(?:\*|(?:bin|boot|dev|etc|home|lib|lib64|media|mnt|proc|root|sbin|sys|usr|usr\/(?:bin|lib|local|sbin|share)|var)\/?(?:(?<!media\/|mnt\/|home\/|root\/)\*)?)?$/;
