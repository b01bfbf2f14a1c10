import { codesByTool, commandStems, packageCodes } from '../src/knowledge/package-managers.ts';
import { loosePackages } from '../src/model/installs-pins.ts';
import { defineRule, dockerfile } from '../src/rule.ts';

export default defineRule({
  name: 'pin-package-versions',
  summary: 'Require packages to be installed in a version that is written down.',
  why: 'Without a version each build takes whatever is newest on that day, so the same file makes other images, and one of them may not work.',
  category: 'packages',
  severity: 'warning',
  presets: ['strict'],
  codes: codesByTool('pin'),
  mentions: commandStems(({ pin }) => pin !== undefined),
  references: [
    'https://docs.docker.com/build/building/best-practices/#apt-get',
    'https://pip.pypa.io/en/stable/topics/repeatable-installs/',
    'https://reproducible-builds.org/docs/definition/',
  ],
  messages: {
    open: '`{{name}}` has no version, so each build may install another one. Write `{{name}}{{pin}}`.',
    floating: '`{{name}}` means whatever is newest, so each build may install another version. Write the version out.',
  },
  examples: [
    {
      bad: dockerfile`
        FROM debian:12
        RUN apt-get update && apt-get install -y «curl» git=1:2.39.5-0+deb12u2 \
            «jq»
      `,
      good: dockerfile`
        FROM debian:12
        RUN apt-get update && apt-get install -y curl=7.88.1-10+deb12u8 git=1:2.39.5-0+deb12u2 \
            jq=1.6-2.1
      `,
    },
    {
      bad: dockerfile`
        FROM alpine:3.20
        RUN apk add --no-cache --virtual .build «gcc» 'make>4' python3~3.12
      `,
      good: dockerfile`
        FROM alpine:3.20
        RUN apk add --no-cache --virtual .build gcc=13.2.1_git20240309-r0 'make>4' python3~3.12
      `,
    },
    {
      bad: dockerfile`
        FROM python:3.12
        RUN pip install «requests» flask==3.0.3 'gunicorn>=22,<23'
        RUN npm install -g «express» typescript@5.5 «@angular/cli@latest»
        RUN gem install «rake» && go install golang.org/x/tools/cmd/stringer@v0.24.0
        RUN go install «golang.org/x/tools/cmd/goimports@latest»
      `,
    },
    {
      bad: dockerfile`
        FROM fedora:42
        RUN dnf install -y «httpd» git-2.49.0 «java-21-openjdk»
        FROM opensuse/leap:15.6
        RUN zypper -n install «curl» git=2.43.0
      `,
      note: 'What follows the last hyphen of a name need not be a version.',
    },
    {
      good: dockerfile`
        FROM debian:12
        RUN apt-get install -y ./app.deb $PACKAGES
        RUN pip install -r requirements.txt . https://example.com/app.whl
        RUN pip install -c constraints.txt requests
        RUN npm ci && npm install && yarn install --frozen-lockfile
        RUN gem install rake -v 13.2.1 && bundle install
        RUN dnf module install -y nginx:1.18
        RUN go install ./cmd/app && go mod download && cargo install --locked --version 14.1.0 ripgrep
      `,
      note: 'Files, addresses, what variables hold, and versions that stand in an option or a lock file.',
    },
  ],

  visit: {
    Install(install, context) {
      if (context.instructionOf(install)?.type !== 'Run') return;
      for (const { word, state, row, write, isPinnedForPeers } of loosePackages(install)) {
        const name = word.value ?? word.text;
        context.report({
          at: word,
          ...(state === 'open' ? { message: 'open', data: { name, pin: write } } : { message: 'floating', data: { name } }),
          codes: isPinnedForPeers ? [] : packageCodes(row, 'pin', install.command.name),
        });
      }
    },
  },
});
