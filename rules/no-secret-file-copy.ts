import { secretOf } from '../src/knowledge/secret-files.ts';
import type { Add, Copy } from '../src/nodes.ts';
import type { Context } from '../src/rule.ts';
import { defineRule, dockerfile } from '../src/rule.ts';

const messages = {
  secret:
    '`{{file}}` brings {{what}} into the image, and no later instruction takes it out again. Mount it where it is used: `RUN --mount=type=secret,id={{id}} …`.',
} as const;

export default defineRule({
  name: 'no-secret-file-copy',
  summary: 'Disallow copying files with keys and passwords into an image.',
  why: 'A layer keeps what was copied, also where a later `RUN rm` hides it: whoever can pull the image can take it out. A secret mount is there for one `RUN` and leaves nothing.',
  category: 'secrets',
  severity: 'warning',
  presets: ['recommended', 'strict', 'cis'],
  codes: { trivy: ['DS-0031'], dockerBench: ['4.10'], dockle: ['CIS-DI-0010'] },
  references: ['https://docs.docker.com/build/building/secrets/'],
  messages,
  examples: [
    {
      bad: dockerfile`
        FROM node:22-slim
        COPY «id_ed25519» «.ssh/id_rsa» /root/.ssh/
        ADD «./certs/server.key» /etc/ssl/
      `,
    },
    {
      bad: dockerfile`
        FROM node:22-slim
        COPY package.json «.npmrc» ./
      `,
      files: { '.npmrc': '//registry.example.com/:_authToken=abc\n', 'package.json': '{}' },
      note: 'A `.npmrc`, `.env` or `.pypirc` counts where it holds a secret; where it cannot be read, nobody can know.',
    },
    {
      good: dockerfile`
        FROM node:22-slim AS build
        COPY id_rsa /root/.ssh/
        FROM node:22-slim
        COPY .npmrc id_rsa.pub .env.example nodesource.gpg.key tls.crt ./
        RUN --mount=type=secret,id=npmrc,target=/root/.npmrc npm ci
      `,
      files: { '.npmrc': 'save-exact=true\n' },
      note: 'What is not shipped may hold it, though a secret mount is better there too.',
    },
  ],

  visit: {
    Copy: check,
    Add: check,
  },
});

function check(instruction: Copy | Add, context: Context<typeof messages>): void {
  if (!instruction.inOnbuild && !context.stageOf(instruction)?.isShipped) return;
  const isOfContext = instruction.flags.every(({ name }) => name !== 'from');
  for (const source of instruction.sources) {
    const path = context.resolve(source, instruction) ?? source.value;
    const what = secretOf(path, (file) => (isOfContext ? context.buildContext?.read(file.replace(/^(?:\.?\/)+/, '')) : undefined));
    if (what === undefined) continue;
    const file = path.replace(/\/$/, '');
    context.report({ at: source, message: 'secret', data: { file, what, id: file.slice(file.lastIndexOf('/') + 1) } });
  }
}
