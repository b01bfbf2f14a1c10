import type { ImageName } from './model.ts';

/** Takes an image reference apart as distribution/reference does; `docker.io/library/x` and `x` are the same. */
export function parseImageName(text: string): ImageName {
  const [name, digest] = splitAt(text, text.indexOf('@'));
  const slash = name.lastIndexOf('/');
  const colon = name.indexOf(':', slash + 1);
  const [path, tag] = splitAt(name, colon);
  const first = path.split('/', 1)[0] as string;
  const hasRegistry =
    path.includes('/') && (first.includes('.') || first.includes(':') || first === 'localhost' || first !== first.toLowerCase());
  const registry = hasRegistry && !dockerHub.has(first) ? first : undefined;
  const repository = (hasRegistry ? path.slice(first.length + 1) : path).replace(registry === undefined ? /^library\// : /^$/, '');
  return {
    text,
    repository,
    ...(registry === undefined ? {} : { registry }),
    ...(tag === undefined ? {} : { tag }),
    ...(digest === undefined ? {} : { digest }),
  };
}

const dockerHub = new Set(['docker.io', 'index.docker.io', 'registry-1.docker.io', 'registry.hub.docker.com']);

const splitAt = (text: string, at: number): readonly [string, string | undefined] =>
  at < 0 ? [text, undefined] : [text.slice(0, at), text.slice(at + 1)];

// https://github.com/distribution/reference/blob/main/regexp.go
const pathPart = '[a-z0-9]+(?:(?:[.]|_|__|-+)[a-z0-9]+)*';
const domain =
  '(?:[a-zA-Z0-9](?:[a-zA-Z0-9-]*[a-zA-Z0-9])?(?:[.][a-zA-Z0-9](?:[a-zA-Z0-9-]*[a-zA-Z0-9])?)*|\\[[a-fA-F0-9:]+\\])(?::[0-9]+)?';
const tagOrDigest = '(?::\\w[\\w.-]{0,127})?(?:@[A-Za-z][A-Za-z0-9]*(?:[-_+.][A-Za-z][A-Za-z0-9]*)*:[0-9a-fA-F]{32,})?';
const reference = new RegExp(`^(?:${domain}/)?${pathPart}(?:/${pathPart})*${tagOrDigest}$`);

/** Whether a builder takes the text for the name of an image: no blanks, no capitals in the path, nothing empty. */
export const isImageName = (text: string): boolean => reference.test(text) && !/^[a-f0-9]{64}$/.test(text);
