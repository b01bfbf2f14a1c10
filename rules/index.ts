// Written by build.mjs: every rule of this folder.
import type { AnyRule } from '../src/rule.ts';
import cleanPackageCache from './clean-package-cache.ts';
import noDuplicateCmd from './no-duplicate-cmd.ts';
import noExposeHostPort from './no-expose-host-port.ts';
import noInstallRecommends from './no-install-recommends.ts';
import noInvisibleCharacters from './no-invisible-characters.ts';
import noRootUser from './no-root-user.ts';
import noSshServer from './no-ssh-server.ts';
import noSystemDaemons from './no-system-daemons.ts';
import noUnusedCreatedUser from './no-unused-created-user.ts';
import noUnusedSuppression from './no-unused-suppression.ts';
import oneArgumentPerLine from './one-argument-per-line.ts';
import preferLowercaseProtocol from './prefer-lowercase-protocol.ts';
import preferSystemAccount from './prefer-system-account.ts';
import requireUser from './require-user.ts';
import singleProcess from './single-process.ts';
import validExposePort from './valid-expose-port.ts';
import validSyntax from './valid-syntax.ts';

/** Every rule, by name. */
export const rules: readonly AnyRule[] = [
  cleanPackageCache,
  noDuplicateCmd,
  noExposeHostPort,
  noInstallRecommends,
  noInvisibleCharacters,
  noRootUser,
  noSshServer,
  noSystemDaemons,
  noUnusedCreatedUser,
  noUnusedSuppression,
  oneArgumentPerLine,
  preferLowercaseProtocol,
  preferSystemAccount,
  requireUser,
  singleProcess,
  validExposePort,
  validSyntax,
];
