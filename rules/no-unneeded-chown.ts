import { removeWithBlanks } from '../src/model/remove-argument.ts';
import type { Add, Copy, Instruction } from '../src/nodes.ts';
import { defineRule, dockerfile, type Context } from '../src/rule.ts';

const messages = {
  writable: "'{{user}}' runs this code and could change it, so that whoever breaks in stays. Let root own it: leave `--chown` out.",
} as const;

export default defineRule({
  name: 'no-unneeded-chown',
  summary: 'Disallow giving code to the user that runs it.',
  why: 'A program that cannot write to its own code cannot be changed by whoever breaks into it. Reading needs no owner; only the folders that it writes to need one.',
  category: 'user',
  severity: 'info',
  presets: [],
  fix: 'unsafe',
  fixTitle: 'Let root own the files',
  codes: { kics: ['aa93e17f'] },
  mentions: ['--chown'],
  references: ['https://docs.docker.com/reference/dockerfile/#copy---chown---chmod'],
  messages,
  examples: [
    {
      bad: dockerfile`
        FROM node:22-slim
        COPY «--chown=node:node» dist /app/dist
        USER node
        CMD ["node", "/app/dist/server.js"]
      `,
      good: dockerfile`
        FROM node:22-slim
        COPY dist /app/dist
        USER node
        CMD ["node", "/app/dist/server.js"]
      `,
    },
    {
      good: dockerfile`
        FROM node:22-slim AS build
        COPY --chown=node src /src
        FROM node:22-slim
        COPY --chown=node data /var/lib/app
        COPY --chown=root dist /app
        USER node
        COPY --chown=node package.json /app/
        RUN npm ci
      `,
      note: 'State has to be written, and so has what the user itself installs in.',
    },
  ],

  visit: { Copy: check, Add: check },
});

function check(instruction: Copy | Add, context: Context<typeof messages>): void {
  const stage = context.stageOf(instruction);
  const flag = instruction.flags.find(({ name }) => name === 'chown');
  if (!stage?.isFinal || !flag?.value) return;
  const { isRoot, name } = context.userAt(stage);
  const owner = (context.resolve(flag.value, instruction) ?? '').replace(/:.*/s, '');
  if (isRoot !== false || owner === '' || owner !== name || stateful.test(instruction.destination?.value ?? '')) return;
  if (stage.node.instructions.some((one) => worksAsUser(one, context))) return;
  context.report({
    at: flag,
    message: 'writable',
    data: { user: owner },
    fix: () => removeWithBlanks(flag, context.text, instruction.range),
  });
}

const worksAsUser = (one: Instruction, context: Context<typeof messages>): boolean =>
  one.type === 'Run' && context.userAt(one).isRoot !== true;

/** Folders whose names say that something is written there. */
const stateful = /\/(?:var|data|db|cache|logs?|uploads?|tmp|run|storage|state|media|home)(?:\/|$)/i;
