// Written by build.mjs: every rule of this folder.
import type { AnyRule } from '../src/rule.ts';
import cleanPackageCache from './clean-package-cache.ts';
import consistentDownloader from './consistent-downloader.ts';
import copyFromVariable from './copy-from-variable.ts';
import dockerignoreCoversClutter from './dockerignore-covers-clutter.ts';
import heredocErrexit from './heredoc-errexit.ts';
import noAndOrElse from './no-and-or-else.ts';
import noAptCommand from './no-apt-command.ts';
import noBackticks from './no-backticks.ts';
import noBuildToolsInFinalStage from './no-build-tools-in-final-stage.ts';
import noCdBack from './no-cd-back.ts';
import noCollapsedBlanks from './no-collapsed-blanks.ts';
import noConsecutiveRun from './no-consecutive-run.ts';
import noConstantPlatform from './no-constant-platform.ts';
import noCopyIgnoredFile from './no-copy-ignored-file.ts';
import noDuplicateCmd from './no-duplicate-cmd.ts';
import noDuplicateStageName from './no-duplicate-stage-name.ts';
import noEchoEscapes from './no-echo-escapes.ts';
import noEgrep from './no-egrep.ts';
import noEmptyContinuation from './no-empty-continuation.ts';
import noExecutedOutput from './no-executed-output.ts';
import noExportExpansion from './no-export-expansion.ts';
import noExposeHostPort from './no-expose-host-port.ts';
import noGlobCommand from './no-glob-command.ts';
import noInlineSuppression from './no-inline-suppression.ts';
import noInstallRecommends from './no-install-recommends.ts';
import noInvisibleCharacters from './no-invisible-characters.ts';
import noLatestTag from './no-latest-tag.ts';
import noLeadingGlob from './no-leading-glob.ts';
import noLegacyKeyValue from './no-legacy-key-value.ts';
import noLoopOverFind from './no-loop-over-find.ts';
import noMaintainer from './no-maintainer.ts';
import noMaskedExitStatus from './no-masked-exit-status.ts';
import noMisspelledShellVariable from './no-misspelled-shell-variable.ts';
import noMkdirParentMode from './no-mkdir-parent-mode.ts';
import noOverriddenPipe from './no-overridden-pipe.ts';
import noParsingLs from './no-parsing-ls.ts';
import noReadWriteSameFile from './no-read-write-same-file.ts';
import noRedundantTargetPlatform from './no-redundant-target-platform.ts';
import noRelativeWorkdir from './no-relative-workdir.ts';
import noReservedStageName from './no-reserved-stage-name.ts';
import noRootUser from './no-root-user.ts';
import noSecretVariableNames from './no-secret-variable-names.ts';
import noSelfCopyFrom from './no-self-copy-from.ts';
import noSelfReferenceEnv from './no-self-reference-env.ts';
import noSinglePassLoop from './no-single-pass-loop.ts';
import noSingleQuotedExpansion from './no-single-quoted-expansion.ts';
import noSplitQuotes from './no-split-quotes.ts';
import noSshServer from './no-ssh-server.ts';
import noSudo from './no-sudo.ts';
import noSystemDaemons from './no-system-daemons.ts';
import noSystemFolderRemoval from './no-system-folder-removal.ts';
import noUncheckedCd from './no-unchecked-cd.ts';
import noUndeclaredFromArg from './no-undeclared-from-arg.ts';
import noUndefinedShellVariable from './no-undefined-shell-variable.ts';
import noUndefinedVariable from './no-undefined-variable.ts';
import noUnguardedRemoval from './no-unguarded-removal.ts';
import noUnknownStageReference from './no-unknown-stage-reference.ts';
import noUnnecessaryPackages from './no-unnecessary-packages.ts';
import noUnquotedLoopGlob from './no-unquoted-loop-glob.ts';
import noUnquotedPattern from './no-unquoted-pattern.ts';
import noUnquotedShellSubstitution from './no-unquoted-shell-substitution.ts';
import noUnquotedShellVariable from './no-unquoted-shell-variable.ts';
import noUntrustedRegistry from './no-untrusted-registry.ts';
import noUnusedCreatedUser from './no-unused-created-user.ts';
import noUnusedShellVariable from './no-unused-shell-variable.ts';
import noUnusedSuppression from './no-unused-suppression.ts';
import noUselessCat from './no-useless-cat.ts';
import noUselessCd from './no-useless-cd.ts';
import noUselessEcho from './no-useless-echo.ts';
import noVariablePrintfFormat from './no-variable-printf-format.ts';
import noWholeFilesystemCopy from './no-whole-filesystem-copy.ts';
import noXPrefixTest from './no-x-prefix-test.ts';
import oneArgumentPerLine from './one-argument-per-line.ts';
import pinPackageVersions from './pin-package-versions.ts';
import preferAddForArchives from './prefer-add-for-archives.ts';
import preferConsistentKeywordCase from './prefer-consistent-keyword-case.ts';
import preferCopyOverAdd from './prefer-copy-over-add.ts';
import preferExecForm from './prefer-exec-form.ts';
import preferGrepCount from './prefer-grep-count.ts';
import preferLowercaseProtocol from './prefer-lowercase-protocol.ts';
import preferLowercaseStageName from './prefer-lowercase-stage-name.ts';
import preferMatchingAsCase from './prefer-matching-as-case.ts';
import preferMinimalBase from './prefer-minimal-base.ts';
import preferNumericUser from './prefer-numeric-user.ts';
import preferShellQuotes from './prefer-shell-quotes.ts';
import preferSystemAccount from './prefer-system-account.ts';
import preferWorkdirOverCd from './prefer-workdir-over-cd.ts';
import requireAssumeYes from './require-assume-yes.ts';
import requireDockerignore from './require-dockerignore.ts';
import requireFindPath from './require-find-path.ts';
import requireHealthcheck from './require-healthcheck.ts';
import requireImageTag from './require-image-tag.ts';
import requireLinkName from './require-link-name.ts';
import requireNullSeparatedXargs from './require-null-separated-xargs.ts';
import requirePipefail from './require-pipefail.ts';
import requireQuietWget from './require-quiet-wget.ts';
import requireRawRead from './require-raw-read.ts';
import requireSlashForSeveralSources from './require-slash-for-several-sources.ts';
import requireUser from './require-user.ts';
import requireWorkdirBeforeRelativeCopy from './require-workdir-before-relative-copy.ts';
import singleProcess from './single-process.ts';
import validBracketGlob from './valid-bracket-glob.ts';
import validDefaultBaseImage from './valid-default-base-image.ts';
import validDefinitionDescription from './valid-definition-description.ts';
import validExposePort from './valid-expose-port.ts';
import validLabelKey from './valid-label-key.ts';
import validSyntax from './valid-syntax.ts';

/** Every rule, by name. */
export const rules: readonly AnyRule[] = [
  cleanPackageCache,
  consistentDownloader,
  copyFromVariable,
  dockerignoreCoversClutter,
  heredocErrexit,
  noAndOrElse,
  noAptCommand,
  noBackticks,
  noBuildToolsInFinalStage,
  noCdBack,
  noCollapsedBlanks,
  noConsecutiveRun,
  noConstantPlatform,
  noCopyIgnoredFile,
  noDuplicateCmd,
  noDuplicateStageName,
  noEchoEscapes,
  noEgrep,
  noEmptyContinuation,
  noExecutedOutput,
  noExportExpansion,
  noExposeHostPort,
  noGlobCommand,
  noInlineSuppression,
  noInstallRecommends,
  noInvisibleCharacters,
  noLatestTag,
  noLeadingGlob,
  noLegacyKeyValue,
  noLoopOverFind,
  noMaintainer,
  noMaskedExitStatus,
  noMisspelledShellVariable,
  noMkdirParentMode,
  noOverriddenPipe,
  noParsingLs,
  noReadWriteSameFile,
  noRedundantTargetPlatform,
  noRelativeWorkdir,
  noReservedStageName,
  noRootUser,
  noSecretVariableNames,
  noSelfCopyFrom,
  noSelfReferenceEnv,
  noSinglePassLoop,
  noSingleQuotedExpansion,
  noSplitQuotes,
  noSshServer,
  noSudo,
  noSystemDaemons,
  noSystemFolderRemoval,
  noUncheckedCd,
  noUndeclaredFromArg,
  noUndefinedShellVariable,
  noUndefinedVariable,
  noUnguardedRemoval,
  noUnknownStageReference,
  noUnnecessaryPackages,
  noUnquotedLoopGlob,
  noUnquotedPattern,
  noUnquotedShellSubstitution,
  noUnquotedShellVariable,
  noUntrustedRegistry,
  noUnusedCreatedUser,
  noUnusedShellVariable,
  noUnusedSuppression,
  noUselessCat,
  noUselessCd,
  noUselessEcho,
  noVariablePrintfFormat,
  noWholeFilesystemCopy,
  noXPrefixTest,
  oneArgumentPerLine,
  pinPackageVersions,
  preferAddForArchives,
  preferConsistentKeywordCase,
  preferCopyOverAdd,
  preferExecForm,
  preferGrepCount,
  preferLowercaseProtocol,
  preferLowercaseStageName,
  preferMatchingAsCase,
  preferMinimalBase,
  preferNumericUser,
  preferShellQuotes,
  preferSystemAccount,
  preferWorkdirOverCd,
  requireAssumeYes,
  requireDockerignore,
  requireFindPath,
  requireHealthcheck,
  requireImageTag,
  requireLinkName,
  requireNullSeparatedXargs,
  requirePipefail,
  requireQuietWget,
  requireRawRead,
  requireSlashForSeveralSources,
  requireUser,
  requireWorkdirBeforeRelativeCopy,
  singleProcess,
  validBracketGlob,
  validDefaultBaseImage,
  validDefinitionDescription,
  validExposePort,
  validLabelKey,
  validSyntax,
];
