import { hostConfiguration } from '../src/knowledge/host-commands.ts';
import { defineRule, dockerfile } from '../src/rule.ts';

export default defineRule({
  name: 'no-host-configuration',
  summary: 'Disallow setting up network, kernel or clock in `RUN`.',
  why: 'These belong to the machine: a build step may not change them, and where it may, it changes the build machine and nothing of it is in the image.',
  category: 'runtime',
  severity: 'warning',
  references: ['https://docs.docker.com/reference/cli/docker/container/run/#sysctl'],
  messages: {
    host: '`{{command}}` sets {{what}} of the machine that builds, and nothing of it is in the image. Do it on the host, or with options of `docker run`.',
  },
  examples: [
    {
      bad: dockerfile`
        FROM debian:12
        RUN «iptables -A INPUT -p tcp --dport 22 -j DROP» && «modprobe fuse»
        RUN «sysctl -w net.ipv4.ip_forward=1» && sudo «ip link set eth0 up» || true
      `,
    },
    {
      good: dockerfile`
        FROM debian:12
        RUN iptables --version && sysctl net.ipv4.ip_forward && ip addr show
        RUN echo 'net.ipv4.ip_forward=1' >> /etc/sysctl.conf
        CMD iptables -A FORWARD -j ACCEPT && exec vpn
      `,
      note: 'A container that is given the rights may do so when it runs.',
    },
  ],

  visit: {
    Command(command, context) {
      const { name, words } = command;
      const what = hostConfiguration(command);
      const [first] = words;
      const last = words.at(-1);
      if (what === undefined || !first || !last || context.instructionOf(command)?.type !== 'Run') return;
      context.report({ at: { range: [first.range[0], last.range[1]] }, message: 'host', data: { command: name, what } });
    },
  },
});
