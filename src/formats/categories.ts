import type { Category } from '../rule.ts';

/** What a category is called elsewhere. */
interface Names {
  /** One of the Code Climate specification's categories. */
  readonly codeClimate: 'Bug Risk' | 'Clarity' | 'Compatibility' | 'Performance' | 'Security' | 'Style';
  /** SonarQube's software quality, and the attribute of clean code that is hurt. */
  readonly quality: 'SECURITY' | 'RELIABILITY' | 'MAINTAINABILITY';
  readonly attribute: 'CLEAR' | 'COMPLETE' | 'CONVENTIONAL' | 'EFFICIENT' | 'FORMATTED' | 'LOGICAL' | 'TRUSTWORTHY';
}

const security = { codeClimate: 'Security', quality: 'SECURITY', attribute: 'TRUSTWORTHY' } as const;
const bloat = { codeClimate: 'Performance', quality: 'MAINTAINABILITY', attribute: 'EFFICIENT' } as const;
const bugs = { codeClimate: 'Bug Risk', quality: 'RELIABILITY', attribute: 'LOGICAL' } as const;

export const categoryNames: Readonly<Record<Category, Names>> = {
  syntax: bugs,
  'base-image': { codeClimate: 'Compatibility', quality: 'MAINTAINABILITY', attribute: 'COMPLETE' },
  stages: bugs,
  user: security,
  packages: bloat,
  shell: bugs,
  secrets: security,
  network: security,
  files: bugs,
  metadata: { codeClimate: 'Clarity', quality: 'MAINTAINABILITY', attribute: 'CONVENTIONAL' },
  runtime: bugs,
  variables: bugs,
  context: bloat,
  cache: bloat,
  style: { codeClimate: 'Style', quality: 'MAINTAINABILITY', attribute: 'FORMATTED' },
  suppression: { codeClimate: 'Clarity', quality: 'MAINTAINABILITY', attribute: 'CLEAR' },
};
