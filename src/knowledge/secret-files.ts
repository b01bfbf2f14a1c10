/** A file that holds a secret by its name. */
interface SecretFile {
  readonly what: string;
  /** Of the path's end, `/` before it or nothing. */
  readonly path: RegExp;
  /** The file holds a secret only with this in it; where it can be read, that decides. */
  readonly holds?: RegExp;
}

const npmSecret = /_auth(?:Token)?\s*=|_password\s*=/;
const passwords = /(?:password|secret|token|key)\w*\s*[=:]\s*[^\s$]/i;

/** Files that hold keys and passwords. Sources: the manuals of the programs that read them. */
const files: readonly SecretFile[] = [
  { what: 'a private key of SSH', path: /(?:^|\/)id_(?:rsa|dsa|ecdsa|ed25519)(?:_sk)?$/ },
  { what: 'the private keys of SSH', path: /(?:^|\/)\.ssh\/?$/ },
  { what: 'the keys of an AWS account', path: /(?:^|\/)\.aws(?:\/credentials)?\/?$/ },
  { what: 'the keys of a Google account', path: /(?:^|\/)(?:application_default_credentials|service-account(?:-key)?)\.json$/ },
  { what: 'the access to a cluster', path: /(?:^|\/)\.kube(?:\/config)?\/?$|(?:^|\/)kubeconfig$/ },
  { what: 'the passwords of registries', path: /(?:^|\/)(?:\.docker\/config\.json|\.dockercfg)$/ },
  { what: 'the passwords of git', path: /(?:^|\/)\.git-credentials$/ },
  { what: 'passwords of servers', path: /(?:^|\/)[._]netrc$/ },
  { what: 'the passwords of PostgreSQL', path: /(?:^|\/)\.pgpass$/ },
  { what: 'the passwords of PyPI', path: /(?:^|\/)\.pypirc$/, holds: /password\s*[=:]/i },
  { what: 'tokens of npm', path: /(?:^|\/)\.npmrc$/, holds: npmSecret },
  { what: 'tokens of Yarn', path: /(?:^|\/)\.yarnrc\.yml$/, holds: /npmAuth(?:Token|Ident)\s*:/ },
  { what: 'passwords of package feeds', path: /(?:^|\/)nuget\.config$/i, holds: /ClearTextPassword|<add key="Password"/i },
  { what: 'secrets of an environment', path: /(?:^|\/)\.env$/, holds: passwords },
  { what: 'a private key', path: /(?:^|\/)[\w-]*(?:priv(?:ate)?|server|client|tls|ssl|ca)[\w-]*\.(?:key|p12|pfx)$/i },
];

/** What a copied file would bring into the image; `read` gives its text where it is at hand. */
export function secretOf(path: string, read: (path: string) => string | undefined): string | undefined {
  const file = files.find((one) => one.path.test(path));
  if (!file?.holds) return file?.what;
  const text = read(path);
  // Most of these hold nothing secret: without their text nobody can know.
  return text !== undefined && file.holds.test(text) ? file.what : undefined;
}
