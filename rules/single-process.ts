import { startupOf } from '../src/model/processes.ts';
import { defineRule, dockerfile } from '../src/rule.ts';

export default defineRule({
  name: 'single-process',
  summary: 'Disallow a container that runs several processes.',
  why: 'Docker and Kubernetes watch, log, limit and restart a container by its one main process. What runs beside it may die unnoticed, cannot be scaled or updated alone, and mixes its logs with the others.',
  category: 'runtime',
  severity: 'warning',
  presets: ['recommended', 'strict'],
  references: [
    'https://docs.docker.com/engine/containers/multi-service_container/',
    'https://docs.docker.com/build/building/best-practices/#decouple-applications',
  ],
  messages: {
    supervisor:
      '`{{name}}` runs several processes in one container, where Docker neither sees nor restarts those that fail. Run each in a container of its own (a Compose service, a container of the pod).',
    background:
      "`{{name}}` goes on in the background beside the container's main process, and nobody notices when it ends. Run it in a container of its own, in the foreground.",
    unwatched:
      "`{{name}}` goes on in the background while the container's main process only waits, so that nobody notices when it ends. Start it in the foreground, as the main process.",
  },
  examples: [
    {
      bad: dockerfile`
        FROM php:8.3-fpm
        RUN apt-get update && apt-get install -y nginx supervisor
        COPY supervisord.conf /etc/supervisor/conf.d/
        CMD [«"/usr/bin/supervisord"», "-n"]
      `,
    },
    {
      bad: dockerfile`
        FROM php:8.3-fpm
        RUN apt-get update && apt-get install -y nginx
        CMD «service nginx start» && php-fpm
      `,
    },
    {
      bad: dockerfile`
        FROM python:3.12
        CMD ["sh", "-c", "«celery -A app worker» & exec gunicorn app:app"]
      `,
    },
    {
      bad: dockerfile`
        FROM debian:12
        CMD «apachectl start» && tail -f /var/log/apache2/error.log
      `,
      note: 'The main process is `tail`: the container stays up when Apache does not. `apachectl -D FOREGROUND` would be the main process itself.',
    },
    {
      bad: dockerfile`
        FROM alpine:3.20
        COPY --chmod=755 <<EOF /entrypoint.sh
        #!/bin/sh
        set -e
        «php-fpm83 -D»
        exec nginx -g 'daemon off;'
        EOF
        ENTRYPOINT ["tini", "--", "/entrypoint.sh"]
      `,
      note: 'A script that the Dockerfile writes is read.',
    },
    {
      bad: dockerfile`
        FROM node:22
        RUN echo '#!/bin/bash\n\
        «node api.js» &\n\
        «node worker.js» &\n\
        wait -n' > /app/start.sh && chmod +x /app/start.sh
        CMD ["/bin/bash", "/app/start.sh"]
      `,
    },
    {
      bad: dockerfile`
        FROM ubuntu:24.04
        RUN apt-get update && apt-get install -y systemd
        CMD [«"/lib/systemd/systemd"»]
      `,
    },
    {
      bad: dockerfile`
        FROM phusion/baseimage:noble-1.0.2
        CMD [«"/sbin/my_init"»]
      `,
    },
    {
      good: dockerfile`
        FROM phusion/baseimage:noble-1.0.2
        RUN install_clean memcached
      `,
      note: 'What the base image starts by itself is its own affair.',
    },
    {
      bad: dockerfile`
        FROM node:22
        CMD «pm2» start ecosystem.config.js && pm2 logs
      `,
    },
    {
      good: dockerfile`
        FROM node:22
        CMD ["pm2-runtime", "app.js"]
      `,
      note: '`pm2-runtime` is made to be the one process of a container.',
    },
    {
      good: dockerfile`
        FROM python:3.12
        CMD ["sh", "-c", "python manage.py migrate && exec gunicorn app:app"]
      `,
      note: 'Preparing first and serving then is one process at a time.',
    },
    {
      good: dockerfile`
        FROM debian:12
        COPY <<'EOF' /entrypoint.sh
        #!/bin/bash
        mysqld --skip-networking & pid=$!
        mysql < /init.sql
        kill "$pid"; wait "$pid"
        exec "$@"
        EOF
        ENTRYPOINT ["/usr/bin/dumb-init", "--", "/entrypoint.sh"]
        CMD ["mysqld"]
      `,
      note: 'A server that is started for a while only and stopped again.',
    },
    {
      good: dockerfile`
        FROM debian:12
        CMD ["bash", "-c", "trap 'kill -TERM $pid' TERM; java -jar app.jar & pid=$!; wait $pid"]
      `,
      note: 'One job that the shell waits for is one process.',
    },
    {
      good: dockerfile`
        FROM ruby:3.3
        CMD ["bundle", "exec", "foreman", "start", "web"]
      `,
      note: 'Foreman told to start one process of the Procfile.',
    },
    {
      good: dockerfile`
        FROM ubuntu:24.04 AS dev
        CMD ["supervisord"]
        FROM ubuntu:24.04
        CMD ["app"]
      `,
      note: 'Only the last stage is shipped.',
    },
  ],

  visit: {
    Stage(stage, context) {
      const info = context.stageOf(stage);
      if (!info?.isFinal) return;
      const programs = startupOf(info, context)?.programs ?? [];
      const lasting = programs.filter(({ role }) => role !== 'step' && role !== 'keeper');
      for (const { role, name, command, at } of lasting) {
        const data = { name: name === '' ? (command.words[0]?.text ?? '') : name };
        if (role === 'supervisor') context.report({ at, message: 'supervisor', data });
        if (role === 'background') context.report({ at, message: lasting.length > 1 ? 'background' : 'unwatched', data });
      }
    },
  },
});
