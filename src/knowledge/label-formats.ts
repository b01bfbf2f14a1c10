import { wrongLicense } from './licenses.ts';

/** What the value of a label has to be, by the name that label schemas call it. */
export interface LabelFormat {
  /** For a message: a value is to be this. */
  readonly what: string;
  readonly isValid: (value: string) => boolean;
  readonly codes: readonly string[];
}

/** The formats of hadolint's `label-schema`; `text` takes anything. */
export const labelFormats: Readonly<Record<string, LabelFormat | undefined>> = {
  // RFC 3986: a scheme, and no character that would have to be escaped.
  url: {
    what: 'a URL with its scheme (RFC 3986)',
    isValid: (value) =>
      /^[a-z][a-z0-9+.-]*:(?:[\w.~:/?#[\]@!$&'()*+,;=-]|%[0-9a-f]{2})+$/i.test(value) && !/^https?:(?!\/\/[^/?#])/i.test(value),
    codes: ['DL3052'],
  },
  rfc3339: { what: 'a time such as `2026-01-31T08:00:00Z` (RFC 3339)', isValid: isTime, codes: ['DL3053'] },
  spdx: {
    what: 'a licence of the SPDX list, or an expression of some',
    isValid: (value) => wrongLicense(value) === undefined,
    codes: ['DL3054'],
  },
  // Git shortens to seven digits or more; SHA-256 repositories have 64.
  hash: {
    what: 'a Git hash of 7 to 40, or of 64 digits',
    isValid: (value) => /^(?:[0-9a-f]{7,40}|[0-9a-f]{64})$/.test(value),
    codes: ['DL3055'],
  },
  // https://semver.org/spec/v2.0.0.html
  semver: {
    what: 'a semantic version such as `1.2.3`, without a `v`',
    isValid: (value) => /^(?:0|[1-9]\d*)(?:\.(?:0|[1-9]\d*)){2}(?:-[\w.-]+)?(?:\+[0-9A-Za-z.-]+)?$/.test(value) && areIdentifiers(value),
    codes: ['DL3056'],
  },
  // RFC 5322, addr-spec without comments.
  email: {
    what: 'an e-mail address (RFC 5322)',
    isValid: (value) =>
      /^(?:[\w!#$%&'*+/=?^`{|}~-]+(?:\.[\w!#$%&'*+/=?^`{|}~-]+)*|"[^"\\\r\n]+")@(?:[A-Za-z0-9](?:[\w-]*[A-Za-z0-9])?(?:\.[A-Za-z0-9](?:[\w-]*[A-Za-z0-9])?)*|\[[\w.:]+\])$/.test(
        value,
      ),
    codes: ['DL3058'],
  },
};

/** Keys that the OCI gives a format: https://github.com/opencontainers/image-spec/blob/main/annotations.md. */
export const standardLabels: ReadonlyMap<string, string> = new Map([
  ['org.opencontainers.image.created', 'rfc3339'],
  ['org.opencontainers.image.url', 'url'],
  ['org.opencontainers.image.documentation', 'url'],
  ['org.opencontainers.image.source', 'url'],
  ['org.opencontainers.image.licenses', 'spdx'],
]);

function isTime(value: string): boolean {
  const found = /^(\d{4})-(\d\d)-(\d\d)[Tt ](\d\d):(\d\d):(\d\d)(?:\.\d+)?(?:[Zz]|[-+](\d\d):(\d\d))$/.exec(value);
  if (!found) return false;
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0, zoneHour = 0, zoneMinute = 0] = found
    .slice(1)
    .map((part) => Number(part || 0));
  const days = month === 2 ? (year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28) : [4, 6, 9, 11].includes(month) ? 30 : 31;
  return (
    month >= 1 && month <= 12 && day >= 1 && day <= days && hour < 24 && minute < 60 && second < 61 && zoneHour < 24 && zoneMinute < 60
  );
}

/** The parts of a pre-release and of build metadata: none empty, and no number of a pre-release with a zero in front. */
function areIdentifiers(version: string): boolean {
  const [release = '', build] = version.split('+', 2);
  const dash = release.indexOf('-');
  const before = dash < 0 ? [] : release.slice(dash + 1).split('.');
  return (
    before.every((part) => /^[0-9A-Za-z-]+$/.test(part) && !/^0\d+$/.test(part)) &&
    (build === undefined || build.split('.').every((part) => part !== ''))
  );
}
