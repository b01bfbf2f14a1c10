import type { Model, UserInForce } from '../src/model/model.ts';
import { mayStartAsRoot, shippedStages, startOf } from '../src/model/start.ts';
import { endWithUser, isLastDoing, offeredUser } from '../src/model/user-edit.ts';
import { defineRule, dockerfile } from '../src/rule.ts';

export default defineRule({
  name: 'no-root-user',
  summary: 'Disallow root as the last `USER` of the final image.',
  why: 'The last `USER` is whom the container runs as. Installing needs root, running hardly ever does: whoever gets into a process of root owns all of the container, and with one more flaw the host.',
  category: 'user',
  severity: 'warning',
  presets: ['recommended', 'strict', 'cis'],
  fix: 'unsafe',
  fixTitle: 'Switch back to the user without privileges',
  codes: {
    hadolint: ['DL3002'],
    tally: ['hadolint/DL3002'],
    trivy: ['DS-0002'],
    checkov: ['CKV_DOCKER_8'],
    kics: ['67fd0c4a'],
    semgrep: ['last-user-is-root'],
    dockerBench: ['4.1'],
    dockle: ['CIS-DI-0001'],
  },
  mentions: ['user'],
  references: ['https://docs.docker.com/build/building/best-practices/#user', 'https://github.com/hadolint/hadolint/wiki/DL3002'],
  messages: {
    root: '`{{user}}` is the last user, so the container runs as root, and so does whoever breaks into it. Switch to another user behind what needs root.',
    before:
      '`{{user}}` is the last user, so the container runs as root, and so does whoever breaks into it. Switch to `{{before}}` behind what needs root.',
  },
  examples: [
    {
      bad: dockerfile`
        FROM jenkins/jenkins:lts
        USER «root»
        RUN apt-get update && apt-get install -y make
      `,
      good: dockerfile`
        FROM jenkins/jenkins:lts
        USER root
        RUN apt-get update && apt-get install -y make
        USER jenkins
      `,
      note: 'The image itself runs as jenkins.',
    },
    {
      bad: dockerfile`
        FROM node:20
        USER node
        RUN npm ci
        USER «0:0»
        COPY motd /etc/motd
        CMD ["node", "server.js"]
      `,
      good: dockerfile`
        FROM node:20
        USER node
        RUN npm ci
        USER 0:0
        COPY motd /etc/motd
        USER node
        CMD ["node", "server.js"]
      `,
    },
    {
      bad: dockerfile`
        FROM node:20
        USER node
        USER «root»
        CMD ["node", "server.js"]
      `,
      good: dockerfile`
        FROM node:20
        USER node
        CMD ["node", "server.js"]
      `,
    },
    {
      bad: dockerfile`
        FROM debian:12
        ARG RUN_AS=root
        USER «$RUN_AS»
        CMD ["/app"]
      `,
      note: 'The default counts; who passes no `--build-arg` gets root.',
    },
    {
      bad: dockerfile`
        FROM debian:12 AS base
        RUN useradd --system app
        USER app
        FROM base
        USER «root:root»
        RUN install-more
        CMD ["/app"]
      `,
      good: dockerfile`
        FROM debian:12 AS base
        RUN useradd --system app
        USER app
        FROM base
        USER root:root
        RUN install-more
        USER app
        CMD ["/app"]
      `,
    },
    {
      good: dockerfile`
        FROM debian:12 AS build
        USER root
        RUN make
        FROM gcr.io/distroless/static-debian12:nonroot
        COPY --from=build /app /
      `,
      note: 'A stage that is not in the image may be root.',
    },
    {
      good: dockerfile`
        FROM redis:7
        USER root
        RUN mkdir /backup
      `,
      note: 'The entrypoint of the image steps down by itself, and can do so only as root.',
    },
    {
      good: dockerfile`
        FROM alpine:3.20
        USER root
        RUN apk add --no-cache su-exec
        ENTRYPOINT ["/entrypoint.sh"]
      `,
    },
    {
      good: dockerfile`
        FROM mcr.microsoft.com/windows/servercore:ltsc2022
        USER ContainerAdministrator
      `,
    },
  ],

  visit: {
    Dockerfile(_, context) {
      const { finalStage: stage, report } = context;
      const last = stage && context.userAt(stage);
      if (!last?.isRoot || !last.instruction?.user || mayStartAsRoot(context, startOf(context))) return;

      const { instruction } = last;
      const { user, group } = instruction;
      if (!user) return;
      const at = { range: [user.range[0], (group ?? user).range[1]] } as const;
      const data = { user: group ? `${user.text}:${group.text}` : user.text };
      const before = userBefore(last, context);
      if (before === undefined) {
        report({ at, message: 'root', data });
        return;
      }
      report({
        at,
        message: 'before',
        data: { ...data, before },
        fix: (edit) => {
          if (!isLastDoing(instruction, context)) return endWithUser({ name: before, setup: [] }, context);
          return nameOf(context.userAt(instruction)) === before ? edit.removeLines(instruction) : edit.replace(at, before);
        },
      });
    },
  },
});

/** Whom the image ran as before: the last user other than root, else the base image's, else an account that is there. */
function userBefore({ instruction: root }: UserInForce, model: Model): string | undefined {
  const users = shippedStages(model).flatMap(({ node }) =>
    node.instructions.filter((one) => one.type === 'User' && one !== root).toReversed(),
  );
  const chosen = users.find((one) => one.args[0] && !/^(?:root|0+)?(?::|$)/.test(model.resolve(one.args[0], one) ?? '$'));
  if (chosen) return chosen.args[0]?.text;
  const offered = offeredUser(model, startOf(model));
  return model.finalStage?.imageUser ?? (offered?.setup.length === 0 && !/^\d/.test(offered.name) ? offered.name : undefined);
}

const nameOf = ({ name, group }: UserInForce): string | undefined => (group === undefined ? name : `${name ?? ''}:${group}`);
