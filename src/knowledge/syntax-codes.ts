import type { Tool } from '../rule.ts';

/**
 * What other tools call a problem of the syntax, by our own code for it: hadolint's rules (https://github.com/hadolint/hadolint),
 * dockerfile-utils' `ValidationCode` (https://github.com/rcjsuen/dockerfile-utils) and dockerfilelint's messages. One that a tool has
 * only as a parse error has no entry.
 */
const table: Readonly<Record<string, Readonly<Partial<Record<Tool, readonly string[]>>> | undefined>> = {
  'no-instructions': { dockerfileUtils: ['NO_SOURCE_IMAGE'] },
  'no-from': {
    hadolint: ['DL3061'],
    tally: ['hadolint/DL3061', 'tally/require-stages'],
    dockerfilelint: ['from_first'],
    dockerfileUtils: ['NO_SOURCE_IMAGE'],
  },
  'before-from': { hadolint: ['DL3061'], tally: ['hadolint/DL3061'], dockerfilelint: ['from_first'], dockerfileUtils: ['NO_SOURCE_IMAGE'] },
  'unknown-instruction': {
    tally: ['tally/unknown-instruction'],
    dockerfilelint: ['invalid_command'],
    dockerfileUtils: ['UNKNOWN_INSTRUCTION'],
  },
  'missing-arguments': { dockerfilelint: ['required_params', 'missing_args'], dockerfileUtils: ['ARGUMENT_MISSING'] },
  'unknown-flag': { dockerfileUtils: ['UNKNOWN_ADD_FLAG', 'UNKNOWN_COPY_FLAG', 'UNKNOWN_FROM_FLAG', 'UNKNOWN_HEALTHCHECK_FLAG'] },
  'duplicate-flag': { dockerfileUtils: ['FLAG_DUPLICATE'] },
  'flag-value': { dockerfileUtils: ['FLAG_MISSING_VALUE'] },
  'boolean-flag': { dockerfileUtils: ['FLAG_EXPECTED_BOOLEAN_VALUE'] },
  duration: { dockerfileUtils: ['FLAG_INVALID_DURATION'] },
  retries: { dockerfileUtils: ['INVALID_SYNTAX'] },
  'healthcheck-kind': { dockerfileUtils: ['UNKNOWN_TYPE'] },
  'healthcheck-arguments': { dockerfilelint: ['invalid_format'], dockerfileUtils: ['ARGUMENT_UNNECESSARY'] },
  'shell-json': { dockerfilelint: ['invalid_format'], dockerfileUtils: ['SHELL_JSON_FORM'] },
  'stage-name': { dockerfileUtils: ['INVALID_BUILD_STAGE_NAME'] },
  'from-arguments': { dockerfileUtils: ['INVALID_AS', 'ARGUMENT_REQUIRES_ONE_OR_THREE'] },
  'onbuild-trigger': {
    hadolint: ['DL3043'],
    tally: ['hadolint/DL3043'],
    dockerfileUtils: ['ONBUILD_CHAINING_DISALLOWED', 'ONBUILD_TRIGGER_DISALLOWED'],
  },
  'invalid-escape': { dockerfileUtils: ['INVALID_ESCAPE_DIRECTIVE'] },
  'duplicate-directive': { dockerfileUtils: ['DUPLICATED_ESCAPE_DIRECTIVE'] },
  'missing-equals': { dockerfilelint: ['invalid_format'], dockerfileUtils: ['SYNTAX_MISSING_EQUALS'] },
  'missing-value': { dockerfileUtils: ['ARGUMENT_REQUIRES_TWO'] },
  'empty-name': { dockerfileUtils: ['SYNTAX_MISSING_NAMES'] },
};

/** Every code of the table, by tool. */
export const syntaxCodes: Readonly<Partial<Record<Tool, readonly string[]>>> = byTool();

/** The codes that apply to one problem; none where no tool names it. */
export const codesOfProblem = (code: string): readonly string[] => Object.values(table[code] ?? {}).flat();

function byTool(): Readonly<Partial<Record<Tool, readonly string[]>>> {
  const all: Partial<Record<Tool, readonly string[]>> = {};
  for (const row of Object.values(table))
    for (const tool of Object.keys(row ?? {}) as Tool[]) all[tool] = [...new Set([...(all[tool] ?? []), ...(row?.[tool] ?? [])])];
  return all;
}
