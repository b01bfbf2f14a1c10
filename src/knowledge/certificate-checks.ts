/** A switch that makes a program take any certificate. */
interface InsecureSwitch {
  readonly command: string;
  readonly long: string;
  readonly short?: string;
  /** The program's letters that take a value: what follows one of them in a cluster is no option. */
  readonly lettersWithValue?: string;
  /** Checkov's name for it. */
  readonly code?: string;
}

/** Programs that can be told not to look at certificates. Sources: the programs' manuals. */
export const insecureSwitches: readonly InsecureSwitch[] = [
  // https://curl.se/docs/manpage.html
  { command: 'curl', long: '--insecure', short: 'k', lettersWithValue: 'AbcCdDeEFhHKmoPQrtTuUwxXyYz', code: 'CKV2_DOCKER_2' },
  // https://www.gnu.org/software/wget/manual/wget.html, https://busybox.net/downloads/BusyBox.html#wget
  { command: 'wget', long: '--no-check-certificate', code: 'CKV2_DOCKER_3' },
  // https://aria2.github.io/manual/en/html/aria2c.html
  { command: 'aria2c', long: '--check-certificate=false' },
  // https://httpie.io/docs/cli/server-ssl-certificate-verification
  { command: 'http', long: '--verify=no' },
  // https://docs.astral.sh/uv/reference/cli/
  { command: 'uv', long: '--native-tls=false' },
  // https://getcomposer.org/doc/03-cli.md
  { command: 'composer', long: '--disable-tls' },
];

/** Words behind a command that switch its check off for good: `npm config set strict-ssl false`. */
export const insecureSettings: readonly { readonly command: string; readonly words: RegExp; readonly code?: string }[] = [
  // https://docs.npmjs.com/cli/v11/using-npm/config#strict-ssl
  { command: 'npm', words: /^(?:config )?set (?:-g |--global )?strict-ssl[ =]false\b/, code: 'CKV2_DOCKER_13' },
  // https://classic.yarnpkg.com/lang/en/docs/cli/config/, https://yarnpkg.com/configuration/yarnrc#enableStrictSsl
  { command: 'yarn', words: /^config set (?:-H |--home |-g |--global )?(?:strict-ssl|enableStrictSsl)[ =]false\b/, code: 'CKV2_DOCKER_13' },
  { command: 'pnpm', words: /^config set (?:-g |--global )?strict-ssl[ =]false\b/, code: 'CKV2_DOCKER_13' },
  // https://git-scm.com/docs/git-config#Documentation/git-config.txt-httpsslVerify
  { command: 'git', words: /^config (?:--(?:global|system|local|add) )*http\.sslverify (?:false|0|no|off)\b/i },
  { command: 'git', words: /^-c http\.sslverify=(?:false|0|no|off)\b/i },
  // https://docs.conda.io/projects/conda/en/stable/user-guide/configuration/settings.html
  { command: 'conda', words: /^config --set ssl_verify (?:false|no)\b/i },
];

/** Options whose value names a host that is believed without a certificate. */
export const trustedHostOptions: ReadonlyMap<string, string> = new Map([
  // https://pip.pypa.io/en/stable/cli/pip/#cmdoption-trusted-host
  ...['pip', 'pip2', 'pip3'].map((command) => [command, '--trusted-host'] as const),
  // https://docs.astral.sh/uv/reference/cli/
  ['uv', '--allow-insecure-host'],
]);

/** Variables that switch a check off, with the values that do. */
export const insecureVariables: ReadonlyMap<string, { readonly value: RegExp; readonly code?: string }> = new Map([
  // https://nodejs.org/api/cli.html#node_tls_reject_unauthorizedvalue
  ['NODE_TLS_REJECT_UNAUTHORIZED', { value: /^0$/, code: 'CKV2_DOCKER_6' }],
  // https://docs.python.org/2.7/library/httplib.html, PEP 493
  ['PYTHONHTTPSVERIFY', { value: /^0$/, code: 'CKV2_DOCKER_5' }],
  ['NPM_CONFIG_STRICT_SSL', { value: /^false$/i, code: 'CKV2_DOCKER_12' }],
  ['npm_config_strict_ssl', { value: /^false$/i, code: 'CKV2_DOCKER_12' }],
  ['YARN_STRICT_SSL', { value: /^false$/i }],
  ['YARN_ENABLE_STRICT_SSL', { value: /^(?:false|0)$/i }],
  // https://git-scm.com/docs/git: any value but an empty one or a false one.
  ['GIT_SSL_NO_VERIFY', { value: /^(?!(?:0|false|no|off)?$)/i, code: 'CKV2_DOCKER_14' }],
  ['PIP_TRUSTED_HOST', { value: /./, code: 'CKV2_DOCKER_16' }],
  // https://docs.conda.io/projects/conda/en/stable/user-guide/configuration/settings.html
  ['CONDA_SSL_VERIFY', { value: /^(?:false|no|0)$/i }],
]);

/** The programs that switches and settings are known of. */
export const insecureCommands: ReadonlySet<string> = new Set([...insecureSettings, ...insecureSwitches].map(({ command }) => command));
