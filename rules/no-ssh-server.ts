import { hasRuntimeUse, packageNote } from '../src/knowledge/packages.ts';
import { removePackage } from '../src/model/package-edits.ts';
import { exposes, installedPackages, mentions, servesFiles, startedServices, startsUnseen } from '../src/model/services.ts';
import { defineRule, dockerfile } from '../src/rule.ts';

export default defineRule({
  name: 'no-ssh-server',
  summary: 'Disallow an SSH server in an image.',
  why: 'An SSH server is a second way into a container, with keys, accounts and updates of its own, and what is changed through it is in no image. `docker exec` and `kubectl exec` reach a container without one.',
  category: 'runtime',
  severity: 'warning',
  fix: 'unsafe',
  fixTitle: 'Do not install the SSH server',
  codes: { lynis: ['openssh'] },
  mentions: ['ssh', 'dropbear'],
  references: ['https://docs.docker.com/reference/cli/docker/container/exec/', 'https://cisofy.com/lynis/controls/'],
  messages: {
    installed:
      '`{{name}}` puts an SSH server into the image, a second way in that needs keys, accounts and updates. Leave it out: `docker exec` reaches a container without it.',
    started:
      '`{{name}}` lets people log in to the container, past what its image and its logs say. Do not start it: `docker exec` reaches a container without it.',
  },
  examples: [
    {
      bad: dockerfile`
        FROM debian:12
        RUN apt-get update && apt-get install -y --no-install-recommends \
                curl \
                «openssh-server» \
            && rm -rf /var/lib/apt/lists/*
        CMD ["app"]
      `,
      good: dockerfile`
        FROM debian:12
        RUN apt-get update && apt-get install -y --no-install-recommends \
                curl \
            && rm -rf /var/lib/apt/lists/*
        CMD ["app"]
      `,
    },
    {
      bad: dockerfile`
        FROM debian:12
        RUN apt-get update && apt-get install -y «openssh-server» && rm -rf /var/lib/apt/lists/*
        CMD ["app"]
      `,
      good: dockerfile`
        FROM debian:12
        CMD ["app"]
      `,
    },
    {
      bad: dockerfile`
        FROM ubuntu:24.04
        RUN apt-get update && apt-get install -y «openssh-server» && mkdir /run/sshd
        EXPOSE 22
        CMD ["/usr/sbin/sshd", "-D"]
      `,
      note: 'Told once, at the package. No fix: the rest of the file still needs it. Where the image is meant to be a bastion, say so: `# plimsoll ignore=no-ssh-server -- bastion`.',
    },
    {
      bad: dockerfile`
        FROM alpine:3.20
        RUN apk add --no-cache git «openssh» && ssh-keygen -A
        CMD ["/usr/sbin/sshd", "-D", "-e"]
      `,
    },
    {
      good: dockerfile`
        FROM alpine:3.20
        RUN apk add --no-cache git openssh
        RUN --mount=type=ssh git clone git@example.com:app.git
      `,
      note: 'On Alpine and Arch `openssh` is the client as well; nothing here uses the server.',
    },
    {
      good: dockerfile`
        FROM debian:12
        RUN apt-get update && apt-get install -y openssh-client
      `,
    },
    {
      bad: dockerfile`
        FROM example/node-with-tools
        CMD «service ssh start» && node server.js
      `,
    },
    {
      bad: dockerfile`
        FROM example/app
        COPY --chmod=755 <<EOF /start.sh
        #!/bin/sh
        «/usr/sbin/sshd»
        exec /app
        EOF
        ENTRYPOINT ["/start.sh"]
      `,
    },
    {
      good: dockerfile`
        FROM alpine:3.20
        RUN apk add --no-cache git openssh && adduser -D -s /usr/bin/git-shell git
        EXPOSE 22
        CMD ["/usr/sbin/sshd", "-D"]
      `,
      note: 'A git or SFTP server lets nobody log in.',
    },
    {
      good: dockerfile`
        FROM debian:12 AS test
        RUN apt-get update && apt-get install -y openssh-server && service ssh start && ./test
        FROM debian:12
        COPY --from=test /result /result
      `,
      note: 'The stage is not shipped.',
    },
  ],

  visit: {
    Stage(stage, context) {
      const info = context.stageOf(stage);
      if (!info?.isFinal || servesFiles(info, context)) return;
      const started = startedServices(info, context).filter(({ name }) => programs.has(name));
      const found = installedPackages(info, context).filter(({ name }) => packageNote(name)?.class === 'ssh-server');
      const isUsed =
        started.length > 0 || (found.length > 0 && (mentions(use, info, context) > 0 || exposes((port) => port === '22', info)));
      const servers = found.filter(({ name }) => isUsed || !hasClient(name));
      const mayGo = servers.length > 0 && !isUsed && !startsUnseen(info, context);
      for (const { install, word, name } of servers) {
        context.report({
          at: word,
          message: 'installed',
          data: { name },
          fix: mayGo ? () => removePackage(install, word, context) : undefined,
        });
      }
      if (servers.length > 0) return;
      for (const { at, name } of started) context.report({ at, message: 'started', data: { name } });
    },
  },
});

/** A package that holds the client too counts only where the server is used. */
function hasClient(name: string): boolean {
  const note = packageNote(name);
  return note !== undefined && hasRuntimeUse(note, name);
}

const programs: ReadonlySet<string> = new Set(['sshd', 'ssh', 'dropbear', 'tinysshd']);

/** What configures or starts the server. */
const use =
  /\bsshd\b|sshd_config|ssh-keygen\s+-A\b|(?:service|init\.d[ /]|start|enable)[ /]+ssh\b|\bdropbear(?:key)?\s+-|ssh_host_\w+_key|ssh\.socket/g;
