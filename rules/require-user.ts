import { mayStepDown, unusedUser } from '../src/model/accounts.ts';
import { isRootByDefault, isRunnable, mayStartAsRoot, startOf } from '../src/model/start.ts';
import { endWithUser, offeredUser, opensLowPort, rootServer } from '../src/model/user-edit.ts';
import { boolean } from '../src/options.ts';
import { defineRule, dockerfile } from '../src/rule.ts';

export default defineRule({
  name: 'require-user',
  summary: 'Require a `USER` other than root where the final image would run as root.',
  why: 'Without `USER` a container runs as root. Whoever gets into its process then owns all of the container, and with one flaw of the kernel or one careless mount the host. Ports below 1024 are no reason to stay root: since Docker 20.10 any user may open them in a container.',
  category: 'user',
  severity: 'warning',
  presets: ['recommended', 'strict', 'cis'],
  fix: 'unsafe',
  fixTitle: 'Switch to an account without privileges',
  codes: {
    trivy: ['DS-0002'],
    checkov: ['CKV_DOCKER_3'],
    kics: ['fd54f200'],
    semgrep: ['missing-user', 'missing-user-entrypoint'],
    dockerBench: ['4.1'],
    lynis: ['no-user'],
    dockle: ['CIS-DI-0001'],
  },
  references: [
    'https://docs.docker.com/build/building/best-practices/#user',
    'https://docs.docker.com/reference/dockerfile/#user',
    'https://github.com/moby/moby/pull/41030',
  ],
  options: {
    unknownBase: boolean({
      default: false,
      describe: 'Report images too of which nobody knows whom they run as, such as those of a private registry.',
    }),
  },
  messages: {
    start: 'No `USER` is set, so this runs as root, and so does whoever breaks into it. Put `USER {{user}}` before it.',
    image:
      'No `USER` is set, so what `{{image}}` starts runs as root, and so does whoever breaks into it. End the stage with `USER {{user}}`.',
    server:
      'No `USER` is set, so {{server}} starts as root, and so does whoever breaks into it. Set one that owns the files it writes to{{example}}.',
  },
  examples: [
    {
      bad: dockerfile`
        FROM node:20-alpine
        WORKDIR /app
        COPY . .
        RUN npm ci --omit=dev

        EXPOSE 3000
        # Start the server
        «CMD ["node", "server.js"]»
      `,
      good: dockerfile`
        FROM node:20-alpine
        WORKDIR /app
        COPY . .
        RUN npm ci --omit=dev

        EXPOSE 3000
        USER node
        # Start the server
        CMD ["node", "server.js"]
      `,
      note: 'The image has an account for it.',
    },
    {
      bad: dockerfile`
        FROM python:3.12-slim
        COPY app.py /app/
        HEALTHCHECK CMD ["python", "/app/health.py"]
        «ENTRYPOINT ["python", "/app/app.py"]»
      `,
      good: dockerfile`
        FROM python:3.12-slim
        COPY app.py /app/
        RUN groupadd --system app \
            && useradd --system --gid app --no-create-home --shell /usr/sbin/nologin app
        USER app
        HEALTHCHECK CMD ["python", "/app/health.py"]
        ENTRYPOINT ["python", "/app/app.py"]
      `,
    },
    {
      bad: dockerfile`
        FROM golang:1.23 AS build
        RUN go build -o /out/api ./cmd/api

        FROM scratch
        COPY --from=build /out/api /api
        «ENTRYPOINT ["/api"]»
      `,
      good: dockerfile`
        FROM golang:1.23 AS build
        RUN go build -o /out/api ./cmd/api

        FROM scratch
        COPY --from=build /out/api /api
        USER 65532:65532
        ENTRYPOINT ["/api"]
      `,
      note: 'Where there are no accounts, a number will do; 65532 is the one that distroless images call nonroot.',
    },
    {
      bad: dockerfile`
        FROM python:3.10-alpine AS builder
        COPY . /app
        ENTRYPOINT ["python3"]
        CMD ["/app/app.py"]

        FROM «builder» AS final
        RUN apk add --no-cache git
      `,
      good: dockerfile`
        FROM python:3.10-alpine AS builder
        COPY . /app
        ENTRYPOINT ["python3"]
        CMD ["/app/app.py"]

        FROM builder AS final
        RUN apk add --no-cache git
        RUN addgroup -S app \
            && adduser -S -G app -H -s /sbin/nologin app
        USER app
      `,
    },
    {
      bad: dockerfile`
        FROM «nginx:1.27-alpine»
        COPY dist /usr/share/nginx/html
      `,
      note: 'nginx writes to folders of root when it starts; `USER nginx` alone would keep it from starting, so there is no fix.',
    },
    {
      bad: dockerfile`
        FROM registry.example.com/base:1
        «CMD ["/app"]»
      `,
      options: { unknownBase: true },
      note: 'What a private image runs as is only reported on demand.',
    },
    {
      good: dockerfile`
        FROM registry.example.com/base:1
        CMD ["/app"]
      `,
    },
    {
      good: dockerfile`
        FROM gcr.io/distroless/static-debian12:nonroot
        COPY app /
        ENTRYPOINT ["/app"]
      `,
      note: 'The image is known to run as another user.',
    },
    {
      good: dockerfile`
        FROM postgres:16
        COPY init.sql /docker-entrypoint-initdb.d/
      `,
      note: 'Its entrypoint steps down to postgres.',
    },
    {
      good: dockerfile`
        FROM alpine:3.20
        RUN apk add --no-cache su-exec
        COPY docker-entrypoint.sh /
        ENTRYPOINT ["/docker-entrypoint.sh"]
      `,
      note: 'Nobody installs su-exec but to step down with it.',
    },
    {
      good: dockerfile`
        FROM golang:1.23 AS build
        RUN go build -o /out/cli .
        FROM scratch
        COPY --from=build /out /
      `,
      note: 'A stage that starts nothing is there to be exported or built upon.',
    },
    {
      good: dockerfile`
        FROM debian:12
        RUN apt-get update && apt-get install -y openssh-server
        EXPOSE 22
        CMD ["/usr/sbin/sshd", "-D"]
      `,
      note: 'sshd can log people in only as root.',
    },
    {
      good: dockerfile`
        FROM python:3.12
        RUN useradd --system app
        CMD ["python", "-m", "http.server"]
      `,
      note: 'Here `no-unused-created-user` speaks.',
    },
    {
      good: dockerfile`
        FROM debian:12
        RUN useradd --system app
        COPY start.sh /
        CMD ["/start.sh"]
      `,
      note: 'An account and a script: the script may well step down to it.',
    },
    {
      good: dockerfile`
        FROM alpine:3.20
        COPY entrypoint.sh /
        ENTRYPOINT ["/entrypoint.sh"]
      `,
      files: { 'entrypoint.sh': '#!/bin/sh\nexec setpriv --reuid=1000 --clear-groups "$@"\n' },
    },
  ],

  visit: {
    Dockerfile(_, context) {
      const { finalStage: stage, options, report } = context;
      const start = startOf(context);
      const isRoot = isRootByDefault(context, start) || (options.unknownBase && stage && context.userAt(stage).source === 'default');
      if (!stage?.node.from.image || !isRoot || !isRunnable(context, start)) return;
      if (mayStartAsRoot(context, start) || unusedUser(context) || mayStepDown(context, start)) return;

      const server = rootServer(context, start);
      const user = offeredUser(context, start);
      const own = [start.entrypoint, start.cmd].find((one) => one && context.stageOf(one) === stage);
      const at = own ?? stage.node.from.image;
      const codes = [...common, own?.type === 'Entrypoint' ? 'missing-user-entrypoint' : 'missing-user'];
      const name = user?.name ?? 'app';
      const fix = user && (() => endWithUser(user, context));
      const title = user && opensLowPort(context) ? `Switch to \`${name}\` (its ports below 1024 need Docker 20.10 or later)` : undefined;
      if (server !== undefined) report({ at, message: 'server', data: { server, example: examples[server] ?? '' }, codes });
      else if (own) report({ at, message: 'start', data: { user: name }, codes, fix, title });
      else report({ at, message: 'image', data: { image: stage.node.from.image.text, user: name }, codes, fix, title });
    },
  },
});

const common = ['DS-0002', 'CKV_DOCKER_3', 'fd54f200', '4.1', 'no-user', 'CIS-DI-0001'];

const examples: Readonly<Partial<Record<string, string>>> = { nginx: ', or build on `nginxinc/nginx-unprivileged`' };
