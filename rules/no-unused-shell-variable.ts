import { isOfEnvironment, namesOf } from '../src/model/shell-names.ts';
import { defineRule, dockerfile } from '../src/rule.ts';

export default defineRule({
  name: 'no-unused-shell-variable',
  summary: 'Disallow variables in `RUN` that are set and never used.',
  why: 'A variable of the shell is gone at the end of its `RUN`, and programs see only what is exported. What shall last belongs into `ENV`.',
  category: 'shell',
  severity: 'warning',
  codes: { shellcheck: ['SC2034'] },
  references: ['https://docs.docker.com/reference/dockerfile/#env'],
  messages: {
    unused:
      'Nothing in this `RUN` uses `{{name}}`, no program sees it without `export`, and the next `RUN` does not know it. Use `ENV` if it shall last.',
  },
  examples: [
    {
      bad: dockerfile`
        FROM debian:12
        RUN «version=1.2» && make
        RUN «DEBIAN_FRONTEND=noninteractive»; apt-get update
      `,
    },
    {
      good: dockerfile`
        FROM debian:12
        ENV CC=gcc
        RUN a=1 && echo "$a" && b=2 make && export c=3 && d=4 && export d && CC=clang && PATH=/x:$PATH
        RUN for i in 1 2 3; do make && break; done; read -r user rest < f; echo "$user"; _=1
        RUN e=1; . ./build.sh; f=2; trap 'echo $f' EXIT
      `,
      note: 'What `ENV` has set is exported already; a loop may only count.',
    },
  ],

  visit: {
    ShellScript(script, context) {
      const run = context.instructionOf(script);
      if (run?.type !== 'Run' || (script.origin !== 'instruction' && script.origin !== 'heredoc')) return;
      const { set, used, isOpen } = namesOf(script);
      if (set.length === 0 || isOpen) return;
      const told = new Set<string>();
      for (const { name, range, by } of set) {
        if (by !== 'assignment' && by !== 'declaration') continue;
        if (told.has(name) || used.has(name) || name.startsWith('_') || isOfEnvironment(name)) continue;
        const isDeclared = context.isDeclared(name, run);
        // An image that nobody knows may export it; it does not where the name has small letters.
        if (isDeclared === true || (isDeclared === undefined && !/[a-z]/.test(name))) continue;
        told.add(name);
        context.report({ at: { range }, message: 'unused', data: { name } });
      }
    },
  },
});
