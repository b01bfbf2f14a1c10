import { renderIgnoreFile } from '../src/knowledge/ignore-templates.ts';
import { clutterIn, describeFinds, fittedIgnoreFile, usedSources } from '../src/model/ignore-file.ts';
import type { BuildContext } from '../src/model/model.ts';
import { defineRule, dockerfile } from '../src/rule.ts';
import type { Fix } from '../src/rule.ts';

export default defineRule({
  name: 'require-dockerignore',
  summary: 'Require a `.dockerignore` where the build context is copied as a whole.',
  why: 'Without one, `COPY . .` takes in the history of the repository, local secrets and dependencies of this machine. The image gets larger and tells more than it should, and a change in any of them builds it again.',
  category: 'context',
  severity: 'warning',
  fix: 'unsafe',
  fixTitle: 'Create a .dockerignore fitted to this folder',
  references: [
    'https://docs.docker.com/build/concepts/context/#dockerignore-files',
    'https://docs.docker.com/build/building/best-practices/#exclude-with-dockerignore',
  ],
  messages: {
    whole:
      '{{what}} is the whole build context, and no `{{ignore}}` leaves anything out: all of it is {{read}}, and a change in any file runs this step again. Create one.',
    holds: '{{what}} is the whole build context, with {{found}} in it, and no `{{ignore}}` leaves anything out. Create one.',
    folder: '{{what}} holds {{found}}, and no `{{ignore}}` leaves anything out. Create one.',
  },
  examples: [
    {
      bad: dockerfile`
        FROM node:22-slim
        WORKDIR /app
        COPY «.» .
        RUN npm ci && npm run build
      `,
      good: dockerfile`
        FROM node:22-slim
        WORKDIR /app
        COPY . .
        RUN npm ci && npm run build
      `,
      files: { '.git/HEAD': 'ref: refs/heads/main\n', '.env': 'TOKEN=1234\n', 'package.json': '{}\n', 'server.js': '' },
      fixedFiles: { '.dockerignore': renderIgnoreFile(['node']) },
      note: 'The fix writes the parts for the languages that it finds, without what the Dockerfile copies by name.',
    },
    {
      bad: dockerfile`
        FROM gcc:14 AS build
        RUN --mount=«target=/src» make -C /src DESTDIR=/out install
        FROM debian:12-slim
        COPY --from=build /out /
      `,
      good: dockerfile`
        FROM gcc:14 AS build
        RUN --mount=target=/src make -C /src DESTDIR=/out install
        FROM debian:12-slim
        COPY --from=build /out /
      `,
      files: { Makefile: 'install:\n', 'main.c': '' },
      fixedFiles: { '.dockerignore': renderIgnoreFile([]) },
    },
    {
      bad: dockerfile`
        FROM python:3.12-slim
        COPY requirements.txt /
        RUN pip install --no-cache-dir -r /requirements.txt
        COPY «app» /app
      `,
      good: dockerfile`
        FROM python:3.12-slim
        COPY requirements.txt /
        RUN pip install --no-cache-dir -r /requirements.txt
        COPY app /app
      `,
      files: { 'requirements.txt': 'flask\n', 'app/main.py': '', 'app/__pycache__/main.cpython-312.pyc': '' },
      fixedFiles: { '.dockerignore': renderIgnoreFile(['python']) },
      note: 'A folder is reported only for what is in it.',
    },
    {
      good: dockerfile`
        FROM python:3.12-slim
        COPY requirements.txt *.cfg /
        COPY app /app
      `,
      files: { 'requirements.txt': 'flask\n', 'app/main.py': '', '.git/HEAD': '', '.env': 'TOKEN=1234\n' },
      note: 'BuildKit sends only what is copied, and that is clean.',
    },
    {
      good: dockerfile`
        FROM node:22-slim
        COPY . .
      `,
      files: { '.dockerignore': '.git\n', 'package.json': '{}\n' },
    },
    {
      good: dockerfile`
        FROM node:22-slim AS development
        COPY . .
        FROM node:22-slim
        COPY package.json .
      `,
      files: { 'package.json': '{}\n' },
      note: 'Nothing needs the first stage, so BuildKit skips it.',
    },
    {
      good: dockerfile`
        FROM alpine:3.20 AS build
        FROM alpine:3.20
        COPY --from=build . /build
        ADD https://example.com/a.tar.gz /
        COPY <<EOF /etc/motd
        Hello
        EOF
        ONBUILD COPY . /app
      `,
      files: { 'main.c': '' },
    },
    {
      good: dockerfile`
        FROM node:22-slim
        COPY . .
      `,
      note: 'Where no files can be seen, as on standard input, nobody knows.',
    },
  ],

  // Takes up to 6 % of a run over many files: it is the first to ask what lies around a file, so that folders are read in its time.
  visit: {
    Dockerfile(_, context) {
      const sources = usedSources(context);
      const { buildContext } = sources.length > 0 ? context : {};
      if (!buildContext || hasIgnoreFile(buildContext)) return;

      for (const source of sources) {
        const isCopied = source.isWhole || source.instruction.type !== 'Run';
        const finds = isCopied ? clutterIn(source, context, buildContext) : [];
        if (!source.isWhole && finds.length === 0) continue;
        const data = { what: source.word ? `'${source.word.text}'` : 'This mount', ignore: buildContext.ignorePath };
        const at = source;
        const fix: Fix = (edit) => edit.writeFile(buildContext.ignorePath, fittedIgnoreFile(context, buildContext));
        const read = source.instruction.type === 'Run' ? 'mounted' : 'copied';
        if (finds.length === 0) context.report({ at, message: 'whole', data: { ...data, read }, fix });
        else context.report({ at, message: source.isWhole ? 'holds' : 'folder', data: { ...data, found: describeFinds(finds) }, fix });
        return;
      }
    },
  },
});

/** One that cannot be read is there all the same; Buildah reads its own name for it first. */
const hasIgnoreFile = ({ ignoreText, list }: BuildContext): boolean =>
  ignoreText !== undefined || list('')?.some(({ name }) => name === '.dockerignore' || name === '.containerignore') === true;
