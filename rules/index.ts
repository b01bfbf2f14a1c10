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
import noBashOnlyFeature from './no-bash-only-feature.ts';
import noBraceExpansionInSh from './no-brace-expansion-in-sh.ts';
import noBuildToolsInFinalStage from './no-build-tools-in-final-stage.ts';
import noCdBack from './no-cd-back.ts';
import noCollapsedBlanks from './no-collapsed-blanks.ts';
import noConsecutiveRun from './no-consecutive-run.ts';
import noConstantPlatform from './no-constant-platform.ts';
import noCopyIgnoredFile from './no-copy-ignored-file.ts';
import noDangerousCapabilities from './no-dangerous-capabilities.ts';
import noDisabledCertificateCheck from './no-disabled-certificate-check.ts';
import noDistributionUpgrade from './no-distribution-upgrade.ts';
import noDoubleBracketInSh from './no-double-bracket-in-sh.ts';
import noDoubleEqualsInSh from './no-double-equals-in-sh.ts';
import noDuplicateCmd from './no-duplicate-cmd.ts';
import noDuplicateStageName from './no-duplicate-stage-name.ts';
import noEchoEscapes from './no-echo-escapes.ts';
import noEchoFlagsInSh from './no-echo-flags-in-sh.ts';
import noEgrep from './no-egrep.ts';
import noEmptyContinuation from './no-empty-continuation.ts';
import noEmptyLabel from './no-empty-label.ts';
import noEndedRelease from './no-ended-release.ts';
import noExecutedOutput from './no-executed-output.ts';
import noExportExpansion from './no-export-expansion.ts';
import noExposeHostPort from './no-expose-host-port.ts';
import noFindPermPlus from './no-find-perm-plus.ts';
import noForeignShellSyntax from './no-foreign-shell-syntax.ts';
import noGlobCommand from './no-glob-command.ts';
import noHostConfiguration from './no-host-configuration.ts';
import noInlineSuppression from './no-inline-suppression.ts';
import noInsecureDockerApi from './no-insecure-docker-api.ts';
import noInsecureRun from './no-insecure-run.ts';
import noInstallRecommends from './no-install-recommends.ts';
import noInvisibleCharacters from './no-invisible-characters.ts';
import noKernelDirectoryWrite from './no-kernel-directory-write.ts';
import noLatestTag from './no-latest-tag.ts';
import noLeadingGlob from './no-leading-glob.ts';
import noLegacyKeyValue from './no-legacy-key-value.ts';
import noLiteralShellKeyword from './no-literal-shell-keyword.ts';
import noLookalikeCharacters from './no-lookalike-characters.ts';
import noLoopOverFind from './no-loop-over-find.ts';
import noLowPortForUser from './no-low-port-for-user.ts';
import noMaintainer from './no-maintainer.ts';
import noMaskedExitStatus from './no-masked-exit-status.ts';
import noMiscasedShellKeyword from './no-miscased-shell-keyword.ts';
import noMisspelledShellVariable from './no-misspelled-shell-variable.ts';
import noMkdirParentMode from './no-mkdir-parent-mode.ts';
import noNeedlessShellEscape from './no-needless-shell-escape.ts';
import noOverriddenPipe from './no-overridden-pipe.ts';
import noParsingLs from './no-parsing-ls.ts';
import noPipefailInSh from './no-pipefail-in-sh.ts';
import noPlainHttpDownload from './no-plain-http-download.ts';
import noPointlessCommand from './no-pointless-command.ts';
import noReadWriteSameFile from './no-read-write-same-file.ts';
import noRedundantTargetPlatform from './no-redundant-target-platform.ts';
import noRelativeWorkdir from './no-relative-workdir.ts';
import noReservedStageName from './no-reserved-stage-name.ts';
import noRootUser from './no-root-user.ts';
import noSecretFileCopy from './no-secret-file-copy.ts';
import noSecretValues from './no-secret-values.ts';
import noSecretVariableNames from './no-secret-variable-names.ts';
import noSelfCopyFrom from './no-self-copy-from.ts';
import noSelfReferenceEnv from './no-self-reference-env.ts';
import noSensitiveVolume from './no-sensitive-volume.ts';
import noSetuid from './no-setuid.ts';
import noSinglePassLoop from './no-single-pass-loop.ts';
import noSingleQuotedExpansion from './no-single-quoted-expansion.ts';
import noSourceInSh from './no-source-in-sh.ts';
import noSplitQuotes from './no-split-quotes.ts';
import noSshPort from './no-ssh-port.ts';
import noSshServer from './no-ssh-server.ts';
import noStrayAmpersand from './no-stray-ampersand.ts';
import noSudo from './no-sudo.ts';
import noSystemDaemons from './no-system-daemons.ts';
import noSystemFolderRemoval from './no-system-folder-removal.ts';
import noSystemWorkdir from './no-system-workdir.ts';
import noUnbalancedShellQuotes from './no-unbalanced-shell-quotes.ts';
import noUncheckedCd from './no-unchecked-cd.ts';
import noUndeclaredFromArg from './no-undeclared-from-arg.ts';
import noUndefinedShellVariable from './no-undefined-shell-variable.ts';
import noUndefinedVariable from './no-undefined-variable.ts';
import noUnguardedRemoval from './no-unguarded-removal.ts';
import noUnknownStageReference from './no-unknown-stage-reference.ts';
import noUnlistedLabels from './no-unlisted-labels.ts';
import noUnnecessaryPackages from './no-unnecessary-packages.ts';
import noUnneededChown from './no-unneeded-chown.ts';
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
import noWorldWritable from './no-world-writable.ts';
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
import preferMultiStage from './prefer-multi-stage.ts';
import preferNumericUser from './prefer-numeric-user.ts';
import preferShellInstruction from './prefer-shell-instruction.ts';
import preferShellQuotes from './prefer-shell-quotes.ts';
import preferSystemAccount from './prefer-system-account.ts';
import preferWorkdirOverCd from './prefer-workdir-over-cd.ts';
import requireAssumeYes from './require-assume-yes.ts';
import requireDockerignore from './require-dockerignore.ts';
import requireFindPath from './require-find-path.ts';
import requireHealthcheck from './require-healthcheck.ts';
import requireImageDigest from './require-image-digest.ts';
import requireImageTag from './require-image-tag.ts';
import requireLabels from './require-labels.ts';
import requireLinkName from './require-link-name.ts';
import requireNoLogInit from './require-no-log-init.ts';
import requireNullSeparatedXargs from './require-null-separated-xargs.ts';
import requirePipefail from './require-pipefail.ts';
import requireQuietWget from './require-quiet-wget.ts';
import requireRawRead from './require-raw-read.ts';
import requireSetuidRemoval from './require-setuid-removal.ts';
import requireShellSpacing from './require-shell-spacing.ts';
import requireSlashForSeveralSources from './require-slash-for-several-sources.ts';
import requireUser from './require-user.ts';
import requireVolumeForState from './require-volume-for-state.ts';
import requireWorkdirBeforeRelativeCopy from './require-workdir-before-relative-copy.ts';
import singleProcess from './single-process.ts';
import validBracketGlob from './valid-bracket-glob.ts';
import validDefaultBaseImage from './valid-default-base-image.ts';
import validDefinitionDescription from './valid-definition-description.ts';
import validExposePort from './valid-expose-port.ts';
import validHeredocEnd from './valid-heredoc-end.ts';
import validImageReference from './valid-image-reference.ts';
import validLabelKey from './valid-label-key.ts';
import validLabelValue from './valid-label-value.ts';
import validShellAssignment from './valid-shell-assignment.ts';
import validShellSyntax from './valid-shell-syntax.ts';
import validStopsignal from './valid-stopsignal.ts';
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
  noBashOnlyFeature,
  noBraceExpansionInSh,
  noBuildToolsInFinalStage,
  noCdBack,
  noCollapsedBlanks,
  noConsecutiveRun,
  noConstantPlatform,
  noCopyIgnoredFile,
  noDangerousCapabilities,
  noDisabledCertificateCheck,
  noDistributionUpgrade,
  noDoubleBracketInSh,
  noDoubleEqualsInSh,
  noDuplicateCmd,
  noDuplicateStageName,
  noEchoEscapes,
  noEchoFlagsInSh,
  noEgrep,
  noEmptyContinuation,
  noEmptyLabel,
  noEndedRelease,
  noExecutedOutput,
  noExportExpansion,
  noExposeHostPort,
  noFindPermPlus,
  noForeignShellSyntax,
  noGlobCommand,
  noHostConfiguration,
  noInlineSuppression,
  noInsecureDockerApi,
  noInsecureRun,
  noInstallRecommends,
  noInvisibleCharacters,
  noKernelDirectoryWrite,
  noLatestTag,
  noLeadingGlob,
  noLegacyKeyValue,
  noLiteralShellKeyword,
  noLookalikeCharacters,
  noLoopOverFind,
  noLowPortForUser,
  noMaintainer,
  noMaskedExitStatus,
  noMiscasedShellKeyword,
  noMisspelledShellVariable,
  noMkdirParentMode,
  noNeedlessShellEscape,
  noOverriddenPipe,
  noParsingLs,
  noPipefailInSh,
  noPlainHttpDownload,
  noPointlessCommand,
  noReadWriteSameFile,
  noRedundantTargetPlatform,
  noRelativeWorkdir,
  noReservedStageName,
  noRootUser,
  noSecretFileCopy,
  noSecretValues,
  noSecretVariableNames,
  noSelfCopyFrom,
  noSelfReferenceEnv,
  noSensitiveVolume,
  noSetuid,
  noSinglePassLoop,
  noSingleQuotedExpansion,
  noSourceInSh,
  noSplitQuotes,
  noSshPort,
  noSshServer,
  noStrayAmpersand,
  noSudo,
  noSystemDaemons,
  noSystemFolderRemoval,
  noSystemWorkdir,
  noUnbalancedShellQuotes,
  noUncheckedCd,
  noUndeclaredFromArg,
  noUndefinedShellVariable,
  noUndefinedVariable,
  noUnguardedRemoval,
  noUnknownStageReference,
  noUnlistedLabels,
  noUnnecessaryPackages,
  noUnneededChown,
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
  noWorldWritable,
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
  preferMultiStage,
  preferNumericUser,
  preferShellInstruction,
  preferShellQuotes,
  preferSystemAccount,
  preferWorkdirOverCd,
  requireAssumeYes,
  requireDockerignore,
  requireFindPath,
  requireHealthcheck,
  requireImageDigest,
  requireImageTag,
  requireLabels,
  requireLinkName,
  requireNoLogInit,
  requireNullSeparatedXargs,
  requirePipefail,
  requireQuietWget,
  requireRawRead,
  requireSetuidRemoval,
  requireShellSpacing,
  requireSlashForSeveralSources,
  requireUser,
  requireVolumeForState,
  requireWorkdirBeforeRelativeCopy,
  singleProcess,
  validBracketGlob,
  validDefaultBaseImage,
  validDefinitionDescription,
  validExposePort,
  validHeredocEnd,
  validImageReference,
  validLabelKey,
  validLabelValue,
  validShellAssignment,
  validShellSyntax,
  validStopsignal,
  validSyntax,
];
