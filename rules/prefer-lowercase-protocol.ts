import { defineRule, dockerfile } from '../src/rule.ts';

export default defineRule({
  name: 'prefer-lowercase-protocol',
  summary: 'Prefer the protocol of a port in lower case.',
  why: 'BuildKit warns of a protocol in capitals, which a later release will refuse.',
  category: 'network',
  severity: 'warning',
  fix: 'safe',
  fixTitle: 'Write the protocol in lower case',
  codes: { buildkit: ['ExposeProtoCasing'] },
  mentions: ['expose'],
  references: ['https://docs.docker.com/reference/build-checks/expose-proto-casing/'],
  messages: { case: "The protocol '{{protocol}}' is deprecated in capitals. Write `{{lower}}`." },
  examples: [
    { bad: dockerfile`EXPOSE 80/«TCP» 53:53/«Udp»`, good: dockerfile`EXPOSE 80/tcp 53:53/udp` },
    { good: dockerfile`EXPOSE 80/tcp 81/\${PROTO}` },
  ],

  visit: {
    Port({ protocol }, { report }) {
      const lower = protocol?.text.toLowerCase();
      if (!protocol || lower === undefined || lower === protocol.text || protocol.text.includes('$')) return;

      report({ at: protocol, message: 'case', data: { protocol: protocol.text, lower }, fix: (edit) => edit.replace(protocol, lower) });
    },
  },
});
