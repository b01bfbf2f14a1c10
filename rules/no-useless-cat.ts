import type { Command, ShellNode } from '../src/nodes.ts';
import { defineRule, dockerfile } from '../src/rule.ts';

export default defineRule({
  name: 'no-useless-cat',
  summary: 'Disallow `cat` of one file into a pipe.',
  why: 'The next command can read the file itself, and then fails itself when the file is not there: a pipeline hides that `cat` did.',
  category: 'shell',
  severity: 'info',
  presets: ['strict'],
  fix: 'unsafe',
  fixTitle: 'Let the next command read the file',
  codes: { shellcheck: ['SC2002'] },
  mentions: ['|'],
  messages: {
    useless: '`cat` adds nothing but a process whose failure is not seen. Write `… < {{file}}`, or name the file to the next command.',
  },
  examples: [
    {
      bad: dockerfile`
        FROM debian:12
        RUN «cat /etc/passwd» | grep app > users && «cat "$LIST"» | sort
      `,
      good: dockerfile`
        FROM debian:12
        RUN < /etc/passwd grep app > users && < "$LIST" sort
      `,
    },
    {
      bad: dockerfile`
        FROM debian:12
        RUN «cat list» | while read -r name; do useradd "$name"; done
      `,
    },
    {
      good: dockerfile`
        FROM debian:12
        RUN cat a b | sort && cat *.c | wc -l && cat -n a | head && cat <<EOF | tee c && cat $FILES | sort
        d
        EOF
        RUN grep app /etc/passwd && cat /etc/group
      `,
      note: 'Several files, or what may be several, are what `cat` is for.',
    },
  ],

  visit: {
    Pipeline({ members: [cat, next] }, { report, text }) {
      if (!cat || !next || !isPlainCat(cat)) return;
      const [, file] = cat.words;
      if (!file) return;
      const written = text.slice(...file.range);
      const canRead =
        next.type === 'Command' && next.redirections.every(({ operator }) => operator.startsWith('>')) && cat.redirections.length === 0;
      report({
        at: cat,
        message: 'useless',
        data: { file: written },
        fix: canRead ? (edit) => edit.replace({ range: [cat.range[0], next.range[0]] }, `< ${written} `) : undefined,
      });
    },
  },
});

function isPlainCat(node: ShellNode): node is Command {
  if (node.type !== 'Command' || node.name !== 'cat' || node.words.length !== 2 || node.wrappers.length > 0) return false;
  const word = node.words[1];
  const isOne = word?.expansions.every(({ kind, quoted, name }) => name !== '@' && (quoted || kind === 'command'));
  return isOne === true && !word?.text.startsWith('-') && node.redirections.every(({ operator }) => !operator.startsWith('<'));
}
