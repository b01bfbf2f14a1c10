import { shellProblem } from '../src/model/shell-problems.ts';
import { defineRule, dockerfile } from '../src/rule.ts';

export default defineRule({
  name: 'valid-shell-syntax',
  summary: 'Disallow scripts that no shell can read.',
  why: 'A shell reads to the end of what it is given before it runs the first command of it: with one quote or `fi` missing, nothing runs at all and the build fails.',
  category: 'shell',
  severity: 'error',
  fix: 'safe',
  fixTitle: 'Remove the `;`',
  codes: { shellcheck: ['SC1045', 'SC1065', 'SC1070', 'SC1072', 'SC1073', 'SC1088', 'SC1089'] },
  references: [
    'https://www.shellcheck.net/wiki/SC1072',
    'https://www.shellcheck.net/wiki/SC1088',
    'https://www.shellcheck.net/wiki/SC1045',
  ],
  messages: {
    ampersand: '`&` ends a command like `;` does, and no shell takes both. Remove the `;`.',
    parameters: 'A function of the shell declares no parameters. Write `()`, and `$1`, `$2` … inside.',
    other: 'No shell can read this script: {{problem}}.',
  },
  examples: [
    {
      bad: dockerfile`
        FROM alpine:3.20
        RUN if [ -f /a ]; then make«»
        RUN echo «"»it is && make
        RUN make «)»
        CMD ["sh", "-c", "echo «'»a"]
      `,
    },
    {
      bad: dockerfile`
        FROM alpine:3.20
        RUN make serve &«;» make test
      `,
      good: dockerfile`
        FROM alpine:3.20
        RUN make serve & make test
      `,
    },
    {
      bad: dockerfile`
        FROM alpine:3.20
        RUN f(a«)» { make; }; f
      `,
    },
    {
      good: dockerfile`
        FROM alpine:3.20
        RUN case "$A" in a) make;; esac && (make; make) & wait
        FROM mcr.microsoft.com/windows/servercore:ltsc2022
        SHELL ["powershell", "-Command"]
        RUN if ($true) { Write-Host 'a' }
      `,
    },
  ],

  visit: {
    ShellScript(script, context) {
      const problem = script.errors.length > 0 ? shellProblem(script, context.text) : undefined;
      if (!problem) return;
      const { code, kind, text: said, range } = problem;
      const codes = code === 'SC1072' ? ['SC1072', 'SC1073'] : [code];
      if (kind === 'other') context.report({ at: { range }, message: 'other', data: { problem: said }, codes });
      else context.report({ at: { range }, message: kind, codes, fix: kind === 'ampersand' ? (to) => to.remove({ range }) : undefined });
    },
  },
});
