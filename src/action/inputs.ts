import { splitWords } from './words.ts';

/** What action.yml hands over, each as `INPUT_…` in the environment: nothing of it is ever read by a shell. */
export interface Inputs {
  readonly paths: readonly string[];
  readonly args: readonly string[];
  readonly failLevel: string;
  readonly preset: string;
  readonly config: string;
  readonly changedFilesOnly: boolean;
  readonly sarifFile: string;
  readonly annotations: boolean;
  /** What paths are relative to; relative to the workspace itself. */
  readonly workingDirectory: string;
}

/** An input or what surrounds the step is not as it has to be. */
export class ActionError extends Error {
  override name = 'ActionError';
}

export function readInputs(env: NodeJS.ProcessEnv): Inputs {
  const text = (name: string): string => (env[`INPUT_${name}`] ?? '').trim();
  const paths = splitWords(text('PATHS'));
  return {
    paths: paths.length > 0 ? paths : ['.'],
    args: splitWords(text('ARGS')),
    failLevel: text('FAIL_LEVEL'),
    preset: text('PRESET'),
    config: text('CONFIG'),
    changedFilesOnly: toBoolean('changed-files-only', text('CHANGED_FILES_ONLY'), false),
    sarifFile: text('SARIF_FILE'),
    annotations: toBoolean('annotations', text('ANNOTATIONS'), true),
    workingDirectory: text('WORKING_DIRECTORY') || '.',
  };
}

function toBoolean(name: string, text: string, standard: boolean): boolean {
  if (text === '') return standard;
  if (text === 'true' || text === 'false') return text === 'true';
  throw new ActionError(`${name} is '${text}'; expected true or false`);
}
