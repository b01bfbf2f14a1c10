import { daemonOf } from '../src/knowledge/daemons.ts';
import { hasRuntimeUse, packageNote } from '../src/knowledge/packages.ts';
import { removePackage } from '../src/model/package-edits.ts';
import { isDedicatedTo, servicesOf } from '../src/model/services.ts';
import { defineRule, dockerfile } from '../src/rule.ts';

export default defineRule({
  name: 'no-system-daemons',
  summary: 'Disallow services of the host, such as cron, syslog and monitoring agents, in an image.',
  why: 'Schedules, logs and monitoring are the business of the host or the orchestrator, which see all containers. In an image they are one more process that runs as root, grows the image and fails unseen.',
  category: 'runtime',
  severity: 'warning',
  fix: 'unsafe',
  fixTitle: 'Do not install the service',
  references: [
    'https://docs.docker.com/build/building/best-practices/#decouple-applications',
    'https://kubernetes.io/docs/concepts/workloads/controllers/cron-jobs/',
    'https://12factor.net/logs',
  ],
  messages: { service: '`{{name}}` is a service of the host, not of a container. {{advice}}' },
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
      good: dockerfile`
        FROM rockylinux:9
        RUN dnf install -y httpd && dnf clean all
        EXPOSE 80
        CMD ["/start.sh"]
      `,
    },
  ],

  visit: {
    Stage(stage, context) {
      const info = context.stageOf(stage);
      if (!info?.isFinal) return;
      const services = servicesOf(info, context);
      if (isDedicatedTo(services, isHostProgram)) return;
      const packages = services.packages.filter(({ name }) => isHostPackage(name));
      for (const { install, word, name } of packages) {
        const isUsed = services.mentions(new RegExp(stemOf(name), 'g')) > 1;
        context.report({
          at: word,
          message: 'service',
          data: { name, advice: adviceFor(name) },
          fix: isUsed ? undefined : () => removePackage(install, word, context),
        });
      }
      for (const { at, name } of services.started) {
        const isTold = packages.some((one) => stemOf(one.name) === stemOf(name));
        if (isHostProgram(name) && !isInit(name) && !isTold)
          context.report({ at, message: 'service', data: { name, advice: adviceFor(name) } });
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
  /cron|syslog|snmp|nrpe|zabbix|collectd|ntp|chrony/.exec(name)?.[0] ?? name.replace(/[-_].*$|d$/, '').replace(/\W/g, '.');

const adviceFor = (name: string): string =>
  advice.find(([names]) => names.test(name))?.[1] ?? 'Run it on the host, or in a container of its own.';

const advice: readonly (readonly [names: RegExp, text: string])[] = [
  [/cron|^atd?$/, 'Let the scheduler of the host or the orchestrator (a Kubernetes CronJob) start the job in a container of its own.'],
  [/syslog|logrotate|socklog/, 'Log to standard output, which Docker collects and rotates.'],
  [/^systemd|^sysvinit/, 'Let CMD start the program itself.'],
];
