import type { ImageRow } from './images.ts';

/** Images that a vendor builds by one pattern. */
export const vendorImages = [
  {
    // https://techdocs.broadcom.com/bitnami: servers run as 1001; language images may run as root.
    repositories: ['bitnami', 'bitnamilegacy', 'public.ecr.aws/bitnami'].flatMap((owner) =>
      [
        ...['postgresql', 'postgresql-repmgr', 'redis', 'redis-cluster', 'redis-sentinel', 'mysql', 'mariadb', 'mariadb-galera', 'mongodb'],
        ...['nginx', 'apache', 'rabbitmq', 'kafka', 'zookeeper', 'elasticsearch', 'opensearch', 'kibana', 'logstash', 'etcd', 'kubectl'],
        ...['wordpress', 'memcached', 'tomcat', 'wildfly', 'keycloak', 'minio', 'grafana', 'prometheus', 'cassandra', 'spark', 'airflow'],
        ...['ghost', 'drupal', 'moodle', 'jenkins', 'sonarqube', 'gitea', 'consul', 'vault', 'pgbouncer', 'pgpool', 'solr', 'influxdb'],
      ].map((name) => `${owner}/${name}`),
    ),
    family: 'debian',
    user: '1001',
    source: 'https://github.com/bitnami/containers/tree/main/bitnami',
  },
  {
    repositories: ['bitnami/*', 'bitnamilegacy/*', 'bitnamisecure/*', 'public.ecr.aws/bitnami/*'],
    family: 'debian',
    userVaries: true,
    source: 'https://github.com/bitnami/containers/tree/main/bitnami',
  },
  {
    repositories: ['mcr.microsoft.com/mssql/server', 'mcr.microsoft.com/azure-sql-edge'],
    family: 'debian',
    user: 'mssql',
    tags: [
      { tag: /^2017/, user: 'root' },
      { tag: /rhel/, family: 'rhel' },
    ],
    source: 'https://learn.microsoft.com/sql/linux/sql-server-linux-docker-container-security',
  },
  {
    repositories: ['mcr.microsoft.com/playwright', 'mcr.microsoft.com/playwright/*'],
    family: 'debian',
    ships: { name: 'pwuser', group: 'pwuser' },
    source: 'https://github.com/microsoft/playwright/blob/main/utils/docker/Dockerfile.noble',
  },
  {
    repositories: ['mcr.microsoft.com/devcontainers/*', 'mcr.microsoft.com/vscode/devcontainers/*'],
    family: 'debian',
    builder: true,
    userVaries: true,
    source: 'https://github.com/devcontainers/images',
  },
  { repositories: ['mcr.microsoft.com/azure-functions/*'], family: 'debian', source: 'https://github.com/Azure/azure-functions-docker' },
  {
    repositories: ['mcr.microsoft.com/*', 'microsoft/*'],
    family: 'unknown',
    userVaries: true,
    source: 'https://mcr.microsoft.com/catalog',
  },
  {
    // Lambda runs every image as a user of its own, whatever it says (https://docs.aws.amazon.com/lambda/latest/dg/images-create.html).
    repositories: ['public.ecr.aws/lambda/*', 'amazon/aws-lambda-*'],
    family: 'rhel',
    rootByDesign: true,
    source: 'https://github.com/aws/aws-lambda-base-images',
  },
  {
    repositories: ['amazon/aws-cli', 'public.ecr.aws/sam/*'],
    family: 'rhel',
    source: 'https://github.com/aws/aws-cli/blob/v2/docker/Dockerfile',
  },
  {
    repositories: ['google/cloud-sdk', 'gcr.io/google.com/cloudsdktool/*'],
    family: 'debian',
    source: 'https://github.com/GoogleCloudPlatform/cloud-sdk-docker',
  },
  {
    repositories: ['minio/minio', 'minio/mc', 'quay.io/minio/*', 'cockroachdb/cockroach'],
    family: 'rhel',
    source: 'https://github.com/minio/minio/blob/master/Dockerfile.release',
  },
  {
    repositories: ['heroku/*', 'paketobuildpacks/*', 'gitpod/*'],
    family: 'debian',
    userVaries: true,
    source: 'https://github.com/heroku/base-images',
  },
] as const satisfies readonly ImageRow[];
