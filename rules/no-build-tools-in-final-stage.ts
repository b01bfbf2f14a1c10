import { commandStems, packageManager } from '../src/knowledge/package-managers.ts';
import { packageNameOf } from '../src/knowledge/packages.ts';
import { areHeadersAlone, buildToolsLeft, removeAgain } from '../src/model/installs-build-tools.ts';
import { reachesImage } from '../src/model/installs-cache.ts';
import { defineRule, dockerfile } from '../src/rule.ts';

export default defineRule({
  name: 'no-build-tools-in-final-stage',
  summary: 'Disallow compilers, headers and version control in the image.',
  why: 'What only a build needs is most of many images: hundreds of megabytes that are pulled, scanned and patched, and a compiler for whoever breaks in. A stage that is copied from needs none of it in the image.',
  category: 'packages',
  severity: 'info',
  fix: 'unsafe',
  fixTitle: 'Remove them again at the end of the `RUN`',
  codes: { lynis: ['dev-tools'] },
  mentions: commandStems(({ system }) => system),
  references: [
    'https://docs.docker.com/build/building/multi-stage/',
    'https://docs.docker.com/build/building/best-practices/#use-multi-stage-builds',
  ],
  messages: {
    tools:
      'The image keeps what only a build needs: {{names}}. Build in an earlier stage and copy the result, or remove them in the same `RUN`.',
    headers: 'The image keeps headers that only a build needs: {{names}}. Install the libraries without them.',
  },
  examples: [
    {
      bad: dockerfile`
        FROM python:3.12-slim
        RUN apt-get update \
            && apt-get install -y --no-install-recommends «gcc» libpq5 libpq-dev \
            && rm -rf /var/lib/apt/lists/*
        RUN pip install --no-cache-dir psycopg2
        CMD ["python", "app.py"]
      `,
    },
    {
      bad: dockerfile`
        FROM node:22-alpine
        RUN apk add --no-cache «build-base» python3-dev linux-headers \
            && npm ci
        CMD ["node", "server.js"]
      `,
      good: dockerfile`
        FROM node:22-alpine
        RUN apk add --virtual .build-deps --no-cache build-base python3-dev linux-headers \
            && npm ci \
            && apk del .build-deps
        CMD ["node", "server.js"]
      `,
      note: 'Libraries that the program links to must be installed on their own then.',
    },
    {
      bad: dockerfile`
        FROM debian:12-slim
        RUN apt-get update && apt-get install -y ca-certificates «git»
        RUN git clone --depth 1 https://github.com/plexpy/plexpy /opt/plexpy
        ENTRYPOINT ["/opt/plexpy/PlexPy.py"]
      `,
    },
    {
      bad: dockerfile`
        FROM alpine:3.20
        RUN apk add --no-cache freeradius «openssl-dev»
        CMD ["radiusd", "-f"]
      `,
      note: 'Nothing is built: the library was meant, which has a package of its own.',
    },
    {
      good: dockerfile`
        FROM python:3.12-slim AS build
        RUN apt-get update && apt-get install -y gcc libpq-dev
        RUN pip install --prefix=/opt psycopg2
        FROM python:3.12-slim
        COPY --from=build /opt /usr/local
        CMD ["python", "app.py"]
      `,
      note: 'A build stage is where these tools belong.',
    },
    {
      good: dockerfile`
        FROM alpine:3.20
        RUN apk add --no-cache --virtual .build-deps gcc musl-dev make \
            && make install \
            && apk del .build-deps
        RUN apk add --no-cache openssl-dev && make && apk del --purge openssl-dev
        CMD ["app"]
      `,
      note: 'Removed in the same `RUN`, by group or by name.',
    },
    {
      good: dockerfile`
        FROM debian:12
        RUN buildDeps='gcc libc6-dev' \
            && apt-get install -y gcc libc6-dev \
            && make \
            && apt-get purge -y --auto-remove $buildDeps
        CMD ["app"]
      `,
    },
    {
      good: dockerfile`
        FROM rust:1.84
        RUN apt-get update && apt-get install -y cmake libssl-dev
        CMD ["server"]
      `,
      note: 'The base is a toolchain: its image is made to build with.',
    },
    {
      good: dockerfile`
        FROM alpine:3.20
        RUN apk add --no-cache gcc musl-dev
        ENTRYPOINT ["gcc"]
      `,
      note: 'What the image starts is what it is for.',
    },
    {
      good: dockerfile`
        FROM node:22-slim
        RUN apt-get update && apt-get install -y git
        CMD ["node", "release.js"]
      `,
      note: 'Nothing is fetched while the image is built: the program itself seems to need it.',
    },
  ],

  visit: {
    Install(install, context) {
      if (!packageManager(install.manager)?.system || !reachesImage(context.stageOf(install), context)) return;
      const names = buildToolsLeft(install, context);
      const at = install.packages.find(({ value }) => value !== undefined && packageNameOf(value) === names[0]);
      if (!at) return;
      const run = context.instructionOf(install);
      context.report({
        at,
        message: areHeadersAlone(install, names, context) ? 'headers' : 'tools',
        data: { names: listed(names) },
        fix: () => (run?.type === 'Run' ? (removeAgain(install, run, context) ?? null) : null),
      });
    },
  },
});

/** Up to three by name. */
function listed(names: readonly string[]): string {
  const shown = names.slice(0, 3).map((name) => `'${name}'`);
  const rest = names.length - shown.length;
  const last = rest > 0 ? `${rest} more` : (shown.pop() ?? '');
  return shown.length > 0 ? `${shown.join(', ')} and ${last}` : last;
}
