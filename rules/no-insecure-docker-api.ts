import { removeArgument } from '../src/model/remove-argument.ts';
import { defineRule, dockerfile } from '../src/rule.ts';

export default defineRule({
  name: 'no-insecure-docker-api',
  summary: 'Disallow the Docker API on a port without TLS.',
  why: 'Whoever reaches the API of a Docker daemon is root on its host. It belongs on a Unix socket, or on port 2376 with certificates on both sides.',
  category: 'network',
  severity: 'warning',
  fix: 'unsafe',
  fixTitle: 'Do not expose the API without TLS',
  mentions: ['2375', 'dockerd'],
  references: ['https://docs.docker.com/engine/security/protect-access/'],
  messages: {
    port: 'Port 2375 is the Docker API without TLS: whoever reaches it is root on the host. Expose 2376 and use certificates, or the Unix socket.',
    host: '`{{host}}` speaks to a Docker daemon without TLS, so whoever reaches it is root on its host. Use port 2376 and `DOCKER_TLS_VERIFY=1`.',
    daemon:
      'A Docker daemon that listens on `{{host}}` without `--tlsverify` makes everybody who reaches it root. Use `--tlsverify`, or the Unix socket.',
  },
  examples: [
    {
      bad: dockerfile`
        FROM docker:28-dind
        EXPOSE «2375» 8080
      `,
      good: dockerfile`
        FROM docker:28-dind
        EXPOSE 8080
      `,
    },
    {
      bad: dockerfile`
        FROM docker:28-cli
        ENV DOCKER_HOST=«tcp://docker:2375»
        CMD ["dockerd", "-H", «"tcp://0.0.0.0:2375"»]
      `,
    },
    { bad: dockerfile`CMD dockerd «--host=tcp://0.0.0.0:2375»` },
    {
      good: dockerfile`
        FROM docker:28-cli
        EXPOSE 2376
        ENV DOCKER_HOST=tcp://docker:2376 DOCKER_TLS_VERIFY=1
        CMD ["dockerd", "-H", "tcp://0.0.0.0:2376", "--tlsverify"]
      `,
    },
  ],

  visit: {
    Expose(expose, context) {
      for (const port of expose.ports) {
        if (port.container.text !== '2375') continue;
        context.report({ at: port, message: 'port', fix: (edit) => removeArgument(port, expose.ports, expose, context, edit) });
      }
    },
    KeyValue({ key, value }, { report }) {
      if (key.value !== 'DOCKER_HOST' || !value || !/^tcp:\/\/[^/]*:2375\b/.test(value.value)) return;
      report({ at: value, message: 'host', data: { host: value.value } });
    },
    JsonArray({ items }, { report }) {
      if (!items[0] || !isDaemon(items[0].value) || items.some(({ value }) => isVerified(value))) return;
      for (const item of items) if (listens(item.value)) report({ at: item, message: 'daemon', data: { host: hostOf(item.value) } });
    },
    Command({ name, words }, { report }) {
      if (!isDaemon(name) || words.some(({ text }) => isVerified(text))) return;
      for (const word of words) if (listens(word.text)) report({ at: word, message: 'daemon', data: { host: hostOf(word.text) } });
    },
  },
});

const isDaemon = (name: string): boolean => /(?:^|\/)dockerd(?:-entrypoint\.sh)?$/.test(name);
const isVerified = (word: string): boolean => /^--tlsverify(?:$|=true)/.test(word);
const listens = (word: string): boolean => /^(?:-H=?|--host=)?tcp:\/\//.test(word);
const hostOf = (word: string): string => word.slice(word.indexOf('tcp://'));
