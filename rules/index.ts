// Written by build.mjs: every rule of this folder.
import type { AnyRule } from '../src/rule.ts';
import cleanPackageCache from './clean-package-cache.ts';
import dockerignoreCoversClutter from './dockerignore-covers-clutter.ts';
import noBuildToolsInFinalStage from './no-build-tools-in-final-stage.ts';
import noDuplicateCmd from './no-duplicate-cmd.ts';
import noExposeHostPort from './no-expose-host-port.ts';
import noInstallRecommends from './no-install-recommends.ts';
import noInvisibleCharacters from './no-invisible-characters.ts';
import noRootUser from './no-root-user.ts';
import noSshServer from './no-ssh-server.ts';
import noSystemDaemons from './no-system-daemons.ts';
import noUnnecessaryPackages from './no-unnecessary-packages.ts';
import noUnusedCreatedUser from './no-unused-created-user.ts';
import noUnusedSuppression from './no-unused-suppression.ts';
import oneArgumentPerLine from './one-argument-per-line.ts';
import preferLowercaseProtocol from './prefer-lowercase-protocol.ts';
import preferMinimalBase from './prefer-minimal-base.ts';
import preferSystemAccount from './prefer-system-account.ts';
import requireDockerignore from './require-dockerignore.ts';
import requireUser from './require-user.ts';
import singleProcess from './single-process.ts';
import validExposePort from './valid-expose-port.ts';
import validSyntax from './valid-syntax.ts';

/** Every rule, by name. */
export const rules: readonly AnyRule[] = [
  cleanPackageCache,
  dockerignoreCoversClutter,
  noBuildToolsInFinalStage,
  noDuplicateCmd,
  noExposeHostPort,
  noInstallRecommends,
  noInvisibleCharacters,
  noRootUser,
  noSshServer,
  noSystemDaemons,
  noUnnecessaryPackages,
  noUnusedCreatedUser,
  noUnusedSuppression,
  oneArgumentPerLine,
  preferLowercaseProtocol,
  preferMinimalBase,
  preferSystemAccount,
  requireDockerignore,
  requireUser,
  singleProcess,
  validExposePort,
  validSyntax,
];
