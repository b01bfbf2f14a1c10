import { aptGetWords } from '../src/knowledge/apt-verbs.ts';
import { defineRule, dockerfile } from '../src/rule.ts';

export default defineRule({
  name: 'no-apt-command',
  summary: 'Disallow `apt` in scripts in favour of `apt-get` and `apt-cache`.',
  why: 'apt is made for people at a terminal. Its options and output may change from release to release, and it says so itself whenever a script calls it.',
  category: 'packages',
  severity: 'warning',
  fix: 'safe',
  fixTitle: 'Call the command that is made for scripts',
  codes: {
    hadolint: ['DL3027'],
    tally: ['hadolint/DL3027'],
    checkov: ['CKV_DOCKER_9'],
    kics: ['b84a0b47'],
    semgrep: ['prefer-apt-get'],
  },
  mentions: ['apt'],
  references: ['https://manpages.debian.org/trixie/apt/apt.8.en.html#SCRIPT_USAGE_AND_DIFFERENCES_FROM_OTHER_APT_TOOLS'],
  messages: {
    apt: '`apt` is made for people, and what it prints and takes may change. Call `{{instead}}` in scripts.',
    other: '`apt` is made for people, and what it prints and takes may change. Call `apt-get`, `apt-cache` or `dpkg-query` in scripts.',
  },
  examples: [
    {
      bad: dockerfile`
        FROM debian:12
        RUN «apt» update \
            && sudo «apt» -y install curl \
            && «/usr/bin/apt» full-upgrade -y
      `,
      good: dockerfile`
        FROM debian:12
        RUN apt-get update \
            && sudo apt-get -y install curl \
            && /usr/bin/apt-get dist-upgrade -y
      `,
    },
    {
      bad: dockerfile`
        FROM debian:12
        RUN «apt» search nginx | grep -q nginx-light
        RUN «apt» upgrade -y
      `,
      good: dockerfile`
        FROM debian:12
        RUN apt-cache search nginx | grep -q nginx-light
        RUN apt-get upgrade --with-new-pkgs -y
      `,
      note: '`apt upgrade` installs new packages where upgrades need them, `apt-get upgrade` when it is told to.',
    },
    {
      bad: dockerfile`
        FROM debian:12
        RUN «apt» list --installed
      `,
      note: 'Only `apt` has this verb; `dpkg-query --list` tells the same in another layout.',
    },
    {
      good: dockerfile`
        FROM debian:12
        RUN apt-get update && apt-get install -y curl && apt-mark hold curl
        RUN echo apt install curl
        CMD apt list
      `,
    },
  ],

  visit: {
    Command(command, context) {
      const [program] = command.words;
      if (command.name !== 'apt' || !program || context.instructionOf(command)?.type !== 'Run') return;
      const verb = command.words.slice(1).find(({ value }) => value !== undefined && value in aptGetWords);
      const words = aptGetWords[verb?.value ?? ''];
      if (!words || !verb) {
        context.report({ at: program, message: 'other' });
        return;
      }
      const isPlain = [program, verb].every((word) => context.text.slice(...word.range) === word.text && !word.quoted);
      context.report({
        at: program,
        message: 'apt',
        data: { instead: words.program },
        title: `Call \`${words.program}\``,
        fix: (edit) => {
          if (!isPlain) return null;
          const name = edit.replace(program, program.text.replace(/apt$/, words.program));
          return words.verb === undefined ? name : [name, edit.replace(verb, words.verb)];
        },
      });
    },
  },
});
