import { spawnSync } from 'node:child_process';
import { mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { folder } from '../cli/command.ts';
import { hasGit, repository, runAction, type JobOutcome } from './job.ts';

const bad = 'FROM debian:12-slim\nEXPOSE 80:80\nUSER app\n';
const names = ['old/Dockerfile', 'moved/Dockerfile', 'gone/Dockerfile', 'edited/Dockerfile'];
const odd = ['two words/Dockerfile', 'line\nend/Dockerfile', '"quoted"/ü.dockerfile', '-x/Containerfile'];

/** A server's repository: main goes on after a branch has left it, which a pull request wants to merge. */
function pullRequest(change: (cwd: string) => void = changeFiles) {
  const server = folder(Object.fromEntries([...names, 'old/plimsoll.yaml'].map((name) => [name, name.endsWith('yaml') ? '' : bad])));
  const git = repository(server);
  const commit = (message: string): string => {
    git('add', '-A');
    git('commit', '-qm', message);
    return git('rev-parse', 'HEAD');
  };
  const fork = commit('begin');
  git('checkout', '-qb', 'branch');
  change(server);
  const head = commit('change');
  git('checkout', '-q', 'main');
  write(server, 'later/Dockerfile', bad);
  const base = commit('go on');
  git('checkout', '-q', '--detach');
  git('merge', '-q', '--no-ff', '-m', 'merge', 'branch');
  git('update-ref', 'refs/pull/7/merge', 'HEAD');
  git('update-ref', 'refs/pull/7/head', head);
  git('checkout', '-q', 'main');
  return { server, fork, head, base };
}

function changeFiles(cwd: string): void {
  for (const name of odd) write(cwd, name, bad);
  write(cwd, 'edited/Dockerfile', `${bad}CMD ["x"]\n`);
  mkdirSync(join(cwd, 'to'));
  renameSync(join(cwd, 'moved/Dockerfile'), join(cwd, 'to/Dockerfile'));
  rmSync(join(cwd, 'gone/Dockerfile'));
  write(cwd, 'vendor/Dockerfile', bad);
  write(cwd, 'notes/Dockerfile.md', '# Notes');
}

function write(cwd: string, name: string, text: string): void {
  mkdirSync(join(cwd, dirname(name)), { recursive: true });
  writeFileSync(join(cwd, name), text);
}

/** What actions/checkout leaves: one commit, no branch. */
function checkOut(server: string, reference: string, depth = 1): string {
  const cwd = folder();
  const git = repository(cwd);
  git('remote', 'add', 'origin', `file://${server}`);
  git('fetch', '-q', '--no-tags', ...(depth > 0 ? [`--depth=${depth}`] : []), 'origin', `+${reference}:refs/remotes/pull`);
  git('checkout', '-q', '--detach', 'refs/remotes/pull');
  return cwd;
}

const merged = { GITHUB_REF: 'refs/pull/7/merge', GITHUB_EVENT_NAME: 'pull_request' };
const inputs = { 'changed-files-only': 'true', 'sarif-file': '', args: '--exclude vendor/' };
const linted = ({ log }: JobOutcome): readonly string[] =>
  [...log.matchAll(/^::error file=(.*?),line/gm)].map(([, name]) => decodeURIComponent(name!)).sort();
const changed = [...odd, 'edited/Dockerfile', 'to/Dockerfile'].sort();

describe.runIf(hasGit)('changed-files-only', { timeout: 300_000 }, () => {
  const { server, fork, head, base } = pullRequest();

  it.each([
    ['the merge of a pull request, one commit deep', 'refs/pull/7/merge', 1, { pull_request: { base: { sha: fork } } }, merged],
    ['the same with all of the history', 'refs/pull/7/merge', 0, { pull_request: { base: { sha: base } } }, merged],
    ['its head, one commit deep', 'refs/pull/7/head', 1, { pull_request: { base: { sha: base } } }, merged],
    ['its head with history', 'refs/pull/7/head', 0, { pull_request: { base: { sha: base } } }, {}],
    ['a push', 'refs/pull/7/head', 1, { before: fork }, {}],
    ['a merge group', 'refs/pull/7/merge', 1, { merge_group: { base_sha: base } }, {}],
  ])('lints what changes in %s', (_, reference, depth, event, env) => {
    const outcome = runAction({ cwd: checkOut(server, reference, depth), inputs, event, env });
    expect(linted(outcome)).toEqual(changed);
    expect(outcome).toMatchObject({ code: 1, outputs: { findings: String(changed.length) } });
    expect(outcome.log).toMatch(/^plimsoll: 6 of \d files have changed$/m);
  });

  it.each([
    ['nothing to compare with', {}, /all files are linted: a schedule event has nothing to compare with/],
    ['a branch that is new', { before: '0'.repeat(40) }, /all files are linted: a schedule event has nothing to compare with/],
    ['a commit that nobody has', { before: '1'.repeat(40) }, /all files are linted: the commit 1{40} cannot be fetched/],
    ['an event that is an attack', { before: '--output=pwned' }, /all files are linted: a schedule event/],
  ])('lints everything where there is %s', (_, event, note) => {
    const cwd = checkOut(server, 'refs/heads/main');
    const outcome = runAction({ cwd, inputs, event, env: { GITHUB_EVENT_NAME: 'schedule' } });
    expect(outcome.log).toMatch(note);
    expect(linted(outcome)).toEqual([...names, 'later/Dockerfile'].sort());
  });

  it('lints everything where a configuration changes, and only what is below the paths', () => {
    const configured = pullRequest((cwd) => write(cwd, 'old/plimsoll.yaml', 'preset: strict\n'));
    const cwd = checkOut(configured.server, 'refs/pull/7/merge');
    const event = { pull_request: { base: { sha: configured.base } } };
    const outcome = runAction({ cwd, inputs: { ...inputs, paths: 'old later' }, event, env: merged });
    expect(outcome.log).toContain('all files are linted: plimsoll.yaml has changed');
    expect([...new Set(linted(outcome))]).toEqual(['later/Dockerfile', 'old/Dockerfile']);
  });

  it('reports nothing where no Dockerfile changes, and what is missing all the same', () => {
    const { server: other, base: tip } = pullRequest((cwd) => write(cwd, 'README.md', ''));
    const cwd = checkOut(other, 'refs/pull/7/merge');
    const event = { pull_request: { base: { sha: tip } } };
    const given = { ...inputs, 'sarif-file': 'x.sarif' };
    expect(runAction({ cwd, inputs: given, event, env: merged })).toMatchObject({
      code: 0,
      outputs: { findings: '0', 'sarif-file': 'x.sarif' },
    });
    expect(runAction({ cwd, inputs: { ...given, paths: 'nowhere' }, event, env: merged })).toMatchObject({ code: 2 });
  });

  it('works in a folder of the repository, and outside of one', () => {
    const cwd = checkOut(server, 'refs/pull/7/merge');
    const event = { pull_request: { base: { sha: base } } };
    const outcome = runAction({ cwd, inputs: { ...inputs, 'working-directory': 'to' }, event, env: merged });
    expect(linted(outcome)).toEqual(['to/Dockerfile']);
    expect(runAction({ cwd: folder({ Dockerfile: bad }), inputs, event, env: merged }).log).toContain('this is no git repository');
  });

  it('reads a repository that belongs to somebody else', () => {
    if (process.getuid?.() !== 0) return;
    const cwd = checkOut(server, 'refs/pull/7/merge');
    spawnSync('chown', ['-R', '65534:65534', cwd]);
    const event = { pull_request: { base: { sha: base } } };
    expect(linted(runAction({ cwd, inputs, event, env: merged }))).toEqual(changed);
  });

  it('keeps a history that is complete so', () => {
    const cwd = checkOut(server, 'refs/pull/7/head', 0);
    runAction({ cwd, inputs, event: { pull_request: { base: { sha: base } } } });
    expect(repository(cwd)('rev-parse', '--is-shallow-repository')).toBe('false');
    expect(head).toMatch(/^[0-9a-f]{40}$/);
  });
});
