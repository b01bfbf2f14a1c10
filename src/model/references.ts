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
