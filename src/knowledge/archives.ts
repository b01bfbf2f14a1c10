/**
 * Names of what `ADD` unpacks: a tar archive, plain or packed by gzip, bzip2, xz or zstd (https://docs.docker.com/reference/dockerfile/#adding-local-tar-archives).
 * The builder looks at the content; a name that may stand for one is taken for one.
 */
export const isArchive = (name: string): boolean =>
  /\.(?:tar|tar\.[A-Za-z0-9]+|tgz|tbz2?|tb2|txz|tzst|tlz|tZ|taz|lzma|gz|bz2|xz|zst)$/i.test(name);

/** Names of a tar archive alone. */
export const isTarArchive = (name: string): boolean => /\.(?:tar|tar\.(?:gz|bz2|xz|zst|lzma|Z)|tgz|tbz2?|tb2|txz|tzst)$/i.test(name);

/** What `ADD` fetches: a URL, or a Git repository (https://docs.docker.com/reference/dockerfile/#adding-files-from-a-git-repository). */
export const isRemote = (name: string): boolean =>
  /^[a-z][a-z0-9+.-]*:\/\//i.test(name) || /^git@|^[\w.-]+@[\w.-]+:|\.git(?:#.*)?$/.test(name);
