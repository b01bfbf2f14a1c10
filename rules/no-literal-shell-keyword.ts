import type { ShellOddityKind } from '../src/nodes.ts';
import { defineRule, dockerfile } from '../src/rule.ts';

export default defineRule({
  name: 'no-literal-shell-keyword',
  summary: 'Disallow keywords of the shell as arguments in a script that it cannot read.',
  why: '`done`, `then` and `}` count only where a command can begin. Without `;` before them they are arguments, and what they should end has no end.',
  category: 'shell',
  severity: 'error',
  codes: { shellcheck: ['SC1010', 'SC1083'] },
  mentions: ['do', 'elif', 'else', 'esac', 'fi', 'then', '{', '}'],
  references: ['https://www.shellcheck.net/wiki/SC1010', 'https://www.shellcheck.net/wiki/SC1083'],
  messages: {
    keyword: '`{{name}}` is an argument here. Put `;` or a line end before it, or quotes around it.',
  },
  examples: [
    {
      bad: dockerfile`
        FROM alpine:3.20
        RUN for i in a b; do make "$i" «done»
        RUN { make «}»
      `,
      note: '`valid-shell-syntax` tells what is missing in the end.',
    },
    {
      good: dockerfile`
        FROM alpine:3.20
        RUN for i in a b; do make "$i"; done
        RUN echo done && find . -name "*.o" -exec rm {} +
      `,
    },
  ],

  visit: {
    ShellOddity(oddity, { report }) {
      const found = kinds[oddity.kind];
      if (!found) return;
      const { name } = oddity;
      report({ at: oddity, message: found.message, data: { name }, codes: [found.code] });
    },
  },
});

const kinds: Readonly<Partial<Record<ShellOddityKind, { readonly message: 'keyword'; readonly code: string }>>> = {
  'literal-keyword': { message: 'keyword', code: 'SC1010' },
  'literal-brace': { message: 'keyword', code: 'SC1083' },
};
