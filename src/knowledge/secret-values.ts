/** A kind of secret that can be told by its form. */
interface SecretForm {
  readonly what: string;
  /** What it holds one of, in lower case. */
  readonly stems: readonly string[];
  /** Every repetition has a limit, so that none of them goes back far. */
  readonly form: RegExp;
  readonly source: string;
}

/** Secrets whose makers gave them a form that nothing else has. */
const forms: readonly SecretForm[] = [
  {
    what: 'an AWS access key',
    stems: ['akia', 'asia'],
    form: /(?<![A-Za-z0-9])(?:AKIA|ASIA)[A-Z2-7]{16}(?![A-Za-z0-9])/,
    source: 'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html#identifiers-unique-ids',
  },
  {
    what: 'a GitHub token',
    stems: ['ghp_', 'gho_', 'ghu_', 'ghs_', 'ghr_', 'github_pat_'],
    form: /(?<!\w)(?:gh[pousr]_[A-Za-z0-9]{36}|github_pat_[A-Za-z0-9]{22}_[A-Za-z0-9]{59})(?!\w)/,
    source: 'https://docs.github.com/en/authentication/keeping-your-account-and-data-secure/about-authentication-to-github',
  },
  {
    what: 'a GitLab token',
    stems: ['glpat-', 'gldt-', 'glrt-', 'glptt-', 'glsoat-'],
    form: /(?<!\w)gl(?:pat|dt|rt|ptt|soat)-[\w-]{20,64}/,
    source: 'https://docs.gitlab.com/security/tokens/#token-prefixes',
  },
  {
    what: 'an npm token',
    stems: ['npm_'],
    form: /(?<!\w)npm_[A-Za-z0-9]{36}(?!\w)/,
    source: 'https://docs.npmjs.com/about-access-tokens',
  },
  {
    what: 'a PyPI token',
    stems: ['pypi-ageichlwas5vcmc'],
    form: /(?<!\w)pypi-AgEIcHlwaS5vcmc[\w-]{50,200}/,
    source: 'https://pypi.org/help/#apitoken',
  },
  {
    what: 'a Slack token',
    stems: ['xox'],
    form: /(?<!\w)xox[abeoprs]-[0-9]{8,14}-[A-Za-z0-9-]{10,80}/,
    source: 'https://docs.slack.dev/authentication/tokens',
  },
  {
    what: 'a Slack webhook',
    stems: ['hooks.slack.com'],
    form: /https:\/\/hooks\.slack\.com\/services\/T[A-Z0-9]{6,12}\/B[A-Z0-9]{6,12}\/[A-Za-z0-9]{20,30}/,
    source: 'https://docs.slack.dev/messaging/sending-messages-using-incoming-webhooks',
  },
  {
    what: 'a Google API key',
    stems: ['aiza'],
    form: /(?<!\w)AIza[\w-]{35}(?![\w-])/,
    source: 'https://cloud.google.com/docs/authentication/api-keys',
  },
  {
    what: 'a Stripe key',
    stems: ['k_live_'],
    form: /(?<!\w)[rs]k_live_[A-Za-z0-9]{24,100}(?!\w)/,
    source: 'https://docs.stripe.com/keys',
  },
  {
    what: 'a SendGrid key',
    stems: ['sg.'],
    form: /(?<!\w)SG\.[\w-]{22}\.[\w-]{43}(?![\w-])/,
    source: 'https://www.twilio.com/docs/sendgrid/ui/account-and-settings/api-keys',
  },
  {
    what: 'a Docker Hub token',
    stems: ['dckr_'],
    form: /(?<!\w)dckr_(?:pat|oat)_[\w-]{27,32}(?![\w-])/,
    source: 'https://docs.docker.com/security/access-tokens/',
  },
  {
    what: 'a Hugging Face token',
    stems: ['hf_'],
    form: /(?<!\w)hf_[A-Za-z]{34}(?!\w)/,
    source: 'https://huggingface.co/docs/hub/security-tokens',
  },
  {
    what: 'a private key',
    stems: ['private key'],
    form: /-----BEGIN (?:(?:RSA|DSA|EC|OPENSSH|ENCRYPTED) )?PRIVATE KEY(?: BLOCK)?-----/,
    source: 'https://www.rfc-editor.org/rfc/rfc7468#section-10',
  },
];

/** A text without any of these, in whatever case, holds no secret. */
export const secretStems: readonly string[] = forms.flatMap(({ stems }) => stems);

/** One pattern for all of them, so that a file is read once. */
const anyForm = (): RegExp => new RegExp(forms.map(({ form }) => `(${form.source})`).join('|'), 'g');

/** What stands for a secret in documentation: `AKIAIOSFODNN7EXAMPLE`, `ghp_xxxxxxxx…`. */
const isPlaceholder = (text: string): boolean => /EXAMPLE|(.)\1{7}|0123456789|123456789|abcdefgh/i.test(text);

/** The secrets in a text, with their offsets. */
export function secretsIn(text: string): readonly { readonly what: string; readonly start: number; readonly end: number }[] {
  return [...text.matchAll(anyForm())].flatMap((match) => {
    const [whole] = match;
    const what = forms.find((_, i) => match[i + 1])?.what;
    return what === undefined || isPlaceholder(whole) ? [] : [{ what, start: match.index, end: match.index + whole.length }];
  });
}
