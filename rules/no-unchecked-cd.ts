import { stopsAtFailure } from '../src/model/errexit.ts';
import { cdsIn } from '../src/model/shell-cd.ts';
import { defineRule, dockerfile } from '../src/rule.ts';

export default defineRule({
  name: 'no-unchecked-cd',
  summary: 'Disallow `cd` that the script goes on after when it fails.',
  why: 'When the folder is not there, all that follows runs in the one before: files end up in the wrong place, or the wrong ones are removed.',
  category: 'shell',
  severity: 'warning',
  fix: 'unsafe',
  fixTitle: 'Stop when the folder is not there',
  codes: { shellcheck: ['SC2164'] },
  mentions: ['cd', 'pushd', 'popd'],
  messages: {
    unchecked: 'When `{{text}}` fails, what follows runs in the folder before. Write `{{text}} || {{stop}} 1`, or join with `&&`.',
  },
  examples: [
    {
      bad: dockerfile`
        FROM debian:12
        RUN «cd /src»; make
        RUN <<EOF
        «cd /src»
        build() { «pushd out»; make; }
        build
        EOF
      `,
      good: dockerfile`
        FROM debian:12
        RUN cd /src || exit 1; make
        RUN <<EOF
        cd /src || exit 1
        build() { pushd out || return 1; make; }
        build
        EOF
      `,
    },
    {
      bad: dockerfile`
        FROM debian:12
        RUN mkdir /a && «cd /a»; make && files=$(«cd "$DIR"»; ls)
      `,
      good: dockerfile`
        FROM debian:12
        RUN mkdir /a && cd /a; make && files=$(cd "$DIR" || exit 1; ls)
      `,
      note: 'Behind `&&` it is yours to say how far a failure reaches.',
    },
    {
      good: dockerfile`
        FROM debian:12
        RUN cd /src && make && (cd out || exit; make) && if cd /a; then make; fi; cd /; ls
        RUN set -eux; cd /src; make
        SHELL ["/bin/bash", "-ec"]
        RUN cd /src; make
      `,
      note: '`set -e` stops by itself, and the root is always there.',
    },
  ],

  visit: {
    ShellScript(script, context) {
      const loose = cdsIn(script).filter(({ isUnchecked, isLast }) => isUnchecked && !isLast);
      if (loose.length === 0 || stopsAtFailure(script, context)) return;
      for (const { command, isInList, inFunction } of loose) {
        const stop = inFunction ? 'return' : 'exit';
        const text = context.text.slice(...command.range).replace(/\\?\r?\n[ \t]*/g, ' ');
        const fix = isInList ? undefined : stop;
        context.report({
          at: command,
          message: 'unchecked',
          data: { text, stop },
          fix: fix && ((edit) => edit.insertAfter(command, ` || ${fix} 1`)),
        });
      }
    },
  },
});
