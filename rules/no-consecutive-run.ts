import type { Instruction, Run } from '../src/nodes.ts';
import { defineRule, dockerfile } from '../src/rule.ts';
import type { Context } from '../src/rule.ts';

export default defineRule({
  name: 'no-consecutive-run',
  summary: 'Disallow `RUN` instructions of one command right behind each other.',
  why: 'Each `RUN` makes a layer of its own. Two commands can share one, joined by `&&` or a heredoc.',
  category: 'style',
  severity: 'info',
  presets: [],
  codes: { hadolint: ['DL3059'], kics: ['0008c003'] },
  references: ['https://docs.docker.com/build/building/best-practices/#run'],
  messages: { join: 'This `RUN` makes one more layer right behind another. Join the two by `&&`.' },
  examples: [
    {
      bad: dockerfile`
        FROM debian:12
        RUN mkdir /a
        # Then:
        «RUN» mkdir /b
        «RUN» mkdir /c
      `,
    },
    {
      good: dockerfile`
        FROM debian:12
        RUN mkdir /a
        WORKDIR /a
        RUN --mount=type=secret,id=a /a.sh
        RUN --mount=type=secret,id=b /b.sh
        RUN apt-get update && apt-get install -y curl && rm -rf /var/lib/apt/lists/*
        RUN mkdir /b
      `,
      note: 'What lies between, other mounts, and longer scripts, which the cache is better for apart.',
    },
  ],

  visit: {
    Stage({ instructions }, context) {
      instructions.forEach((run, i) => {
        const before = instructions[i - 1];
        if (run.type !== 'Run' || before?.type !== 'Run' || flagsOf(run) !== flagsOf(before)) return;
        if (isSingle(run, context) && isSingle(before, context)) context.report({ at: run.keyword, message: 'join' });
      });
    },
  },
});

const flagsOf = ({ flags }: Instruction): string =>
  flags
    .map(({ text }) => text)
    .sort()
    .join(' ');

const isSingle = (run: Run, { scripts }: Context): boolean =>
  run.heredocs.length === 0 && scripts(run).every(({ origin, commands }) => origin === 'argument' || commands.length <= 1);
