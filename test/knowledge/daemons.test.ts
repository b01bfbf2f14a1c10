import { describe, expect, it } from 'vitest';
import { backgroundService, daemonOf, daemons, foregroundService, reapers, supervisors } from '../../src/knowledge/daemons.ts';
import type { Command } from '../../src/nodes.ts';
import { parseScript } from '../../src/shell/script.ts';
import { joined } from '../shell/joined.ts';

function command(text: string): Command {
  const found = parseScript(joined(text), 'sh', 'instruction').commands.at(-1);
  if (!found) throw new Error(`no command in ${text}`);
  return found;
}

describe('the table of daemons', () => {
  it('names no command twice', () => {
    const names = daemons.flatMap(({ commands }) => commands);
    expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([]);
  });

  it('takes no reaper for a supervisor', () => {
    expect([...reapers].filter((name) => supervisors.has(name))).toEqual([]);
  });

  it('knows versions of PHP-FPM', () => {
    expect(daemonOf('php-fpm8.2')?.service).toBe('PHP-FPM');
    expect(daemonOf('toString')).toBeUndefined();
  });

  it.each([
    ['service mysql start', 'mysql'],
    ['service --status-all', undefined],
    ['service ssh stop', undefined],
    ['/etc/init.d/nginx restart', 'nginx'],
    ['systemctl start docker', 'docker'],
    ['systemctl --now start docker', 'docker'],
    ['systemctl enable docker', undefined],
    ['rc-service sshd start', 'sshd'],
    ['nginx', 'nginx'],
    ["nginx -g 'daemon off;'", undefined],
    ['nginx -t', undefined],
    ['apachectl start', 'Apache'],
    ['apachectl -D FOREGROUND', undefined],
    ['apache2ctl -DFOREGROUND', undefined],
    ['apachectl configtest', undefined],
    ['busybox httpd -f -p 8080', undefined],
    ['/usr/sbin/sshd', 'SSH server'],
    ['/usr/sbin/sshd -D -e', undefined],
    ['sshd -De', undefined],
    ['redis-server', undefined],
    ['redis-server --daemonize yes', 'Redis'],
    ['mysqld_safe &', 'MySQL'],
    ['mysqld', undefined],
    ['mysqld --initialize-insecure &', undefined],
    ['pg_ctl -D /data start', 'PostgreSQL'],
    ['cron', 'cron'],
    ['cron -f', undefined],
    ['crond -l 2 -f', undefined],
    ['gunicorn -D app', 'Gunicorn'],
    ['gunicorn app', undefined],
    ['supervisord -n', undefined],
    ['php-fpm83 -D', 'PHP-FPM'],
    ['pm2 start app.js', 'process manager'],
    ['pm2 start app.js --no-daemon', undefined],
    ['catalina.sh run', undefined],
    ['catalina.sh start', 'application server'],
    ['Xvfb :99 &', 'server'],
    ['make all &', undefined],
  ])('%s leaves %s running', (text, service) => {
    expect(backgroundService(command(text))).toBe(service);
  });

  it.each([
    ["nginx -g 'daemon off;'", 'nginx'],
    ['nginx', undefined],
    ['nginx -t', undefined],
    ['php-fpm', 'PHP-FPM'],
    ['redis-server /etc/redis.conf', 'Redis'],
    ['ls', undefined],
  ])('%s serves %s', (text, service) => {
    expect(foregroundService(command(text))).toBe(service);
  });
});
