import { givenModes } from '../src/model/file-modes.ts';
import type { Add, Command, Copy } from '../src/nodes.ts';
import { defineRule, dockerfile, type Context } from '../src/rule.ts';

const messages = {
  setuid:
    '`{{mode}}` lets everybody run this as its owner, root in most images. Leave the bit out; give the program a capability (`setcap`) for the one thing it needs.',
} as const;

export default defineRule({
  name: 'no-setuid',
  summary: 'Disallow giving files the setuid bit.',
  why: 'Such a program runs as its owner, mostly root, whoever calls it: one mistake in it makes root of every user of the container. That undoes `USER`.',
  category: 'user',
  severity: 'warning',
  presets: ['recommended', 'strict', 'cis'],
  fix: 'unsafe',
  fixTitle: 'Leave the bit out',
  codes: { dockerBench: ['4.8'], dockle: ['CIS-DI-0008'] },
  mentions: ['chmod', 'mkdir', 'install'],
  references: ['https://github.com/docker/docker-bench-security', 'https://man7.org/linux/man-pages/man1/chmod.1.html'],
  messages,
  examples: [
    {
      bad: dockerfile`
        FROM debian:12
        COPY --chmod=«4755» tool /usr/bin/
        RUN chmod «06755» /usr/bin/a && install -m «4711» b /usr/bin/ && chmod «4755» c d
      `,
      good: dockerfile`
        FROM debian:12
        COPY --chmod=755 tool /usr/bin/
        RUN chmod 0755 /usr/bin/a && install -m 711 b /usr/bin/ && chmod 755 c d
      `,
    },
    { bad: dockerfile`RUN chmod «u+s» /usr/bin/a && chmod «+s» /usr/bin/b && chmod «u=rwxs,go=rx» /usr/bin/c` },
    {
      good: dockerfile`
        FROM debian:12
        RUN chmod 755 /a && chmod 2775 /shared && chmod g+s /shared && chmod u-s,a+x /usr/bin/su && chmod a-s /b
      `,
      note: 'setgid on a folder hands its group down to what is made in it.',
    },
  ],

  visit: { Command: check, Copy: check, Add: check },
});

const setuid = 0o4000;
const permissions = 0o1777;

function check(node: Command | Copy | Add, context: Context<typeof messages>): void {
  if (node.type === 'Command' && context.instructionOf(node)?.type !== 'Run') return;
  for (const { at, text, octal } of givenModes(node)) {
    if (!octal) {
      if (text.split(',').some(setsOwner)) context.report({ at, message: 'setuid', data: { mode: text } });
      continue;
    }
    if ((octal.value & setuid) === 0) continue;
    const better = (octal.value & permissions).toString(8).padStart(octal.digits.length - 1, '0');
    context.report({ at: octal.at, message: 'setuid', data: { mode: octal.digits }, fix: (edit) => edit.replace(octal.at, better) });
  }
}

/** `u+s`, `+s`, `u=rwxs`. */
const setsOwner = (clause: string): boolean => /^(?:[goa]*u[ugoa]*|a[go]*)?[+=][rwxXt]*s/.test(clause);
