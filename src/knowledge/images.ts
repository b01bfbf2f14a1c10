/** What an image is made of: decides its shell, its package manager and how accounts are made. */
export type ImageFamily =
  | 'debian' | 'alpine' | 'wolfi' | 'rhel' | 'suse' | 'arch' | 'busybox' | 'distroless' | 'scratch' | 'windows' | 'unknown';

export interface ImageFacts {
  readonly repositories: readonly string[];
}
