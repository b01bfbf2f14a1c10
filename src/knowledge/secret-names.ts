/** BuildKit's test of a name (moby/buildkit, dockerfile2llb/validations.go): one of the words, on its own between underscores. */
const buildkitWords = /(?:_|^)(?:apikey|auth|credentials?|key|password|pword|passwd|secret|token)(?:_|$)/i;
const buildkitAllows = /(?:_|^)(?:public|file|version)(?:_|$)/i;

/** What hadolint's DL3064 finds anywhere in a name, without `username` and `private`, which name nothing secret by themselves. */
const hadolintParts = /api_key|client_key|password|secret|token/i;
const hadolintNames = /^(?:AWS_ACCESS_KEY_ID|APPLICATION_KEY)$/i;

/** Neither of them sees these: `DBPASSWD`, `GHACCESSTOKEN`. */
const joined = /(?:password|passwd|secret|api_?key|client_key|(?:access|auth|api|bot|deploy)token)(?:_|$)/i;

/** What a name ends in that speaks about a secret, not of its value: `SSH_AUTH_SOCK`, `KEY_DIR`, `TOKEN_URL`. */
const about = new RegExp(
  `_(?:${[
    ...['mode', 'type', 'method', 'algorithm', 'enabled', 'disabled', 'required', 'timeout', 'ttl', 'length', 'size', 'count', 'limit'],
    ...['sock', 'socket', 'dir', 'directory', 'path', 'url', 'uri', 'host', 'port', 'name', 'user', 'username', 'provider', 'server'],
  ].join('|')})$`,
  'i',
);

/** Answers, not secrets: `MYSQL_ALLOW_EMPTY_PASSWORD=yes`. */
const answer = /^(?:true|false|yes|no|on|off|none)$/i;

/** The checks that take a variable for a secret by its name; `undefined` where it is none. */
export function secretNameCodes(name: string, value: string | undefined): readonly string[] | undefined {
  const isWord = buildkitWords.test(name);
  if (!isWord && !joined.test(name)) return undefined;
  if (buildkitAllows.test(name) || about.test(name) || (value !== undefined && answer.test(value))) return undefined;
  return [
    ...(isWord ? ['SecretsUsedInArgOrEnv'] : []),
    ...(hadolintParts.test(name) || hadolintNames.test(name) ? ['DL3064'] : []),
    ...['DS-0031', 'secret-in-build-arg', '4.10', 'CIS-DI-0010'],
  ];
}
