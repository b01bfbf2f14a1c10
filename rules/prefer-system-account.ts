import { serviceAccounts, systemEdits } from '../src/model/system-account.ts';
import { defineRule, dockerfile } from '../src/rule.ts';

export default defineRule({
  name: 'prefer-system-account',
  summary: 'Prefer a system account for the user that a container runs as.',
  why: 'An account for people takes a number from the range of people, where it can meet a person of the host on a mounted volume, and may bring a password, a shell and files of a home that no service needs.',
  category: 'user',
  severity: 'info',
  fix: 'unsafe',
  fixTitle: 'Make it a system account',
  mentions: ['useradd', 'adduser'],
  references: [
    'https://docs.docker.com/build/building/best-practices/#user',
    'https://man7.org/linux/man-pages/man8/useradd.8.html',
    'https://manpages.debian.org/trixie/adduser/adduser.8.en.html',
  ],
  messages: {
    user: "`{{command}}` makes '{{name}}' an account for a person, with a number from their range; a service needs none of it. Add `{{flag}}`.",
    group: "`{{command}}` makes '{{name}}' a group for people, with a number from their range; a service needs none of it. Add `{{flag}}`.",
  },
  examples: [
    {
      bad: dockerfile`
        FROM python:3.12
        RUN «groupadd» app && «useradd» -g app app
        USER app
      `,
      good: dockerfile`
        FROM python:3.12
        RUN groupadd -r app && useradd -r -g app app
        USER app
      `,
    },
    {
      bad: dockerfile`
        FROM python:3.12-slim
        COPY . .
        RUN «useradd» --create-home --shell /bin/bash app && chown -R app:app .
        USER app
        CMD ["gunicorn", "app:app"]
      `,
      good: dockerfile`
        FROM python:3.12-slim
        COPY . .
        RUN useradd --system --create-home --shell /bin/bash app && chown -R app:app .
        USER app
        CMD ["gunicorn", "app:app"]
      `,
      note: 'A system account can have a home.',
    },
    {
      bad: dockerfile`
        FROM debian:12
        RUN «adduser» --disabled-password --gecos "" app
        USER app
      `,
      good: dockerfile`
        FROM debian:12
        RUN adduser --system --group --home /home/app --disabled-password --gecos "" app
        USER app
      `,
      note: "Debian's adduser puts system users into nogroup, without a home, unless it is told to do otherwise.",
    },
    {
      bad: dockerfile`
        FROM alpine:3.20
        RUN «adduser» -D app
        USER app
      `,
      good: dockerfile`
        FROM alpine:3.20
        RUN addgroup -S app && adduser -S -G app -D app
        USER app
      `,
      note: "BusyBox's adduser -S makes no group.",
    },
    {
      bad: dockerfile`
        FROM rockylinux:9
        RUN «adduser» app
        USER app
      `,
      good: dockerfile`
        FROM rockylinux:9
        RUN adduser -r -m app
        USER app
      `,
    },
    {
      good: dockerfile`
        FROM debian:12
        RUN useradd -u 1000 app
        USER app
      `,
      note: 'A number that was chosen is meant to match something, such as the owner of a volume.',
    },
    {
      good: dockerfile`
        FROM debian:12
        RUN useradd -m -s /bin/bash dev
        USER dev
      `,
      note: 'Who asks for a shell and starts nothing else wants an account to work in.',
    },
    {
      good: dockerfile`
        FROM debian:12
        ENV HOME=/home/user
        RUN useradd --create-home --home-dir $HOME user
        USER user
        ENTRYPOINT ["wireshark"]
      `,
      note: 'So does who makes its home the home of all that runs.',
    },
    {
      good: dockerfile`
        FROM debian:12 AS build
        RUN useradd builder && su builder -c make
        FROM alpine:3.20
        RUN adduser -S app
        USER app
      `,
      note: 'An account of a stage that is thrown away troubles nobody.',
    },
  ],

  visit: {
    Dockerfile(_, context) {
      for (const account of serviceAccounts(context)) {
        const [word] = account.command.words;
        if (!word) continue;
        const data = { command: account.command.name, name: account.name ?? '', flag: account.row.system[0] ?? '' };
        context.report({ at: word, message: account.kind, data, fix: () => systemEdits(account, context) });
      }
    },
  },
});
