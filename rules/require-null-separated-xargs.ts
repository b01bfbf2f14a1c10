import { optionsOf } from '../src/model/command-options.ts';
import type { Command, ShellNode } from '../src/nodes.ts';
import { defineRule, dockerfile, type Editor, type TextEdit } from '../src/rule.ts';

export default defineRule({
  name: 'require-null-separated-xargs',
  summary: 'Require `-print0` and `-0` where `find` feeds `xargs`.',
  why: '`xargs` splits at blanks and quotes, which names of files may hold: `my file` becomes two names, and others are removed than were found.',
  category: 'shell',
  severity: 'warning',
  fix: 'unsafe',
  fixTitle: 'End each name with a zero byte',
  codes: { shellcheck: ['SC2038'] },
  mentions: ['xargs'],
  references: ['https://www.gnu.org/software/findutils/manual/html_mono/find.html#Safe-File-Name-Handling'],
  messages: { blanks: '`xargs` takes a name with a blank in it for two. Write `find … -print0 | xargs -0 …`, or `find … -exec … {} +`.' },
  examples: [
    {
      bad: dockerfile`
        FROM debian:12
        RUN «find / -name '*.pyc'» | xargs rm -f && «find . -type f -print» | sudo xargs -r chmod 644
      `,
      good: dockerfile`
        FROM debian:12
        RUN find / -name '*.pyc' -print0 | xargs -0 rm -f && find . -type f -print0 | sudo xargs -0 -r chmod 644
      `,
    },
    {
      bad: dockerfile`
        FROM debian:12
        RUN «find a -name b -o -name c» | xargs rm
      `,
      note: 'With `-o`, where `-print0` belongs is yours to say.',
    },
    {
      good: dockerfile`
        FROM debian:12
        RUN find . -print0 | xargs -r0 rm; find . | sort | xargs ls; find . -printf '%f\n' | xargs ls
        RUN find . -name '*.pyc' -exec rm {} + && find . -type f | xargs -d '\n' rm && ls | xargs ls
      `,
    },
  ],

  visit: {
    Pipeline({ members }, { report }) {
      for (const [i, find] of members.entries()) {
        const xargs = members[i + 1];
        if (!isCommand(find) || !xargs || !isCommand(xargs) || find.name !== 'find' || !xargsOf(xargs)) continue;
        if (find.words.some(({ text }) => /^-(?:print0|printf|fprintf|fprint0)$/.test(text)) || readsOtherwise(xargs)) continue;
        report({ at: find, message: 'blanks', fix: (edit) => nullSeparated(find, xargs, edit) });
      }
    },
  },
});

const isCommand = (node: ShellNode): node is Command => node.type === 'Command';

/** Where `xargs` stands, itself or in front of what it runs. */
const xargsOf = ({ front, words }: Command) => [...front, ...words.slice(0, 1)].find(({ value }) => value === 'xargs');

function readsOtherwise(xargs: Command): boolean {
  const own = [...xargs.front, ...xargs.words];
  const from = own.findIndex(({ value }) => value === 'xargs');
  const { names } = optionsOf({ ...xargs, words: own.slice(from, Math.max(from + 1, xargs.front.length)) }, 'aEIdLnPs');
  return ['-0', '--null', '-d', '--delimiter', '-a', '--arg-file'].some((name) => names.has(name));
}

function nullSeparated(find: Command, xargs: Command, edit: Editor): readonly TextEdit[] | null {
  const at = xargsOf(xargs);
  const last = find.words.at(-1);
  const actions = find.words.filter(({ text }) =>
    /^-(?:print|exec|execdir|ok|okdir|delete|ls|fls|fprint|quit|prune|o|or|a|and)$|^,$/.test(text),
  );
  const [print, more] = actions;
  if (!at || !last || more || find.redirections.length > 0 || (print && print.text !== '-print')) return null;
  const printed = print ? edit.replace(print, '-print0') : edit.insertAfter(last, ' -print0');
  return [printed, edit.insertAfter(at, ' -0')];
}
