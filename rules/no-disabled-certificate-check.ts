import {
  insecureCommands,
  insecureSettings,
  insecureSwitches,
  insecureVariables,
  trustedHostOptions,
} from '../src/knowledge/certificate-checks.ts';
import { findSwitch } from '../src/model/command-switch.ts';
import { isLocalUrl } from '../src/model/urls.ts';
import { defineRule, dockerfile } from '../src/rule.ts';

export default defineRule({
  name: 'no-disabled-certificate-check',
  summary: 'Disallow downloads that believe any certificate.',
  why: 'Without a look at the certificate, whoever stands between the build and the server decides what lands in the image. A certificate of a company is made known with `update-ca-certificates`, not waved through.',
  category: 'network',
  severity: 'warning',
  fix: 'unsafe',
  fixTitle: 'Check certificates',
  codes: {
    checkov: [
      ...['CKV2_DOCKER_2', 'CKV2_DOCKER_3', 'CKV2_DOCKER_4', 'CKV2_DOCKER_5', 'CKV2_DOCKER_6'],
      ...['CKV2_DOCKER_12', 'CKV2_DOCKER_13', 'CKV2_DOCKER_14', 'CKV2_DOCKER_16'],
    ],
  },
  mentions: ['certificate', 'curl', 'insecure', 'ssl', 'tls', 'trusted', 'verify'],
  references: ['https://curl.se/docs/sslcerts.html', 'https://manpages.debian.org/trixie/ca-certificates/update-ca-certificates.8.en.html'],
  messages: {
    option:
      '`{{option}}` takes what comes from any server that says it is the right one. Leave it out; install `ca-certificates`, or the certificate that is missing.',
    variable:
      '`{{name}}` turns off the check of certificates for all that runs in the image. Leave it out; make the missing certificate known instead.',
  },
  examples: [
    {
      bad: dockerfile`
        FROM debian:12
        RUN curl «-fsSLk» https://example.com/a.tar.gz | tar xz && wget «--no-check-certificate» https://example.com/b
        RUN pip install «--trusted-host» pypi.example.com app
      `,
      good: dockerfile`
        FROM debian:12
        RUN curl -fsSL https://example.com/a.tar.gz | tar xz && wget https://example.com/b
        RUN pip install --trusted-host pypi.example.com app
      `,
    },
    {
      bad: dockerfile`
        FROM node:22
        ENV «NODE_TLS_REJECT_UNAUTHORIZED»=0
        RUN «npm config set strict-ssl false» && GIT_SSL_NO_VERIFY=1 npm ci
        RUN «git -c http.sslVerify=false clone https://example.com/app.git»
      `,
      note: 'What is missing is yours to choose: these have no fix.',
    },
    {
      good: dockerfile`
        FROM debian:12
        ENV GIT_SSL_NO_VERIFY=false
        RUN curl -fsSL -o k https://example.com && curl -Hk:v https://example.com && curl -sk https://localhost:8443/ready
        HEALTHCHECK CMD curl -k https://localhost/
      `,
      note: 'A container may ask itself without a certificate.',
    },
  ],

  visit: {
    Command(command, context) {
      const option = trustedHostOptions.get(command.name);
      if ((option === undefined && !insecureCommands.has(command.name)) || context.instructionOf(command)?.type !== 'Run') return;
      const word = option && command.words.find(({ text }) => text === option || text.startsWith(`${option}=`));
      if (word) context.report({ at: word, message: 'option', data: { option }, codes: command.name === 'uv' ? [] : ['CKV2_DOCKER_4'] });

      const rest = command.words.slice(1).map(({ value, text }) => value ?? text);
      for (const { command: name, words, code } of insecureSettings) {
        if (name !== command.name || !words.test(rest.join(' '))) continue;
        context.report({
          at: command,
          message: 'option',
          data: { option: words.exec(rest.join(' '))?.[0] ?? '' },
          codes: code ? [code] : [],
        });
      }
      for (const row of insecureSwitches) {
        const found = row.command === command.name ? findSwitch(command, row, context) : undefined;
        if (!found || rest.some(isLocalUrl)) continue;
        const data = { option: row.short && !context.text.startsWith('--', found.at.range[0]) ? `-${row.short}` : row.long };
        context.report({ at: found.at, message: 'option', data, codes: row.code ? [row.code] : [], fix: () => found.removal });
      }
    },
    KeyValue({ key, value }, context) {
      const row = insecureVariables.get(key.value);
      const instruction = row && context.instructionOf(key);
      if (instruction?.type !== 'Env' || !row?.value.test(value?.value ?? '')) return;
      context.report({ at: key, message: 'variable', data: { name: key.value }, codes: row.code ? [row.code] : [] });
    },
  },
});
