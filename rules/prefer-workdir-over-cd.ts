import { defineRule, dockerfile } from '../src/rule.ts';

export default defineRule({
  name: 'prefer-workdir-over-cd',
  summary: 'Disallow `cd` in `RUN` in favour of `WORKDIR`.',
  why: 'A `cd` is over with its `RUN`, so who reads the next one must know where it runs. `WORKDIR` says it once, for all that follows, and makes the folder too.',
  category: 'shell',
  severity: 'warning',
  presets: ['strict'],
  codes: { hadolint: ['DL3003'], tally: ['hadolint/DL3003'], trivy: ['DS-0013'], kics: ['f4a6bcd3'], semgrep: ['use-workdir'] },
  mentions: ['cd'],
  references: ['https://docs.docker.com/build/building/best-practices/#workdir'],
  messages: {
    cd: '`cd` is over with this `RUN`, and all behind it in here runs elsewhere. Set the folder with `WORKDIR`, or put what needs it in `( … )`.',
  },
  examples: [
    {
      bad: dockerfile`
        FROM debian:12
        RUN «cd /usr/src» && git clone https://example.com/app && cd app && make
        RUN apt-get update \
            && «cd /build» \
            && make
      `,
      note: 'The first of a script is reported; the others follow from it.',
    },
    {
      good: dockerfile`
        FROM debian:12
        WORKDIR /usr/src
        RUN git clone https://example.com/app && (cd app && make install) && rm -rf app
        RUN d=$(cd app && pwd) && ls "$d"
        RUN cd
        CMD cd /srv && ./run
      `,
      note: 'In a subshell it ends where it should, and when the container starts nothing else could say it.',
    },
  ],

  visit: {
    ShellScript({ commands }, context) {
      const first = commands.find(
        ({ name, words, nesting, pipe }) =>
          name === 'cd' && words.length > 1 && !pipe && !nesting.some((one) => one === 'subshell' || one === 'substitution'),
      );
      if (!first || context.instructionOf(first)?.type !== 'Run') return;
      context.report({ at: first, message: 'cd' });
    },
  },
});
