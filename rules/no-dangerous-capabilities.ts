import { administrativeCapabilities, raisedCapabilities } from '../src/knowledge/capabilities.ts';
import { defineRule, dockerfile } from '../src/rule.ts';

export default defineRule({
  name: 'no-dangerous-capabilities',
  summary: 'Disallow `setcap` with capabilities that rule the host.',
  why: 'A file with such a capability makes every user who runs it an administrator. Docker gives containers none of them, so the program does not even start until somebody adds it with `--cap-add`, and then for all that runs in the container.',
  category: 'user',
  severity: 'warning',
  mentions: ['setcap'],
  references: [
    'https://man7.org/linux/man-pages/man7/capabilities.7.html',
    'https://docs.docker.com/engine/containers/run/#runtime-privilege-and-linux-capabilities',
  ],
  messages: {
    dangerous:
      '`{{capability}}` makes whoever runs this file an administrator, and without `--cap-add` the file does not start at all. Give it only what it needs, such as `cap_net_bind_service`.',
  },
  examples: [
    {
      bad: dockerfile`
        FROM debian:12
        RUN setcap «cap_net_raw,cap_net_admin,cap_sys_ptrace=eip» /usr/bin/dumpcap && setcap «=ep» /usr/bin/x
      `,
    },
    {
      good: dockerfile`
        FROM alpine:3.20
        RUN setcap cap_net_bind_service=+ep /usr/bin/app && setcap 'cap_ipc_lock+ep' /usr/bin/vault && setcap cap_sys_admin-ep /usr/bin/x
      `,
      note: 'Ports below 1024, locked memory and the like harm nobody else.',
    },
  ],

  visit: {
    Command({ name, words }, { report }) {
      if (name !== 'setcap') return;
      for (const word of words.slice(1)) {
        const capability = raisedCapabilities(word.value ?? '').find((one) => administrativeCapabilities.has(one));
        if (capability !== undefined) report({ at: word, message: 'dangerous', data: { capability } });
      }
    },
  },
});
