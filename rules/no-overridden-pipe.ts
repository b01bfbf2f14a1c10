import type { Redirection, ShellNode } from '../src/nodes.ts';
import { defineRule, dockerfile } from '../src/rule.ts';

export default defineRule({
  name: 'no-overridden-pipe',
  summary: 'Disallow redirections that take a pipe its input or output.',
  why: 'Only one of the two gets the data: the command behind `a > file | b` reads nothing, and what stands before `| b < file` is thrown away.',
  category: 'shell',
  severity: 'warning',
  codes: { shellcheck: ['SC2260', 'SC2259'] },
  mentions: ['|'],
  references: ['https://pubs.opengroup.org/onlinepubs/9799919799/utilities/V3_chap02.html#tag_19_09_02'],
  messages: {
    output: 'All goes into `{{target}}`, and the next command of the pipeline gets nothing. Use `tee`, or take one of the two away.',
    input: 'It reads `{{target}}`, and what the pipe brings is thrown away. Take one of the two away.',
  },
  examples: [
    {
      bad: dockerfile`
        FROM debian:12
        RUN make «> log» | tail && echo a | sort «< list» | head && { make; } «>> log» | tail
      `,
    },
    {
      good: dockerfile`
        FROM debian:12
        RUN make 2>&1 >/dev/null | tail && make 2> log | tail > last && echo a | sort && make >&2 | tail
        RUN sort < list | head && make > log 2>&1 | tail
      `,
      note: 'Where errors are sent through the pipe, it has something to carry.',
    },
  ],

  visit: {
    Pipeline({ members }, { report }) {
      for (const [i, node] of members.entries()) {
        if (!hasRedirections(node)) continue;
        const { redirections } = node;
        const output = redirections.find(
          ({ operator, descriptor }) => /^(?:&?>>?|>\|)$/.test(operator) && (descriptor === undefined || descriptor === '1'),
        );
        const input = redirections.find(
          ({ operator, descriptor }) => /^<(?:<-?|<<)?$/.test(operator) && (descriptor === undefined || descriptor === '0'),
        );
        if (output && i < members.length - 1 && !redirections.some(({ operator }) => operator === '>&'))
          report({ at: output, message: 'output', codes: ['SC2260'], data: { target: targetOf(output) } });
        if (input && i > 0) report({ at: input, message: 'input', codes: ['SC2259'], data: { target: targetOf(input) } });
      }
    },
  },
});

const hasRedirections = (node: ShellNode): node is Extract<ShellNode, { redirections: readonly Redirection[] }> => 'redirections' in node;

const targetOf = ({ operator, target }: Redirection): string => (operator.startsWith('<<') ? operator : '') + (target?.text ?? '');
