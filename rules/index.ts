// Written by build.mjs: every rule of this folder.
import type { AnyRule } from '../src/rule.ts';
import cleanPackageCache from './clean-package-cache.ts';
import consistentDownloader from './consistent-downloader.ts';
import copyFromVariable from './copy-from-variable.ts';
import dockerignoreCoversClutter from './dockerignore-covers-clutter.ts';
import heredocErrexit from './heredoc-errexit.ts';
import noAptCommand from './no-apt-command.ts';
import noBashOnlyFeature from './no-bash-only-feature.ts';
import noBraceExpansionInSh from './no-brace-expansion-in-sh.ts';
import noBuildToolsInFinalStage from './no-build-tools-in-final-stage.ts';
import noConsecutiveRun from './no-consecutive-run.ts';
import noConstantPlatform from './no-constant-platform.ts';
import noCopyIgnoredFile from './no-copy-ignored-file.ts';
import noDoubleBracketInSh from './no-double-bracket-in-sh.ts';
import noDoubleEqualsInSh from './no-double-equals-in-sh.ts';
import noDuplicateCmd from './no-duplicate-cmd.ts';
import noDuplicateStageName from './no-duplicate-stage-name.ts';
import noEchoFlagsInSh from './no-echo-flags-in-sh.ts';
import noEmptyContinuation from './no-empty-continuation.ts';
import noExposeHostPort from './no-expose-host-port.ts';
import noForeignShellSyntax from './no-foreign-shell-syntax.ts';
import noInlineSuppression from './no-inline-suppression.ts';
import noInstallRecommends from './no-install-recommends.ts';
import noInvisibleCharacters from './no-invisible-characters.ts';
import noLatestTag from './no-latest-tag.ts';
import noLegacyKeyValue from './no-legacy-key-value.ts';
import noLiteralShellKeyword from './no-literal-shell-keyword.ts';
import noLookalikeCharacters from './no-lookalike-characters.ts';
import noMaintainer from './no-maintainer.ts';
import noMiscasedShellKeyword from './no-miscased-shell-keyword.ts';
import noNeedlessShellEscape from './no-needless-shell-escape.ts';
import noPipefailInSh from './no-pipefail-in-sh.ts';
import noRedundantTargetPlatform from './no-redundant-target-platform.ts';
import noRelativeWorkdir from './no-relative-workdir.ts';
import noReservedStageName from './no-reserved-stage-name.ts';
import noRootUser from './no-root-user.ts';
import noSecretVariableNames from './no-secret-variable-names.ts';
import noSelfCopyFrom from './no-self-copy-from.ts';
import noSelfReferenceEnv from './no-self-reference-env.ts';
import noSourceInSh from './no-source-in-sh.ts';
import noSshServer from './no-ssh-server.ts';
import noStrayAmpersand from './no-stray-ampersand.ts';
import noSudo from './no-sudo.ts';
import noSystemDaemons from './no-system-daemons.ts';
import noUnbalancedShellQuotes from './no-unbalanced-shell-quotes.ts';
import noUndeclaredFromArg from './no-undeclared-from-arg.ts';
import noUndefinedVariable from './no-undefined-variable.ts';
import noUnknownStageReference from './no-unknown-stage-reference.ts';
import noUnnecessaryPackages from './no-unnecessary-packages.ts';
import noUntrustedRegistry from './no-untrusted-registry.ts';
import noUnusedCreatedUser from './no-unused-created-user.ts';
import noUnusedSuppression from './no-unused-suppression.ts';
import noWholeFilesystemCopy from './no-whole-filesystem-copy.ts';
import oneArgumentPerLine from './one-argument-per-line.ts';
import pinPackageVersions from './pin-package-versions.ts';
import preferAddForArchives from './prefer-add-for-archives.ts';
import preferConsistentKeywordCase from './prefer-consistent-keyword-case.ts';
import preferCopyOverAdd from './prefer-copy-over-add.ts';
import preferExecForm from './prefer-exec-form.ts';
import preferLowercaseProtocol from './prefer-lowercase-protocol.ts';
import preferLowercaseStageName from './prefer-lowercase-stage-name.ts';
import preferMatchingAsCase from './prefer-matching-as-case.ts';
import preferMinimalBase from './prefer-minimal-base.ts';
import preferNumericUser from './prefer-numeric-user.ts';
import preferSystemAccount from './prefer-system-account.ts';
import preferWorkdirOverCd from './prefer-workdir-over-cd.ts';
import requireAssumeYes from './require-assume-yes.ts';
import requireDockerignore from './require-dockerignore.ts';
import requireHealthcheck from './require-healthcheck.ts';
import requireImageTag from './require-image-tag.ts';
import requirePipefail from './require-pipefail.ts';
import requireQuietWget from './require-quiet-wget.ts';
import requireShellSpacing from './require-shell-spacing.ts';
import requireSlashForSeveralSources from './require-slash-for-several-sources.ts';
import requireUser from './require-user.ts';
import requireWorkdirBeforeRelativeCopy from './require-workdir-before-relative-copy.ts';
import singleProcess from './single-process.ts';
import validDefaultBaseImage from './valid-default-base-image.ts';
import validDefinitionDescription from './valid-definition-description.ts';
import validExposePort from './valid-expose-port.ts';
import validHeredocEnd from './valid-heredoc-end.ts';
import validLabelKey from './valid-label-key.ts';
import validShellAssignment from './valid-shell-assignment.ts';
import validShellSyntax from './valid-shell-syntax.ts';
import validSyntax from './valid-syntax.ts';

/** Every rule, by name. */
export const rules: readonly AnyRule[] = [
  cleanPackageCache,
  consistentDownloader,
  copyFromVariable,
  dockerignoreCoversClutter,
  heredocErrexit,
  noAptCommand,
  noBashOnlyFeature,
  noBraceExpansionInSh,
  noBuildToolsInFinalStage,
  noConsecutiveRun,
  noConstantPlatform,
  noCopyIgnoredFile,
  noDoubleBracketInSh,
  noDoubleEqualsInSh,
  noDuplicateCmd,
  noDuplicateStageName,
  noEchoFlagsInSh,
  noEmptyContinuation,
  noExposeHostPort,
  noForeignShellSyntax,
  noInlineSuppression,
  noInstallRecommends,
  noInvisibleCharacters,
  noLatestTag,
  noLegacyKeyValue,
  noLiteralShellKeyword,
  noLookalikeCharacters,
  noMaintainer,
  noMiscasedShellKeyword,
  noNeedlessShellEscape,
  noPipefailInSh,
  noRedundantTargetPlatform,
  noRelativeWorkdir,
  noReservedStageName,
  noRootUser,
  noSecretVariableNames,
  noSelfCopyFrom,
  noSelfReferenceEnv,
  noSourceInSh,
  noSshServer,
  noStrayAmpersand,
  noSudo,
  noSystemDaemons,
  noUnbalancedShellQuotes,
  noUndeclaredFromArg,
  noUndefinedVariable,
  noUnknownStageReference,
  noUnnecessaryPackages,
  noUntrustedRegistry,
  noUnusedCreatedUser,
  noUnusedSuppression,
  noWholeFilesystemCopy,
  oneArgumentPerLine,
  pinPackageVersions,
  preferAddForArchives,
  preferConsistentKeywordCase,
  preferCopyOverAdd,
  preferExecForm,
  preferLowercaseProtocol,
  preferLowercaseStageName,
  preferMatchingAsCase,
  preferMinimalBase,
  preferNumericUser,
  preferSystemAccount,
  preferWorkdirOverCd,
  requireAssumeYes,
  requireDockerignore,
  requireHealthcheck,
  requireImageTag,
  requirePipefail,
  requireQuietWget,
  requireShellSpacing,
  requireSlashForSeveralSources,
  requireUser,
  requireWorkdirBeforeRelativeCopy,
  singleProcess,
  validDefaultBaseImage,
  validDefinitionDescription,
  validExposePort,
  validHeredocEnd,
  validLabelKey,
  validShellAssignment,
  validShellSyntax,
  validSyntax,
];
