import type { Copy, Instruction } from '../src/nodes.ts';
import type { StageInfo } from '../src/model/model.ts';
import { defineRule, dockerfile } from '../src/rule.ts';

export default defineRule({
  name: 'require-workdir-before-relative-copy',
  summary: 'Require `WORKDIR` before a `COPY` to a relative path.',
  why: 'Without one the files land wherever the base image happens to work, often `/` itself, and elsewhere when that image changes.',
  category: 'files',
  severity: 'warning',
  fix: 'safe',
  fixTitle: 'Write the whole path',
  codes: { hadolint: ['DL3045'], tally: ['hadolint/DL3045'] },
  references: ['https://docs.docker.com/build/building/best-practices/#workdir', 'https://github.com/hadolint/hadolint/wiki/DL3045'],
  messages: {
    relative: "The base image decides where '{{path}}' is, for the stage sets no `WORKDIR`. Set one before, or copy to an absolute path.",
    root: "'{{path}}' is in `/`, for the stage sets no `WORKDIR`. Set one before, or write the whole path.",
  },
  examples: [
    {
      bad: dockerfile`
        FROM python:3.12
        COPY requirements.txt «.»
      `,
    },
    {
      good: dockerfile`
        FROM python:3.12
        WORKDIR /app
        COPY requirements.txt .
      `,
    },
    {
      bad: dockerfile`
        FROM scratch
        COPY app «./bin/app»
      `,
      good: dockerfile`
        FROM scratch
        COPY app /bin/app
      `,
      note: '`scratch` works in `/`.',
    },
    {
      good: dockerfile`
        FROM debian:12 AS base
        WORKDIR /usr
        FROM base
        ARG D
        COPY a b
        COPY a \${D}
      `,
    },
    {
      good: dockerfile`
        FROM python:3.12
        ONBUILD WORKDIR /app
        ONBUILD COPY requirements.txt .
      `,
    },
  ],

  visit: {
    Copy(copy, context) {
      const { destination } = copy;
      const stage = context.stageOf(copy);
      const path = destination && context.resolve(destination, copy);
      if (!destination || !stage || !path || /^(?:[/\\]|[A-Za-z]:|\$)/.test(path) || hasWorkdir(copy, stage)) return;
      const inRoot = context.workdirAt(copy) === '/' && !copy.inOnbuild;
      const isFixable = inRoot && context.text.slice(...destination.range) === destination.value && !path.startsWith('..');
      context.report({
        at: destination,
        message: inRoot ? 'root' : 'relative',
        data: { path },
        ...(isFixable ? { fix: (edit) => edit.replace(destination, path.replace(/^(?:\.\/+|\.$)?/, '/')) } : {}),
      });
    },
  },
});

/** Of the stage before the copy, or of a stage that it is built from. Triggers count for triggers. */
function hasWorkdir(copy: Copy, stage: StageInfo): boolean {
  for (let at: StageInfo | undefined = stage; at; at = at.base)
    if (at.node.instructions.some((one) => isWorkdir(one, copy.inOnbuild) && (at !== stage || one.range[0] < copy.range[0]))) return true;
  return false;
}

const isWorkdir = (one: Instruction, inOnbuild: boolean): boolean =>
  one.type === 'Workdir' || (inOnbuild && one.type === 'Onbuild' && one.trigger?.type === 'Workdir');
