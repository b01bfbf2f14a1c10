import type { Command } from '../nodes.ts';

/** Programs that start and keep several others by design. Sources: their own manuals. */
export const supervisors: ReadonlySet<string> = new Set([
  ...['supervisord', 'supervisorctl', 's6-svscan', 's6-rc', 's6-linux-init', 'runsvdir', 'runit', 'runit-init', 'runsv', 'runsvdir-start'],
  ...['systemd', 'openrc', 'openrc-init', 'upstart', 'monit', 'foreman', 'honcho', 'goreman', 'hivemind', 'overmind', 'forego'],
  ...['pm2', 'pm2-runtime', 'pm2-docker', 'circusd', 'multirun', 'my_init', 'svscan', 'svscanboot', 'god', 'bluepill', 'eye', 'procodile'],
  ...['concurrently', 'npm-run-all', 'run-p', 'parallelshell', 'chaperone', 'dinit', 'finit', 'horust', 'process-compose'],
]);

/** Full paths of inits whose base name alone says little. https://github.com/just-containers/s6-overlay#usage */
export const initPaths: ReadonlySet<string> = new Set([
  '/init',
  '/sbin/init',
  '/usr/sbin/init',
  '/lib/systemd/systemd',
  '/usr/lib/systemd/systemd',
  '/sbin/my_init',
]);

/** First processes that start one program, pass signals on and reap zombies: no supervisors. */
export const reapers: ReadonlySet<string> = new Set([
  'tini',
  'tini-static',
  'dumb-init',
  'catatonit',
  'docker-init',
  'pid1',
  'su-exec',
  'gosu',
  'setpriv',
]);

/** A server program, and how it is told to stay in front. */
export interface Daemon {
  readonly commands: readonly string[];
  /** What it is, for a message. */
  readonly service: string;
  /** What it does without options: `front` stays the container's main process, `back` leaves it. */
  readonly without: 'front' | 'back';
  /** Its arguments, joined by blanks, that make it do the other thing. */
  readonly otherwise?: RegExp;
  /** Its configuration file may say so as well: without it, a lone command says nothing of a main process. */
  readonly configurable?: true;
  /** Arguments with which it serves nothing: tests, help, signals. */
  readonly idle?: RegExp;
}

const help = /^--?(?:help|version|h)$/;

/** Servers that are met in Dockerfiles. Each row: the manual of the program. */
export const daemons: readonly Daemon[] = [
  // https://nginx.org/en/docs/switches.html
  {
    commands: ['nginx', 'openresty', 'angie'],
    service: 'nginx',
    configurable: true,
    without: 'back',
    otherwise: /daemon +off/,
    idle: /(?:^| )-(?:t|T|v|V|s|h|\?)(?: |$)/,
  },
  // https://httpd.apache.org/docs/2.4/programs/httpd.html, apachectl.html; `-f` keeps BusyBox's httpd in front.
  {
    commands: ['apachectl', 'apache2ctl', 'httpd', 'apache2', 'httpd2'],
    service: 'Apache',
    without: 'back',
    otherwise: /-D ?(?:FOREGROUND|NO_DETACH)|(?:^| )-[Xf](?: |$)/,
    idle: /(?:^| )(?:-[tvVlLSMh]|-k (?:stop|graceful-stop)|configtest|status|stop|graceful-stop)(?: |$)/,
  },
  { commands: ['apache2-foreground', 'httpd-foreground'], service: 'Apache', without: 'front' },
  // https://man.openbsd.org/sshd.8
  { commands: ['sshd'], service: 'SSH server', without: 'back', otherwise: /(?:^| )-[a-zA-Z46]*[Dd]/, idle: /(?:^| )-[tTGV]/ },
  { commands: ['dropbear'], service: 'SSH server', without: 'back', otherwise: /(?:^| )-[A-Za-z]*F/, idle: /(?:^| )-[hV](?: |$)/ },
  // https://redis.io/docs/latest/operate/oss_and_stack/management/config/
  {
    commands: ['redis-server', 'valkey-server', 'keydb-server'],
    service: 'Redis',
    configurable: true,
    without: 'front',
    otherwise: /--daemonize[ =]yes/,
    idle: help,
  },
  { commands: ['mongod', 'mongos'], service: 'MongoDB', configurable: true, without: 'front', otherwise: /(?:^| )--fork/, idle: help },
  {
    commands: ['mysqld', 'mariadbd', 'mysqld_safe', 'mariadbd-safe'],
    service: 'MySQL',
    without: 'front',
    otherwise: /--daemonize/,
    idle: /--initialize|--help|--version|--bootstrap|--install/,
  },
  { commands: ['postgres'], service: 'PostgreSQL', without: 'front', idle: /(?:^| )(?:--help|--version|-V|--describe-config|-C)/ },
  { commands: ['pg_ctl'], service: 'PostgreSQL', without: 'front', otherwise: /(?:^| )(?:start|restart)(?: |$)/ },
  { commands: ['pg_ctlcluster'], service: 'PostgreSQL', without: 'front', otherwise: /(?:^| )(?:start|restart)(?: |$)/ },
  { commands: ['memcached'], service: 'memcached', without: 'front', otherwise: /(?:^| )(?:-d|--daemon)(?: |$)/, idle: help },
  // https://manpages.debian.org/trixie/cron/cron.8.en.html, crond of BusyBox and cronie: in front with -f or -n.
  { commands: ['cron', 'crond'], service: 'cron', without: 'back', otherwise: /(?:^| )-[a-zA-Z]*[fn]/ },
  {
    commands: ['rsyslogd', 'syslogd', 'syslog-ng'],
    service: 'syslog',
    without: 'back',
    otherwise: /(?:^| )(?:-[a-zA-Z]*[nF]|--foreground)/,
    idle: /(?:^| )-[vN]/,
  },
  // The official PHP images set `daemonize = no`, so that no flag says nothing.
  {
    commands: ['php-fpm'],
    service: 'PHP-FPM',
    configurable: true,
    without: 'front',
    otherwise: /(?:^| )(?:-D|--daemonize)(?: |$)/,
    idle: /(?:^| )-(?:t|tt|v|i|m|h)(?: |$)/,
  },
  {
    commands: ['gunicorn'],
    service: 'Gunicorn',
    without: 'front',
    otherwise: /(?:^| )(?:-D|--daemon)(?: |$)/,
    idle: /--(?:check-config|version|help|print-config)/,
  },
  {
    commands: ['uwsgi'],
    service: 'uWSGI',
    without: 'front',
    otherwise: /(?:^| )(?:-d|--daemonize2?)(?: |=|$)/,
    idle: /--(?:version|help)/,
  },
  {
    commands: ['supervisord'],
    service: 'supervisord',
    configurable: true,
    without: 'back',
    otherwise: /(?:^| )(?:-n|--nodaemon)(?: |$)/,
    idle: /(?:^| )(?:-v|--version|-h|--help)(?: |$)/,
  },
  { commands: ['pm2', 'forever'], service: 'process manager', without: 'front', otherwise: /^start(?!.*--no-daemon)/ },
  {
    commands: ['lighttpd'],
    service: 'lighttpd',
    without: 'back',
    otherwise: /(?:^| )-[a-zA-Z]*D/,
    idle: /(?:^| )-(?:t|tt|v|V|h|p|1)(?: |$)/,
  },
  {
    commands: ['haproxy'],
    service: 'HAProxy',
    configurable: true,
    without: 'front',
    otherwise: /(?:^| )-D(?: |$)/,
    idle: /(?:^| )-(?:c|v|vv)(?: |$)/,
  },
  {
    commands: ['squid'],
    service: 'Squid',
    without: 'back',
    otherwise: /(?:^| )-[a-zA-Z]*N|--foreground/,
    idle: /(?:^| )-(?:z|v|k|h)(?: |$)/,
  },
  { commands: ['named'], service: 'DNS server', without: 'back', otherwise: /(?:^| )-[fg](?: |$)/, idle: /(?:^| )-[vV](?: |$)/ },
  {
    commands: ['dnsmasq'],
    service: 'DNS server',
    without: 'back',
    otherwise: /(?:^| )-(?:k|d)|--(?:keep-in-foreground|no-daemon)/,
    idle: /--(?:test|version|help)/,
  },
  { commands: ['postfix'], service: 'mail server', without: 'front', otherwise: /(?:^| )(?:start)(?: |$)/ },
  {
    commands: ['catalina.sh', 'standalone.sh'],
    service: 'application server',
    without: 'front',
    otherwise: /^start(?: |$)/,
    idle: /^(?:stop|configtest|version)/,
  },
  {
    commands: ['monit'],
    service: 'monit',
    configurable: true,
    without: 'back',
    otherwise: /(?:^| )-[a-zA-Z]*I/,
    idle: /(?:^| )(?:-[tVh]|stop|quit|status|summary)/,
  },
  {
    commands: [
      ...['uvicorn', 'hypercorn', 'daphne', 'waitress-serve', 'puma', 'unicorn', 'thin', 'traefik', 'envoy', 'varnishd', 'vsftpd'],
      ...['rabbitmq-server', 'etcd', 'nats-server', 'prometheus', 'grafana-server', 'elasticsearch', 'kibana', 'zkServer.sh'],
      ...['kafka-server-start.sh', 'dockerd', 'containerd', 'slapd', 'mosquitto', 'Xvfb', 'Xvnc', 'x11vnc', 'sidekiq', 'influxd'],
    ],
    service: 'server',
    without: 'front',
    idle: help,
  },
];

const byCommand: ReadonlyMap<string, Daemon> = new Map(
  daemons.flatMap((daemon) => daemon.commands.map((command) => [command, daemon] as const)),
);

/** Interpreters, which may run a server or may not. */
export const interpreters: ReadonlySet<string> = new Set([
  'node',
  'java',
  'python',
  'python3',
  'ruby',
  'perl',
  'php',
  'dotnet',
  'deno',
  'bun',
  'beam.smp',
  'erl',
  'mono',
]);

/** The server that a program's base name stands for; `php-fpm8.2` is `php-fpm`. */
export function daemonOf(command: string): Daemon | undefined {
  return byCommand.get(command) ?? (/^php-fpm-?\d[\d.]*$/.test(command) ? byCommand.get('php-fpm') : undefined);
}

/** What a command leaves running behind itself: `service mysql start`, `nginx` without `daemon off`, `mysqld_safe &`. Absent: nothing known. */
export function backgroundService(command: Command): string | undefined {
  const { name, words } = command;
  const path = words[0]?.value ?? '';
  const daemon = daemonOf(name);
  if (!daemon && !serviceManagers.has(name) && !path.startsWith('/etc/')) return undefined;
  const texts = words.slice(1).map(({ value, text }) => value ?? text);
  const started = startedService(name, path, texts);
  if (started !== undefined || !daemon) return started;
  const line = texts.join(' ');
  if (daemon.idle?.test(line)) return undefined;
  const other = daemon.otherwise?.test(line) ?? false;
  return command.background || (daemon.without === 'back') !== other ? daemon.service : undefined;
}

/** Whether a command serves in the foreground, so that it may be a container's one process. */
export function foregroundService(command: Command): string | undefined {
  const daemon = daemonOf(command.name);
  if (!daemon || backgroundService(command) !== undefined) return undefined;
  return daemon.idle?.test(
    command.words
      .slice(1)
      .map(({ value, text }) => value ?? text)
      .join(' '),
  )
    ? undefined
    : daemon.service;
}

/** Programs that start and stop services. */
export const serviceManagers: ReadonlySet<string> = new Set([
  'service',
  'invoke-rc.d',
  'rc-service',
  'systemctl',
  'initctl',
  'sv',
  's6-svc',
]);

const starts: ReadonlySet<string> = new Set(['start', 'restart', 'reload-or-restart', 'force-reload']);

/** Commands of init systems: https://www.freedesktop.org/software/systemd/man/systemctl.html, service(8), invoke-rc.d(8), rc-service(8). */
function startedService(name: string, path: string, args: readonly string[]): string | undefined {
  const operands = args.filter((arg) => !arg.startsWith('-'));
  const [first = '', second = ''] = operands;
  if (name === 'service' || name === 'invoke-rc.d' || name === 'rc-service') return starts.has(second) ? first : undefined;
  if (name === 'systemctl' || name === 'initctl' || name === 'sv' || name === 's6-svc')
    return starts.has(first) || first === 'up' ? second : undefined;
  if (path.startsWith('/etc/init.d/') || path.startsWith('/etc/rc.d/init.d/')) return starts.has(first) ? name : undefined;
  return undefined;
}
