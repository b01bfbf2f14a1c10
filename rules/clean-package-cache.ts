import { codesByTool, commandStems, packageCodes } from '../src/knowledge/package-managers.ts';
import { cachesLeft, calledAt, callText, needsListsLater, reachesImage, type LeftCache } from '../src/model/installs-cache.ts';
import { cacheEdits } from '../src/model/installs-edits.ts';
import { boolean } from '../src/options.ts';
import { defineRule, dockerfile } from '../src/rule.ts';

export default defineRule({
  name: 'clean-package-cache',
  summary: "Require package managers' caches to be removed in the `RUN` that fills them.",
  why: 'Package lists and downloads are of no use once the packages are installed. They stay in the layer even when a later instruction deletes them, so only the same `RUN` can keep them out of the image.',
  category: 'packages',
  severity: 'warning',
  fix: 'safe',
  fixTitle: 'Keep the cache out of the layer',
  codes: codesByTool('cache'),
  mentions: commandStems(({ cache }) => cache?.costs === true),
  references: [
    'https://docs.docker.com/build/building/best-practices/#apt-get',
    'https://docs.docker.com/reference/dockerfile/#run---mounttypecache',
  ],
  options: {
    everyStage: boolean({ default: false, describe: 'Look at stages too whose layers the image does not get.' }),
  },
  messages: {
    clean:
      '`{{command}}` leaves {{what}} in the layer, and no later instruction makes it smaller. End this `RUN` with `{{text}}`, or mount a cache.',
    avoid: '`{{command}}` leaves {{what}} in the layer, and no later instruction makes it smaller. Add `{{text}}`, or mount a cache.',
    refresh: '`{{command}}` leaves {{what}} in the layer, and `{{text}}` does without it. Leave it out.',
    needed:
      '`{{command}}` leaves {{what}} in the layer for a later `RUN`, and no later instruction makes it smaller. Join the two, and end with `{{text}}`.',
  },
  examples: [
    {
      bad: dockerfile`
        FROM debian:12
        RUN apt-get update \
            && «apt-get install» -y --no-install-recommends curl
      `,
      good: dockerfile`
        FROM debian:12
        RUN apt-get update \
            && apt-get install -y --no-install-recommends curl \
            && rm -rf /var/lib/apt/lists/*
      `,
    },
    {
      bad: dockerfile`
        FROM ubuntu:24.04
        RUN apt-get update && «apt-get install» -y \
              curl \
              git && \
              apt-get clean
        RUN rm -rf /var/lib/apt/lists/*
      `,
      good: dockerfile`
        FROM ubuntu:24.04
        RUN apt-get update && apt-get install -y \
              curl \
              git && \
              apt-get clean && \
              rm -rf /var/lib/apt/lists/*
        RUN rm -rf /var/lib/apt/lists/*
      `,
      note: '`apt-get clean` removes archives, not lists, and what a later `RUN` deletes is still in the layer below.',
    },
    {
      bad: dockerfile`
        FROM alpine:3.20
        RUN apk update \
            && «apk add» curl
        RUN «apk update» && apk add --no-cache git
      `,
      good: dockerfile`
        FROM alpine:3.20
        RUN apk add --no-cache curl
        RUN apk add --no-cache git
      `,
    },
    {
      bad: dockerfile`
        FROM alpine:3.20
        RUN date && «apk add» $(apk update && echo curl)
      `,
      note: 'The index is fetched in the middle of another command, so no fix takes that out.',
    },
    {
      bad: dockerfile`
        FROM python:3.12-slim
        RUN «pip install» -r requirements.txt && python3 -m pip install gunicorn
      `,
      good: dockerfile`
        FROM python:3.12-slim
        RUN pip install --no-cache-dir -r requirements.txt && python3 -m pip install --no-cache-dir gunicorn
      `,
    },
    {
      bad: dockerfile`
        FROM rockylinux:9
        RUN set -ex; \
            «dnf -y install» httpd; \
            mkdir /srv/www
        RUN <<EOF
        set -e
        sudo «yum install» -y git
        EOF
      `,
      good: dockerfile`
        FROM rockylinux:9
        RUN set -ex; \
            dnf -y install httpd; \
            mkdir /srv/www; \
            dnf clean all
        RUN <<EOF
        set -e
        sudo yum install -y git
        sudo yum clean all
        EOF
      `,
    },
    {
      bad: dockerfile`
        FROM node:22-slim
        RUN «npm ci»
        RUN bash -c "apt-get update && «apt-get install» -y git"
        RUN if [ -n "$DEV" ]; then apt-get update && «apt-get install» -y vim; fi
      `,
      good: dockerfile`
        FROM node:22-slim
        RUN npm ci \
            && npm cache clean --force
        RUN bash -c "apt-get update && apt-get install -y git"
        RUN if [ -n "$DEV" ]; then apt-get update && apt-get install -y vim; fi
      `,
      note: 'Where the end of the script is no plain command, the fix is yours.',
    },
    {
      bad: dockerfile`
        FROM debian:12
        RUN «apt-get update»
        RUN apt-get install -y curl
      `,
      note: 'The second `RUN` needs the lists: who joins the two can clean up.',
    },
    {
      bad: dockerfile`
        FROM debian:12 AS build
        RUN apt-get update && «apt-get install» -y gcc
        FROM scratch
        COPY --from=build /app /app
      `,
      good: dockerfile`
        FROM debian:12 AS build
        RUN apt-get update && apt-get install -y gcc \
            && rm -rf /var/lib/apt/lists/*
        FROM scratch
        COPY --from=build /app /app
      `,
      options: { everyStage: true },
    },
    {
      good: dockerfile`
        FROM debian:12 AS build
        RUN apt-get update && apt-get install -y gcc
        FROM debian:12
        COPY --from=build /app /app
      `,
      note: 'The layers of a build stage are not in the image.',
    },
    {
      good: dockerfile`
        FROM debian:12
        RUN --mount=type=cache,target=/var/cache/apt,sharing=locked --mount=type=cache,target=/var/lib/apt,sharing=locked \
            apt-get update && apt-get install -y curl
        RUN apt-get update && apt-get install -y git && rm -r -f /var/lib/{apt,dpkg}/lists
        RUN apt-get update && apt-get install -y jq; find /var/lib/apt/lists -type f -delete
        RUN apt-get install -y ./app.deb
      `,
      note: 'A mount over the lists, and every usual way to delete them; without `apt-get update` there are none.',
    },
    {
      good: dockerfile`
        FROM python:3.12
        ENV PIP_NO_CACHE_DIR=1
        RUN pip install requests
        RUN --mount=type=cache,target=/root/.cache/pip pip install requests
        FROM python:3.12
        RUN export PIP_NO_CACHE_DIR=off && pip install requests
        RUN PIP_NO_CACHE_DIR=1 pip3 install requests
        RUN pip install requests && rm -rf ~/.cache
        RUN pip config set global.no-cache-dir true
        RUN pip install requests
      `,
    },
    {
      good: dockerfile`
        FROM alpine:3.20
        RUN apk --no-cache add curl
        RUN apk add --update curl && rm -rf /var/cache/apk/*
        RUN --mount=type=cache,target=/var/cache/apk apk add -U git
        FROM fedora:42
        RUN dnf install -y httpd && dnf -y clean all
        RUN yum install -y git && rm -rf /var/cache/yum /var/cache/dnf
        FROM opensuse/leap:15.6
        RUN zypper -n install curl && zypper clean -a
      `,
    },
  ],

  // Takes up to 6 % of a run over many files: what is installed, and emptied again, it has to follow through every RUN of an image.
  visit: {
    Run(run, context) {
      if (!context.options.everyStage && !reachesImage(context.stageOf(run), context)) return;
      for (const left of cachesLeft(run, context)) {
        const { told, cache } = left;
        const { clean, avoid } = cache;
        const command = callText(told);
        const text = clean ?? avoid?.write ?? '';
        context.report({
          at: calledAt(told),
          message: messageOf(left, needsListsLater(told, run, context)),
          data: { command, what: cache.what, text },
          codes: packageCodes(told.row, 'cache', told.command.name),
          // What is installed may run from it (Plug'n'Play).
          safety: told.manager === 'yarn' ? 'unsafe' : undefined,
          fix: () => cacheEdits(left, run, context) ?? null,
        });
      }
    },
  },
});

function messageOf({ told, cache, writers }: LeftCache, isNeeded: boolean): 'clean' | 'needed' | 'avoid' | 'refresh' {
  if (cache.clean === undefined) return told.action === 'refresh' ? 'refresh' : 'avoid';
  return isNeeded && writers.some(({ action }) => action === 'refresh') ? 'needed' : 'clean';
}
