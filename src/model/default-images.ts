import type { Dockerfile, From } from '../nodes.ts';
import { expand } from '../syntax/expand.ts';

/** What the builder knows without being told; the values are those of most machines. */
const platform: readonly (readonly [string, string])[] = ['BUILD', 'TARGET'].flatMap(
  (side) =>
    [
      [`${side}PLATFORM`, 'linux/amd64'],
      [`${side}OS`, 'linux'],
      [`${side}OSVERSION`, ''],
      [`${side}ARCH`, 'amd64'],
      [`${side}VARIANT`, ''],
    ] as const,
);

/**
 * The base images of all stages as they are without any `--build-arg`: an ARG without a default is empty then. Ends where BuildKit
 * cannot read a word (moby/buildkit, dockerfile2llb/validations.go, `validateBaseImagesWithDefaultArgs`).
 */
export function defaultImages({ preamble, stages, escape }: Dockerfile): ReadonlyMap<From, string> {
  const values = new Map([...platform, ['TARGETSTAGE', stages.at(-1)?.name ?? 'default'] as const]);
  const lookUp = (name: string): string | undefined => values.get(name);
  const images = new Map<From, string>();
  for (const { key, value } of preamble.flatMap((one) => (one.type === 'Arg' ? one.pairs : []))) {
    const result = value && expand(value.text, { escape, lookUp });
    if (result?.error !== undefined) return images;
    if (result) values.set(key.value, result.value);
  }
  for (const { from } of stages) {
    const result = expand(from.image?.text ?? '', { escape, lookUp });
    if (result.error !== undefined) break;
    images.set(from, result.value);
  }
  return images;
}
