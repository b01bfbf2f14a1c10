import { removeArgument } from '../src/model/remove-argument.ts';
import { servesFiles } from '../src/model/services.ts';
import { defineRule, dockerfile } from '../src/rule.ts';

export default defineRule({
  name: 'no-ssh-port',
  summary: 'Disallow `EXPOSE 22`.',
  why: 'Port 22 promises a way to log in to the container, with keys and accounts to look after, past what its image says. `docker exec` reaches a container without it.',
  category: 'network',
  severity: 'warning',
  fix: 'unsafe',
  fixTitle: 'Do not expose port 22',
  codes: { trivy: ['DS-0004'], checkov: ['CKV_DOCKER_1'], kics: ['5907595b'] },
  mentions: ['expose'],
  references: ['https://avd.aquasec.com/misconfig/dockerfile/general/ds-0004/'],
  messages: {
    exposed:
      'Port 22 is for logging in, which `docker exec` does without a server. Leave it out, unless the image is a git or SFTP server.',
  },
  examples: [
    {
      bad: dockerfile`
        FROM example/app
        EXPOSE 80 «22/tcp» 443
        EXPOSE «22»
        CMD ["app"]
      `,
      good: dockerfile`
        FROM example/app
        EXPOSE 80 443
        CMD ["app"]
      `,
    },
    {
      good: dockerfile`
        FROM example/app AS debug
        EXPOSE 22
        FROM example/app
        EXPOSE 2222 8022 22-23/udp
      `,
      note: 'Stages that are not shipped may have what they like.',
    },
    {
      good: dockerfile`
        FROM alpine:3.20
        RUN apk add --no-cache git openssh && adduser -D -s /usr/bin/git-shell git
        EXPOSE 22
      `,
      note: 'A git server needs it.',
    },
  ],

  visit: {
    Expose(expose, context) {
      const stage = context.stageOf(expose);
      if (!stage?.isShipped || servesFiles(stage, context)) return;
      for (const port of expose.ports) {
        if (port.container.text !== '22' || (port.protocol && port.protocol.text.toLowerCase() !== 'tcp')) continue;
        context.report({ at: port, message: 'exposed', fix: (edit) => removeArgument(port, expose.ports, expose, context, edit) });
      }
    },
  },
});
