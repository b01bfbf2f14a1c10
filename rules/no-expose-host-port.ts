import { defineRule, dockerfile } from '../src/rule.ts';

export default defineRule({
  name: 'no-expose-host-port',
  summary: 'Disallow host ports and IP addresses in `EXPOSE`.',
  why: 'Whoever runs the image picks the host side of a port (`docker run -p`). An image that fixes it can run only once per host, and BuildKit ignores the host part, warns of it and will refuse it.',
  category: 'network',
  severity: 'error',
  presets: ['recommended', 'strict', 'cis'],
  fix: 'unsafe',
  fixTitle: "Keep the container's port only",
  codes: { buildkit: ['ExposeInvalidFormat'], dockerfilelint: ['expose_host_port'] },
  mentions: ['expose'],
  references: [
    'https://docs.docker.com/reference/build-checks/expose-invalid-format/',
    'https://docs.docker.com/reference/dockerfile/#expose',
  ],
  messages: {
    hostPort:
      "'{{port}}' fixes the host side, which only `docker run -p` may choose; `EXPOSE` takes the container's port. Write `{{container}}`.",
  },
  examples: [
    {
      bad: dockerfile`
        FROM nginx:1.27
        EXPOSE «80:8080»
      `,
      good: dockerfile`
        FROM nginx:1.27
        EXPOSE 8080
      `,
      note: 'BuildKit reads host:container, so 8080 is the port inside.',
    },
    { bad: dockerfile`EXPOSE 443 «127.0.0.1:53:53/udp»`, good: dockerfile`EXPOSE 443 53/udp` },
    { bad: dockerfile`ONBUILD EXPOSE «[::1]:8080:80»`, good: dockerfile`ONBUILD EXPOSE 80` },
    { bad: dockerfile`EXPOSE «"8080:80"»`, good: dockerfile`EXPOSE "80"` },
    { good: dockerfile`EXPOSE 8000-8010 \${PORT:-80}/tcp` },
  ],

  visit: {
    Port(port, { report }) {
      const { host, container, protocol } = port;
      if (!host) return;

      report({
        at: port,
        message: 'hostPort',
        data: { port: port.text, container: protocol ? `${container.text}/${protocol.text}` : container.text },
        fix: (edit) => edit.remove(host),
      });
    },
  },
});
