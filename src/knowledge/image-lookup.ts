import type { ImageName } from '../model/model.ts';
import { images, type ImageAccount, type ImageFacts, type ImageFamily, type ImageRow, type MinimalVariant } from './images.ts';

export interface ImageLookup {
  /** Absent where no table knows the image. */
  readonly facts: ImageFacts | undefined;
  readonly family: ImageFamily;
  /** The account it runs as, where that is known and not root. */
  readonly user?: string;
  readonly ships?: ImageAccount;
  /** The same image, smaller: a tag that exists. */
  readonly minimalTag?: string;
}

/** The same few images stand in most files. */
const known = new Map<string, ImageLookup>();

/** What the tables know of an image. Where they do not know it, its family may still follow from tag or name. */
export function lookUpImage(name: ImageName): ImageLookup {
  const key = name.digest === undefined ? name.text : `@${name.text}`;
  const found = known.get(key);
  if (found) return found;
  if (known.size > 2000) known.clear();
  const made = lookUp(name);
  known.set(key, made);
  return made;
}

function lookUp(name: ImageName): ImageLookup {
  const facts = factsOf(name);
  if (!facts) return { facts, family: familyOfWords(name.tag, tagWords) ?? familyOfWords(name.repository, nameWords) ?? 'unknown' };
  const { family, user, ships, minimal } = facts;
  const minimalTag = minimal && name.digest === undefined ? minimalTagOf(name.tag, minimal) : undefined;
  return {
    facts,
    family,
    ...(user === undefined ? {} : { user }),
    ...(ships ? { ships } : {}),
    ...(minimalTag === undefined ? {} : { minimalTag }),
  };
}

function factsOf(name: ImageName): ImageFacts | undefined {
  const row = rowOf(plainName(name));
  if (!row) return undefined;
  const { tags = [], ...base } = row;
  const tag = name.tag ?? (name.digest === undefined ? 'latest' : '');
  const byTag = familyOfWords(tag, tagWords);
  const matching = tags.filter((facts) => facts.tag.test(tag)).map(({ tag: _, ...facts }) => facts);
  // A digest alone does not say which of the tags it is.
  const unsure = tag === '' && tags.some(({ user, userVaries }) => user !== undefined || userVaries) ? { userVaries: true } : {};
  const first: ImageFacts = byTag ? { ...base, family: byTag } : base;
  const { user, ...facts } = [...matching, unsure].reduce<ImageFacts>((sum, more) => ({ ...sum, ...more }), first);
  return user === undefined || user === 'root' ? facts : { ...facts, user };
}

const exact = new Map<string, ImageRow>();
const prefixes = new Map<string, ImageRow>();
for (const row of images) {
  for (const repository of row.repositories) {
    if (repository.endsWith('*')) prefixes.set(repository.slice(0, -1), row);
    else exact.set(repository, row);
  }
}

/** The exact name, else the longest prefix that ends at a slash or dash. */
function rowOf(name: string): ImageRow | undefined {
  const row = exact.get(name);
  if (row) return row;
  for (let end = name.length; end > 0; end--) {
    const before = name[end - 1];
    if (before !== '/' && before !== '-') continue;
    const found = prefixes.get(name.slice(0, end));
    if (found) return found;
  }
  return undefined;
}

/** `registry/repository` without what only says where a copy of an official image lies. */
function plainName({ registry, repository }: ImageName): string {
  if (registry !== undefined && !hub.has(registry)) {
    const mirror = mirrors.find((prefix) => `${registry}/${repository}`.startsWith(prefix));
    return mirror === undefined ? `${registry}/${repository}` : `${registry}/${repository}`.slice(mirror.length);
  }
  const slash = repository.indexOf('/');
  return slash > 0 && (architectures.has(repository.slice(0, slash)) || repository.startsWith('library/'))
    ? repository.slice(slash + 1)
    : repository;
}

const hub: ReadonlySet<string> = new Set(['docker.io', 'index.docker.io', 'registry-1.docker.io', 'registry.hub.docker.com']);
// https://gallery.ecr.aws/docker, https://cloud.google.com/artifact-registry/docs/pull-cached-dockerhub-images
const mirrors = ['public.ecr.aws/docker/library/', 'mirror.gcr.io/library/', 'mirror.gcr.io/'];
// https://github.com/docker-library/official-images#architectures-other-than-amd64
const architectures: ReadonlySet<string> = new Set([
  ...['amd64', 'i386', 'arm32v5', 'arm32v6', 'arm32v7', 'arm64v8', 'ppc64le', 's390x', 'riscv64', 'mips64le', 'loong64', 'winamd64'],
]);

/** The family that a word of a tag or name says: official images and most others name their base so. */
function familyOfWords(text: string | undefined, families: ReadonlyMap<string, ImageFamily>): ImageFamily | undefined {
  for (const word of text?.toLowerCase().split(/[-_./]/) ?? []) {
    const family = families.get(word) ?? families.get(withoutNumber(word));
    if (family) return family;
  }
  return undefined;
}

/** `ubuntu22` and `alpine3.20` without the number. */
function withoutNumber(word: string): string {
  let end = word.length;
  while (end > 0 && /[\d.]/.test(word[end - 1] ?? '')) end--;
  return word.slice(0, end);
}

const systemNames: readonly (readonly [ImageFamily, string])[] = [
  ['windows', 'nanoserver windowsservercore servercore'],
  ['distroless', 'distroless'],
  ['alpine', 'alpine'],
  ['wolfi', 'wolfi'],
  ['rhel', 'ubi rhel centos rockylinux almalinux fedora oraclelinux amazonlinux azurelinux mariner photon'],
  ['suse', 'opensuse sles'],
  ['arch', 'archlinux manjarolinux'],
  ['debian', 'debian ubuntu'],
];
const releaseNames: readonly (readonly [ImageFamily, string])[] = [
  ['distroless', 'chiseled'],
  ['alpine', 'alpaquita'],
  ['rhel', 'oracle ol7 ol8 ol9 ol10 al1 al2 al2022 al2023'],
  ['suse', 'leap tumbleweed'],
  ['debian', 'jessie stretch buster bullseye bookworm trixie forky sid'],
  ['debian', 'trusty xenial bionic focal jammy kinetic lunar mantic noble oracular plucky questing resolute'],
];
const wordMap = (table: typeof systemNames) =>
  new Map(table.flatMap(([family, words]) => words.split(' ').map((word) => [word, family] as const)));
/** What a repository's name may say, and what a tag may. */
const nameWords: ReadonlyMap<string, ImageFamily> = wordMap(systemNames);
const tagWords: ReadonlyMap<string, ImageFamily> = wordMap([...systemNames, ...releaseNames]);

function minimalTagOf(tag = 'latest', { suffix = '', place, replace, except }: MinimalVariant): string | undefined {
  if (except.test(tag) || tag.includes('$')) return undefined;
  if (replace && tag.includes(replace[0])) return tag.replace(replace[0], replace[1]);
  if (suffix === '') return undefined;
  if (tag === 'latest') return suffix.slice(1);
  const words = tag.split('-');
  const release = words.findIndex((word) => tagWords.has(withoutNumber(word)));
  if (release < 0 || place === 'behind') return `${tag}${suffix}`;
  return [...words.slice(0, release), suffix.slice(1), ...words.slice(release)].join('-');
}
