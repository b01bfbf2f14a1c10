import { defineRule, dockerfile } from '../src/rule.ts';

export default defineRule({
  name: 'no-low-port-for-user',
  summary: 'Disallow ports below 1024 in images that do not run as root.',
  why: 'Outside Docker, only root or who has `CAP_NET_BIND_SERVICE` may listen below 1024: in Kubernetes, Podman or with `--network=host` the server fails to start. A port above costs nothing, since whoever runs the image chooses the outer one.',
  category: 'network',
  severity: 'info',
  presets: ['strict'],
  mentions: ['expose'],
  references: ['https://man7.org/linux/man-pages/man7/capabilities.7.html', 'https://docs.docker.com/engine/network/'],
  messages: {
    low: "Not everywhere may '{{user}}' listen on port {{port}}. Use one from 1024 on, such as {{better}}, or give the program `cap_net_bind_service`.",
  },
  examples: [
    {
      bad: dockerfile`
        FROM nginx:1.27
        EXPOSE «80» «443/tcp» 8080
        USER nginx
      `,
    },
    {
      good: dockerfile`
        FROM debian:12
        RUN setcap cap_net_bind_service=+ep /usr/bin/app
        EXPOSE 80
        USER app
      `,
    },
    {
      good: dockerfile`
        FROM nginx:1.27
        EXPOSE 80
      `,
    },
  ],

  visit: {
    Expose(expose, context) {
      const stage = context.stageOf(expose);
      const final = context.finalStage;
      if (!stage?.isShipped || !final) return;
      const { isRoot, name } = context.userAt(final);
      if (isRoot !== false || name === undefined || givesTheRight.test(context.text)) return;
      for (const port of expose.ports) {
        const number = Number(port.container.text);
        if (!(number > 0 && number < 1024)) continue;
        context.report({ at: port, message: 'low', data: { user: name, port: number, better: number + 8000 } });
      }
    },
  },
});

const givesTheRight = /cap_net_bind_service|ip_unprivileged_port_start|authbind/i;
