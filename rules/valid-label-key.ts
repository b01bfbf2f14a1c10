import { defineRule, dockerfile } from '../src/rule.ts';

export default defineRule({
  name: 'valid-label-key',
  summary: 'Require label keys as Docker wants them.',
  why: 'Tools find labels by their keys. Docker asks for small letters, digits and single separators, and keeps three namespaces for itself.',
  category: 'metadata',
  severity: 'info',
  presets: ['strict'],
  codes: { hadolint: ['DL3048'] },
  mentions: ['label'],
  references: [
    'https://docs.docker.com/engine/manage-resources/labels/#key-format-recommendations',
    'https://github.com/hadolint/hadolint/wiki/DL3048',
  ],
  messages: {
    reserved: "The namespace of '{{key}}' is Docker's own. Use a domain of yours, turned round: `com.example.name`.",
    form: "'{{key}}' is not a key that every tool reads: only `a-z`, `0-9`, single `.` and `-`, `_` and `/`, a letter or digit at both ends.",
  },
  examples: [
    { bad: dockerfile`LABEL «Vendor»="ACME" «com.docker.app»=1 «org..x»=y`, good: dockerfile`LABEL com.example.vendor="ACME"` },
    { bad: dockerfile`LABEL «MyLabel»=value «_private»=1 «"a b"»=c` },
    {
      good: dockerfile`LABEL com.redhat.license_terms="x" example.com/team=web`,
      note: 'Docker recommends neither `_` nor `/`, but keys may contain them, and many that tools know do.',
    },
    { good: dockerfile`LABEL org.opencontainers.image.title="App" version=1 \${PREFIX}.x=y` },
  ],

  visit: {
    Label({ pairs }, { report }) {
      for (const { key } of pairs) {
        const { value } = key;
        if (key.variables.length > 0 || value === '') continue;
        if (/^(?:com\.docker|io\.docker|org\.dockerproject)\./.test(value)) report({ at: key, message: 'reserved', data: { key: value } });
        else if (!/^[a-z0-9](?:(?:[.-]|_+|\/)?[a-z0-9])*$/.test(value)) report({ at: key, message: 'form', data: { key: value } });
      }
    },
  },
});
