import { systemDirectories } from '../src/knowledge/system-directories.ts';
import { joinPath } from '../src/model/settings.ts';
import { defineRule, dockerfile } from '../src/rule.ts';

export default defineRule({
  name: 'no-system-workdir',
  summary: 'Disallow working in a directory of the system.',
  why: 'What a build copies to `.` or leaves behind there mixes with the programs of the system and replaces some, or disappears: `/proc`, `/sys` and `/dev` are made anew for every container.',
  category: 'files',
  severity: 'warning',
  codes: { trivy: ['DS-0030'] },
  mentions: ['workdir'],
  references: [
    'https://avd.aquasec.com/misconfig/dockerfile/general/ds-0030/',
    'https://refspecs.linuxfoundation.org/FHS_3.0/fhs/index.html',
  ],
  messages: { system: '`{{path}}` belongs to the system: files of your own get lost in it or break it. Work in a folder such as `/app`.' },
  examples: [
    { bad: dockerfile`WORKDIR «/usr/bin»` },
    {
      bad: dockerfile`
        FROM debian:12
        WORKDIR /proc/..
        WORKDIR «sys»
        WORKDIR «/proc/self»
      `,
    },
    { good: dockerfile`WORKDIR /usr/src/app` },
    { good: dockerfile`WORKDIR /usr/lib/app` },
  ],

  visit: {
    Workdir(workdir, context) {
      const { path } = workdir;
      const value = path && context.resolve(path, workdir);
      if (!path || value === undefined) return;
      const whole = joinPath(context.workdirAt(workdir) ?? '/unknown', value) ?? '';
      if (!systemDirectories.has(whole) && !/^\/(?:proc|sys|dev|boot)\//.test(whole)) return;
      context.report({ at: path, message: 'system', data: { path: whole } });
    },
  },
});
