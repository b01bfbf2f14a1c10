import { optionsOf } from '../src/model/command-options.ts';
import type { Command, ShellNode } from '../src/nodes.ts';
import { defineRule, dockerfile } from '../src/rule.ts';

export default defineRule({
  name: 'prefer-grep-count',
  summary: 'Prefer `grep -c` over `grep | wc -l`.',
  why: '`grep` counts the lines itself; a pipeline also hides that it has failed.',
  category: 'shell',
  severity: 'info',
  presets: ['strict'],
  fix: 'unsafe',
  fixTitle: 'Let `grep` count',
  codes: { shellcheck: ['SC2126'] },
  mentions: ['grep'],
  references: ['https://pubs.opengroup.org/onlinepubs/9799919799/utilities/grep.html'],
  messages: { count: '`grep` counts the lines itself. Write `grep -c`.' },
  examples: [
    {
      bad: dockerfile`
        FROM debian:12
        RUN n=$(«grep a f» | wc -l) && ps | «grep -v b» | wc -l
      `,
      good: dockerfile`
        FROM debian:12
        RUN n=$(grep -c a f) && ps | grep -c -v b
      `,
    },
    {
      good: dockerfile`
        FROM debian:12
        RUN grep -o a f | wc -l && grep -r a . | wc -l && grep a f | wc -c && grep a f | sort | wc -l && grep a f g | wc -l
        RUN grep -l a f | wc -l && grep a *.c | wc -l && wc -l f
      `,
      note: 'With `-o`, `-r` or several files `-c` counts something else.',
    },
  ],

  visit: {
    Pipeline({ members }, { report }) {
      for (const [i, grep] of members.entries()) {
        const wc = members[i + 1];
        if (!isCalled(grep, 'grep') || !wc || !isCalled(wc, 'wc') || grep.wrappers.length + wc.wrappers.length > 0) continue;
        const { names, operands } = optionsOf(grep, 'efmABCD');
        const counted = optionsOf(wc);
        const isLines =
          counted.names.size === 1 && (counted.names.has('-l') || counted.names.has('--lines')) && counted.operands.length === 0;
        const mayBeSeveral = operands.length > 2 || operands.some(({ expansions }) => expansions.some(({ quoted }) => !quoted));
        if (!isLines || mayBeSeveral || [...names].some((name) => otherCount.has(name))) continue;
        const [word] = grep.words;
        const canFix = word && grep.redirections.length + wc.redirections.length === 0 && !names.has('-c') && !names.has('-q');
        report({
          at: grep,
          message: 'count',
          fix: canFix ? (edit) => [edit.insertAfter(word, ' -c'), edit.remove({ range: [grep.range[1], wc.range[1]] })] : undefined,
        });
      }
    },
  },
});

const isCalled = (node: ShellNode, name: string): node is Command => node.type === 'Command' && node.name === name;

/** With these `grep` prints more or less than one line for each match that it counts. */
const otherCount: ReadonlySet<string> = new Set([
  ...['-o', '-r', '-R', '-l', '-L', '-A', '-B', '-C', '-z', '--only-matching', '--recursive', '--files-with-matches'],
  ...['--files-without-match', '--context', '--after-context', '--before-context', '--null-data', '--dereference-recursive'],
]);
