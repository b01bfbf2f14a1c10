import type { Command, ShellNode } from '../src/nodes.ts';
import { outputsListed } from '../src/model/shell-lists.ts';
import { defineRule, dockerfile } from '../src/rule.ts';

export default defineRule({
  name: 'no-parsing-ls',
  summary: 'Disallow scripts that read the output of `ls`.',
  why: '`ls` prints for eyes: blanks split its names, and some characters come out as `?`. The shell finds files by itself.',
  category: 'shell',
  severity: 'warning',
  codes: { shellcheck: ['SC2045', 'SC2010', 'SC2011', 'SC2012'] },
  mentions: ['ls'],
  references: ['https://pubs.opengroup.org/onlinepubs/9799919799/utilities/ls.html'],
  messages: {
    loop: 'Blanks in names split what `ls` prints. Let the shell find the files: `for … in ./*`.',
    grep: 'Names with blanks or odd characters get lost between `ls` and `grep`. Use a pattern of the shell, or `find`.',
    xargs: '`xargs` takes a name with a blank in it for two. Use `find … -exec … {} +`.',
    pipe: 'Odd characters in names come out of `ls` as others. Use a pattern of the shell, or `find`.',
  },
  examples: [
    {
      bad: dockerfile`
        FROM debian:12
        RUN for file in «$(ls)» «\`ls *.c\`»; do cat "$file"; done
        RUN «ls /etc» | grep conf && «ls -1» | xargs rm && «ls /opt» | head -n 1
      `,
    },
    {
      good: dockerfile`
        FROM debian:12
        RUN ls -l /etc && for file in ./*; do cat "$file"; done && lsof | grep a && ls | tee list
      `,
    },
  ],

  visit: {
    Loop(loop, { report }) {
      for (const { at, command } of outputsListed(loop)) if (isLs(command)) report({ at, message: 'loop', codes: ['SC2045'] });
    },
    Pipeline({ members }, { report }) {
      const [ls, next] = members;
      if (!ls || !next || !isLs(ls) || (next.type === 'Command' && keepsLines.has(next.name))) return;
      const reader = next.type === 'Command' ? next : undefined;
      if (reader && isXargs(reader)) report({ at: ls, message: 'xargs', codes: ['SC2011'] });
      else if (reader?.name === 'grep') report({ at: ls, message: 'grep', codes: ['SC2010'] });
      else report({ at: ls, message: 'pipe', codes: ['SC2012'] });
    },
  },
});

const isLs = (node: ShellNode): boolean => node.type === 'Command' && node.name === 'ls';

const isXargs = ({ front, name }: Command): boolean => name === 'xargs' || front.some(({ value }) => value === 'xargs');

/** They only show or store what `ls` prints. */
const keepsLines: ReadonlySet<string> = new Set(['cat', 'tee', 'less', 'more']);
