import { unusedUser } from '../src/model/accounts.ts';
import { endWithUser } from '../src/model/user-edit.ts';
import { defineRule, dockerfile } from '../src/rule.ts';

export default defineRule({
  name: 'no-unused-created-user',
  summary: 'Disallow creating a user that nothing ever runs as.',
  why: 'Creating an account changes nothing by itself: until `USER` names it, the container runs as root, and whoever reads the file believes that it does not.',
  category: 'user',
  severity: 'warning',
  tags: ['unnecessary'],
  presets: ['recommended', 'strict', 'cis'],
  fix: 'unsafe',
  fixTitle: 'Switch to the user before the container starts',
  codes: {
    tally: ['tally/user-created-but-never-used'],
    trivy: ['DS-0002'],
    checkov: ['CKV_DOCKER_3'],
    kics: ['fd54f200'],
    semgrep: ['missing-user'],
    dockerBench: ['4.1'],
    lynis: ['no-user'],
    dockle: ['CIS-DI-0001'],
  },
  mentions: ['useradd', 'adduser'],
  references: ['https://docs.docker.com/build/building/best-practices/#user', 'https://docs.docker.com/reference/dockerfile/#user'],
  messages: {
    unused:
      "The user '{{name}}' is created, but nothing runs as it: the container runs as root. Put `USER {{name}}` before what it starts.",
  },
  examples: [
    {
      bad: dockerfile`
        FROM python:3.12
        RUN groupadd -r app && useradd -r -g app «app»
        WORKDIR /srv
        COPY --chown=app:app . .
        CMD ["python", "app.py"]
      `,
      good: dockerfile`
        FROM python:3.12
        RUN groupadd -r app && useradd -r -g app app
        WORKDIR /srv
        COPY --chown=app:app . .
        USER app
        CMD ["python", "app.py"]
      `,
      note: 'That files belong to it does not make the container run as it.',
    },
    {
      bad: dockerfile`
        FROM node:lts-buster-slim AS development
        CMD ["npm", "run", "dev"]

        FROM development AS dev-envs
        RUN <<EOF
        useradd -s /bin/bash -m «vscode»
        groupadd docker
        usermod -aG docker vscode
        EOF
        CMD ["npm", "run", "dev"]
      `,
      good: dockerfile`
        FROM node:lts-buster-slim AS development
        CMD ["npm", "run", "dev"]

        FROM development AS dev-envs
        RUN <<EOF
        useradd -s /bin/bash -m vscode
        groupadd docker
        usermod -aG docker vscode
        EOF
        USER vscode
        CMD ["npm", "run", "dev"]
      `,
    },
    {
      bad: dockerfile`
        FROM alpine:3.20
        ARG NAME=web
        RUN adduser -S -D -H «"$NAME"»
        ENTRYPOINT ["/web"]
      `,
      good: dockerfile`
        FROM alpine:3.20
        ARG NAME=web
        RUN adduser -S -D -H "$NAME"
        USER web
        ENTRYPOINT ["/web"]
      `,
    },
    {
      good: dockerfile`
        FROM debian:12
        RUN useradd -r -u 900 app
        USER 900
        CMD ["/app"]
      `,
      note: 'A number names it as well.',
    },
    {
      good: dockerfile`
        FROM debian:12
        RUN useradd -r app
        COPY entrypoint.sh /
        ENTRYPOINT ["/entrypoint.sh"]
      `,
      note: 'The script may step down to it; without the script at hand nobody can tell.',
    },
    {
      bad: dockerfile`
        FROM debian:12
        RUN useradd -r «app»
        COPY entrypoint.sh /
        ENTRYPOINT ["/entrypoint.sh"]
      `,
      good: dockerfile`
        FROM debian:12
        RUN useradd -r app
        COPY entrypoint.sh /
        USER app
        ENTRYPOINT ["/entrypoint.sh"]
      `,
      files: { 'entrypoint.sh': '#!/bin/sh\nexec "$@"\n' },
    },
    {
      good: dockerfile`
        FROM debian:12
        RUN useradd dev && echo 'dev ALL=(ALL) NOPASSWD:ALL' > /etc/sudoers.d/dev
        CMD ["/app"]
      `,
    },
    {
      good: dockerfile`
        FROM debian:12
        RUN useradd -r app
        CMD ["su", "app", "-c", "/app"]
      `,
    },
    {
      good: dockerfile`
        FROM debian:12 AS base
        RUN useradd -r app
      `,
      note: 'Starts nothing: who builds upon it chooses.',
    },
  ],

  visit: {
    Dockerfile(_, context) {
      const user = unusedUser(context);
      const name = user?.name;
      if (!user || name === undefined) return;
      context.report({ at: user.word, message: 'unused', data: { name }, fix: () => endWithUser({ name, setup: [] }, context) });
    },
  },
});
