import { sudoIn } from '../src/model/sudo.ts';
import { defineRule, dockerfile } from '../src/rule.ts';

export default defineRule({
  name: 'no-sudo',
  summary: 'Disallow `sudo` in `RUN`.',
  why: 'A build is root unless `USER` says otherwise, so sudo does nothing there, and a user who may call it in the container is root all the same. Signals and terminals get lost in it too.',
  category: 'user',
  severity: 'error',
  fix: 'unsafe',
  fixTitle: 'Remove `sudo`',
  codes: {
    hadolint: ['DL3004'],
    tally: ['hadolint/DL3004'],
    trivy: ['DS-0010'],
    checkov: ['CKV2_DOCKER_1'],
    kics: ['8ada6e80'],
    semgrep: ['no-sudo-in-dockerfile'],
    dockerfilelint: ['sudo_usage'],
    dockle: ['DKL-DI-0001'],
  },
  mentions: ['sudo'],
  references: ['https://docs.docker.com/build/building/best-practices/#user'],
  messages: {
    root: '`sudo` does nothing here: this `RUN` is root already. Remove it.',
    other: '`sudo` makes whoever may call it root. Do what needs root above `USER`, or change `USER` for it and back.',
  },
  examples: [
    {
      bad: dockerfile`
        FROM debian:12
        RUN «sudo» apt-get update && «sudo» -E -n apt-get install -y curl
        RUN echo 'deb x' | «sudo» tee /etc/apt/sources.list.d/x.list
        RUN «sudo» -u root DEBIAN_FRONTEND=noninteractive \
            apt-get install -y git
      `,
      good: dockerfile`
        FROM debian:12
        RUN apt-get update && apt-get install -y curl
        RUN echo 'deb x' | tee /etc/apt/sources.list.d/x.list
        RUN DEBIAN_FRONTEND=noninteractive \
            apt-get install -y git
      `,
    },
    {
      bad: dockerfile`
        FROM debian:12
        USER app
        RUN «sudo» mkdir /data
        USER root
        RUN «sudo» -u postgres createdb app
        RUN «sudo» -i make
      `,
      note: 'Another user, or a login shell: what to do instead is yours to choose.',
    },
    {
      good: dockerfile`
        FROM debian:12
        RUN apt-get update && apt-get install -y sudo
        RUN echo "app ALL=(ALL) NOPASSWD: ALL" > /etc/sudoers.d/app
        RUN command -v sudo || true
      `,
      note: 'sudo is only installed here; whether the image needs it is another question.',
    },
  ],

  visit: {
    Command(command, context) {
      const run = context.instructionOf(command);
      if (run?.type !== 'Run') return;
      const sudo = sudoIn(command, context);
      if (!sudo) return;
      const user = context.userAt(run);
      // An image that nobody knows may well have a user of its own: it was made for somebody who calls sudo.
      const isRoot = user.isRoot === true && (user.source !== 'default' || context.stageOf(run)?.facts !== undefined);
      const { head, at } = sudo;
      context.report({
        at: { range: at },
        message: isRoot ? 'root' : 'other',
        fix: isRoot && head ? (edit) => edit.remove({ range: head }) : undefined,
      });
    },
  },
});
