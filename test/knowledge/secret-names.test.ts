import { expect, it } from 'vitest';
import { secretNameCodes } from '../../src/knowledge/secret-names.ts';

it.each(['GITHUB_TOKEN', 'secret_MESSAGE', 'apikey', 'AUTH', 'git_key', 'AWS_ACCESS_KEY_ID'])('%s is a secret for BuildKit', (name) => {
  expect(secretNameCodes(name, undefined)).toContain('SecretsUsedInArgOrEnv');
});

it.each(['DBPASSWORD', 'GHACCESSTOKEN', 'CLIENTSECRET'])('%s is a secret that BuildKit does not see', (name) => {
  expect(secretNameCodes(name, 'x')).not.toContain('SecretsUsedInArgOrEnv');
});

it.each([
  ['PUBLIC_KEY', 'x'],
  ['AUTH_MODULE_VERSION', '1'],
  ['DB_PASSWORD_FILE', '/run/x'],
  ['SSH_AUTH_SOCK', '/run/x'],
  ['KEY_DIR', '/keys'],
  ['TOKEN_URL', 'https://x'],
  ['AUTH_ENABLED', 'x'],
  ['MYSQL_ALLOW_EMPTY_PASSWORD', 'yes'],
  ['KEYBOARD', 'us'],
  ['TOKENIZERS_PARALLELISM', '1'],
  ['AUTHOR', 'Ann'],
])('%s=%s is none', (name, value) => {
  expect(secretNameCodes(name, value)).toBeUndefined();
});
