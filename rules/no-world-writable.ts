import { chmodFlag, modeWords, octalMode, type OctalMode } from '../src/model/file-modes.ts';
import { defineRule, dockerfile, type Fix } from '../src/rule.ts';

export default defineRule({
  name: 'no-world-writable',
  summary: 'Disallow files that everybody may write to.',
  why: 'Any process of the container, also one that was broken into, can exchange such a file. `chmod 777` mostly stands where the owner is wrong: `chown`, or `COPY --chown`, says who may.',
  category: 'files',
  severity: 'warning',
  fix: 'unsafe',
  fixTitle: 'Let others only read',
  codes: { lynis: ['chmod-777'], tally: ['tally/world-writable-state-path-workaround'] },
  references: ['https://cisofy.com/lynis/controls/', 'https://www.gnu.org/software/coreutils/manual/html_node/File-permissions.html'],
  messages: {
    writable:
      '`{{mode}}` lets every user of the container write here. Make the user that runs own it instead (`chown`), and write `{{better}}`.',
  },
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

  visit: {
    Command(command, context) {
      if (context.instructionOf(command)?.type !== 'Run') return;
      for (const word of modeWords(command)) {
        const octal = octalMode(word);
        if (octal) check(octal, context.report);
        else if (word.text.split(',').some(opensToOthers))
          context.report({ at: word, message: 'writable', data: { mode: word.text, better: 'g+w' } });
      }
    },
    Copy(copy, { report }) {
      check(chmodFlag(copy), report);
    },
    Add(add, { report }) {
      check(chmodFlag(add), report);
    },
  },
});

const othersWrite = 0o002;
const sticky = 0o1000;

/** Every mode that others may write with, and not just what is theirs. */
function check(
  mode: OctalMode | undefined,
  report: (problem: { at: OctalMode['at']; message: 'writable'; data: { mode: string; better: string }; fix: Fix }) => void,
): void {
  if (!mode || (mode.value & othersWrite) === 0 || (mode.value & sticky) !== 0) return;
  const better = (mode.value & ~othersWrite).toString(8).padStart(mode.digits.length, '0');
  report({ at: mode.at, message: 'writable', data: { mode: mode.digits, better }, fix: (edit) => edit.replace(mode.at, better) });
}

/** `a+w`, `o=rw`, `+w` lets the umask decide. */
const opensToOthers = (clause: string): boolean => /^[ug]*[oa][ugoa]*[+=][rxXst]*w/.test(clause);
