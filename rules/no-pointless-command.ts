import { namedElsewhere } from '../src/knowledge/pointless-commands.ts';
import { pointlessIn } from '../src/model/pointless.ts';
import { strings } from '../src/options.ts';
import { defineRule, dockerfile } from '../src/rule.ts';

export default defineRule({
  name: 'no-pointless-command',
  summary: 'Disallow commands that have nothing to do in a build.',
  why: 'A build has no terminal, no processes but its own, no right to mount or to shut down, and whatever a `RUN` starts ends with it. Only files are kept.',
  category: 'shell',
  severity: 'info',
  codes: { hadolint: ['DL3001'], tally: ['hadolint/DL3001'], kics: ['9b6b0f38'], semgrep: ['nonsensical-command'] },
  references: ['https://docs.docker.com/reference/dockerfile/#run', 'https://github.com/hadolint/hadolint/wiki/DL3001'],
  options: { allow: strings({ default: [], describe: 'Commands that are fine with you.' }) },
  messages: {
    terminal: '`{{command}}` wants a terminal, and a build has none. Write the file with `COPY`, or change it with `sed`.',
    system: '`{{command}}` needs rights over the machine, which no build has. Leave it to the host, or to `docker run`.',
    network: '`{{command}}` has nobody to talk to and no key in a build. Copy what is needed, or mount a key: `RUN --mount=type=ssh`.',
    processes: '`{{command}}` sees only the processes of this `RUN`, and nothing has been started in it. Remove it.',
    service: 'What `{{command}}` starts or stops ends with this `RUN`: an image keeps files, no processes. Start it in `CMD`.',
  },
  examples: [
    {
      bad: dockerfile`
        FROM debian:12
        RUN «ps aux» | grep nginx
        RUN apt-get update && «service nginx start»
        RUN «mount -t tmpfs none /tmp» && «vim /etc/hosts»
        RUN «ssh me@example.com ls»
      `,
    },
    {
      bad: dockerfile`
        FROM debian:12
        RUN «free -m»; sudo «shutdown -h now»
      `,
      options: { allow: ['kill'] },
    },
    {
      good: dockerfile`
        FROM debian:12
        RUN service mysql start && mysql -e 'CREATE DATABASE app' && service mysql stop
        RUN app & pid=$!; sleep 10; kill $pid
        RUN vim +PlugInstall +qall
        RUN --mount=type=ssh ssh -T git@github.com
        RUN --security=insecure mount -o loop a.img /mnt
        RUN systemctl enable app && apt-get install -y ssh vim
        CMD service nginx start && tail -f /dev/null
      `,
      note: 'What serves the rest of the same `RUN` does something, and so does an editor that is told what to do.',
    },
    {
      good: dockerfile`
        FROM debian:12
        RUN ps
      `,
      options: { allow: ['ps'] },
    },
  ],

  visit: {
    ShellScript(script, context) {
      const run = context.instructionOf(script);
      if (run?.type !== 'Run') return;
      for (const { command, lack } of pointlessIn(script, run)) {
        const { name, words, range } = command;
        if (context.options.allow.includes(name)) continue;
        context.report({
          at: { range: [words[0]?.range[0] ?? range[0], range[1]] },
          message: lack,
          data: { command: name },
          codes: namedElsewhere.has(name) ? undefined : [],
        });
      }
    },
  },
});
