import { secretsIn, secretStems } from '../src/knowledge/secret-values.ts';
import { defineRule, dockerfile } from '../src/rule.ts';

export default defineRule({
  name: 'no-secret-values',
  summary: 'Disallow keys and tokens in the file itself.',
  why: 'Who can read the file or its history has the secret, and so has everybody who pulls the image. Once it was there it counts as known: make a new one.',
  category: 'secrets',
  severity: 'error',
  presets: ['recommended', 'strict', 'cis'],
  codes: { dockerBench: ['4.10'], dockle: ['CIS-DI-0010'], kics: ['c3e1b6ae'] },
  mentions: secretStems,
  references: ['https://docs.docker.com/build/building/secrets/'],
  messages: {
    secret:
      'This looks like {{what}}, for everybody who reads the file or the image. Revoke it, and give the new one to the `RUN` that needs it: `RUN --mount=type=secret,id=…`.',
  },
  examples: [
    {
      bad: dockerfile`
        FROM debian:12
        ENV GITHUB_AUTH=«ghp_J4kQ9sVtX2mZ8bNc7LwR5yHf3TgPa1DuEo6K»
        RUN git clone https://«ghp_J4kQ9sVtX2mZ8bNc7LwR5yHf3TgPa1DuEo6K»@github.com/example/app
        # «AKIAQ3EGRIMVZ5TWKJ2B»
        COPY <<EOF /key
        «-----BEGIN OPENSSH PRIVATE KEY-----»
        EOF
      `,
    },
    {
      good: dockerfile`
        FROM debian:12
        ENV AWS_KEY_FILE=/run/secrets/aws NPM_SCOPE=npm_config GPG_KEY=7169605F62C751356D054A26A821E680E5FA6305
        RUN --mount=type=secret,id=aws,env=AWS_ACCESS_KEY_ID echo "like AKIAIOSFODNN7EXAMPLE"
        RUN curl -H "Authorization: $TOKEN" https://example.com && echo "-----BEGIN PUBLIC KEY-----"
      `,
    },
  ],

  visit: {
    Dockerfile(_, { text, report }) {
      for (const { what, start, end } of secretsIn(text)) report({ at: { range: [start, end] }, message: 'secret', data: { what } });
    },
  },
});
