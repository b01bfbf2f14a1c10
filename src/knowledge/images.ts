import { languageImages } from './language-images.ts';
import { serviceImages } from './service-images.ts';
import { systemImages } from './system-images.ts';
import { vendorImages } from './vendor-images.ts';

/** What an image is made of: decides its shell, its package manager and how accounts are made. */
export type ImageFamily =
  'debian' | 'alpine' | 'wolfi' | 'rhel' | 'suse' | 'arch' | 'busybox' | 'distroless' | 'scratch' | 'windows' | 'unknown';

/** An account that an image holds. */
export interface ImageAccount {
  readonly name: string;
  readonly uid?: number;
  readonly group?: string;
}

/** How a smaller variant of the same image is written. */
export interface MinimalVariant {
  /** Added to the version: `-slim`, `-jre`. */
  readonly suffix?: string;
  /** Where a release name stands in the tag, the suffix goes before or behind it: `3.12-slim-bookworm`, `20-bookworm-slim`. */
  readonly place?: 'before' | 'behind';
  /** A part of the tag that is replaced: `-devel` by `-runtime`. */
  readonly replace?: readonly [part: string, by: string];
  /** Tags that are small already, or have no smaller one. */
  readonly except: RegExp;
}

interface Facts {
  readonly family: ImageFamily;
  /** The account it runs as, where that is not root. `root` in a tag's facts takes it back. */
  readonly user?: string;
  /** Whether it runs as root cannot be told from name and tag. */
  readonly userVaries?: boolean;
  /** An account that is there for the taking, but not in force. */
  readonly ships?: ImageAccount;
  /** It is meant to be root: it needs namespaces and mounts, steps down in its program, or its host sets the user. */
  readonly rootByDesign?: boolean;
  /** It starts as root, and its entrypoint steps down to another account by itself. */
  readonly dropsPrivileges?: boolean;
  /** What runs as first process by design, and starts others. */
  readonly init?: string;
  readonly minimal?: MinimalVariant;
  /** A toolchain: what it builds belongs into another image. */
  readonly builder?: boolean;
  /** The variables of its environment, `PATH` left out; absent where they are not known for all its tags. */
  readonly environment?: readonly string[];
  /** False: it holds no shell at all. */
  readonly shell?: boolean;
}

/** What is known of an image, its tag taken into account. */
export interface ImageFacts extends Facts {
  /** Names without tag; `*` at the end stands for any rest. Docker Hub's carry no registry, its official ones no `library/`. */
  readonly repositories: readonly string[];
  /** Where it can be checked; the facts are those of mid-2026. */
  readonly source: string;
}

/** A row of the tables: facts, and what some tags make of them, all that match in order. */
export interface ImageRow extends ImageFacts {
  readonly tags?: readonly (Partial<Facts> & { readonly tag: RegExp })[];
}

/** All images that the rules know something of. */
export const images: readonly ImageRow[] = [...systemImages, ...languageImages, ...serviceImages, ...vendorImages];
