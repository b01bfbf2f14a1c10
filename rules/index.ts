// Written by build.mjs: every rule of this folder.
import type { AnyRule } from '../src/rule.ts';
import cleanPackageCache from './clean-package-cache.ts';
import noDuplicateCmd from './no-duplicate-cmd.ts';
import noExposeHostPort from './no-expose-host-port.ts';
import noInstallRecommends from './no-install-recommends.ts';
import noInvisibleCharacters from './no-invisible-characters.ts';
import oneArgumentPerLine from './one-argument-per-line.ts';
import preferLowercaseProtocol from './prefer-lowercase-protocol.ts';
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
  oneArgumentPerLine,
  preferLowercaseProtocol,
  singleProcess,
  validExposePort,
  validSyntax,
];
