import { daemonOf } from '../src/knowledge/daemons.ts';
import { daemonStems, hasRuntimeUse, packageNote } from '../src/knowledge/packages.ts';
import { removePackage } from '../src/model/package-edits.ts';
import { installedPackages, isDedicatedTo, mentions, startedServices, startsUnseen } from '../src/model/services.ts';
import { defineRule, dockerfile } from '../src/rule.ts';

export default defineRule({
  name: 'no-system-daemons',
  summary: 'Disallow services of the host, such as cron, syslog and monitoring agents, in an image.',
  why: 'Schedules, logs and monitoring are the business of the host or the orchestrator, which see all containers. In an image they are one more process that runs as root, grows the image and fails unseen.',
  category: 'runtime',
  severity: 'warning',
  fix: 'unsafe',
  fixTitle: 'Do not install the service',
  mentions: daemonStems,
  references: [
    'https://docs.docker.com/build/building/best-practices/#decouple-applications',
    'https://kubernetes.io/docs/concepts/workloads/controllers/cron-jobs/',
    'https://12factor.net/logs',
  ],
  messages: {
    schedule:
      '`{{name}}` is for a host that runs many things. Let the scheduler of the host or the orchestrator (a Kubernetes CronJob) start the job in a container of its own.',
    logs: '`{{name}}` is for a host that runs many things. Log to standard output, which Docker collects and rotates.',
    init: '`{{name}}` is for a host that runs many things. Leave it out, and let `CMD` start the program itself.',
    agent: '`{{name}}` is for a host, where it sees all containers. Run it there, or in a container of its own.',
  },
  examples: [
    {
      bad: dockerfile`
        FROM php:8.3-apache
        RUN apt-get update && apt-get install -y «cron» libzip-dev && rm -rf /var/lib/apt/lists/*
        CMD ["apache2-foreground"]
      `,
      good: dockerfile`
        FROM php:8.3-apache
        RUN apt-get update && apt-get install -y libzip-dev && rm -rf /var/lib/apt/lists/*
        CMD ["apache2-foreground"]
      `,
    },
    {
      bad: dockerfile`
        FROM debian:12
        RUN apt-get update \
            && apt-get install -y \
                «collectd» \
                nginx \
                «rsyslog»
        CMD ["nginx", "-g", "daemon off;"]
      `,
      good: dockerfile`
        FROM debian:12
        RUN apt-get update \
            && apt-get install -y \
                nginx
        CMD ["nginx", "-g", "daemon off;"]
      `,
    },
    {
      bad: dockerfile`
        FROM debian:12
        RUN set -eux; \
            apt-get update; \
            apt-get install -y --no-install-recommends \
                ca-certificates \
                «logrotate»; \
            rm -rf /var/lib/apt/lists/*
        CMD ["app"]
      `,
      good: dockerfile`
        FROM debian:12
        RUN set -eux; \
            apt-get update; \
            apt-get install -y --no-install-recommends \
                ca-certificates; \
            rm -rf /var/lib/apt/lists/*
        CMD ["app"]
      `,
    },
    {
      bad: dockerfile`
        FROM alpine:3.20
        RUN apk add --no-cache «cronie» «rsyslog»
        CMD ["app"]
      `,
      good: dockerfile`
        FROM alpine:3.20
        CMD ["app"]
      `,
    },
    {
      bad: dockerfile`
        FROM python:3.12
        RUN apt-get update && apt-get install -y «cron»
        COPY crontab /etc/cron.d/app
        CMD service cron start && exec gunicorn app:app
      `,
      note: 'No fix: the rest of the file still needs it.',
    },
    {
      bad: dockerfile`
        FROM alpine:3.20
        RUN apk add --no-cache nginx
        CMD «crond» && nginx -g 'daemon off;'
      `,
      note: 'BusyBox brings a cron of its own: nothing is installed, but it is started.',
    },
    {
      good: dockerfile`
        FROM debian:12
        RUN apt-get update && apt-get install -y cron && touch /var/log/cron.log
        COPY jobs /etc/cron.d/jobs
        CMD cron && tail -f /var/log/cron.log
      `,
      note: 'An image that is made to run cron, and nothing else.',
    },
    {
      good: dockerfile`
        FROM alpine:3.20
        RUN apk add --no-cache rsyslog
        ENTRYPOINT ["rsyslogd", "-n"]
      `,
    },
    {
      good: dockerfile`
        FROM alpine:3.20
        RUN apk add --no-cache chrony
        COPY startup.sh /opt/startup.sh
        EXPOSE 123/udp
        ENTRYPOINT ["/bin/sh", "/opt/startup.sh"]
      `,
      note: 'A script that the file does not show may well start it as the one process.',
    },
    {
      bad: dockerfile`
        FROM rockylinux:9
        RUN dnf install -y httpd «net-snmp» && dnf clean all
        EXPOSE 80
        CMD ["/start.sh"]
      `,
      note: 'More is served on port 80. No fix: the script may start the agent.',
    },
  ],

  visit: {
    Stage(stage, context) {
      const info = context.stageOf(stage);
      if (!info?.isFinal) return;
      const packages = installedPackages(info, context).filter(({ name }) => isHostPackage(name));
      const started = startedServices(info, context).filter(({ name }) => isHostProgram(name) && !isInit(name));
      if (packages.length + started.length === 0 || isDedicatedTo(isHostProgram, info, context)) return;
      const isUnseen = packages.length > 0 && startsUnseen(info, context);
      const stems = new Set(packages.map(({ name }) => stemOf(name)));
      const used = [...stems].filter((stem) => isUnseen || mentions(new RegExp(stem, 'g'), info, context) > 1);
      for (const { install, word, name } of packages) {
        context.report({
          at: word,
          message: kindOf(name),
          data: { name },
          fix: used.includes(stemOf(name)) ? undefined : () => removePackage(install, word, context),
        });
      }
      for (const { at, name } of started) {
        if (!stems.has(stemOf(name))) context.report({ at, message: kindOf(name), data: { name } });
      }
    },
  },
});

/** What programs use at run time as well says nothing, unless it is one of those that the rule is about. */
function isHostPackage(name: string): boolean {
  const note = packageNote(name);
  return note?.class === 'daemon' && (!hasRuntimeUse(note, name) || /cron|^(?:logrotate|systemd)$/.test(name));
}

/** `crond`, `zabbix_agentd`, and the name of a service: `rsyslog`. */
function isHostProgram(name: string): boolean {
  if (isInit(name) || /^(?:cron|syslog)$/.test(daemonOf(name)?.service ?? '')) return true;
  const plain = name.replaceAll('_', '-');
  return [plain, plain.replace(/d$/, ''), plain.replace(/-(?:server|client)$/, '')].some((one) => isHostPackage(one));
}

const isInit = (name: string): boolean => name === 'systemd' || name === 'init';

/** What package, program and configuration have in common: `cron` of `cronie`, `crond` and `/etc/cron.d`. */
const stemOf = (name: string): string =>
  /cron|syslog|snmp|nrpe|zabbix|collectd|ntp|chrony/.exec(name)?.[0] ?? name.replace(/[-_][^]*|d$/, '').replace(/\W/g, '.');

function kindOf(name: string): 'schedule' | 'logs' | 'init' | 'agent' {
  if (/cron|^atd?$/.test(name)) return 'schedule';
  if (/syslog|logrotate|socklog/.test(name)) return 'logs';
  return /^systemd|^sysvinit/.test(name) ? 'init' : 'agent';
}
