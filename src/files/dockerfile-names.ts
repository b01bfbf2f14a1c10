/** Dockerfile, Dockerfile.*, *.Dockerfile and the same with Containerfile, in any case; no templates, sources, data or left-overs. */
export function isDockerfileName(name: string): boolean {
  // Nearly all names are none, and a walk asks for thousands.
  if (name.length < 10 || !/(?:docker|container)file/i.test(name)) return false;
  const lower = name.toLowerCase();
  if (!/^(?:docker|container)file(?:\.|$)|\.(?:docker|container)file$/.test(lower)) return false;
  return !lower.endsWith('~') && !notDockerfiles.has(lower.slice(lower.lastIndexOf('.') + 1));
}

const words = (text: string): readonly string[] => text.split(' ');

/** What a name may end in behind its last dot without being a Dockerfile. */
export const notDockerfiles: ReadonlySet<string> = new Set([
  'dockerignore',
  'containerignore',
  ...words('j2 jinja jinja2 tmpl tpl template erb ejs mustache hbs handlebars liquid gotmpl m4 in dist'),
  ...words('sh bash zsh ps1 psm1 bat cmd py pyc go ts mts cts tsx js mjs cjs jsx rb rs'),
  ...words('json jsonc json5 yml yaml toml xml html css csv ini md mdx rst adoc snap'),
  ...words('bak orig rej swp swo tmp lock log diff patch sig asc sha256'),
]);
