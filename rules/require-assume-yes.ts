import { codesByTool, commandStems, packageCodes } from '../src/knowledge/package-managers.ts';
import { askingCall } from '../src/model/installs-questions.ts';
import { defineRule, dockerfile } from '../src/rule.ts';

export default defineRule({
  name: 'require-assume-yes',
  summary: 'Require package managers to be told yes before they ask.',
  why: 'Nobody can answer during a build. A package manager that asks whether to go on is told no, and the build fails.',
  category: 'packages',
  severity: 'error',
  fix: 'safe',
  fixTitle: 'Answer yes',
  codes: codesByTool('yes'),
  mentions: commandStems(({ yes }) => yes !== undefined),
  references: [
    'https://manpages.debian.org/trixie/apt/apt-get.8.en.html',
    'https://dnf.readthedocs.io/en/latest/command_ref.html',
    'https://en.opensuse.org/SDB:Zypper_manual',
  ],
  messages: {
    asks: '`{{command}}` asks before it goes on, and nobody can answer during a build. Add `{{option}}`.',
  },
  examples: [
    {
      bad: dockerfile`
        FROM debian:12
        RUN apt-get update \
            && «apt-get install» --no-install-recommends \
                curl \
            && rm -rf /var/lib/apt/lists/*
      `,
      good: dockerfile`
        FROM debian:12
        RUN apt-get update \
            && apt-get install -y --no-install-recommends \
                curl \
            && rm -rf /var/lib/apt/lists/*
      `,
    },
    {
      bad: dockerfile`
        FROM fedora:42
        RUN sudo «dnf install» httpd && «yum group install» web && «dnf remove» vim
      `,
      good: dockerfile`
        FROM fedora:42
        RUN sudo dnf install -y httpd && yum group install -y web && dnf remove -y vim
      `,
      note: 'Taking packages away is asked about as well.',
    },
    {
      bad: dockerfile`
        FROM opensuse/leap:15.6
        RUN «zypper in» curl
        FROM archlinux
        RUN «pacman -Syu» git
      `,
      good: dockerfile`
        FROM opensuse/leap:15.6
        RUN zypper in -y curl
        FROM archlinux
        RUN pacman -Syu --noconfirm git
      `,
    },
    {
      bad: dockerfile`
        FROM ubuntu:24.04
        ENV DEBIAN_FRONTEND=noninteractive
        RUN «apt-get install» -q curl
      `,
      good: dockerfile`
        FROM ubuntu:24.04
        ENV DEBIAN_FRONTEND=noninteractive
        RUN apt-get install -y -q curl
      `,
      note: 'The variable is for the questions that packages ask, not for those of apt.',
    },
    {
      good: dockerfile`
        FROM debian:12
        RUN apt-get -y install curl && apt-get -qq install git && apt-get install -q=2 jq
        RUN apt-get install --assume-yes curl && apt-get install $APT_OPTS curl
        RUN apt-get -o APT::Get::Assume-Yes=true install curl
        RUN yes | apt-get install curl
        RUN apt-get install curl <<< y
        RUN apt-get install --dry-run curl && apt-get update && apt-get clean
        CMD apt-get install curl
      `,
      note: 'The option in any form and place, an answer by other means, and calls that ask nothing.',
    },
    {
      good: dockerfile`
        FROM debian:12
        RUN echo 'APT::Get::Assume-Yes "true";' > /etc/apt/apt.conf.d/90yes
        RUN apt-get install curl
      `,
    },
    {
      good: dockerfile`
        FROM opensuse/leap:15.6
        RUN zypper --non-interactive install curl && zypper -n in git
        FROM alpine:3.20
        RUN apk add --no-cache curl
        FROM continuumio/miniconda3
        RUN conda install numpy
      `,
      note: 'apk never asks, and conda takes silence for a yes.',
    },
  ],

  visit: {
    Command(command, context) {
      const call = askingCall(command, context);
      if (!call || context.instructionOf(command)?.type !== 'Run') return;
      const { yes } = call;
      const { verb, program, row, action } = call;
      context.report({
        at: { range: [program.range[0], verb.range[1]] },
        message: 'asks',
        data: { command: verb === program ? command.name : `${command.name} ${call.verbText || verb.text}`, option: yes.write },
        codes: action === 'install' ? packageCodes(row, 'yes', command.name) : [],
        title: `Add \`${yes.write}\``,
        fix: (edit) => edit.insertAfter(verb, ` ${yes.write}`),
      });
    },
  },
});
