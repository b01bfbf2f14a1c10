import { accountsOf } from '../src/model/accounts.ts';
import { defineRule, dockerfile } from '../src/rule.ts';

export default defineRule({
  name: 'require-no-log-init',
  summary: 'Require `useradd --no-log-init` for a user with a high number.',
  why: 'useradd writes the user into lastlog and faillog at the place of its number. All in front of it is a hole, which a layer stores as gigabytes of zeros.',
  category: 'user',
  severity: 'warning',
  fix: 'safe',
  fixTitle: 'Add `--no-log-init`',
  codes: { hadolint: ['DL3046'], tally: ['hadolint/DL3046'] },
  mentions: ['useradd'],
  references: ['https://docs.docker.com/build/building/best-practices/#user', 'https://github.com/hadolint/hadolint/wiki/DL3046'],
  messages: {
    high: 'With the number {{id}}, `useradd` makes logs that take up as much of the layer. Add `--no-log-init`.',
  },
  examples: [
    {
      bad: dockerfile`
        FROM debian:12
        ARG UID=1000000
        RUN «useradd» -u 654321 app && «useradd» --uid=$UID -m other
      `,
      good: dockerfile`
        FROM debian:12
        ARG UID=1000000
        RUN useradd --no-log-init -u 654321 app && useradd --no-log-init --uid=$UID -m other
      `,
    },
    {
      good: dockerfile`
        FROM debian:12
        ARG UID
        RUN useradd -u 65534 app && useradd -l -u 654321 a && useradd -lmu 654321 b && useradd --no-log-init -u 654321 c
        RUN useradd app && useradd -u $UID d && adduser -u 654321 e
      `,
      note: 'Five digits cost some megabytes at most, and a number that nobody knows may be low.',
    },
  ],

  visit: {
    Dockerfile(_, context) {
      for (const stage of context.stages)
        for (const { command, id, options } of accountsOf(stage, context)) {
          const [word] = command.words;
          if (!word || command.name !== 'useradd' || options.has('-l') || options.has('--no-log-init')) continue;
          if (!/^\d{6,}$/.test(id?.text ?? '')) continue;
          context.report({
            at: word,
            message: 'high',
            data: { id: id?.text ?? '' },
            fix: (edit) => edit.insertAfter(word, ' --no-log-init'),
          });
        }
    },
  },
});
