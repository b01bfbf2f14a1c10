import { defineRule, dockerfile } from '../src/rule.ts';

export default defineRule({
  name: 'valid-expose-port',
  summary: 'Require ports from 0 to 65535 and the protocol tcp, udp or sctp in `EXPOSE`.',
  why: 'BuildKit refuses all others: the build fails.',
  category: 'network',
  severity: 'error',
  codes: {
    hadolint: ['DL3011'],
    trivy: ['DS-0008'],
    kics: ['71bf8cf8'],
    semgrep: ['invalid-port'],
    dockerfilelint: ['invalid_port'],
    dockerfileUtils: ['INVALID_PORT', 'INVALID_PROTO'],
  },
  mentions: ['expose'],
  references: ['https://docs.docker.com/reference/dockerfile/#expose'],
  messages: {
    port: "'{{port}}' is no port: the build fails. Write a number from 0 to 65535, or a range such as `8000-8010`.",
    order: "The range '{{port}}' ends before it begins: the build fails. Write the lower port first.",
    protocol: "'{{protocol}}' is no protocol of a port: the build fails. Write `tcp`, `udp` or `sctp`.",
  },
  examples: [
    { bad: dockerfile`EXPOSE «80000» «http» 443` },
    { bad: dockerfile`EXPOSE «8010-8000»` },
    { bad: dockerfile`EXPOSE 80/«http»` },
    { good: dockerfile`EXPOSE 80 8000-8010/tcp 53/UDP 9/sctp \${PORT} \${PORT}/tcp` },
  ],

  visit: {
    Port({ container, protocol }, { report }) {
      const wrong = checkPort(container.text);
      if (wrong) report({ at: container, message: wrong, data: { port: container.text }, codes: portCodes });

      // Nothing behind the slash is tcp.
      if (!protocol?.text || protocol.text.includes('$') || protocols.has(protocol.text.toLowerCase())) return;
      report({ at: protocol, message: 'protocol', data: { protocol: protocol.text }, codes: ['INVALID_PROTO', 'invalid_port'] });
    },
  },
});

const protocols: ReadonlySet<string> = new Set(['tcp', 'udp', 'sctp']);

const portCodes = ['DL3011', 'DS-0008', '71bf8cf8', 'invalid-port', 'invalid_port', 'INVALID_PORT'];

function checkPort(text: string): 'port' | 'order' | undefined {
  if (text.includes('$')) return undefined;
  const match = /^(\d{1,5})(?:-(\d{1,5}))?$/.exec(text);
  const first = Number(match?.[1] ?? Number.NaN);
  const last = Number(match?.[2] ?? first);
  if (!(first <= 65_535 && last <= 65_535)) return 'port';
  return last < first ? 'order' : undefined;
}
