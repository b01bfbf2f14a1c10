import { accountsOf } from '../src/model/accounts.ts';
import type { Model, StageInfo } from '../src/model/model.ts';
import { defineRule, dockerfile } from '../src/rule.ts';

export default defineRule({
  name: 'prefer-numeric-user',
  summary: 'Require a number in the `USER` that the image ends with.',
  why: 'Kubernetes with `runAsNonRoot` starts only containers whose user is a number: it cannot see in the image whether a name stands for root.',
  category: 'user',
  severity: 'info',
  presets: ['strict'],
  fix: 'unsafe',
  fixTitle: "Write the user's number",
  codes: { hadolint: ['DL3066'] },
  mentions: ['user'],
  references: [
    'https://kubernetes.io/docs/concepts/security/pod-security-standards/#restricted',
    'https://github.com/hadolint/hadolint/wiki/DL3066',
  ],
  messages: {
    name: "Kubernetes cannot tell that '{{user}}' is not root, and refuses it under `runAsNonRoot`. Write the number of the user.",
  },
  examples: [
    {
      bad: dockerfile`
        FROM debian:12
        RUN useradd --uid 1001 app
        USER «app»
      `,
      good: dockerfile`
        FROM debian:12
        RUN useradd --uid 1001 app
        USER 1001
      `,
    },
    {
      bad: dockerfile`
        FROM nginx:1.27
        USER «nginx»:nginx
      `,
    },
    {
      good: dockerfile`
        ARG UID=1000
        FROM alpine:3.20 AS build
        USER guest
        FROM alpine:3.20
        ARG UID
        USER \${UID}:\${UID}
        COPY --from=build /a /a
      `,
      note: 'What a stage is built as does not matter, only what the image starts as.',
    },
    {
      good: dockerfile`
        FROM mcr.microsoft.com/dotnet/runtime-deps:8.0
        USER $APP_UID
      `,
      note: 'A variable of the base image may well be a number.',
    },
  ],

  visit: {
    Stage({ index }, context) {
      const stage = context.stages[index];
      if (!stage || (stage.isUsed && !stage.isFinal) || stage.family === 'windows') return;
      const { instruction, name, isRoot } = context.userAt(stage);
      if (!instruction?.user || context.stageOf(instruction) !== stage || name === undefined || isRoot === true || /^\d+$/.test(name))
        return;
      if (windowsAccounts.test(name)) return;
      const { user } = instruction;
      const id = user.text === name ? idOf(name, stage, context) : undefined;
      context.report({
        at: user,
        message: 'name',
        data: { user: name },
        ...(id === undefined ? {} : { fix: (edit) => edit.replace(user, id) }),
      });
    },
  },
});

const windowsAccounts = /^container(?:user|administrator)$/i;

/** The number that this file gives the user: the shell's own variables left out. */
function idOf(name: string, stage: StageInfo, model: Model): string | undefined {
  for (let at: StageInfo | undefined = stage; at; at = at.base) {
    const account = accountsOf(at, model).findLast((one) => one.kind === 'user' && one.name === name);
    if (account) return /^\d+$/.test(account.id?.text ?? '') ? account.id?.text : undefined;
  }
  return undefined;
}
