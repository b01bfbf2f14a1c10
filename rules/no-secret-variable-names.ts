import { secretNameCodes } from '../src/knowledge/secret-names.ts';
import { secretMounts } from '../src/model/secret-mounts.ts';
import { defineRule, dockerfile } from '../src/rule.ts';

export default defineRule({
  name: 'no-secret-variable-names',
  summary: 'Disallow secrets in `ARG` and `ENV`, as their names tell them.',
  why: 'Both are written into the image: whoever can pull it reads them with `docker history` or `docker inspect`, and a later instruction cannot take them out again.',
  category: 'secrets',
  severity: 'warning',
  presets: ['recommended', 'strict', 'cis'],
  fix: 'unsafe',
  fixTitle: 'Mount the secret where it is used',
  codes: {
    buildkit: ['SecretsUsedInArgOrEnv'],
    hadolint: ['DL3064'],
    trivy: ['DS-0031'],
    semgrep: ['secret-in-build-arg'],
    dockerBench: ['4.10'],
    dockle: ['CIS-DI-0010'],
  },
  mentions: ['auth', 'credential', 'key', 'passw', 'pword', 'secret', 'token'],
  references: [
    'https://docs.docker.com/reference/build-checks/secrets-used-in-arg-or-env/',
    'https://docs.docker.com/build/building/secrets/',
  ],
  messages: {
    arg: "The value of '{{name}}' stays in the image's history. Give it to the `RUN` that needs it: `RUN --mount=type=secret,id={{name}},env={{name}} …`.",
    env: "'{{name}}' is in the image for everybody to read. Set it when a container starts: `docker run --env {{name}}`, or a mounted file.",
  },
  examples: [
    {
      bad: dockerfile`
        FROM mariadb:11
        ENV «MYSQL_ROOT_PASSWORD»=hunter2 LANG=C.UTF-8
        ARG «NPM_TOKEN»
      `,
    },
    {
      bad: dockerfile`
        FROM node:22-slim
        ARG «NPM_TOKEN»
        RUN npm config set "//registry.npmjs.org/:_authToken=$NPM_TOKEN" && npm ci
      `,
      good: dockerfile`
        FROM node:22-slim
        RUN --mount=type=secret,id=NPM_TOKEN,env=NPM_TOKEN npm config set "//registry.npmjs.org/:_authToken=$NPM_TOKEN" && npm ci
      `,
      note: 'The build gets it by `--secret id=NPM_TOKEN` then, not by `--build-arg`.',
    },
    { bad: dockerfile`ENV «git_key»= «DBPASSWORD»=x` },
    {
      good: dockerfile`
        FROM alpine:3.20
        ENV RACK_AUTH_MODE=none SSH_AUTH_SOCK=/run/agent SSH_KEY_DIR=/keys PUBLIC_KEY=x
        ARG GIT_USERNAME
        ARG AUTH_VERSION
        ENV DB_PASSWORD_FILE=/run/secrets/db MYSQL_ALLOW_EMPTY_PASSWORD=yes KEYBOARD=us
      `,
      note: 'What says where a secret lies, or of which kind it is, is none.',
    },
    { good: dockerfile`RUN --mount=type=secret,id=NPM_TOKEN,env=NPM_TOKEN npm ci` },
  ],

  visit: {
    KeyValue(pair, context) {
      const { key, value } = pair;
      const codes = secretNameCodes(key.value, value?.value);
      const instruction = codes && context.instructionOf(key);
      if (instruction?.type !== 'Arg' && instruction?.type !== 'Env') return;
      // BuildKit checks what a stage runs; the others check everything, and semgrep ARG alone.
      const isRun = context.stageOf(key) !== undefined && !instruction.inOnbuild;
      const others = [...(isRun ? [] : ['SecretsUsedInArgOrEnv']), ...(instruction.type === 'Env' ? ['secret-in-build-arg'] : [])];

      context.report({
        at: key,
        message: instruction.type === 'Arg' ? 'arg' : 'env',
        data: { name: key.value },
        codes: codes?.filter((code) => !others.includes(code)),
        fix: instruction.type === 'Arg' ? (edit) => secretMounts(instruction, pair, context, edit) : undefined,
      });
    },
  },
});
