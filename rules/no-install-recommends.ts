import { codesByTool, commandStems, packageCodes, packageManager } from '../src/knowledge/package-managers.ts';
import { reachesImage } from '../src/model/installs-cache.ts';
import { installsExtras } from '../src/model/installs-extras.ts';
import { boolean } from '../src/options.ts';
import { defineRule, dockerfile } from '../src/rule.ts';

export default defineRule({
  name: 'no-install-recommends',
  summary: 'Disallow installing packages that are only recommended.',
  why: 'apt, dnf and their kin install what a package recommends along with what it needs. An image seldom wants that: it grows by tens of megabytes, and with each package grows what can be attacked.',
  category: 'packages',
  severity: 'warning',
  presets: ['recommended', 'strict', 'cis'],
  fix: 'unsafe',
  fixTitle: 'Install only what the packages need',
  codes: codesByTool('lean'),
  mentions: commandStems(({ lean }) => lean !== undefined),
  references: [
    'https://ubuntu.com/blog/we-reduced-our-docker-images-by-60-with-no-install-recommends',
    'https://docs.fedoraproject.org/en-US/packaging-guidelines/WeakDependencies/',
  ],
  options: {
    everyStage: boolean({ default: false, describe: 'Look at stages too whose layers the image does not get.' }),
  },
  messages: {
    extras:
      '`{{command}}` also installs what the packages merely recommend, which makes the image bigger. Add `{{option}}`, and name the extras that are needed.',
  },
  examples: [
    {
      bad: dockerfile`
        FROM debian:12
        RUN apt-get update \
            && «apt-get install» -y curl \
            && rm -rf /var/lib/apt/lists/*
      `,
      good: dockerfile`
        FROM debian:12
        RUN apt-get update \
            && apt-get install --no-install-recommends -y curl \
            && rm -rf /var/lib/apt/lists/*
      `,
    },
    {
      bad: dockerfile`
        FROM ubuntu:24.04
        RUN DEBIAN_FRONTEND=noninteractive «apt-get -qqy install» \
            texlive
        RUN bash -c "sudo «apt install» ./app.deb"
      `,
      good: dockerfile`
        FROM ubuntu:24.04
        RUN DEBIAN_FRONTEND=noninteractive apt-get -qqy install --no-install-recommends \
            texlive
        RUN bash -c "sudo apt install --no-install-recommends ./app.deb"
      `,
    },
    {
      bad: dockerfile`
        FROM fedora:42
        RUN «dnf install» -y httpd && dnf clean all
      `,
      good: dockerfile`
        FROM fedora:42
        RUN dnf install --setopt=install_weak_deps=False -y httpd && dnf clean all
      `,
      note: 'What apt calls recommended is a weak dependency for dnf.',
    },
    {
      bad: dockerfile`
        FROM registry.access.redhat.com/ubi9/ubi-minimal
        RUN «microdnf install» -y nss_wrapper && microdnf clean all
      `,
      good: dockerfile`
        FROM registry.access.redhat.com/ubi9/ubi-minimal
        RUN microdnf install --setopt=install_weak_deps=0 -y nss_wrapper && microdnf clean all
      `,
    },
    {
      bad: dockerfile`
        FROM debian:12
        RUN dpkg -i app.deb; apt-get update && «apt-get -f install» -y
      `,
      good: dockerfile`
        FROM debian:12
        RUN dpkg -i app.deb; apt-get update && apt-get -f install --no-install-recommends -y
      `,
      note: 'What is brought in to mend an installation brings its own recommendations.',
    },
    {
      bad: dockerfile`
        FROM debian:12
        RUN «aptitude install» -y curl
      `,
      good: dockerfile`
        FROM debian:12
        RUN aptitude install --without-recommends -y curl
      `,
    },
    {
      good: dockerfile`
        FROM debian:12
        RUN apt-get --no-install-recommends install -y curl
        RUN apt-get install -y curl --no-install-recommends
        RUN apt-get install -y -o APT::Install-Recommends=false curl
        RUN aptitude install -yR curl
      `,
      note: 'The option may stand anywhere, and be written in any of its forms.',
    },
    {
      good: dockerfile`
        FROM debian:12 AS base
        RUN echo 'APT::Install-Recommends "0";' > /etc/apt/apt.conf.d/00-lean
        FROM base
        RUN apt-get update && apt-get install -y curl
      `,
      note: 'Configuration of this stage, or of one that it is built from, says it for all.',
    },
    {
      good: dockerfile`
        FROM fedora:42
        COPY <<EOF /etc/dnf/dnf.conf
        [main]
        install_weak_deps=False
        EOF
        RUN dnf install -y httpd
      `,
    },
    {
      good: dockerfile`
        FROM debian:12
        RUN apt-get install -y --install-recommends wine
        RUN apt-get install -y
        RUN apt-get build-dep -y nginx
        RUN apt-get upgrade -y
      `,
      note: 'Who asks for the extras wants them, and not every call installs some.',
    },
    {
      good: dockerfile`
        FROM opensuse/leap:15.6
        RUN zypper install -y curl
        FROM rockylinux:9
        RUN yum install -y curl
      `,
      note: "openSUSE's images tell zypper to leave the extras out, and old yum knows none.",
    },
    {
      good: dockerfile`
        FROM debian:12 AS build
        RUN apt-get update && apt-get install -y gcc
        FROM debian:12
        COPY --from=build /app /app
      `,
      note: 'What stays in a builder stage makes no image bigger.',
    },
    {
      bad: dockerfile`
        FROM debian:12 AS build
        RUN apt-get update && «apt-get install» -y gcc
        FROM debian:12
        COPY --from=build /app /app
      `,
      good: dockerfile`
        FROM debian:12 AS build
        RUN apt-get update && apt-get install --no-install-recommends -y gcc
        FROM debian:12
        COPY --from=build /app /app
      `,
      options: { everyStage: true },
    },
  ],

  visit: {
    Install(install, context) {
      const row = packageManager(install.manager);
      if (!context.options.everyStage && !reachesImage(context.stageOf(install), context)) return;
      if (!row?.lean || !installsExtras(install, row.lean, context)) return;
      const { command, verb } = install;
      const { write } = row.lean;
      context.report({
        at: { range: [install.range[0], verb.range[1]] },
        message: 'extras',
        data: { command: `${command.name} ${verb.text}`, option: write },
        codes: packageCodes(row, 'lean', command.name),
        title: `Add \`${write}\``,
        fix: (edit) => edit.insertAfter(verb, ` ${write}`),
      });
    },
  },
});
