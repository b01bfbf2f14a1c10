import { outputsListed } from '../src/model/shell-lists.ts';
import { defineRule, dockerfile } from '../src/rule.ts';

export default defineRule({
  name: 'no-loop-over-find',
  summary: 'Disallow `for` loops over the output of `find`.',
  why: 'The shell splits what `find` prints at blanks, and expands wildcards in names: the loop runs for files that are not there.',
  category: 'shell',
  severity: 'warning',
  codes: { shellcheck: ['SC2044'] },
  mentions: ['find'],
  references: ['https://www.gnu.org/software/findutils/manual/html_mono/find.html#Safe-File-Name-Handling'],
  messages: { split: "A name with a blank in it is two for this loop. Use `find … -exec … {} +`, or `find … -exec sh -c '…' _ {} \\;`." },
  examples: [
    {
      bad: dockerfile`
        FROM debian:12
        RUN for file in «$(find /src -name '*.c')»; do cc -c "$file"; done
      `,
    },
    {
      good: dockerfile`
        FROM debian:12
        RUN find /src -name '*.c' -exec cc -c {} \; && for file in $(cat list); do cc -c "$file"; done
      `,
    },
  ],

  visit: {
    Loop(loop, { report }) {
      for (const { at, command } of outputsListed(loop)) if (command.name === 'find') report({ at, message: 'split' });
    },
  },
});
