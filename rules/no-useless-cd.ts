import { cdsIn } from '../src/model/shell-cd.ts';
import { defineRule, dockerfile } from '../src/rule.ts';

export default defineRule({
  name: 'no-useless-cd',
  summary: 'Disallow `cd` as the last thing that a script does.',
  why: 'Each `RUN` has a shell of its own. The folder that it ends in is forgotten, and the next instruction runs in the `WORKDIR` again.',
  category: 'shell',
  severity: 'warning',
  codes: { shellcheck: ['SC2164'] },
  mentions: ['cd', 'pushd', 'popd'],
  references: ['https://docs.docker.com/reference/dockerfile/#workdir'],
  messages: {
    useless: 'Nothing runs in this folder: the shell ends here, and the next instruction begins in the `WORKDIR`. Set that instead.',
  },
  examples: [
    {
      bad: dockerfile`
        FROM debian:12
        RUN «cd /src»
        RUN mkdir /build && «cd /build»
      `,
    },
    {
      good: dockerfile`
        FROM debian:12
        WORKDIR /src
        RUN cd /build && make
        RUN cd /build || exit 1
        RUN cd() { command cd "$@"; }; cd /a && ls
      `,
    },
  ],

  visit: {
    ShellScript(script, context) {
      for (const { command, isLast, isUnchecked } of cdsIn(script))
        if (isLast && isUnchecked) context.report({ at: command, message: 'useless' });
    },
  },
});
