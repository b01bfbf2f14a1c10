import type { Tool } from '../rule.ts';

/** Why no rule goes by a code of another tool, in a sentence for its users. A rule that has the code wins over the words here. */
export const uncoveredCodes: Readonly<Partial<Record<Tool, Readonly<Record<string, string>>>>> = {
  hadolint: {
    DL1000: "A file that Docker cannot read: [valid-syntax](#valid-syntax) says what is wrong and where, in Docker's own reading.",
    // https://github.com/hadolint/hadolint/releases
    ...same(
      'hadolint itself has dropped it: upgrading in a build is right where security fixes cannot wait for a newer base image.',
      'DL3005 DL3017 DL3031 DL3039',
    ),
    DL3043: 'Docker refuses it: [valid-syntax](#valid-syntax).',
    DL3061: 'Docker refuses it: [valid-syntax](#valid-syntax).',
  },
  buildkit: {
    // https://docs.docker.com/reference/build-checks/invalid-base-image-platform/
    InvalidBaseImagePlatform: 'Only a registry knows which platforms an image is there for, and plimsoll never asks the network.',
  },
  // https://www.shellcheck.net/wiki/
  shellcheck: {
    ...same("Where ShellCheck's parser gave up: a remark beside the error itself.", 'SC1009 SC1072 SC1073'),
    ...same('What is sourced lies in the image, which nobody has while its Dockerfile is linted.', 'SC1090 SC1091'),
    ...same('Which shell runs is known: from `SHELL`, a `#!` or the base image.', 'SC2148 SC2187'),
  },
};

function same(reason: string, codes: string): Readonly<Record<string, string>> {
  return Object.fromEntries(codes.split(' ').map((code) => [code, reason]));
}
