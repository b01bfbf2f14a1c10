import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parse } from 'yaml';
import { folder } from '../cli/command.ts';

interface Step {
  readonly shell: string;
  readonly run: string;
  readonly env?: Readonly<Record<string, string>>;
}

interface Action {
  readonly inputs: Readonly<Record<string, { readonly default: string }>>;
  readonly outputs: Readonly<Record<string, { readonly value: string }>>;
  readonly runs: { readonly steps: readonly Step[] };
}

export const action = parse(readFileSync('action.yml', 'utf8')) as Action;

export interface JobOutcome {
  readonly code: number | null;
  readonly log: string;
  readonly outputs: Readonly<Record<string, string>>;
  readonly summary: string;
}

interface Job {
  /** The workspace. */
  readonly cwd: string;
  readonly inputs?: Readonly<Record<string, string>>;
  readonly event?: object;
  readonly env?: Readonly<Record<string, string>>;
  /** Where the runner has put the action. */
  readonly actionPath?: string;
}

/** Runs the steps of action.yml one after the other, each as GitHub's runner runs a step with `shell: bash`. */
export function runAction({ cwd, inputs = {}, event = {}, env = {}, actionPath = resolve('.') }: Job): JobOutcome {
  const runner = folder({ output: '', summary: '', 'event.json': JSON.stringify(event), 'temp/.keep': '' });
  const outer = Object.entries(process.env).filter(([name]) => !/^(GITHUB_|INPUT_|RUNNER_|PLIMSOLL_|GIT_|NODE_|CI$)/.test(name));
  const given = {
    ...(Object.fromEntries(outer) as Record<string, string>),
    ...{ CI: 'true', GITHUB_ACTIONS: 'true', GITHUB_WORKSPACE: cwd, GITHUB_ACTION_PATH: actionPath },
    ...{ GITHUB_OUTPUT: join(runner, 'output'), GITHUB_STEP_SUMMARY: join(runner, 'summary') },
    ...{ GITHUB_EVENT_PATH: join(runner, 'event.json'), RUNNER_TEMP: join(runner, 'temp'), GIT_CONFIG_GLOBAL: '/dev/null' },
    ...env,
  };
  let [code, log]: [number | null, string] = [0, ''];
  for (const [index, step] of action.runs.steps.entries()) {
    if (code !== 0) break;
    const script = join(runner, `step-${index}.sh`);
    writeFileSync(script, step.run);
    const { status, stdout, stderr } = spawnSync('bash', ['--noprofile', '--norc', '-e', '-o', 'pipefail', script], {
      cwd,
      env: { ...given, ...envOf(step, inputs) },
      encoding: 'utf8',
    });
    [code, log] = [status, log + stdout + stderr];
  }
  return {
    code,
    log,
    outputs: outputsIn(readFileSync(join(runner, 'output'), 'utf8')),
    summary: readFileSync(join(runner, 'summary'), 'utf8'),
  };
}

/** Expressions are replaced in `env` alone, which is why no input can become a part of a script. */
function envOf({ env = {} }: Step, inputs: Readonly<Record<string, string>>): Record<string, string> {
  const valueOf = (name: string): string => inputs[name] ?? action.inputs[name]!.default;
  return Object.fromEntries(
    Object.entries(env).map(([name, text]) => [
      name,
      text.replaceAll(/\$\{\{ inputs\.([a-z-]+) \}\}/g, (_, input: string) => valueOf(input)),
    ]),
  );
}

/** As the runner reads `name<<delimiter`. */
function outputsIn(text: string): Readonly<Record<string, string>> {
  const outputs: Record<string, string> = {};
  const lines = text.split('\n');
  for (let at = 0; at < lines.length; at++) {
    const [, name, end] = /^(.+?)<<(.+)$/.exec(lines[at]!) ?? [];
    if (name === undefined || end === undefined) continue;
    const close = lines.indexOf(end, at + 1);
    outputs[name] = lines.slice(at + 1, close).join('\n');
    at = close;
  }
  return outputs;
}

export const hasGit = spawnSync('git', ['--version']).status === 0;
if (!hasGit) console.warn('skipped: tests of changed files, since git is not here');

/** A repository in a folder, with what asks git there. */
export function repository(cwd: string): (...args: readonly string[]) => string {
  const git = (...args: readonly string[]): string => {
    const person = ['-c', 'user.name=test', '-c', 'user.email=test@example.com', '-c', 'init.defaultBranch=main'];
    const outer = Object.entries(process.env).filter(([name]) => !name.startsWith('GIT_'));
    const env = { ...Object.fromEntries(outer), GIT_CONFIG_GLOBAL: '/dev/null', GIT_CONFIG_SYSTEM: '/dev/null' };
    const { status, stdout, stderr } = spawnSync('git', [...person, ...args], { cwd, env, encoding: 'utf8' });
    if (status !== 0) throw new Error(`git ${args.join(' ')}: ${stderr}`);
    return stdout.trim();
  };
  if (!existsSync(join(cwd, '.git'))) git('init', '-q');
  return git;
}
