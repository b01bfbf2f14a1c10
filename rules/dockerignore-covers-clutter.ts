import { clutterIn, describeFinds, extendedIgnoreFile, usedSources } from '../src/model/ignore-file.ts';
import { defineRule, dockerfile } from '../src/rule.ts';

export default defineRule({
  name: 'dockerignore-covers-clutter',
  summary: 'Require the ignore file to leave out secrets, history and dependencies that are there.',
  why: 'What the ignore file forgets is copied: secrets stay in a layer for everybody who has the image, dependencies of this machine replace those that the build installs, and history and caches make the image large.',
  category: 'context',
  severity: 'warning',
  fix: 'unsafe',
  fixTitle: 'Add what is missing to the ignore file',
  codes: { dockle: ['DKL-LI-0003'] },
  references: ['https://docs.docker.com/build/concepts/context/#dockerignore-files'],
  messages: {
    copied: "'{{source}}' takes {{found}} into {{place}}, since `{{ignore}}` does not leave {{it}} out. Add {{it}} there.",
  },
  examples: [
    {
      bad: dockerfile`
        FROM node:22-slim
        WORKDIR /app
        COPY «.» .
        RUN npm ci
      `,
      good: dockerfile`
        FROM node:22-slim
        WORKDIR /app
        COPY . .
        RUN npm ci
      `,
      files: {
        '.dockerignore': '.git\n',
        '.git/HEAD': 'ref: refs/heads/main\n',
        '.env': 'TOKEN=1234\n',
        'package.json': '{}\n',
        'node_modules/a/index.js': '',
        'certificates/ca.pem': '-----BEGIN CERTIFICATE-----\n',
        'certificates/server.pem': '-----BEGIN PRIVATE KEY-----\n',
      },
      fixedFiles: {
        '.dockerignore': '.git\n\n# Local files, of no use in the image.\ncertificates/server.pem\n**/.env\n**/node_modules\n',
      },
    },
    {
      bad: dockerfile`
        FROM python:3.12 AS build
        COPY requirements.txt .
        RUN pip install -r requirements.txt
        COPY «src/» /src/
        FROM python:3.12-slim
        COPY --from=build /src /src
      `,
      good: dockerfile`
        FROM python:3.12 AS build
        COPY requirements.txt .
        RUN pip install -r requirements.txt
        COPY src/ /src/
        FROM python:3.12-slim
        COPY --from=build /src /src
      `,
      files: {
        '.dockerignore': '*.md\r\n.git',
        'requirements.txt': '',
        'src/a.py': '',
        'src/__pycache__/a.pyc': '',
        '.venv/bin/python': '',
      },
      fixedFiles: { '.dockerignore': '*.md\r\n.git\r\n\r\n# Local files, of no use in the image.\r\n**/__pycache__' },
      note: 'Only what is copied counts, and the ignore file keeps its line ends.',
    },
    {
      bad: dockerfile`
        FROM alpine:3.20
        COPY config/.env /etc/app/
        COPY «.» /app
      `,
      good: dockerfile`
        FROM alpine:3.20
        COPY config/.env /etc/app/
        COPY . /app
      `,
      files: { '.dockerignore': '', '.env': 'TOKEN=1234\n', 'config/.env': 'LEVEL=info\n' },
      fixedFiles: { '.dockerignore': '# Local files, of no use in the image.\n.env\n' },
      note: 'What is copied by its name is meant, and stays.',
    },
    {
      good: dockerfile`
        FROM node:22-slim
        COPY . /app
        CMD ["node", "/app/server.js"]
      `,
      files: { '.dockerignore': '**/.git\n', '.git/HEAD': '', 'package.json': '{}\n', 'server.js': '', 'node_modules/a/index.js': '' },
      note: 'No step installs the dependencies, so the image needs those that are here.',
    },
    {
      good: dockerfile`
        FROM golang:1.23
        COPY . .
        RUN go build -ldflags "-X main.version=$(git describe --tags)" -o /app
      `,
      files: { '.dockerignore': '.env*\n!.env.local\n', '.git/HEAD': '', '.env.local': '', 'go.mod': '' },
      note: 'A step asks Git, and the ignore file takes one file back in on purpose.',
    },
    {
      good: dockerfile`
        FROM alpine:3.20
        COPY . /app
      `,
      files: { '.dockerignore': '**/.git\n', 'a.log': '', '.vscode/settings.json': '{}\n', 'ca.pem': '-----BEGIN CERTIFICATE-----\n' },
      note: 'Logs and settings of editors are named only beside something worse; public certificates never.',
    },
    {
      good: dockerfile`
        FROM node:22-slim
        COPY --exclude=.env . /app
        COPY package.json .en[v] /
        RUN npm ci
      `,
      files: { '.dockerignore': '*\n!src\n!.env\n!package.json\n', '.env': 'A=1\n', 'package.json': '{}\n', 'node_modules/a/index.js': '' },
    },
    {
      good: dockerfile`
        FROM node:22-slim
        COPY . /app
      `,
      files: { '.env': 'A=1\n', 'package.json': '{}\n' },
      note: 'Without an ignore file, `require-dockerignore` speaks.',
    },
  ],

  // Takes up to 6 % of a run over files with a .dockerignore: it is the first to read one, and matches all that is copied.
  visit: {
    Dockerfile(_, context) {
      const sources = usedSources(context).filter(({ instruction }) => instruction.type !== 'Run');
      const { buildContext } = sources.length > 0 ? context : {};
      if (buildContext?.ignoreText === undefined) return;

      for (const source of sources) {
        const finds = clutterIn(source, context, buildContext);
        if (finds.length === 0) continue;
        context.report({
          at: source,
          message: 'copied',
          data: {
            source: source.word?.text ?? '.',
            found: describeFinds(finds),
            place: context.stageOf(source)?.isShipped ? 'the image' : 'the build',
            ignore: buildContext.ignorePath,
            it: finds.length > 1 ? 'them' : 'it',
          },
          fix(edit) {
            const text = extendedIgnoreFile(finds, context, buildContext);
            return text === undefined ? null : edit.writeFile(buildContext.ignorePath, text, buildContext.ignoreText);
          },
        });
      }
    },
  },
});
