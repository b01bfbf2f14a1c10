import { commandStems, packageManager } from '../src/knowledge/package-managers.ts';
import { hasRuntimeUse, packageNameOf, packageNote, type PackageClass } from '../src/knowledge/packages.ts';
import { reachesImage } from '../src/model/installs-cache.ts';
import { isNamedLater, isWorkshop, startsUnknown } from '../src/model/installs-purpose.ts';
import { isRemovedAgain } from '../src/model/installs-removed.ts';
import { removePackage } from '../src/model/package-edits.ts';
import { defineRule, dockerfile } from '../src/rule.ts';

export default defineRule({
  name: 'no-unnecessary-packages',
  summary: 'Disallow editors, debuggers, manuals and network tools in the image.',
  why: 'Tools for people make an image bigger, bring vulnerabilities that must be patched, and serve whoever breaks in. A debug container can bring them along when they are needed.',
  category: 'packages',
  severity: 'info',
  presets: ['recommended', 'strict', 'cis'],
  fix: 'unsafe',
  fixTitle: 'Remove the package',
  codes: { dockerBench: ['4.3'], dockle: ['CIS-DI-0003'] },
  mentions: commandStems(({ system }) => system),
  references: [
    'https://docs.docker.com/build/building/best-practices/#dont-install-unnecessary-packages',
    'https://docs.docker.com/reference/cli/docker/debug/',
  ],
  messages: { unnecessary: "'{{name}}' {{why}}. Leave it out of the image." },
  examples: [
    {
      bad: dockerfile`
        FROM debian:12
        RUN apt-get update \
            && apt-get install -y --no-install-recommends \
                ca-certificates \
                «vim» \
                «sudo» \
            && rm -rf /var/lib/apt/lists/*
        CMD ["/srv/app"]
      `,
      good: dockerfile`
        FROM debian:12
        RUN apt-get update \
            && apt-get install -y --no-install-recommends \
                ca-certificates \
            && rm -rf /var/lib/apt/lists/*
        CMD ["/srv/app"]
      `,
    },
    {
      bad: dockerfile`
        FROM alpine:3.20
        RUN apk add --no-cache curl «strace=6.9-r0» tini «tcpdump»
        RUN apk add --no-cache \
            «htop» \
            jq
        ENTRYPOINT ["/app"]
      `,
      good: dockerfile`
        FROM alpine:3.20
        RUN apk add --no-cache curl tini
        RUN apk add --no-cache \
            jq
        ENTRYPOINT ["/app"]
      `,
    },
    {
      bad: dockerfile`
        FROM fedora:42
        RUN set -eux; \
            dnf install -y httpd; \
            dnf install -y «man-db»; \
            dnf clean all
        CMD ["httpd", "-DFOREGROUND"]
      `,
      good: dockerfile`
        FROM fedora:42
        RUN set -eux; \
            dnf install -y httpd; \
            dnf clean all
        CMD ["httpd", "-DFOREGROUND"]
      `,
      note: 'Where nothing else is installed, the command goes.',
    },
    {
      good: dockerfile`
        FROM alpine:3.20
        RUN apk add --no-cache vim nmap bind-tools
        COPY vimrc /root/.vimrc
        HEALTHCHECK CMD dig +short localhost
        ENTRYPOINT ["nmap"]
      `,
      note: 'What the image sets up, checks its health with or starts is no accident.',
    },
    {
      good: dockerfile`
        FROM debian:12
        RUN apt-get update && apt-get install -y sudo telnet gdb- \
            && sudo -u nobody ./setup.sh \
            && apt-get purge -y --auto-remove telnet
        FROM alpine:3.20
        RUN apk add --no-cache --virtual .tools htop && apk del .tools
        CMD ["/srv/app"]
      `,
      note: 'What the same `RUN` uses or removes again is silent.',
    },
    {
      bad: dockerfile`
        FROM debian:12
        RUN apt-get update && apt-get install -y iputils-ping «nano»
        COPY entrypoint.sh /
        ENTRYPOINT ["/entrypoint.sh"]
      `,
      good: dockerfile`
        FROM debian:12
        RUN apt-get update && apt-get install -y iputils-ping
        COPY entrypoint.sh /
        ENTRYPOINT ["/entrypoint.sh"]
      `,
      note: 'A script that cannot be read may call a tool, but hardly an editor.',
    },
    {
      good: dockerfile`
        FROM debian:12 AS build
        RUN apt-get update && apt-get install -y vim gdb
        FROM debian:12
        COPY --from=build /app /app
        CMD ["/app"]
      `,
      note: 'A build stage may hold what it likes.',
    },
    {
      good: dockerfile`
        FROM debian:12 AS dev
        RUN apt-get update && apt-get install -y vim less
      `,
      note: 'A stage with such a name is a place to work in.',
    },
  ],

  visit: {
    Install(install, context) {
      if (!packageManager(install.manager)?.system || !reachesImage(context.stageOf(install), context) || isWorkshop(context)) return;
      for (const word of install.packages) {
        const name = packageNameOf(word.value ?? '');
        const note = packageNote(name);
        if (!note || !classes.has(note.class) || hasRuntimeUse(note, name)) continue;
        if (usable.has(note.class) && startsUnknown(context)) continue;
        if (isNamedLater(name, install.range[0], context) || isRemovedAgain(install, name, context)) continue;
        context.report({
          at: word,
          message: 'unnecessary',
          data: { name, why: note.why },
          title: `Remove \`${name}\``,
          fix: () => removePackage(install, word, context),
        });
      }
    },
  },
});

/** What other rules do not look after. */
const classes: ReadonlySet<PackageClass> = new Set<PackageClass>(['editor', 'debugger', 'monitor', 'manual', 'network-tool', 'privilege']);

/** What a script may well call when the container starts. */
const usable: ReadonlySet<PackageClass> = new Set<PackageClass>(['debugger', 'network-tool', 'privilege']);
