/** A product whose releases end: which of its images' tags name which release. */
interface ReleaseRow {
  readonly repositories: readonly string[];
  readonly product: string;
  /** Releases that nobody mends any more, with the day that ended it (ISO 8601): by the numbers that a tag begins with. */
  readonly ended: Readonly<Record<string, string>>;
  /** What may be used instead. */
  readonly instead: string;
  readonly source: string;
}

/** Release names that stand in the tags of many images, with the day that ended them. */
const endedNames: ReadonlyMap<string, readonly [product: string, ended: string]> = new Map(
  Object.entries<readonly [string, string]>({
    // https://wiki.debian.org/LTS
    wheezy: ['Debian 7', '2018-05-31'],
    jessie: ['Debian 8', '2020-06-30'],
    stretch: ['Debian 9', '2022-06-30'],
    buster: ['Debian 10', '2024-06-30'],
    bullseye: ['Debian 11', '2026-08-31'],
    // https://ubuntu.com/about/release-cycle; extended maintenance is paid for, and not in the image.
    precise: ['Ubuntu 12.04', '2017-04-28'],
    trusty: ['Ubuntu 14.04', '2019-04-25'],
    xenial: ['Ubuntu 16.04', '2021-04-30'],
    bionic: ['Ubuntu 18.04', '2023-05-31'],
    focal: ['Ubuntu 20.04', '2025-05-31'],
    kinetic: ['Ubuntu 22.10', '2023-07-20'],
    lunar: ['Ubuntu 23.04', '2024-01-25'],
    mantic: ['Ubuntu 23.10', '2024-07-11'],
    oracular: ['Ubuntu 24.10', '2025-07-10'],
    plucky: ['Ubuntu 25.04', '2026-01-15'],
  }),
);

const eol = (product: string): string => `https://endoflife.date/${product}`;

/** As of November 2026. A release is here only when its end had come by then. */
const releases: readonly ReleaseRow[] = [
  {
    repositories: ['debian'],
    product: 'Debian',
    ended: { 7: '2018-05-31', 8: '2020-06-30', 9: '2022-06-30', 10: '2024-06-30', 11: '2026-08-31' },
    instead: '12 or later',
    source: eol('debian'),
  },
  {
    repositories: ['ubuntu'],
    product: 'Ubuntu',
    ended: {
      ...{ '12.04': '2017-04-28', '14.04': '2019-04-25', '16.04': '2021-04-30', '18.04': '2023-05-31', '20.04': '2025-05-31' },
      ...{ '22.10': '2023-07-20', '23.04': '2024-01-25', '23.10': '2024-07-11', '24.10': '2025-07-10', '25.04': '2026-01-15' },
    },
    instead: '22.04 or later',
    source: eol('ubuntu'),
  },
  {
    repositories: ['alpine'],
    product: 'Alpine',
    ended: {
      ...{ '3.1': '2016-11-01', '3.2': '2017-05-01', '3.3': '2017-11-01', '3.4': '2018-05-01', '3.5': '2018-11-01', '3.6': '2019-05-01' },
      ...{
        '3.7': '2019-11-01',
        '3.8': '2020-05-01',
        '3.9': '2020-11-01',
        '3.10': '2021-05-01',
        '3.11': '2021-11-01',
        '3.12': '2022-05-01',
      },
      ...{ '3.13': '2022-11-01', '3.14': '2023-05-01', '3.15': '2023-11-01', '3.16': '2024-05-23', '3.17': '2024-11-22' },
      ...{ '3.18': '2025-05-09', '3.19': '2025-11-01', '3.20': '2026-04-01' },
    },
    instead: '3.22 or later',
    source: eol('alpine-linux'),
  },
  {
    repositories: ['centos'],
    product: 'CentOS',
    ended: { 5: '2017-03-31', 6: '2020-11-30', 7: '2024-06-30', 8: '2021-12-31' },
    instead: 'Rocky Linux, AlmaLinux or CentOS Stream',
    source: eol('centos'),
  },
  {
    repositories: ['fedora'],
    product: 'Fedora',
    ended: {
      ...{ 35: '2022-12-13', 36: '2023-05-16', 37: '2023-12-05', 38: '2024-05-21', 39: '2024-11-26', 40: '2025-05-13' },
      41: '2025-12-15',
    },
    instead: '43 or later',
    source: eol('fedora'),
  },
  {
    repositories: ['node'],
    product: 'Node.js',
    ended: {
      ...{ 0: '2016-12-31', 4: '2018-04-30', 5: '2016-06-30', 6: '2019-04-30', 7: '2017-06-30', 8: '2019-12-31', 9: '2018-06-30' },
      ...{ 10: '2021-04-30', 11: '2019-06-01', 12: '2022-04-30', 13: '2020-06-01', 14: '2023-04-30', 15: '2021-06-01', 16: '2023-09-11' },
      ...{ 17: '2022-06-01', 18: '2025-04-30', 19: '2023-06-01', 20: '2026-04-30', 21: '2024-06-01', 23: '2025-06-01' },
    },
    instead: '22 or later',
    source: 'https://github.com/nodejs/release#end-of-life-releases',
  },
  {
    repositories: ['python'],
    product: 'Python',
    ended: {
      ...{ 2: '2020-01-01', '3.3': '2017-09-29', '3.4': '2019-03-18', '3.5': '2020-09-30', '3.6': '2021-12-23', '3.7': '2023-06-27' },
      ...{ '3.8': '2024-10-07', '3.9': '2025-10-31' },
    },
    instead: '3.11 or later',
    source: 'https://devguide.python.org/versions/',
  },
  {
    repositories: ['php'],
    product: 'PHP',
    ended: { 5: '2018-12-31', 7: '2022-11-28', '8.0': '2023-11-26', '8.1': '2025-12-31' },
    instead: '8.3 or later',
    source: 'https://www.php.net/eol.php',
  },
  {
    repositories: ['ruby'],
    product: 'Ruby',
    ended: { 1: '2015-02-23', 2: '2023-03-31', '3.0': '2024-04-23', '3.1': '2025-03-26', '3.2': '2026-03-31' },
    instead: '3.3 or later',
    source: 'https://www.ruby-lang.org/en/downloads/branches/',
  },
  {
    repositories: ['postgres'],
    product: 'PostgreSQL',
    ended: {
      ...{ 8: '2014-07-24', 9: '2021-11-11', 10: '2022-11-10', 11: '2023-11-09', 12: '2024-11-21', 13: '2025-11-13' },
      14: '2026-11-12',
    },
    instead: '15 or later',
    source: 'https://www.postgresql.org/support/versioning/',
  },
  {
    repositories: ['mysql'],
    product: 'MySQL',
    ended: { '5.5': '2018-12-03', '5.6': '2021-02-05', '5.7': '2023-10-31', '8.0': '2026-04-30' },
    instead: '8.4 or later',
    source: eol('mysql'),
  },
  {
    repositories: ['mongo'],
    product: 'MongoDB',
    ended: { 3: '2021-04-30', '4.0': '2022-04-30', '4.2': '2023-04-30', '4.4': '2024-02-29', '5.0': '2024-10-31', '6.0': '2025-07-31' },
    instead: '7.0 or later',
    source: 'https://www.mongodb.com/legal/support-policy/lifecycles',
  },
];

/** A release that has ended, as a tag names it. */
export interface EndedRelease {
  /** `Debian 10`. */
  readonly name: string;
  /** ISO 8601. */
  readonly ended: string;
  /** What may be written instead; absent where the tag only says what the image stands on. */
  readonly instead?: string;
}

/** The ended release that a tag of a repository (Docker Hub's, without `library/`) names, by number or by the name of its distribution. */
export function endedRelease(repository: string, tag: string): EndedRelease | undefined {
  const row = byRepository.get(repository);
  const numbers = (row && /^v?(\d+(?:\.\d+)*)(?![\w.])/.exec(tag)?.[1]?.split('.')) ?? [];
  for (let length = numbers.length; row && length > 0; length--) {
    const release = numbers.slice(0, length).join('.');
    const ended = Object.hasOwn(row.ended, release) ? row.ended[release] : undefined;
    if (ended !== undefined) return { name: `${row.product} ${release}`, ended, instead: row.instead };
  }
  const distribution = endedDistribution(tag);
  return distribution && row && distribution.name.startsWith(row.product) ? { ...distribution, instead: row.instead } : distribution;
}

const byRepository: ReadonlyMap<string, ReleaseRow> = new Map(
  releases.flatMap((row) => row.repositories.map((repository) => [repository, row] as const)).reverse(),
);
const { ended: alpine = {} } = releases.find(({ product }) => product === 'Alpine') ?? {};

function endedDistribution(tag: string): EndedRelease | undefined {
  for (const word of tag.toLowerCase().split('-')) {
    const named = endedNames.get(word);
    if (named) return { name: named[0], ended: named[1] };
    const release = word.startsWith('alpine') ? /^alpine(3\.\d+)/.exec(word)?.[1] : undefined;
    const end = release !== undefined && Object.hasOwn(alpine, release) ? alpine[release] : undefined;
    if (end !== undefined) return { name: `Alpine ${release}`, ended: end };
  }
  return undefined;
}
