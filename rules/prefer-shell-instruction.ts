import type { Command } from '../src/nodes.ts';
import { defineRule, dockerfile } from '../src/rule.ts';

export default defineRule({
  name: 'prefer-shell-instruction',
  summary: 'Prefer `SHELL` to another `/bin/sh`.',
  why: 'Scripts of the distribution are written and tested for its own `/bin/sh`. `SHELL` changes what the build uses, and nothing else.',
  category: 'shell',
  severity: 'warning',
  fix: 'unsafe',
  fixTitle: 'Write `SHELL` instead',
  codes: { hadolint: ['DL4005'], tally: ['hadolint/DL4005'], kics: ['8a301064'], semgrep: ['use-shell-instruction'] },
  mentions: ['/bin/sh'],
  references: ['https://docs.docker.com/reference/dockerfile/#shell', 'https://github.com/hadolint/hadolint/wiki/DL4005'],
  messages: {
    link: 'This gives the whole image another `/bin/sh`. To change the shell of the build, write `SHELL ["{{shell}}", "-c"]`.',
  },
  examples: [
    {
      bad: dockerfile`
        FROM ubuntu:24.04
        RUN «ln -sf /bin/bash /bin/sh»
      `,
      good: dockerfile`
        FROM ubuntu:24.04
        SHELL ["/bin/bash", "-c"]
      `,
    },
    {
      bad: dockerfile`
        FROM ubuntu:24.04
        RUN rm /bin/sh && «ln -s /bin/bash /bin/sh»
      `,
      good: dockerfile`
        FROM ubuntu:24.04
        SHELL ["/bin/bash", "-c"]
      `,
    },
    {
      bad: dockerfile`
        FROM debian:12
        RUN apt-get update && «ln -snf bash /usr/bin/sh»
        RUN ["/bin/ln", "-sf", "/bin/bash", "/bin/sh"]
      `,
    },
    {
      good: dockerfile`
        FROM debian:12
        RUN ln -s /bin/sh /usr/local/bin/ksh && ln -s /bin/bash /opt/root/bin/sh
      `,
      note: 'Another name for the same shell changes nothing.',
    },
  ],

  visit: {
    ShellScript({ commands, steps, origin }, context) {
      const link = commands.find(isLink);
      const run = link && context.instructionOf(link);
      if (!link || run?.type !== 'Run') return;
      const target = link.words.slice(1).find(({ text }) => !text.startsWith('-'))?.value ?? '';
      const shell = target.startsWith('/') ? target : `/bin/${target.slice(target.lastIndexOf('/') + 1)}`;
      // Only where nothing else happens, and the link leads to a shell.
      const isAll = origin === 'instruction' && steps.length === commands.length && commands.every((one) => one === link || isRemoval(one));
      const isPlain = isAll && run.heredocs.length === 0 && run.flags.length === 0 && !run.inOnbuild && /^[\w/.-]+$/.test(shell);
      context.report({
        at: link,
        message: 'link',
        data: { shell },
        fix: isPlain ? (edit) => edit.replace(run, `${run.keyword.text === 'run' ? 'shell' : 'SHELL'} ["${shell}", "-c"]`) : undefined,
      });
    },
  },
});

const isShell = (path: string | undefined): boolean => path === '/bin/sh' || path === '/usr/bin/sh';

/** The last word of `ln` is what comes to be; all before it is there already. */
const isLink = ({ name, words }: Command): boolean => name === 'ln' && words.length > 2 && isShell(words.at(-1)?.value);

const isRemoval = ({ name, words }: Command): boolean =>
  (name === 'rm' || name === 'unlink') && words.slice(1).every(({ text, value }) => text.startsWith('-') || isShell(value));
