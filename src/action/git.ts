import { spawnSync } from 'node:child_process';
import { ActionError } from './inputs.ts';

/** Asks git about the repository of the current folder: gives what it prints, or `undefined` where it fails. */
export type Git = (...args: readonly string[]) => Buffer | undefined;

/**
 * In a container the repository often belongs to somebody else, which git refuses to read: here it is what was checked out for this job.
 * Nothing is asked on a terminal, and no program that the repository's configuration names is started for a diff.
 */
export function openGit(cwd = process.cwd(), env: NodeJS.ProcessEnv = process.env): Git {
  return (...args) => {
    const options = ['-c', 'safe.directory=*', '-c', 'core.fsmonitor=false'];
    const { status, stdout, error } = spawnSync('git', [...options, ...args], {
      cwd,
      env: { ...env, GIT_TERMINAL_PROMPT: '0', LC_ALL: 'C' },
      maxBuffer: 1024 * 1024 * 1024,
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    if (error) throw new ActionError(`changed-files-only needs git: ${error.message}`);
    return status === 0 ? stdout : undefined;
  };
}
