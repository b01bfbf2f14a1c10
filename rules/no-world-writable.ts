import { givenModes } from '../src/model/file-modes.ts';
import type { Add, Command, Copy } from '../src/nodes.ts';
import { defineRule, dockerfile, type Context } from '../src/rule.ts';

const messages = {
  writable:
    '`{{mode}}` lets every user of the container write here. Make the user that runs own it instead (`chown`), and write `{{better}}`.',
} as const;

export default defineRule({
  name: 'no-world-writable',
  summary: 'Disallow files that everybody may write to.',
  why: 'Any process of the container, also one that was broken into, can exchange such a file. `chmod 777` mostly stands where the owner is wrong: `chown`, or `COPY --chown`, says who may.',
  category: 'files',
  severity: 'warning',
  fix: 'unsafe',
  fixTitle: 'Let others only read',
  codes: { lynis: ['chmod-777'], tally: ['tally/world-writable-state-path-workaround'] },
  mentions: ['chmod', 'mkdir', 'install'],
  references: ['https://cisofy.com/lynis/controls/', 'https://www.gnu.org/software/coreutils/manual/html_node/File-permissions.html'],
  messages,
  examples: [
    {
      bad: dockerfile`
        FROM debian:12
        COPY --chmod=«777» run.sh /
        RUN chmod -R «0777» /app && mkdir -p -m «777» /data && chmod «666» /app/config
      `,
      good: dockerfile`
        FROM debian:12
        COPY --chmod=775 run.sh /
        RUN chmod -R 0775 /app && mkdir -p -m 775 /data && chmod 664 /app/config
      `,
    },
    { bad: dockerfile`RUN chmod «a+rwX» /app && chmod -R «o+w» /data && chmod «ugo=rwx» /x` },
    {
      good: dockerfile`
        FROM debian:12
        RUN chmod 1777 /tmp && chmod a+rx,g+w /app && chmod o-w /data && chmod -w /etc/x && chmod u=rw,o=r /y && chmod g=u /z
      `,
      note: 'With the sticky bit, everybody has only what is theirs.',
    },
  ],

  visit: { Command: check, Copy: check, Add: check },
});

const othersWrite = 0o002;
const sticky = 0o1000;

/** Every mode that others may write with, and not just what is theirs. */
function check(node: Command | Copy | Add, context: Context<typeof messages>): void {
  if (node.type === 'Command' && context.instructionOf(node)?.type !== 'Run') return;
  for (const { at, text, octal } of givenModes(node)) {
    if (!octal) {
      if (text.split(',').some(opensToOthers)) context.report({ at, message: 'writable', data: { mode: text, better: 'g+w' } });
      continue;
    }
    if ((octal.value & othersWrite) === 0 || (octal.value & sticky) !== 0) continue;
    const better = (octal.value & ~othersWrite).toString(8).padStart(octal.digits.length, '0');
    const data = { mode: octal.digits, better };
    context.report({ at: octal.at, message: 'writable', data, fix: (edit) => edit.replace(octal.at, better) });
  }
}

/** `a+w`, `o=rw`, `+w` lets the umask decide. */
const opensToOthers = (clause: string): boolean => /^[ug]*[oa][ugoa]*[+=][rxXst]*w/.test(clause);
