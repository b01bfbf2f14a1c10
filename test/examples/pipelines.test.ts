import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { action } from '../action/job.ts';
import { builtCommand, folder } from '../cli/command.ts';

const bad = 'FROM debian:12-slim\nEXPOSE 80:80\nUSER app\n';

/** Runs a line of a pipeline with plimsoll where the line before it would have put it. */
function run(script: string, env: Readonly<Record<string, string>>): { readonly cwd: string; readonly code: number | null; readonly log: string } {
  const place = folder({ 'plimsoll/node_modules/.bin/plimsoll': '' });
  const cwd = folder({ 'a b/Dockerfile': bad });
  spawnSync('ln', ['-sf', builtCommand, join(place, 'plimsoll/node_modules/.bin/plimsoll')]);
  const places = { CI_BUILDS_DIR: place, WORKSPACE_TMP: place };
  const { status, stdout, stderr } = spawnSync('sh', ['-e', '-c', script], { cwd, env: { ...process.env, ...places, ...env }, encoding: 'utf8' });
  return { cwd, code: status, log: stdout + stderr };
}

describe('examples/gitlab', () => {
  interface Job {
    readonly variables: Readonly<Record<string, string>>;
    readonly script: readonly string[];
    readonly artifacts: { readonly paths: readonly string[]; readonly reports: Readonly<Record<string, string>> };
  }
  const { plimsoll: job } = parse(readFileSync('examples/gitlab/plimsoll.gitlab-ci.yml', 'utf8')) as { readonly plimsoll: Job };

  it('fails with findings and leaves the reports that it names', () => {
    const { cwd, code, log } = run(job.script.join('\n'), job.variables);
    expect(code).toBe(1);
    expect(log).toContain('no-expose-host-port');
    for (const name of [...job.artifacts.paths, ...Object.values(job.artifacts.reports)]) expect(existsSync(join(cwd, name))).toBe(true);
    const report = JSON.parse(readFileSync(join(cwd, job.artifacts.reports['codequality']!), 'utf8')) as object[];
    expect(report).toMatchObject([{ check_name: 'no-expose-host-port', location: { path: 'a b/Dockerfile', lines: { begin: 2 } } }]);
  });

  it('takes paths and options', () => {
    expect(run(job.script.join('\n'), { ...job.variables, PLIMSOLL_ARGS: '--preset off --quiet' })).toMatchObject({ code: 0 });
    expect(run(job.script.join('\n'), { ...job.variables, PLIMSOLL_PATHS: 'none' })).toMatchObject({ code: 2 });
  });
});

describe('examples/jenkins', () => {
  const text = readFileSync('examples/jenkins/Jenkinsfile', 'utf8');

  it('fails with findings and leaves the reports that it names', () => {
    const [, script = ''] = /sh '''([^]*?)'''/.exec(text) ?? [];
    const { cwd, code, log } = run(script, {});
    expect(code).toBe(1);
    expect(log).toContain('no-expose-host-port');
    const reports = [/testResults: '(.*?)'/, /pattern: '(.*?)'/].map((pattern) => pattern.exec(text)![1]!);
    for (const name of reports) expect(readFileSync(join(cwd, name), 'utf8')).toContain('no-expose-host-port');
  });
});

describe('examples/github', () => {
  interface Workflow {
    readonly jobs: { readonly lint: { readonly steps: readonly { readonly uses: string; readonly with?: Readonly<Record<string, unknown>> }[] } };
  }

  it('gives the action inputs that it knows', () => {
    const workflow = parse(readFileSync('examples/github/dockerfiles.yml', 'utf8')) as Workflow;
    const step = workflow.jobs.lint.steps.find(({ uses }) => uses.includes('/plimsoll@'))!;
    for (const name of Object.keys(step.with!)) expect(Object.keys(action.inputs)).toContain(name);
  });
});
