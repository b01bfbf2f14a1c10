import type { ImageRow } from './images.ts';

const official = 'https://github.com/docker-library/repo-info/tree/master/repos';
const ubuntuAccount = { name: 'ubuntu', uid: 1000, group: 'ubuntu' } as const;

/** Operating systems and what is less than one. */
export const systemImages = [
  { repositories: ['scratch'], family: 'scratch', shell: false, environment: [], source: 'https://hub.docker.com/_/scratch' },
  { repositories: ['busybox'], family: 'busybox', environment: [], source: `${official}/busybox` },
  { repositories: ['alpine'], family: 'alpine', environment: [], source: `${official}/alpine` },
  { repositories: ['alpine/*', 'rancher/alpine-git', 'frolvlad/alpine-*'], family: 'alpine', source: 'https://hub.docker.com/u/alpine' },
  {
    repositories: ['debian'],
    family: 'debian',
    environment: [],
    minimal: { suffix: '-slim', place: 'behind', except: /slim|backports|experimental|rc-buggy|^(?:latest|wheezy|squeeze|7|6)/ },
    source: `${official}/debian`,
  },
  {
    repositories: ['ubuntu', 'public.ecr.aws/ubuntu/ubuntu'],
    family: 'debian',
    environment: [],
    // https://bugs.launchpad.net/cloud-images/+bug/2005129: since 23.04 the image has an account of its own.
    tags: [{ tag: /^(?:2[4-9]\.|23\.|lunar|mantic|noble|oracular|plucky|questing|resolute|latest|rolling|devel)/, ships: ubuntuAccount }],
    source: `${official}/ubuntu`,
  },
  {
    repositories: ['kalilinux/*', 'parrotsec/*', 'devuan/devuan', 'neurodebian', 'public.ecr.aws/debian/debian', 'bitnami/minideb'],
    family: 'debian',
    source: 'https://www.kali.org/docs/containers/official-kalilinux-docker-images/',
  },
  {
    repositories: ['buildpack-deps'],
    family: 'debian',
    environment: [],
    builder: true,
    tags: [
      { tag: /curl|scm/, builder: false },
      { tag: /noble|resolute|questing|plucky/, ships: ubuntuAccount },
    ],
    source: `${official}/buildpack-deps`,
  },
  {
    repositories: [
      ...['fedora', 'centos', 'rockylinux', 'almalinux', 'amazonlinux', 'oraclelinux', 'photon', 'sl', 'rockylinux/rockylinux'],
      ...['almalinux/*', 'rockylinux/*', 'registry.fedoraproject.org/*', 'quay.io/fedora/*', 'quay.io/centos/*'],
      ...['quay.io/rockylinux/*', 'quay.io/almalinuxorg/*', 'public.ecr.aws/amazonlinux/amazonlinux', 'container-registry.oracle.com/os/*'],
    ],
    family: 'rhel',
    source: official,
  },
  {
    // https://catalog.redhat.com/software/base-images
    repositories: [
      ...['registry.access.redhat.com/ubi7', 'registry.access.redhat.com/ubi8', 'registry.access.redhat.com/ubi9'],
      ...['registry.access.redhat.com/ubi10', 'registry.access.redhat.com/ubi8-minimal', 'registry.access.redhat.com/ubi9-minimal'],
      ...['registry.access.redhat.com/ubi8/ubi', 'registry.access.redhat.com/ubi9/ubi', 'registry.access.redhat.com/ubi10/ubi'],
      ...['registry.access.redhat.com/ubi8/ubi-minimal', 'registry.access.redhat.com/ubi9/ubi-minimal', 'redhat/ubi8', 'redhat/ubi9'],
      ...['registry.access.redhat.com/ubi10/ubi-minimal', 'registry.access.redhat.com/ubi10-minimal', 'redhat/ubi8-minimal'],
      ...['registry.access.redhat.com/ubi8-micro', 'registry.access.redhat.com/ubi9-micro', 'redhat/ubi9-minimal', 'redhat/ubi9-micro'],
      ...[
        'registry.access.redhat.com/ubi8/ubi-micro',
        'registry.access.redhat.com/ubi9/ubi-micro',
        'registry.access.redhat.com/ubi10/ubi-micro',
      ],
      ...['redhat/ubi10', 'redhat/ubi10-minimal', 'redhat/ubi10-micro', 'redhat/ubi8-micro'],
    ],
    family: 'rhel',
    source: 'https://catalog.redhat.com/software/base-images',
  },
  {
    repositories: [
      'registry.access.redhat.com/ubi8/ubi-init',
      'registry.access.redhat.com/ubi9/ubi-init',
      'redhat/ubi8-init',
      'redhat/ubi9-init',
    ],
    family: 'rhel',
    init: 'systemd',
    source: 'https://catalog.redhat.com/software/base-images',
  },
  {
    // Language and server images run as 1001 or 185.
    repositories: ['registry.access.redhat.com/*', 'registry.redhat.io/*', 'redhat/*'],
    family: 'rhel',
    userVaries: true,
    source: 'https://github.com/sclorg/s2i-base-container/blob/master/core/Dockerfile.rhel9',
  },
  {
    repositories: ['opensuse/*', 'registry.opensuse.org/opensuse/*', 'registry.suse.com/bci/bci-base', 'registry.suse.com/suse/*'],
    family: 'suse',
    source: 'https://registry.opensuse.org',
  },
  { repositories: ['registry.suse.com/bci/*'], family: 'suse', userVaries: true, source: 'https://registry.suse.com' },
  {
    repositories: ['archlinux', 'archlinux/archlinux', 'ghcr.io/archlinux/*', 'manjarolinux/base'],
    family: 'arch',
    source: `${official}/archlinux`,
  },
  {
    // https://github.com/GoogleContainerTools/distroless: every image has nonroot (65532); only these tags run as it.
    repositories: ['gcr.io/distroless/*'],
    family: 'distroless',
    shell: false,
    ships: { name: 'nonroot', uid: 65532, group: 'nonroot' },
    tags: [
      { tag: /^(?:debug-)?nonroot/, user: '65532' },
      { tag: /^debug/, shell: true },
      { tag: /./, family: 'distroless' },
    ],
    source: 'https://github.com/GoogleContainerTools/distroless/blob/main/README.md',
  },
  {
    repositories: ['cgr.dev/chainguard/wolfi-base', 'chainguard/wolfi-base'],
    family: 'wolfi',
    ships: { name: 'nonroot', uid: 65532, group: 'nonroot' },
    source: 'https://images.chainguard.dev/directory/image/wolfi-base/overview',
  },
  {
    repositories: ['cgr.dev/chainguard/static', 'cgr.dev/chainguard/glibc-dynamic', 'cgr.dev/chainguard/cc-dynamic', 'chainguard/static'],
    family: 'wolfi',
    user: '65532',
    shell: false,
    tags: [{ tag: /dev$/, shell: true }],
    source: 'https://images.chainguard.dev/directory/image/static/overview',
  },
  {
    repositories: [
      ...[
        'cgr.dev/chainguard/python',
        'cgr.dev/chainguard/node',
        'cgr.dev/chainguard/jre',
        'cgr.dev/chainguard/nginx',
        'cgr.dev/chainguard/ruby',
      ],
      ...['chainguard/python', 'chainguard/node', 'chainguard/jre', 'chainguard/nginx', 'chainguard/ruby'],
    ],
    family: 'wolfi',
    user: '65532',
    source: 'https://images.chainguard.dev/directory/image/python/overview',
  },
  { repositories: ['cgr.dev/*', 'chainguard/*'], family: 'wolfi', userVaries: true, source: 'https://images.chainguard.dev' },
  { repositories: ['dhi.io/*'], family: 'unknown', userVaries: true, source: 'https://docs.docker.com/dhi/' },
  {
    repositories: ['phusion/baseimage', 'phusion/passenger-*', 'ghcr.io/phusion/baseimage'],
    family: 'debian',
    init: 'my_init',
    source: 'https://github.com/phusion/baseimage-docker/blob/master/image/Dockerfile',
  },
  {
    repositories: ['linuxserver/*', 'lscr.io/linuxserver/*', 'ghcr.io/linuxserver/*'],
    family: 'unknown',
    init: 's6-overlay',
    dropsPrivileges: true,
    source: 'https://docs.linuxserver.io/general/understanding-puid-and-pgid/',
  },
  {
    // https://learn.microsoft.com/virtualization/windowscontainers/manage-containers/container-base-images
    repositories: ['mcr.microsoft.com/windows/nanoserver', 'mcr.microsoft.com/windows/nanoserver/*'],
    family: 'windows',
    user: 'ContainerUser',
    source: 'https://learn.microsoft.com/virtualization/windowscontainers/manage-containers/container-base-images',
  },
  {
    repositories: ['mcr.microsoft.com/windows', 'mcr.microsoft.com/windows/*', 'microsoft/windowsservercore', 'microsoft/nanoserver'],
    family: 'windows',
    source: 'https://learn.microsoft.com/virtualization/windowscontainers/manage-containers/container-base-images',
  },
  {
    repositories: ['mcr.microsoft.com/azurelinux/distroless/*', 'mcr.microsoft.com/cbl-mariner/distroless/*'],
    family: 'distroless',
    shell: false,
    ships: { name: 'nonroot', uid: 65532, group: 'nonroot' },
    tags: [
      { tag: /nonroot/, user: 'nonroot' },
      { tag: /debug/, shell: true },
    ],
    source: 'https://github.com/microsoft/azurelinux/blob/3.0/toolkit/imageconfigs/distroless-base.json',
  },
  {
    repositories: ['mcr.microsoft.com/azurelinux/*', 'mcr.microsoft.com/azurelinux-beta/*', 'mcr.microsoft.com/cbl-mariner/*'],
    family: 'rhel',
    source: 'https://github.com/microsoft/azurelinux',
  },
] as const satisfies readonly ImageRow[];
