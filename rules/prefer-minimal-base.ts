import { lookUpImage } from '../src/knowledge/image-lookup.ts';
import { needsFullImage } from '../src/model/installs-full-image.ts';
import { isWorkshop } from '../src/model/installs-purpose.ts';
import type { ImageReference, Range } from '../src/nodes.ts';
import { defineRule, dockerfile } from '../src/rule.ts';

export default defineRule({
  name: 'prefer-minimal-base',
  summary: 'Prefer the small variant of a base image.',
  why: 'The full variants of many images are made to build with: they hold compilers, headers and version control, weigh up to ten times as much, and bring hundreds of packages that must be scanned and patched.',
  category: 'base-image',
  severity: 'info',
  presets: ['recommended', 'strict', 'cis'],
  fix: 'unsafe',
  fixTitle: 'Use the small variant',
  codes: { dockerBench: ['4.3'] },
  references: [
    'https://docs.docker.com/build/building/best-practices/#choose-the-right-base-image',
    'https://github.com/docker-library/buildpack-deps',
  ],
  messages: { full: "'{{image}}' brings what nothing here needs: packages for building, or documentation. Use '{{minimal}}'." },
  examples: [
    {
      bad: dockerfile`
        FROM node:«22»
        COPY . .
        RUN npm ci --omit=dev
        CMD ["node", "server.js"]
      `,
      good: dockerfile`
        FROM node:22-slim
        COPY . .
        RUN npm ci --omit=dev
        CMD ["node", "server.js"]
      `,
    },
    {
      bad: dockerfile`
        ARG PYTHON=3.12
        FROM node:22 AS assets
        RUN npm ci && npm run build
        FROM python:«\${PYTHON}» AS base
        RUN pip install --no-cache-dir gunicorn
        FROM base
        COPY --from=assets /dist /srv
      `,
      good: dockerfile`
        ARG PYTHON=3.12
        FROM node:22 AS assets
        RUN npm ci && npm run build
        FROM python:\${PYTHON}-slim AS base
        RUN pip install --no-cache-dir gunicorn
        FROM base
        COPY --from=assets /dist /srv
      `,
      note: 'Only what the final stage is built on ends up in the image.',
    },
    {
      bad: dockerfile`
        FROM python:«3.12-bookworm»
        CMD ["python", "app.py"]
      `,
      good: dockerfile`
        FROM python:3.12-slim-bookworm
        CMD ["python", "app.py"]
      `,
    },
    {
      bad: dockerfile`
        FROM «node»
        CMD ["node", "server.js"]
      `,
      good: dockerfile`
        FROM node:slim
        CMD ["node", "server.js"]
      `,
    },
    {
      bad: dockerfile`
        FROM eclipse-temurin:«21»
        COPY app.jar /
        CMD ["java", "-jar", "/app.jar"]
      `,
      good: dockerfile`
        FROM eclipse-temurin:21-jre
        COPY app.jar /
        CMD ["java", "-jar", "/app.jar"]
      `,
    },
    {
      bad: dockerfile`
        FROM node:«22»@sha256:0000000000000000000000000000000000000000000000000000000000000000
        CMD ["node", "server.js"]
      `,
      note: 'The digest of the other variant is for you to look up.',
    },
    {
      good: dockerfile`
        FROM node:22 AS build
        RUN npm ci && npm run build
        FROM nginx:1.27
        COPY --from=build /app/dist /usr/share/nginx/html
      `,
      note: 'A build stage may be as big as it likes.',
    },
    {
      good: dockerfile`
        FROM python:3.12
        RUN git clone https://github.com/docker/awesome-compose /src
        CMD ["python", "/src/app.py"]
      `,
      note: 'The small variant has no git, and nothing here installs it.',
    },
    {
      good: dockerfile`
        FROM python:3.12
        RUN apt-get update && apt-get install -y libpq-dev
        RUN pip install psycopg2
        HEALTHCHECK CMD curl -f http://localhost/
        CMD ["python", "app.py"]
      `,
    },
    {
      good: dockerfile`
        FROM ruby:3.4
        RUN bundle install
        CMD ["ruby", "app.rb"]
      `,
      note: 'Gems are compiled more often than not.',
    },
    {
      good: dockerfile`
        FROM eclipse-temurin:21
        RUN ./mvnw package
        CMD ["java", "-jar", "app.jar"]
      `,
    },
  ],

  visit: {
    From({ image }, context) {
      if (!image) return;
      const stage = context.stageOf(image);
      if (!stage?.image || !stage.isShipped || stage.base) return;
      const { digest, ...name } = stage.image;
      const minimal = digest !== undefined && name.tag === undefined ? undefined : lookUpImage(name).minimalTag;
      const place = partsOf(image);
      if (minimal === undefined || !place || isWorkshop(context) || needsFullImage(stage, context)) return;

      const at = { range: place.tag ?? place.name };
      const written = name.text.replace(/@[^]*/, '');
      context.report({
        at,
        message: 'full',
        data: { image: written, minimal: `${name.tag === undefined ? written : written.slice(0, -name.tag.length - 1)}:${minimal}` },
        title: `Use \`${minimal}\``,
        fix: (edit) => {
          if (digest !== undefined) return null;
          if (!place.tag) return edit.insertAfter(at, `:${minimal}`);
          // A variable keeps its place: `\${VERSION}-slim`.
          if (image.variables.length === 0) return edit.replace(at, minimal);
          return name.tag !== undefined && minimal.startsWith(name.tag) ? edit.insertAfter(at, minimal.slice(name.tag.length)) : null;
        },
      });
    },
  },
});

/** Where name and tag stand; `undefined` where a variable is both. */
function partsOf({ text, range: [start], variables }: ImageReference): { readonly name: Range; readonly tag?: Range } | undefined {
  const plain = variables.reduce(
    (rest, { range: [from, to] }) => rest.slice(0, from - start) + 'x'.repeat(to - from) + rest.slice(to - start),
    text,
  );
  const end = plain.includes('@') ? plain.indexOf('@') : plain.length;
  const colon = plain.indexOf(':', plain.lastIndexOf('/', end) + 1);
  if (colon > 0 && colon < end) return { name: [start, start + colon], tag: [start + colon + 1, start + end] };
  return variables.length > 0 ? undefined : { name: [start, start + end] };
}
