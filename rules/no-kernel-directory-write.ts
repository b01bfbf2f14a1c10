import { kernelDirectoryOf } from '../src/knowledge/system-directories.ts';
import type { Command, ShellWord } from '../src/nodes.ts';
import { defineRule, dockerfile } from '../src/rule.ts';

export default defineRule({
  name: 'no-kernel-directory-write',
  summary: 'Disallow writing below `/proc`, `/sys` and `/dev` in `RUN`.',
  why: 'Each container gets these from the kernel when it starts, so nothing written there is in the image. What does arrive changes the build machine, not the container to be.',
  category: 'files',
  severity: 'warning',
  mentions: ['/dev', '/proc', '/sys'],
  references: ['https://github.com/opencontainers/runtime-spec/blob/main/config-linux.md#default-filesystems'],
  messages: {
    lost: 'What is written to `{{path}}` does not reach the image: {{directory}} is made anew for every container. Set it when the container starts (`--sysctl`, `--device`).',
  },
  examples: [
    {
      bad: dockerfile`
        FROM debian:12
        RUN echo 1 > «/proc/sys/net/ipv4/ip_forward» && mkdir -p «/dev/net» && mknod «/dev/net/tun» c 10 200
        RUN echo never | tee «/sys/kernel/mm/transparent_hugepage/enabled»
      `,
    },
    {
      good: dockerfile`
        FROM debian:12
        RUN apt-get update > /dev/null 2>&1 && ln -sf /dev/stdout /var/log/app.log && cat /proc/cpuinfo > /tmp/cpu
        RUN head -c 16 /dev/urandom > /dev/shm/key && echo x > /dev/tcp/example.com/80 && echo x | tee /dev/stderr
        CMD echo 1 > /proc/sys/net/ipv4/ip_forward && app
      `,
      note: 'Reading is free, and a container that runs may change what it is allowed to.',
    },
  ],

  visit: {
    Command(command, context) {
      if (context.instructionOf(command)?.type !== 'Run') return;
      const targets = command.redirections.flatMap(({ operator, target }) => (writes.has(operator) && target ? [target] : []));
      for (const word of [...targets, ...written(command)]) {
        const directory = kernelDirectoryOf(word.value ?? '');
        if (directory !== undefined) context.report({ at: word, message: 'lost', data: { path: word.value ?? '', directory } });
      }
    },
  },
});

const writes: ReadonlySet<string> = new Set(['>', '>>', '>|', '&>', '&>>', '>&']);

/** The operands that a command makes, changes or removes. */
function written({ name, words }: Command): readonly ShellWord[] {
  const operands = words.slice(1).filter(({ text }) => !text.startsWith('-'));
  if (changesAll.has(name)) return operands;
  if (changesLast.has(name)) return operands.slice(-1);
  return name === 'mknod' || name === 'mkfifo' ? operands.slice(0, 1) : [];
}

const changesAll: ReadonlySet<string> = new Set(['mkdir', 'rm', 'rmdir', 'tee', 'touch', 'chmod', 'chown', 'chgrp']);
const changesLast: ReadonlySet<string> = new Set(['cp', 'mv', 'ln', 'install']);
