/** A server that keeps what it is told in a directory. */
export interface StatefulServer {
  readonly programs: readonly string[];
  readonly directory: string;
  readonly source: string;
}

/** Where servers keep their data unless they are told otherwise. */
export const statefulServers: readonly StatefulServer[] = [
  {
    programs: ['mysqld', 'mysqld_safe', 'mariadbd', 'mariadbd-safe', 'mysql', 'mariadb'],
    directory: '/var/lib/mysql',
    source: 'https://dev.mysql.com/doc/refman/8.4/en/data-directory.html',
  },
  {
    programs: ['postgres', 'postmaster', 'pg_ctl', 'pg_ctlcluster', 'postgresql'],
    directory: '/var/lib/postgresql',
    source: 'https://www.postgresql.org/docs/current/storage-file-layout.html',
  },
  {
    programs: ['redis-server', 'valkey-server'],
    directory: '/var/lib/redis',
    source: 'https://redis.io/docs/latest/operate/oss_and_stack/management/config/',
  },
  { programs: ['mongod'], directory: '/data/db', source: 'https://www.mongodb.com/docs/manual/reference/configuration-options/' },
  {
    programs: ['rabbitmq-server'],
    directory: '/var/lib/rabbitmq',
    source: 'https://www.rabbitmq.com/docs/relocate',
  },
  { programs: ['slapd'], directory: '/var/lib/ldap', source: 'https://www.openldap.org/doc/admin26/quickstart.html' },
  {
    programs: ['influxd'],
    directory: '/var/lib/influxdb',
    source: 'https://docs.influxdata.com/influxdb/v2/reference/internals/file-system-layout/',
  },
  { programs: ['couchdb'], directory: '/opt/couchdb/data', source: 'https://docs.couchdb.org/en/stable/config/couchdb.html' },
];
